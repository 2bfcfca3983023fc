"""What the acts beside the straight way leave in a dossier's row, from their events alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from motcua.dossiers.rules.life import State
from motcua.ledger.events import Event
from motcua.ledger.events.dossier_inherited import DossierTakenOver
from motcua.ledger.events.dossier_life import (
    DateNoticed,
    DeadlineExtended,
    DossierRejected,
    DossierReopened,
    DossierResumed,
    DossierStopped,
    DossierSuspended,
    DossierWithdrawn,
    FeeDemanded,
    FeePaid,
    HandedOff,
    LockerOpened,
    LongerLimitApplied,
    OpinionAnswered,
    OutsideSent,
    ResultPlaced,
    ResultPosted,
    SecondExtensionAllowed,
    SecondSupplementAllowed,
    SupplementReceived,
    SupplementRequested,
)
from motcua.ledger.events.dossier_lists import CollectionReminded
from motcua.ledger.events.dossier_places import DossierForwarded, ForwardedArrived, ResultArrived
from motcua.ledger.events.dossier_runs import PaperFileLost, PaperFileShelved
from motcua.ledger.events.dossier_sync import SyncAwaited, SyncConfirmed

_HALTS: Final = {
    SupplementRequested: State.SUPPLEMENT,
    FeeDemanded: State.FEE,
    DossierSuspended: State.SUSPENDED,
}
_ENDS: Final = {DossierWithdrawn: State.WITHDRAWN, DossierStopped: State.STOPPED}


def changed(event: Event, at: datetime, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that ``event``, told at ``at``, changed in ``row``; none for an event that touches no column."""
    columns: dict[str, Any] = {}
    if type(event) in _HALTS:
        columns = {"state": _HALTS[type(event)].value, "paused_at": at}
    elif type(event) in _ENDS:
        return {"state": _ENDS[type(event)].value, "open": False, "ended_at": at, "paused_at": None, "outside": ""}
    elif isinstance(event, DossierTakenOver):
        return _taken_over(event, at, row)
    elif isinstance(event, SupplementReceived | FeePaid | DossierResumed):
        columns = {"state": State.PROCESSING.value, "paused_at": None}
    if hasattr(event, "due_at"):
        columns["due_at"] = event.due_at
        if event.due_at != row["due_at"] and not isinstance(event, DateNoticed):
            columns["told"] = 0
    return columns | _more(event, at, row)


def _more(event: Event, at: datetime, row: Mapping[str, Any]) -> dict[str, Any]:
    match event:
        case SupplementRequested():
            return {"supplements": event.number}
        case SecondSupplementAllowed():
            return {"supplements_allowed": event.allowed}
        case SecondExtensionAllowed():
            return {"extensions_allowed": event.allowed}
        case DeadlineExtended():
            return {"extensions": event.number} | _promised(event, row)
        case OutsideSent(body=body):
            return {"outside": body}
        case OpinionAnswered(step=step):
            return {"outside": ""} if step else {}
        case HandedOff():
            return {"holder_id": event.to_unit, "official_id": None, "stand_in_id": None}
        case DossierRejected():
            return {
                "state": State.READY.value,
                "holder_id": event.to_unit,
                "step": event.next_step,
                "official_id": None,
                "stand_in_id": None,
                "ready_at": at,
                "rejected": True,
            }
        case DossierReopened():
            return _reopened(event)
        case ResultPosted():
            return {"state": State.RETURNED.value, "open": False, "returned_at": at, "consignment": event.tracking}
        case ResultPlaced():
            return {"consignment": event.box}
        case LockerOpened():
            return {"state": State.RETURNED.value, "open": False, "returned_at": at, "consignment": ""}
        case CollectionReminded():
            return {"reminders": event.number, "reminded_at": at}
        case DateNoticed():
            return {"told": event.degree}
        case LongerLimitApplied() | _:
            return _across(event, at, row) or _of_paper_file(event, at)


def _of_paper_file(event: Event, at: datetime) -> dict[str, Any]:
    if isinstance(event, PaperFileShelved):
        return {"shelf": event.shelf, "shelf_unit_id": event.unit, "shelved_at": at, "paper_lost_at": None}
    return {"paper_lost_at": at} if isinstance(event, PaperFileLost) else {}


def _taken_over(event: DossierTakenOver, at: datetime, row: Mapping[str, Any]) -> dict[str, Any]:
    moved = {name: event.to_unit for name in ("settling_unit_id", "returning_unit_id") if row[name] == event.from_unit}
    return moved | {
        "received_unit_id": event.to_unit,
        "holder_id": event.holder,
        "competent_id": event.competent,
        "official_id": None,
        "stand_in_id": None,
        "origin_id": event.origin,
        "inherited_at": at,
        "told": 0,
    }


def _across(event: Event, at: datetime, row: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(event, DossierForwarded):
        return {
            "state": State.PROCESSING.value,
            "holder_id": event.to_unit,
            "step": row["step"] + 1,
            "official_id": None,
            "stand_in_id": None,
            "sent_at": at,
            "arrived_at": None,
            "paper_file": event.paper,
        }
    if isinstance(event, ForwardedArrived):
        return {"arrived_at": at, "paper_file": event.paper}
    if isinstance(event, ResultArrived):
        return {"back_at": at}
    if isinstance(event, SyncAwaited):
        return {"unsynced_since": event.since}
    return {"synced_at": at} if isinstance(event, SyncConfirmed) else {}


def _promised(event: DeadlineExtended, row: Mapping[str, Any]) -> dict[str, Any]:
    if not event.in_time:
        return {"promised_at": event.promised}
    return {"first_due_at": row["first_due_at"] or event.before}


def _reopened(event: DossierReopened) -> dict[str, Any]:
    if event.ended_as == State.RETURNED:
        return {"state": event.state, "open": True, "returned_at": None, "consignment": ""}
    return {"state": event.state, "open": True, "ended_at": None, "paused_at": None}
