"""What a dossier's row must say, folded from its history alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from motcua.dossiers import life_replay
from motcua.dossiers.changes import CODE_NOW, HOLDER_NOW, STEPS_NOW, UNITS_NOW
from motcua.dossiers.models import FilledForm
from motcua.dossiers.rules import life
from motcua.dossiers.rules.forms import digest_of
from motcua.dossiers.rules.places import FORWARD
from motcua.ledger.events.dossier_compared import DataCompared
from motcua.ledger.events.dossier_forms import FormFilled
from motcua.ledger.events.dossier_inherited import DossierBroughtIn, HandoverRecorded, HandoverRestated
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
from motcua.ledger.events.dossier_runs import RunClosed, RunOpened, RunSent, RunTimesSet
from motcua.ledger.events.dossier_visits import ShownDataConfirmed
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
        elif isinstance(event, DossierBroughtIn):
            row = _brought_in(event, told.at)
        elif isinstance(event, StepCompleted):
            row |= {"state": event.state, "holder_id": event.to_unit, "step": row["step"] + 1} | _NOBODY
            if event.state == "ready":
                row["ready_at"] = told.at
        elif isinstance(event, StepSentBack):
            row |= {"holder_id": event.to_unit, "step": row["step"] - 1} | _NOBODY
            if event.back_to == FORWARD:
                row |= {"sent_at": None, "arrived_at": None, "paper_file": ""}
        elif isinstance(event, DossierAssigned | DossierLent | DossierGivenBack):
            stand_in = event.stand_in if isinstance(event, DossierLent) else None
            row |= {"official_id": event.official, "stand_in_id": stand_in}
        elif isinstance(event, DossierCorrected):
            row |= _corrected(event)
        elif isinstance(event, SlipReissued):
            row["issue"] = event.issue
        elif isinstance(event, ProvincialCodeEntered):
            row["code"] = event.code
            row["synced_at"] = told.at if row["unsynced_since"] is not None else None
        elif isinstance(event, ResultReturned):
            row |= {"state": "returned", "open": False, "returned_at": told.at}
        elif isinstance(event, FormFilled):
            row["filled_form"] = (event.form, event.issue, event.digest)
        else:
            row |= life_replay.changed(event, told.at, row)
    return row


def _corrected(event: DossierCorrected) -> dict[str, Any]:
    row: dict[str, Any] = {
        "applicant_id": event.applicant,
        "submitter_id": event.submitter,
        "issue": event.issue,
    }
    if CODE_NOW in event.before:
        row["code"] = event.before[CODE_NOW]
    row |= {column: UUID(event.before[now]) for column, now in UNITS_NOW.items() if now in event.before}
    if STEPS_NOW in event.before:
        row["step_count"] = int(event.before[STEPS_NOW])
    if HOLDER_NOW in event.before:
        row |= {"holder_id": UUID(event.before[HOLDER_NOW])} | _NOBODY
    if "returning_unit_id" in event.fields:
        row["back_at"] = None
    return row


def filled_forms(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the declarations of these dossiers as the fold names them: version, issue, digest of what is kept, if anything."""
    found = FilledForm.objects.filter(dossier__in=ids)
    return {
        "filled_form": {
            row.dossier_id: (row.form_id, row.issue, digest_of(row.answers) if row.answers else "") for row in found
        }
    }


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


