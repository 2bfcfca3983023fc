"""Who can be chosen in forms: units that may lead or share, their people, events and plans."""

from __future__ import annotations

from uuid import UUID

from motcua.desks.shared.shapes import Option
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.office.queries.holders import holders
from motcua.office.rules import PLACES, Level
from motcua.oversight.queries import plans

WORKS = frozenset({Level.COMMITTEE, Level.DIVISION, Level.CENTRE, Level.POLICE, Level.MILITARY, Level.OUTSIDE})


def unit_options(actor: Actor) -> list[Option]:
    """Return the bodies of the actor's own place, then the committee of each commune within reach."""
    home = territory.home(actor)
    if home is None:
        return []
    found = {one.id: one.full_name for one in office.bodies_of(home) if one.level in WORKS}
    places = office.units(territory.of(actor) - {home}).values()
    for place in sorted(places, key=lambda one: (one.name, str(one.id))):
        committee = office.committee_of(place.id) if place.level is Level.COMMUNE else None
        if committee is not None:
            found[committee.id] = committee.printed
    return [Option(str(id_), name) for id_, name in found.items()]


def commune_options(actor: Actor) -> list[Option]:
    """Return the communes within reach that have a committee."""
    places = office.units(territory.of(actor)).values()
    rows = sorted((one.name, str(one.id), one.printed) for one in places if one.level is Level.COMMUNE)
    return [Option(id_, name) for _, id_, name in rows if office.committee_of(UUID(id_)) is not None]


def place_options(actor: Actor) -> list[Option]:
    """Return the places that may keep a plan, a day of the year or a wording: one's own first."""
    home = territory.home(actor)
    rows = [one for one in office.units(territory.of(actor)).values() if one.level in PLACES]
    return [Option(str(one.id), one.printed) for one in sorted(rows, key=lambda one: (one.id != home, one.name))]


def people_options(actor: Actor, lead: UUID | None, *powers: str) -> list[Option]:
    """Return who works at the place of the leading unit and holds one of these powers."""
    where = family.home_of(lead) if lead is not None else territory.home(actor)
    if where is None:
        return []
    found = holders(where, powers, actor.realm)
    return [Option(str(one.official), f"{one.name}, {one.title}, {one.unit_name}") for one in found]


def occasion_options(actor: Actor) -> list[Option]:
    """Return the days kept within reach that have a next day."""
    rows = plans.occasions(actor, with_tasks=False)
    return [Option(str(row.id), f"{row.name} ({row.next:%d/%m/%Y})") for row in rows if row.next]
