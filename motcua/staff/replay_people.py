"""What the tables of staff must say of moves, training and needs, folded from history.

A need for training is taken into a class by an act on the class: the classes of its field are heard as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.events import Event
from motcua.ledger.events import staff as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.staff.models import (
    Attendance,
    ClassSession,
    Enrolment,
    Move,
    MoveItem,
    NeedPerson,
    StaffNeed,
    TrainingClass,
    TrainingNeed,
)
from motcua.staff.rules import training as rules

Row = dict[str, Any]
_SELF = "self"
"""The need whose history is folded: needed while folding, no column."""


def placed(event: Any) -> Row:
    """Return the place of a row where its entry tells it."""
    return {"place_id": event.place} if event.place is not None else {}


def kept(event: Event, *personal: str) -> Row:
    """Return personal fields that the entry still has; an erased one reads as empty and is not compared."""
    return {name: value for name in personal if (value := getattr(event, name))}


def _written(event: told.MovePlanned | told.MoveCorrected) -> Row:
    said = copied(event, "from_unit", "title", "decision", "decided_on", "first_day") | kept(
        event, "name", "hands_over"
    )
    said |= {"from_folded": fold(event.from_unit), "fields": "\n".join(event.fields)}
    return said | ({"folded": fold(event.name)} if event.name else {})


def _planned(_row: Row, event: told.MovePlanned, _entry: Told) -> Row:
    said = copied(event, place_id="place", unit_id="unit", official_id="official")
    return said | _written(event) | {"state": str(Move.State.PLANNED), "arrived_on": None, "items": {}}


def _corrected(row: Row, event: told.MoveCorrected, _entry: Told) -> Row:
    for name in ("name", "folded", "hands_over"):
        row.pop(name, None)
    return _written(event)


def _linked(row: Row, event: told.MoveLinked, _entry: Told) -> Row:
    # From now on the name is the registered official's, which is told where officials are.
    row.pop("name", None)
    row.pop("folded", None)
    return {"official_id": event.official}


def _answered(row: Row, event: told.MoveItemAnswered, _entry: Told) -> None:
    row["items"].pop(event.item, None)
    if event.state:
        row["items"][event.item] = (event.state, event.day, event.note)


def _arrived(_row: Row, event: told.MoveArrived, _entry: Told) -> Row:
    return {"state": str(Move.State.ARRIVED), "arrived_on": event.day}


fold_move = by_steps(
    {
        told.MovePlanned: _planned,
        told.MoveCorrected: _corrected,
        told.MoveLinked: _linked,
        told.MoveItemAnswered: _answered,
        told.MoveArrived: _arrived,
        told.MoveCancelled: lambda _row, _event, _entry: {"state": str(Move.State.CANCELLED)},
    }
)


def _asked(_row: Row, event: told.TrainingAsked, entry: Told) -> Row:
    return copied(event, "field", "deep", "why", place_id="place", unit_id="unit") | {
        "state": str(TrainingNeed.State.ASKED),
        "answer": "",
        "training_id": None,
        "people": dict.fromkeys(event.people, ()),
        _SELF: entry.stream_id,
    }


def _taken(row: Row, event: told.ClassPlanned, entry: Told) -> Row:
    if row.get(_SELF) not in event.needs:
        return {}
    return {"state": str(TrainingNeed.State.PLANNED), "training_id": entry.stream_id}


def _given_back(row: Row, event: told.ClassCancelled, _entry: Told) -> Row:
    if row.get(_SELF) not in event.needs:
        return {}
    return {"state": str(TrainingNeed.State.ASKED), "training_id": None}


def _refused(_row: Row, event: told.TrainingAnswered, _entry: Told) -> Row:
    return {"state": str(TrainingNeed.State.REFUSED), "answer": event.answer}


_fold_need = by_steps(
    {
        told.TrainingAsked: _asked,
        told.ClassPlanned: _taken,
        told.ClassCancelled: _given_back,
        told.TrainingAnswered: _refused,
        told.TrainingWithdrawn: lambda _row, _event, _entry: {"state": str(TrainingNeed.State.WITHDRAWN)},
    }
)


def fold_training_need(history: Iterable[Told]) -> Row:
    """Return the columns of a need for training and whom it is for, as they must be."""
    return {name: value for name, value in _fold_need(history).items() if name != _SELF}


def _opened(_row: Row, event: told.ClassPlanned, _entry: Told) -> Row:
    said = copied(event, "field", "deep", "owner", "where", "online", "seats", "teacher", unit_id="unit")
    days = [one.day for one in event.sessions]
    return (
        said
        | placed(event)
        | {
            "first": min(days),
            "last": max(days),
            "cancelled": False,
            "sessions": {(one.day, one.half): (False,) for one in event.sessions},
            "enrolments": dict.fromkeys(event.enrolled, ("", "")),
            "attendances": {},
        }
    )


def _attended(row: Row, event: told.AttendanceTaken, _entry: Told) -> None:
    there = {key: () for key in row["attendances"] if key[:2] != (event.day, event.half)}
    row["attendances"] = there | {(event.day, event.half, official): () for official in event.present}
    row["sessions"][event.day, event.half] = (True,)


def _resulted(row: Row, event: told.ResultsEntered, _entry: Told) -> None:
    for one in event.results:
        row["enrolments"][one.official] = (rules.PASSED if one.passed else rules.FAILED, one.note)


def _enrolled(row: Row, event: told.Enrolled, _entry: Told) -> None:
    row["enrolments"][event.official] = ("", "")


def _struck(row: Row, event: told.EnrolmentWithdrawn, _entry: Told) -> None:
    row["enrolments"].pop(event.official, None)


fold_class = by_steps(
    {
        told.ClassPlanned: _opened,
        told.ClassChanged: lambda _row, event, _entry: copied(event, "owner", "where", "online", "seats", "teacher"),
        told.ClassCancelled: lambda _row, _event, _entry: {"cancelled": True},
        told.Enrolled: _enrolled,
        told.EnrolmentWithdrawn: _struck,
        told.AttendanceTaken: _attended,
        told.ResultsEntered: _resulted,
    }
)


def _told(_row: Row, event: told.StaffNeedTold, _entry: Told) -> Row:
    said = copied(event, "kind", "people", "reason", "since", "solution", "solver", place_id="place", unit_id="unit")
    return said | {
        "official_id": event.official,
        "state": str(StaffNeed.State.TOLD),
        "answer": "",
        "answered_on": None,
    }


def _closed(_row: Row, event: told.StaffNeedAnswered | told.StaffNeedClosed, entry: Told) -> Row:
    return copied(event, "state", "answer") | {"answered_on": clock.local(entry.at).date()}


fold_staff_need = by_steps({told.StaffNeedTold: _told, told.StaffNeedAnswered: _closed, told.StaffNeedClosed: _closed})


def rows_of_moves(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return what people who move were answered, as the fold names it."""
    return {"items": beside(MoveItem.objects.filter(move__in=ids), "move", "item", ("state", "day", "note"))}


