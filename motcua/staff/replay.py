"""What the tables of staff must say of assignments, rosters, leave, presence and shortcomings, folded from history.

Reasons people give are personal and may be erased: they are compared while the entry still has them. Who entered or
saw something is the account of the entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.ledger.events import staff as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.staff.models import (
    AssignedField,
    Assignment,
    Cover,
    Leave,
    Presence,
    Roster,
    Shortcoming,
    Skill,
    Slot,
)
from motcua.staff.replay_people import PEOPLE, kept, placed

Row = dict[str, Any]


def _fields(event: Any) -> Row:
    return {"fields": {field: (field not in event.untrained,) for field in event.fields}}


def _assigned(_row: Row, event: told.AssignmentIssued, _entry: Told) -> Row:
    said = copied(event, "counter", "valid_from", "valid_to", "decision", unit_id="unit", official_id="official")
    return said | placed(event) | _fields(event)


def _reassigned(_row: Row, event: told.AssignmentChanged, _entry: Told) -> Row:
    return copied(event, "counter", "decision") | _fields(event)


fold_assignment = by_steps(
    {
        told.AssignmentIssued: _assigned,
        told.AssignmentChanged: _reassigned,
        told.AssignmentEnded: lambda _row, event, _entry: copied(event, "valid_to"),
    }
)


def _slots(edition: int, slots: Iterable[told.SlotTold]) -> dict[tuple[Any, ...], tuple[UUID]]:
    return {(edition, one.day, one.half, one.post): (one.official,) for one in slots}


def _drafted(_row: Row, event: told.RosterDrafted, _entry: Told) -> Row:
    said = copied(event, "first", "last", unit_id="unit") | placed(event)
    return said | {
        "planned": " ".join(day.isoformat() for day in event.planned),
        "places": "\n".join(event.places),
        "state": str(Roster.State.DRAFT),
        "edition": 0,
        "changed": True,
        "slots": _slots(0, event.slots),
    }


def _redrafted(row: Row, event: told.RosterRedrafted, _entry: Told) -> Row:
    stay = {key: who for key, who in row["slots"].items() if key[0] or key[1] < event.since}
    return {"slots": stay | _slots(0, event.slots), "changed": True}


def _set(row: Row, event: told.SlotSet, _entry: Told) -> Row:
    row["slots"].pop((0, event.day, event.half, event.post), None)
    if event.official is not None:
        row["slots"][0, event.day, event.half, event.post] = (event.official,)
    return {"changed": True}


def _published(row: Row, event: told.RosterPublished, _entry: Told) -> Row:
    row["slots"] |= _slots(event.edition, event.slots)
    return {"edition": event.edition, "state": str(Roster.State.PUBLISHED), "changed": False}


fold_roster = by_steps(
    {
        told.RosterDrafted: _drafted,
        told.RosterRedrafted: _redrafted,
        told.SlotSet: _set,
        told.RosterPublished: _published,
        told.RosterWithdrawn: lambda _row, _event, _entry: {"state": str(Roster.State.WITHDRAWN)},
    }
)


def _away(_row: Row, event: told.LeaveAsked, _entry: Told) -> Row:
    said = copied(
        event, "first", "first_half", "last", "last_half", unit_id="unit", official_id="official", cover_id="cover"
    )
    state = Leave.State.GRANTED if event.granted else Leave.State.ASKED
    return said | placed(event) | kept(event, "kind", "reason") | {"state": str(state), "answer": ""}


def _decided(_row: Row, event: told.LeaveDecided, _entry: Told) -> Row:
    state = Leave.State.GRANTED if event.granted else Leave.State.REFUSED
    return copied(event, "answer", cover_id="cover") | {"state": str(state)}


fold_leave = by_steps(
    {
        told.LeaveAsked: _away,
        told.LeaveDecided: _decided,
        told.LeaveCancelled: lambda _row, _event, _entry: {"state": str(Leave.State.CANCELLED)},
    }
)


def _covered(_row: Row, event: told.CoverNamed, _entry: Told) -> Row:
    said = copied(event, "day", "half", unit_id="unit", official_id="official", cover_id="cover")
    return said | placed(event) | kept(event, "reason") | {"withdrawn": False}


fold_cover = by_steps(
    {told.CoverNamed: _covered, told.CoverWithdrawn: lambda _row, _event, _entry: {"withdrawn": True}}
)


def _came(_row: Row, event: told.SignedIn, _entry: Told) -> Row:
    said = copied(event, "day", "half", unit_id="unit", official_id="official", came="at") | placed(event)
    return said | {"left": None, "reason": ""}


def _entered(_row: Row, event: told.PresenceEntered, _entry: Told) -> Row:
    said = copied(event, "day", "half", "came", "left", unit_id="unit", official_id="official")
    return said | placed(event) | kept(event, "reason")


def _put_right(row: Row, event: told.PresenceCorrected, _entry: Told) -> Row:
    row.pop("reason", None)
    return copied(event, "came", "left") | kept(event, "reason")


fold_presence = by_steps(
    {
        told.SignedIn: _came,
        told.SignedOut: lambda _row, event, _entry: {"left": event.at},
        told.PresenceEntered: _entered,
        told.PresenceCorrected: _put_right,
    }
)


def _noted(_row: Row, event: told.AbsenceNoted, _entry: Told) -> Row:
    return copied(
        event,
        *("day", "half", "post", "standing", "seen_at", "on_site"),
        place_id="place",
        unit_id="unit",
        official_id="official",
    ) | {"explanation": ""}


def _explained(row: Row, event: told.AbsenceExplained, _entry: Told) -> Row:
    row.pop("explanation")
    return kept(event, "explanation")


fold_shortcoming = by_steps({told.AbsenceNoted: _noted, told.AbsenceExplained: _explained})


def _known(_row: Row, event: told.SkillRecorded, _entry: Told) -> Row:
    said = copied(event, "field", "since", "ground", unit_id="unit", official_id="official")
    return said | placed(event) | {"withdrawn": False}


fold_skill = by_steps(
    {told.SkillRecorded: _known, told.SkillWithdrawn: lambda _row, _event, _entry: {"withdrawn": True}}
)


def rows_of_assignments(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the fields of these assignments, as the fold names them."""
    return {"fields": beside(AssignedField.objects.filter(assignment__in=ids), "assignment", "field", ("trained",))}


def rows_of_rosters(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return who sits where by these rosters, as the fold names it."""
    found = Slot.objects.filter(roster__in=ids)
    return {"slots": beside(found, "roster", ("edition", "day", "half", "post"), ("official",))}


REPLAYS = (
    (Assignment.STREAM, fold_assignment, rows_of_assignments),
    (Roster.STREAM, fold_roster, rows_of_rosters),
    (Leave.STREAM, fold_leave),
    (Cover.STREAM, fold_cover),
    (Presence.STREAM, fold_presence),
    (Shortcoming.STREAM, fold_shortcoming),
    (Skill.STREAM, fold_skill),
    *PEOPLE,
)
