"""What a dossier's row must say, folded from its history alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from motcua.dossiers import life_replay
from motcua.dossiers.changes import CODE_NOW, UNITS_NOW
from motcua.ledger.events.dossier_life import ApplicationCompleted, ApplicationTurnedAway
from motcua.ledger.events.dossier_lists import ViewRemoved, ViewSaved
from motcua.ledger.events.dossier_office import (
    DossierGivenBack,
    DossierLent,
    PatternChanged,
    PatternRetired,
    PatternWritten,
    SigningCalled,
    SigningHoursSet,
    SigningMuted,
    StandInArranged,
    StandInEnded,
)
from motcua.ledger.events.dossiers import (
    DossierAccepted,
    DossierAssigned,
    DossierCorrected,
    ProvincialCodeEntered,
    ResultReturned,
    SlipReissued,
    StepCompleted,
    StepSentBack,
    WorkGivingSet,
)
from motcua.ledger.feed import Told

_NOBODY: Final = {"official_id": None, "stand_in_id": None}


def fold_dossier(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of the row that follow from the events, in order."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, DossierAccepted):
            row = _accepted(event)
        elif isinstance(event, StepCompleted):
            row |= {"state": event.state, "holder_id": event.to_unit, "step": row["step"] + 1} | _NOBODY
            if event.state == "ready":
                row["ready_at"] = told.at
        elif isinstance(event, StepSentBack):
            row |= {"holder_id": event.to_unit, "step": row["step"] - 1} | _NOBODY
        elif isinstance(event, DossierAssigned):
            row |= {"official_id": event.official, "stand_in_id": None}
        elif isinstance(event, DossierLent):
            row |= {"official_id": event.official, "stand_in_id": event.stand_in}
        elif isinstance(event, DossierGivenBack):
            row |= {"official_id": event.official, "stand_in_id": None}
        elif isinstance(event, DossierCorrected):
            row |= {"applicant_id": event.applicant, "submitter_id": event.submitter, "issue": event.issue}
            if CODE_NOW in event.before:
                row["code"] = event.before[CODE_NOW]
            row |= {column: UUID(event.before[now]) for column, now in UNITS_NOW.items() if now in event.before}
        elif isinstance(event, SlipReissued):
            row["issue"] = event.issue
        elif isinstance(event, ProvincialCodeEntered):
            row["code"] = event.code
        elif isinstance(event, ResultReturned):
            row |= {"state": "returned", "open": False, "returned_at": told.at}
        else:
            row |= life_replay.changed(event, told.at, row)
    return row


def fold_application(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of an application turned away that follow from its events."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, ApplicationTurnedAway):
            row = {
                "number": event.number,
                "kind": event.kind,
                "unit_id": event.unit,
                "procedure_code": event.procedure,
                "procedure_version_id": event.procedure_version,
                "case": event.case,
                "channel": event.channel,
                "applicant_id": event.applicant,
                "submitter_id": event.submitter,
                "ground": event.ground,
                "turned_at": told.at,
                "dossier_id": None,
            }
        elif isinstance(event, ApplicationCompleted):
            row["dossier_id"] = event.dossier
    return row


def fold_work_giving(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a unit's way of giving out work that follow from its events."""
    row: dict[str, Any] = {}
    for told in history:
        if isinstance(told.event, WorkGivingSet):
            row = {"unit_id": told.event.unit, "automatic": told.event.automatic}
    return row


def fold_stand_in(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a stand-in that follow from its events."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, StandInArranged):
            row = {
                "unit_id": event.unit,
                "absentee_id": event.absentee,
                "absentee_name": event.absentee_name,
                "colleague_id": event.colleague,
                "colleague_name": event.colleague_name,
                "first": event.first,
                "last": event.last,
                "leave_id": event.leave,
                "ended_at": None,
            }
        elif isinstance(event, StandInEnded):
            row["ended_at"] = told.at
    return row


def fold_signing_call(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a unit's line of calls to sign that follow from its events."""
    row: dict[str, Any] = {"hours": "", "day": None, "told": "", "muted_on": None, "muted_by": ""}
    for told in history:
        event = told.event
        if isinstance(event, SigningHoursSet):
            row |= {"unit_id": event.unit, "hours": " ".join(event.hours)}
        elif isinstance(event, SigningMuted):
            muted = (
                {"muted_on": event.day, "muted_by": event.name} if event.muted else {"muted_on": None, "muted_by": ""}
            )
            row |= {"unit_id": event.unit} | muted
        elif isinstance(event, SigningCalled):
            before = row["told"].split() if row["day"] == event.day else []
            row |= {"unit_id": event.unit, "day": event.day, "told": " ".join([*before, event.hour])}
    return row


def fold_pattern(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a sentence pattern that follow from its events; how often it was sent does not."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, PatternWritten | PatternChanged):
            row |= {name: getattr(event, name) for name in ("words", "ground", "procedure", "paper", "role", "place")}
        if isinstance(event, PatternWritten):
            row |= {"centre_id": event.centre, "kind": event.kind, "author_id": event.author, "retired_at": None}
        elif isinstance(event, PatternRetired):
            row["retired_at"] = told.at
    return row


def fold_view(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a kept list that follow from its events; its name and filters may be erased from them."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, ViewSaved):
            row = {"owner_id": event.official, "scope": event.scope, "removed_at": None}
        elif isinstance(event, ViewRemoved):
            row["removed_at"] = told.at
    return row


def _accepted(event: DossierAccepted) -> dict[str, Any]:
    return {
        "code": event.code,
        "reception_number": event.reception_number,
        "visit_id": event.visit,
        "state": "accepted",
        "open": True,
        "procedure_code": event.procedure,
        "procedure_version_id": event.procedure_version,
        "case": event.case,
        "channel": event.channel,
        "helped_at_id": event.helped_at,
        "received_unit_id": event.received_at_unit,
        "competent_id": event.competent,
        "applicant_id": event.applicant,
        "submitter_id": event.submitter,
        "received_at": event.received_at,
        "due_at": event.due_at,
        "step": 1,
        "step_count": len(event.steps),
        "issue": 1,
        "filed_by": event.filed_by,
        "paused_at": None,
        "supplements": 0,
        "supplements_allowed": 1,
        "extensions": 0,
        "extensions_allowed": 1,
        "first_due_at": None,
        "promised_at": None,
        "told": 0,
        "rejected": False,
        "ended_at": None,
        "consignment": "",
        "outside": "",
        "ready_at": None,
        "returned_at": None,
        "stand_in_id": None,
        "reminders": 0,
        "reminded_at": None,
    }
