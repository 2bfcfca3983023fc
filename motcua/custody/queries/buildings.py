"""The buildings of a place: venues of its bodies and buildings in the register, with where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from motcua.custody.models import Asset
from motcua.custody.queries import scope
from motcua.kernel.text import fold
from motcua.ledger.actor import Actor
from motcua.office import queries as office


@dataclass(frozen=True, slots=True)
class Building:
    """A building: its name, who works or manages there, where it lies; ``asset`` when it is in the register."""

    name: str
    address: str
    who: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    asset: UUID | None
    code: str


def buildings_of(actor: Actor, place: UUID) -> tuple[Building, ...]:
    """Return the buildings of a place: those bodies work in, then others of the register; one name stands once."""
    scope.demand_read(actor)
    scope.places(actor, place)
    found: dict[str, Building] = {}
    for body in office.bodies_of(place):
        for venue in office.venues_of(body.id):
            before = found.get(fold(venue.name))
            who = (*(before.who if before else ()), body.full_name)
            found[fold(venue.name)] = Building(
                venue.name, venue.address, who, venue.latitude, venue.longitude, None, ""
            )
    rows = Asset.objects.filter(place=place, realm=str(actor.realm), gone=False, group__in=("building", "land"))
    names = scope.unit_names(rows.values_list("unit_id", flat=True))
    for asset in rows.order_by("code"):
        venue_here = found.get(fold(asset.name))
        manager = names[asset.unit_id].full_name if asset.unit_id else ""
        found[fold(asset.name)] = Building(
            asset.name,
            (venue_here.address if venue_here else "") or asset.building,
            tuple(dict.fromkeys(filter(None, (*(venue_here.who if venue_here else ()), manager)))),
            asset.latitude if asset.latitude is not None else (venue_here.latitude if venue_here else None),
            asset.longitude if asset.longitude is not None else (venue_here.longitude if venue_here else None),
            asset.id,
            asset.code,
        )
    return tuple(found.values())
