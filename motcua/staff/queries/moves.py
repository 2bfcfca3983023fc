"""The move plan (*phương án nhân sự*): who comes from where to which post, and who still lacks what, by centre."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import family, territory
from motcua.office.queries import names
from motcua.staff import checklist, here
from motcua.staff.models import Move
from motcua.staff.queries import reach
from motcua.staff.rules.moves import Answer, Checked, Item, lacking

PAGE = 50
STATES: dict[str, str] = {
    Move.State.PLANNED: N_("chưa nhận việc"),
    Move.State.ARRIVED: N_("đã nhận việc"),
    Move.State.CANCELLED: N_("đã bỏ"),
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One thing a person needs: what was answered, and whether the books show it."""

    item: Item
    answer: Answer | None
    day: date | None
    note: str
    seen: bool


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move as lists show it; ``missing`` in the order of the checklist."""

    id: UUID
    version: int
    unit: UUID
    unit_name: str
    place: UUID
    place_name: str
    official: UUID | None
    name: str
    from_unit: str
    title: str
    fields: tuple[str, ...]
    decision: str
    decided_on: date
    first_day: date
    hands_over: str
    state: str
    arrived_on: date | None
    missing: tuple[Item, ...]
    has: int
    wanted: int
    items: tuple[ItemRow, ...] = ()
    offers: tuple[Offer, ...] = ()
    candidates: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CentreLack:
    """A centre's people who move in: how many lack each thing, and how many lack nothing of all."""

    unit: UUID
    unit_name: str
    place_name: str
    lacking: dict[Item, int]
    complete: int
    whole: int


def moves(
    actor: Actor,
    *,
    unit: UUID | None = None,
    lacks: Item | None = None,
    state: str = "",
    text: str = "",
    before: UUID | None = None,
    limit: int = PAGE,
) -> tuple[MoveRow, ...]:
    """Return moves within reach, newest first, from the one after ``before`` on; given-up ones only when asked for."""
    found = _within(actor)
    if unit is not None:
        found = found.filter(unit=unit)
    found = found.filter(state=state) if state else found.exclude(state=Move.State.CANCELLED)
    if text:
        key = fold(text)
        found = found.filter(Q(folded__contains=key) | Q(from_folded__contains=key))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: 1_000 if lacks else limit])
    checked = checklist.of(rows, clock.today())
    shown = [_row(row, checked[row.id]) for row in rows if lacks is None or lacks in checked[row.id].missing][:limit]
    reach.looked(actor, "staff.moves", _people(shown))
    return tuple(shown)


def move(actor: Actor, id_: UUID) -> MoveRow:
    """Return one move with its checklist and what can be done; :class:`NotFound` outside reach."""
    row = _within(actor).filter(pk=id_).prefetch_related("items").first()
    if row is None:
        raise NotFound(N_("Không có việc điều động này."))
    checked = checklist.of([row], clock.today())[row.id]
    given = {Item(one.item): one for one in row.items.all()}
    items = tuple(
        ItemRow(
            item,
            Answer(given[item].state) if item in given else None,
            given[item].day if item in given else None,
            given[item].note if item in given else "",
            item in checked.seen,
        )
        for item in Item
    )
    people = here.working_at(row.place_id, max(row.first_day, clock.today())).values() if not row.official_id else ()
    alike = sorted(people, key=lambda one: fold(one.name) != row.folded)
    shown = _row(row, checked, items, tuple(available(row, actor)), tuple((one.official, one.name) for one in alike))
    reach.looked(actor, "staff.move", _people([shown]))
    return shown


def by_centre(actor: Actor) -> tuple[CentreLack, ...]:
    """Return, centre by centre within reach, who of those who move in lacks what: each figure with its whole."""
    rows = list(_within(actor).exclude(state=Move.State.CANCELLED))
    checked = checklist.of(rows, clock.today())
    groups: dict[UUID, list[Checked]] = defaultdict(list)
    for row in rows:
        groups[row.unit_id].append(checked[row.id])
    found = []
    for unit, lists in groups.items():
        complete = sum(not one.missing for one in lists)
        found.append(CentreLack(unit, _name(unit), _name(family.home_of(unit)), lacking(lists), complete, len(lists)))
    return tuple(sorted(found, key=lambda one: (one.place_name, one.unit_name)))


def _within(actor: Actor) -> QuerySet[Move]:
    reach.require_read(actor)
    return Move.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def _people(rows: list[MoveRow]) -> list[UUID]:
    return [row.official or row.id for row in rows]


def _row(
    row: Move,
    checked: Checked,
    items: tuple[ItemRow, ...] = (),
    offers: tuple[Offer, ...] = (),
    candidates: tuple[tuple[UUID, str], ...] = (),
) -> MoveRow:
    return MoveRow(
        id=row.id,
        version=row.version,
        unit=row.unit_id,
        unit_name=_name(row.unit_id),
        place=row.place_id,
        place_name=_name(row.place_id),
        official=row.official_id,
        name=row.name,
        from_unit=row.from_unit,
        title=row.title,
        fields=tuple(checklist.fields_of(row)),
        decision=row.decision,
        decided_on=row.decided_on,
        first_day=row.first_day,
        hands_over=row.hands_over,
        state=row.state,
        arrived_on=row.arrived_on,
        missing=checked.missing,
        has=checked.has,
        wanted=checked.wanted,
        items=items,
        offers=offers,
        candidates=candidates,
    )


def _name(unit: UUID) -> str:
    kin = family.kin(unit)
    return kin.full_name if kin else ""


def people_of(actor: Actor, unit: UUID, on: date | None = None) -> tuple[names.Serving, ...]:
    """Return who works in the place of a centre within reach on a day (today): to choose from."""
    row = reach.own_centre(actor, unit)
    return names.serving([row.place], on or clock.today())