def rows_of_needs(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return for whom training is asked, as the fold names it."""
    return {"people": beside(NeedPerson.objects.filter(need__in=ids), "need", "official", ())}


def classes_of_needs(ids: Sequence[UUID]) -> Mapping[UUID, Iterable[UUID]]:
    """Return the classes that may have taken these needs up: all of the same field."""
    fields = dict(TrainingNeed.objects.filter(pk__in=ids).values_list("pk", "field"))
    classes: dict[str, list[UUID]] = {}
    for id_, field in TrainingClass.objects.filter(field__in=set(fields.values())).values_list("pk", "field"):
        classes.setdefault(field, []).append(id_)
    return {need: classes.get(field, []) for need, field in fields.items()}


def rows_of_classes(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return sessions, people and attendance of these classes, as the fold names them."""
    attended = Attendance.objects.filter(session__training__in=ids)
    return {
        "sessions": beside(ClassSession.objects.filter(training__in=ids), "training", ("day", "half"), ("taken",)),
        "enrolments": beside(Enrolment.objects.filter(training__in=ids), "training", "official", ("result", "note")),
        "attendances": beside(
            attended, "session__training", ("session__day", "session__half", "enrolment__official"), ()
        ),
    }


PEOPLE = (
    (Move.STREAM, fold_move, rows_of_moves),
    (TrainingNeed.STREAM, fold_training_need, rows_of_needs, classes_of_needs),
    (TrainingClass.STREAM, fold_class, rows_of_classes),
    (StaffNeed.STREAM, fold_staff_need),
)
