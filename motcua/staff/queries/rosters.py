"""Rosters: the list of a centre, one as a grid of half-days and places, and who may be put where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names
from motcua.staff import board, drafting, here
from motcua.staff.models import Roster, Slot
from motcua.staff.queries import reach
from motcua.staff.rules.halves import Sitting

STATES: dict[str, str] = {
    Roster.State.DRAFT: N_("nháp, chưa công bố"),
    Roster.State.PUBLISHED: N_("đã công bố"),
    Roster.State.WITHDRAWN: N_("đã thu hồi"),
}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A roster in a list."""

    id: UUID
    unit: UUID
    first: date
    last: date
    state: str
    edition: int
    changed: bool
    gaps: int
    whole: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a half-day: who serves it, and whether they are away by granted leave."""

    place: str
    official: UUID | None
    name: str
    away: bool
    assigned: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """A half-day with its places in the order of the roster's columns."""

    sitting: Sitting
    cells: tuple[Cell, ...]
    editable: bool
    rest: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in the place: how many half-days the roster gives them."""

    official: UUID
    name: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class RosterPage:
    """One roster: its draft (or an edition), who serves how often, and what can be done."""

    row: RosterRow
    unit: reach.CentreRow
    version: int
    places: tuple[str, ...]
    grid: tuple[GridRow, ...]
    people: tuple[Person, ...]
    offers: tuple[Offer, ...]
    edition: int

    def can(self, command: type) -> bool:
        """Say whether the actor can give this command now."""
        return any(offer.command is command and offer.refusal is None for offer in self.offers)


def rosters(actor: Actor, unit: UUID) -> tuple[RosterRow, ...]:
    """Return the rosters of a centre, newest first; those withdrawn last."""
    reach.centre(actor, unit)
    found = Roster.objects.filter(unit=unit, realm=actor.realm).order_by("-first", "-pk")[:100]
    rows = [_row(roster, drafting.draft_slots(roster)) for roster in found]
    return tuple(sorted(rows, key=lambda row: row.state == Roster.State.WITHDRAWN))


def roster(actor: Actor, id_: UUID, edition: int = 0) -> RosterPage:
    """Return a roster: its draft, or with ``edition`` what was published then; :class:`NotFound` outside reach."""
    reach.require_read(actor)
    found = Roster.objects.filter(pk=id_, place__in=territory.of(actor), realm=actor.realm).first()
    if found is None:
        raise NotFound(N_("Không có lịch trực này."))
    if edition > found.edition:
        raise NotFound(N_("Lịch trực chưa có lần công bố này."))
    slots = drafting.draft_slots(found) if not edition else list(Slot.objects.filter(roster=found, edition=edition))
    return _page(actor, found, slots, edition)


def _page(actor: Actor, found: Roster, slots: list[Slot], edition: int) -> RosterPage:
    people = here.working_at(found.place_id, max(found.first, min(clock.today(), found.last)))
    missing = {slot.official_id for slot in slots} - people.keys()
    called = {key: one.name for key, one in people.items()} | names.officials_named(missing)
    counts = Counter(slot.official_id for slot in slots)
    offers = () if edition else tuple(available(found, actor))
    reach.looked(actor, "staff.roster", counts)
    return RosterPage(
        _row(found, slots),
        reach.centre(actor, found.unit_id),
        found.version,
        tuple(drafting.places_of(found)),
        _grid(found, slots, called, editable=not edition),
        tuple(Person(one.official, one.name, one.title, counts[one.official]) for one in people.values()),
        offers,
        edition,
    )


def _grid(found: Roster, slots: list[Slot], called: dict[UUID, str], *, editable: bool) -> tuple[GridRow, ...]:
    placed = {(slot.day, slot.half, slot.post): slot.official_id for slot in slots}
    off = board.away({slot.official_id for slot in slots}, found.first, found.last, found.realm)
    rows = drafting.assignments(found.unit_id, found.first, found.last, found.realm)
    planned, today = drafting.planned_of(found), clock.today()
    grid = []
    for sitting in drafting.sittings_of(found):
        cells = []
        for place in drafting.places_of(found):
            person = placed.get((sitting.day, sitting.half.value, place))
            gone = person is not None and any(when.holds(*sitting.key) for when, _ in off.get(person, ()))
            able = person is not None and person in drafting.able(rows, place, sitting.day)
            cells.append(Cell(place, person, called.get(person, "") if person else "", gone, able))
        grid.append(GridRow(sitting, tuple(cells), editable and sitting.day >= today, sitting.day in planned))
    return tuple(grid)


def _row(found: Roster, slots: list[Slot]) -> RosterRow:
    whole = len(drafting.sittings_of(found)) * len(drafting.places_of(found))
    gaps = len(drafting.gaps(found, slots))
    return RosterRow(
        found.id, found.unit_id, found.first, found.last, found.state, found.edition, found.changed, gaps, whole
    )


def proposed_places(actor: Actor, unit: UUID, first: date, last: date) -> list[str]:
    """Return the counters somebody is assigned to in a period: what a roster asks for unless told otherwise."""
    reach.centre(actor, unit)
    return drafting.counters(unit, first, last, actor.realm)