def fold_run_times(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a centre's times of handing on that follow from their events."""
    row: dict[str, Any] = {}
    for told in history:
        if isinstance(told.event, RunTimesSet):
            row = {"unit_id": told.event.unit, "times": " ".join(told.event.times)}
    return row


def fold_run(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a run that follow from its events."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, RunOpened):
            row = {"unit_id": event.unit, "number": event.number, "slot": event.slot, "opened_at": told.at}
            row |= {"state": "open", "sent_at": None, "closed_at": None, "missing": 0}
        elif isinstance(event, RunSent):
            row |= {"state": "out", "sent_at": told.at}
        elif isinstance(event, RunClosed):
            row |= {"state": "closed", "closed_at": told.at, "missing": event.missing}
    return row


def fold_confirmation(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a confirmation that follow from its event."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, ShownDataConfirmed):
            row = {
                "visit_id": event.visit,
                "unit_id": event.unit,
                "person_id": event.person,
                "procedure_code": event.procedure,
                "fields": " ".join(event.fields),
                "questioned": " ".join(event.questioned),
                "confirmed_at": told.at,
            }
    return row


def fold_comparison(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of a comparison that follow from its event; what it says may be erased from it."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, DataCompared):
            row = {
                "number": event.number,
                "unit_id": event.unit,
                "person_id": event.person,
                "visit_id": event.visit,
                "dossier_id": event.dossier,
                "correct": " ".join(event.correct),
                "compared_at": told.at,
            }
    return row


_NEW: Final[dict[str, Any]] = {
    "open": True,
    "issue": 1,
    "filed_by": "citizen",
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
    "reminders": 0,
    "reminded_at": None,
    "stand_in_id": None,
    "origin_id": None,
    "inherited_at": None,
    "shelf": "",
    "shelf_unit_id": None,
    "shelved_at": None,
    "paper_lost_at": None,
    "sent_at": None,
    "arrived_at": None,
    "back_at": None,
    "paper_file": "",
    "synced_at": None,
}
"""What a dossier that has just come into the books has not, or not yet."""


def _accepted(event: DossierAccepted) -> dict[str, Any]:
    return _NEW | {
        "code": event.code,
        "reception_number": event.reception_number,
        "visit_id": event.visit,
        "state": "accepted",
        "procedure_code": event.procedure,
        "procedure_version_id": event.procedure_version,
        "case": event.case,
        "channel": event.channel,
        "helped_at_id": event.helped_at,
        "received_unit_id": event.received_at_unit,
        "competent_id": event.competent,
        "settling_unit_id": event.settling or event.received_at_unit,
        "returning_unit_id": event.returning or event.received_at_unit,
        "unsynced_since": event.received_at if event.unsynced or not event.code else None,
        "applicant_id": event.applicant,
        "submitter_id": event.submitter,
        "received_at": event.received_at,
        "due_at": event.due_at,
        "step": 1,
        "step_count": len(event.steps),
        "filed_by": event.filed_by,
    }


def _brought_in(event: DossierBroughtIn, at: datetime) -> dict[str, Any]:
    """Return the columns of a dossier that begins here in the middle of its life."""
    waits = event.since if event.state in life.PAUSED else None
    return _NEW | {
        "code": event.code,
        "reception_number": event.reception_number,
        "visit_id": event.visit,
        "state": event.state,
        "procedure_code": event.procedure,
        "procedure_version_id": event.procedure_version,
        "case": event.case,
        "channel": event.channel,
        "helped_at_id": event.origin,
        "received_unit_id": event.received_at_unit,
        "competent_id": event.competent,
        "settling_unit_id": event.received_at_unit,
        "returning_unit_id": event.received_at_unit,
        "unsynced_since": None,
        "holder_id": event.holder,
        "applicant_id": event.applicant,
        "submitter_id": None,
        "received_at": event.received_at,
        "due_at": event.due_at,
        "step": event.step,
        "step_count": len(event.steps),
        "paused_at": waits,
        "ready_at": event.since if event.state == life.State.READY else None,
        "origin_id": event.origin,
        "inherited_at": at,
    }


def fold_handover(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of what an old unit hands over that follow from its events."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, HandoverRecorded):
            row = {"unit_id": event.unit, "origin_id": event.origin}
        if isinstance(event, HandoverRecorded | HandoverRestated):
            row |= {name: getattr(event, name) for name in ("stated", "ground", "minutes", "minutes_on")}
    return row
