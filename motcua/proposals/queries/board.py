"""What waits within somebody's reach, as figures that open to their rows: by age, by unit, by category, by commune."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, Q

from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names
from motcua.proposals.queries import scope
from motcua.proposals.queries.lists import calendar_of, day_of, waiting
from motcua.proposals.rules import ageing
from motcua.proposals.rules.ageing import BANDS, Band
from motcua.proposals.rules.facts import Category, State

PLACES_MOST = 100
"""Communes named on the page, those with most waiting first; the map and the file have all."""


@dataclass(frozen=True, slots=True)
class Group:
    """How many wait of how many filed, of one unit, category or commune, and since when the oldest waits.

    ``key`` is an id or the name of a category, "" for what lies with nobody. ``answered`` of ``whole`` is the rate.
    """

    key: str
    name: str
    waiting: int
    whole: int
    oldest: date | None
    oldest_days: int

    @property
    def answered(self) -> int:
        """Return how many no longer wait."""
        return self.whole - self.waiting


@dataclass(frozen=True, slots=True)
class Mark:
    """A commune on the map with how many wait there; ``at`` is ``None`` where nobody knows where it lies."""

    place: UUID
    name: str
    count: int
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Board:
    """What waited at the end of a day. Every figure is of proposals filed up to it; what was taken back is left out."""

    on: date
    waiting: int
    whole: int
    bands: tuple[tuple[Band, int], ...]
    units: tuple[Group, ...]
    categories: tuple[Group, ...]
    places: tuple[Group, ...]
    communes: int
    marks: tuple[Mark, ...]

    @property
    def answered(self) -> int:
        """Return how many no longer wait."""
        return self.whole - self.waiting


def board(actor: Actor, on: date | None = None) -> Board:
    """Return the board of an actor's reach at the end of a day; a handful of statements however many communes."""
    day = day_of(on)
    by_day = dict(
        waiting(scope.proposals(actor).filter(filed_on__lte=day), day)
        .order_by()
        .values_list("filed_on")
        .annotate(count=Count("pk"))
    )
    bands = ageing.counted(by_day, calendar_of(territory.home(actor)), day)
    by_place = _grouped(actor, "place", day)
    by_category = _grouped(actor, "category", day)
    by_unit = _grouped(actor, "lead", day)
    named = names.names_of(key for key in (*by_place, *by_unit) if isinstance(key, UUID))
    places = _groups({key: named.get(key, "") for key in by_place}, by_place, day)
    return Board(
        on=day,
        waiting=sum(by_day.values()),
        whole=sum(one.whole for one in places),
        bands=tuple((band, bands[band.key]) for band in BANDS),
        units=_groups({key: named.get(key, "") for key in by_unit}, by_unit, day),
        categories=_groups({key: str(key) for key in by_category}, by_category, day),
        places=places[:PLACES_MOST],
        communes=len(places),
        marks=marks_of({UUID(one.key): one.waiting for one in places if one.waiting}, named),
    )


def marks_of(counts: dict[UUID, int], named: dict[UUID, str] | None = None) -> tuple[Mark, ...]:
    """Return communes with their counts as a map shows them."""
    known = named if named is not None else names.names_of(counts)
    at = office.positions(counts)
    return tuple(Mark(place, known.get(place, ""), count, at.get(place)) for place, count in counts.items())


Counted = dict[UUID | str | None, tuple[int, int, date | None]]


def _grouped(actor: Actor, field: str, day: date) -> Counted:
    """Return by the values of a column how many wait, how many there are, and the oldest that waits.

    Today that is one statement. Of an earlier day it is two, and what lay with a unit then is told by its stretch.
    """
    whole = scope.proposals(actor).filter(filed_on__lte=day).exclude(state=State.WITHDRAWN).order_by()
    if day == clock.today():
        waits = Q(open=True)
        rows = whole.values_list(field).annotate(
            waits=Count("pk", filter=waits), whole=Count("pk"), oldest=Min("filed_on", filter=waits)
        )
        return {key: (waiting_, all_, oldest) for key, waiting_, all_, oldest in rows}
    then = waiting(scope.proposals(actor).filter(filed_on__lte=day), day).order_by()
    named = "waits__unit" if field == "lead" else field
    found: Counted = {
        key: (count, count, oldest)
        for key, count, oldest in then.values_list(named).annotate(count=Count("pk"), oldest=Min("filed_on"))
    }
    if field == "lead":
        return found
    for key, all_ in whole.values_list(field).annotate(count=Count("pk")):
        waiting_, _, oldest = found.get(key, (0, 0, None))
        # What was taken back since had waited then: it is counted with what there was.
        found[key] = (waiting_, max(all_, waiting_), oldest)
    return found


def _groups(named: dict[UUID | str | None, str], counted: Counted, day: date) -> tuple[Group, ...]:
    """Return the groups, those with most waiting first, then by name."""
    found = [
        Group(
            key=str(key) if key is not None else "",
            name=named.get(key, ""),
            waiting=waiting_,
            whole=whole,
            oldest=oldest,
            oldest_days=ageing.calendar_days(oldest, day) if oldest else 0,
        )
        for key, (waiting_, whole, oldest) in counted.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.waiting, -one.oldest_days, one.name)))


def category_of(group: Group) -> Category:
    """Return the category a group of categories is about."""
    return Category(group.key)


def by_place(actor: Actor, on: date | None = None) -> tuple[Group, ...]:
    """Return every commune that filed anything within reach, those with most waiting first."""
    day = day_of(on)
    counted = _grouped(actor, "place", day)
    named = names.names_of(key for key in counted if isinstance(key, UUID))
    return _groups({key: named.get(key, "") for key in counted if isinstance(key, UUID)}, counted, day)
