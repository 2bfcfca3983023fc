"""People of many centres at once: who moves in without what they need, who serves a field they are not trained in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.queries import names
from motcua.staff import checklist
from motcua.staff.models import AssignedField, Move
from motcua.staff.queries import reach
from motcua.staff.rules.moves import Checked, Item
from motcua.staff.trained import trained_in

PAGE: Final = 50
EXPORT_MOST: Final = 5_000


class Show(StrEnum):
    """Who is asked for."""

    ACCOUNT = "thieu-tai-khoan"
    CERTIFICATE = "thieu-chung-thu"
    TRAINING = "thieu-tap-huan"
    UNTRAINED = "chua-duoc-truc"


LACKS: Final = {Show.ACCOUNT: Item.ACCOUNT, Show.CERTIFICATE: Item.CERTIFICATE, Show.TRAINING: Item.TRAINING}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of a list: what they lack, or the field they serve and were never trained in; ``key`` goes on from here."""

    key: str
    id: UUID
    unit: UUID
    place: UUID
    place_name: str
    name: str
    post: str
    first_day: date
    missing: tuple[Item, ...]
    field: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people of the move plan lack each thing, of how many; how many assigned fields nobody is trained in."""

    moving: int
    lacking: dict[Item, int]
    untrained: int


def counts(actor: Actor, place: UUID | None = None) -> Counts:
    """Return the counts within reach or of one place; a handful of statements however many centres."""
    moves, checked = _moving(actor, place)
    lacking = Counter(item for one in checked.values() for item in one.missing)
    return Counts(len(moves), {item: lacking[item] for item in Item}, len(_untrained(actor, place)))


def by_place(actor: Actor, show: Show) -> dict[UUID, int]:
    """Return how many people of a kind each place within reach has."""
    if show is Show.UNTRAINED:
        return dict(Counter(row.assignment.place_id for row in _untrained(actor, None)))
    moves, checked = _moving(actor, None)
    return dict(Counter(move.place_id for move in moves if LACKS[show] in checked[move.id].missing))


def listed(
    actor: Actor, show: Show, *, place: UUID | None = None, text: str = "", after: str = "", limit: int = PAGE
) -> tuple[tuple[PersonRow, ...], str]:
    """Return a page of people, the latest first, and where the next begins. Who is shown is kept in the access log."""
    rows: list[PersonRow]
    if show is Show.UNTRAINED:
        rows = _serving(_untrained(actor, place))
    else:
        moves, checked = _moving(actor, place)
        rows = _movers((move for move in moves if LACKS[show] in checked[move.id].missing), checked)
    words = fold(text).split()
    kept = [row for row in rows if all(word in fold(f"{row.name} {row.place_name} {row.field}") for word in words)]
    begin = next((at for at, row in enumerate(kept, 1) if row.key == after), 0) if after else 0
    shown = kept[begin : begin + limit]
    reach.looked(actor, "staff.across", (row.id for row in shown))
    return tuple(shown), shown[-1].key if begin + limit < len(kept) else ""


def _moving(actor: Actor, place: UUID | None) -> tuple[list[Move], dict[UUID, Checked]]:
    reach.require_read(actor)
    found = Move.objects.filter(place__in=_places(actor, place), realm=actor.realm)
    moves = list(found.exclude(state=Move.State.CANCELLED).order_by("-pk"))
    return moves, checklist.of(moves, clock.today())


def _places(actor: Actor, place: UUID | None) -> frozenset[UUID]:
    places = territory.of(actor)
    return places if place is None else places & {place}


def _untrained(actor: Actor, place: UUID | None) -> list[AssignedField]:
    """Return the fields of assignments in force whose official is not trained in them now."""
    reach.require_read(actor)
    today = clock.today()
    found: QuerySet[AssignedField] = AssignedField.objects.filter(
        Q(assignment__valid_to__isnull=True) | Q(assignment__valid_to__gt=today),
        assignment__place__in=_places(actor, place),
        assignment__realm=actor.realm,
        assignment__valid_from__lte=today,
        trained=False,
    )
    rows = list(found.select_related("assignment").order_by("-pk"))
    known = trained_in({row.assignment.official_id for row in rows}, str(actor.realm))
    return [row for row in rows if row.field not in known[row.assignment.official_id]]


def _movers(moves: Iterable[Move], checked: dict[UUID, Checked]) -> list[PersonRow]:
    found = list(moves)
    named = names.names_of({move.place_id for move in found})
    return [
        PersonRow(
            move.id.hex,
            move.id,
            move.unit_id,
            move.place_id,
            named.get(move.place_id, ""),
            move.name,
            move.title,
            move.first_day,
            checked[move.id].missing,
            "",
        )
        for move in found
    ]


def _serving(rows: list[AssignedField]) -> list[PersonRow]:
    named = names.names_of({row.assignment.place_id for row in rows})
    called = names.officials_named({row.assignment.official_id for row in rows})
    return [
        PersonRow(
            str(row.pk),
            row.assignment_id,
            row.assignment.unit_id,
            row.assignment.place_id,
            named.get(row.assignment.place_id, ""),
            called.get(row.assignment.official_id, ""),
            row.assignment.counter,
            row.assignment.valid_from,
            (),
            row.field,
        )
        for row in rows
    ]
