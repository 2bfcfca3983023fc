"""What a dossier's row must say, folded from its history alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.dossiers import life_replay
from motcua.dossiers.changes import CODE_NOW, UNITS_NOW
from motcua.dossiers.models import FilledForm
from motcua.dossiers.rules.forms import digest_of
from motcua.ledger.events.dossier_forms import FormFilled
from motcua.ledger.events.dossier_life import ApplicationCompleted, ApplicationTurnedAway
from motcua.ledger.events.dossier_lists import ViewRemoved, ViewSaved
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


def fold_dossier(history: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of the row that follow from the events, in order."""
    row: dict[str, Any] = {}
    for told in history:
        event = told.event
        if isinstance(event, DossierAccepted):
            row = _accepted(event)
        elif isinstance(event, StepCompleted):
            row |= {"state": event.state, "holder_id": event.to_unit, "step": row["step"] + 1, "official_id": None}
            if event.state == "ready":
                row["ready_at"] = told.at
        elif isinstance(event, StepSentBack):
            row |= {"holder_id": event.to_unit, "step": row["step"] - 1, "official_id": None}
        elif isinstance(event, DossierAssigned):
            row["official_id"] = event.official
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
        elif isinstance(event, FormFilled):
            row["filled_form"] = (event.form, event.issue, event.digest)
        else:
            row |= life_replay.changed(event, told.at, row)
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
        "reminders": 0,
        "reminded_at": None,
    }
