"""Norms and how centres stand to them: editions, gaps as they are now, results as they were recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.custody import reckoning
from motcua.custody.models import GapReview, Norm
from motcua.custody.queries import scope
from motcua.custody.rules import gaps as rules
from motcua.custody.rules.gaps import Gap, Wanted
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.events.custody import DeviceFact, GapLine
from motcua.office import queries as office
from motcua.office import territory


@dataclass(frozen=True, slots=True)
class NormRow:
    """An edition of a norm with what it asks for; ``until`` is the first day of the one that superseded it."""

    id: UUID
    place: str
    edition: int
    number: str
    title: str
    issuer: str
    issued_on: date
    valid_from: date
    until: date | None
    source: str
    trust: str
    trial: bool
    lines: tuple[Wanted, ...]

    def in_force(self, on: date) -> bool:
        """Say whether the edition holds on a day."""
        return self.valid_from <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Stand:
    """How a centre stands now to the norm in force: the gaps, what they would cost, and what it was reckoned with."""

    centre: UUID
    centre_name: str
    place: UUID
    norm: NormRow | None
    counters: int | None
    officers: int | None
    gaps: tuple[Gap, ...]
    cost: int
    unpriced: int

    @property
    def lacking(self) -> int:
        """Return how many devices are lacking in all, of what is known."""
        return sum(gap.lacking or 0 for gap in self.gaps)

    @property
    def met(self) -> int:
        """Return how many lines of the norm are met for certain."""
        return sum(gap.met for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A recorded result, as a line of a list."""

    id: UUID
    centre: UUID
    centre_name: str
    edition: int
    number: str
    trial: bool
    on: date
    lacking: int
    cost: int
    unpriced: int
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A recorded result with its lines and facts; ``again`` says whether reckoning from the facts gives the same."""

    row: ReviewRow
    norm: NormRow
    counters: int | None
    officers: int | None
    lines: tuple[GapLine, ...]
    facts: tuple[DeviceFact, ...]
    again: bool


def norms(actor: Actor) -> tuple[NormRow, ...]:
    """Return the norms that hold or held for a place the asker reaches, the newest first."""
    scope.demand_read(actor)
    reach = territory.of(actor)
    rows = Norm.objects.filter(realm=str(actor.realm)).order_by("-valid_from", "-edition", "-id")
    mine = [row for row in rows if row.place_id in reach or territory.under(row.place_id) & reach]
    return tuple(_norm(row, mine) for row in mine)


def norm_page(actor: Actor, id_: UUID) -> NormRow:
    """Return one edition of a norm; :class:`NotFound` where it concerns no place the asker reaches."""
    found = next((norm for norm in norms(actor) if norm.id == id_), None)
    if found is None:
        raise NotFound(N_("Không có hướng dẫn này."))
    return found


def _norm(row: Norm, among: list[Norm]) -> NormRow:
    later = [one.valid_from for one in among if one.place_id == row.place_id and one.edition > row.edition]
    return NormRow(
        row.id,
        office.unit(row.place_id).full_name,
        row.edition,
        row.number,
        row.title,
        row.issuer,
        row.issued_on,
        row.valid_from,
        min(later, default=None),
        row.source,
        row.trust,
        row.trial,
        tuple(reckoning.wanted_of(row)),
    )


def stand_of(actor: Actor, place: UUID, *, counters: int | None = None, officers: int | None = None) -> Stand:
    """Return how the centre of a place stands today; numbers not given are those of its last recorded result."""
    scope.demand_read(actor)
    scope.places(actor, place)
    centre = office.centre_of(place)
    if centre is None:
        raise NotFound(N_("Địa bàn này không có Trung tâm."))
    realm, today = str(actor.realm), clock.today()
    last = GapReview.objects.filter(centre=centre.id, realm=realm).order_by("-id").first()
    counters = counters if counters is not None else (last.counters if last else None)
    officers = officers if officers is not None else (last.officers if last else None)
    norm = reckoning.norm_for(place, realm, today)
    found: tuple[Gap, ...] = ()
    if norm is not None:
        held = reckoning.held_by(centre.id, realm)
        wanted = reckoning.wanted_of(norm)
        found = rules.gaps_of(wanted, held, counters=counters, officers=officers, year=today.year)
    cost, unpriced = rules.total_cost(found)
    shown = _norm(norm, [norm]) if norm else None
    return Stand(centre.id, centre.full_name, place, shown, counters, officers, found, cost, unpriced)


def reviews(
    actor: Actor, place: UUID | None = None, *, after: str | None = None
) -> tuple[tuple[ReviewRow, ...], str | None]:
    """Return a page of recorded results within reach, the newest first, and where the next begins."""
    scope.demand_read(actor)
    found = GapReview.objects.filter(realm=str(actor.realm), place__in=scope.places(actor, place))
    last = scope.key_after(after)
    if last:
        found = found.filter(id__lt=last)
    rows = list(found.select_related("norm").order_by("-id")[: scope.PAGE + 1])
    more = rows[scope.PAGE - 1].id.hex if len(rows) > scope.PAGE else None
    return tuple(_review(row) for row in rows[: scope.PAGE]), more


def _review(row: GapReview) -> ReviewRow:
    return ReviewRow(
        row.id,
        row.centre_id,
        office.unit(row.centre_id).full_name,
        row.norm.edition,
        row.norm.number,
        row.norm.trial,
        row.on,
        row.lacking,
        row.cost,
        row.unpriced,
        row.recorded_at,
        row.recorded_by,
    )


def review_page(actor: Actor, id_: UUID) -> ReviewPage:
    """Return a recorded result, reckoned again from its own facts; :class:`NotFound` outside the asker's reach."""
    scope.demand_read(actor)
    row = GapReview.objects.filter(pk=id_).select_related("norm").first()
    scope.found_in_reach(actor, row, *([row.place_id] if row else []))
    if row is None:
        raise NotFound(N_("Không có kết quả rà soát này."))
    facts = msgspec.json.decode(row.facts, type=list[DeviceFact])
    lines = msgspec.json.decode(row.lines, type=list[GapLine])
    again = rules.gaps_of(
        reckoning.wanted_of(row.norm),
        reckoning.read_facts(facts),
        counters=row.counters,
        officers=row.officers,
        year=row.on.year,
    )
    return ReviewPage(
        row=_review(row),
        norm=_norm(row.norm, list(Norm.objects.filter(place=row.norm.place_id, realm=row.realm))),
        counters=row.counters,
        officers=row.officers,
        lines=tuple(lines),
        facts=tuple(facts),
        again=reckoning.told_gaps(again) == lines,
    )
