"""Where a matter goes when it is filed: what a steering office said, else the usual way among the bodies of the province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names
from motcua.office.rules import Level
from motcua.proposals.models import Routing
from motcua.proposals.policies import ROUTE
from motcua.proposals.rules.facts import Category
from motcua.proposals.rules.routing import Known, usual

ABLE = (Level.COMMITTEE, Level.DIVISION, Level.POLICE, Level.MILITARY, Level.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Way:
    """Where a category goes: ``said`` by the steering office, or the usual way; the first unit leads."""

    category: Category
    units: tuple[tuple[UUID, str], ...]
    said: bool
    reason: str
    since: datetime | None


def provinces(place: UUID) -> tuple[UUID, ...]:
    """Return the provinces that stand today above a place (a province: itself)."""
    today = clock.today()
    found = office.units({place, *territory.over(place)}).values()
    return tuple(one.id for one in found if one.level is Level.PROVINCE and one.valid.holds(today))


def bodies_above(place: UUID) -> tuple[office.UnitRow, ...]:
    """Return the bodies of the province above a place that a matter can be sent to."""
    return tuple(one for id_ in provinces(place) for one in office.bodies_of(id_) if one.level in ABLE)


def way(place: UUID, category: Category, realm: str) -> tuple[UUID, ...]:
    """Return the units a matter of a place goes to, the lead first; empty where nobody is known."""
    told = (
        Routing.objects.filter(place__in=territory.over(place), category=category, realm=realm)
        .order_by("set_at", "pk")
        .last()
    )
    if told is not None and told.units:
        return tuple(UUID(one) for one in told.units)
    return usual(category, _known(bodies_above(place)))


def ways(actor: Actor) -> tuple[Way, ...]:
    """Return every way of the actor's own place; for whoever steers."""
    place = territory.home(actor)
    if place is None or not actor.can(ROUTE):
        raise NotAllowed(N_("Chỉ cơ quan theo dõi, đôn đốc mới chuyển và gộp kiến nghị."))
    told = {
        one.category: one for one in Routing.objects.filter(place=place, realm=actor.realm).order_by("set_at", "pk")
    }
    known = _known(bodies_above(place))
    found = []
    for category in Category:
        row = told.get(category)
        decided = row is not None and bool(row.units)
        units = tuple(UUID(one) for one in row.units) if row is not None and decided else usual(category, known)
        named = names.names_of(units)
        found.append(
            Way(
                category,
                tuple((one, named[one]) for one in units),
                decided,
                row.reason if row else "",
                row.set_at if row else None,
            )
        )
    return tuple(found)


def choices(place: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return the units a matter of a place can be sent to: bodies of its province, then its own, by id with their names."""
    own = office.bodies_of(place) if place not in provinces(place) else ()
    found = {one.id: one.full_name for one in (*bodies_above(place), *(one for one in own if one.level in ABLE))}
    return tuple(found.items())


def _known(bodies: Sequence[office.UnitRow]) -> list[Known]:
    return [Known(one.id, one.full_name, one.level is Level.POLICE) for one in bodies]
