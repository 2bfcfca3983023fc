"""How far a read of custody reaches: the asker's realm and places; and names for what lists show."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from motcua.custody import policies
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.ids import parse_id
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.office.rules import Level

PAGE = 50


def demand_read(actor: Actor) -> None:
    """Raise ``NotAllowed`` for whoever may not read assets."""
    policies.demand(policies.refuse_reader(actor))


def places(actor: Actor, wanted: UUID | None = None) -> list[UUID]:
    """Return the places a list is of: all the asker reaches, or the one wanted; :class:`NotFound` outside the reach."""
    reach = territory.of(actor)
    if wanted is None:
        return list(reach)
    if wanted not in reach:
        raise NotFound(N_("Không có địa bàn này trong phạm vi của bạn."))
    return [wanted]


def communes(actor: Actor) -> tuple[office.UnitRow, ...]:
    """Return the places an overseer may narrow a list to, by name; for others their own alone."""
    found = office.units(territory.of(actor)).values()
    tier = [row for row in found if row.level in {Level.COMMUNE, Level.DISTRICT, Level.PROVINCE}]
    return tuple(sorted(tier, key=lambda row: (row.level != Level.COMMUNE, row.name, row.full_name)))


def communes_with_centre(actor: Actor) -> tuple[office.UnitRow, ...]:
    """Return those of :func:`communes` that have a centre, standing or being prepared: guidance speaks of no other."""
    there = family.places_with_centre(clock.today())
    return tuple(row for row in communes(actor) if row.id in there)


def found_in_reach(actor: Actor, row: object | None, *place_ids: UUID) -> None:
    """Raise :class:`NotFound` for what is not there, of another realm, or in no place the asker reaches."""
    reach = territory.of(actor)
    if row is None or getattr(row, "realm", None) != actor.realm or not any(place in reach for place in place_ids):
        raise NotFound(N_("Không tìm thấy nội dung này trong phạm vi của bạn."))


def unit_names(ids: Iterable[UUID | None]) -> dict[UUID, office.UnitRow]:
    """Return units by id, in one statement."""
    return office.units(id_ for id_ in ids if id_ is not None)


def own_place(actor: Actor) -> UUID:
    """Return the place the asker works in; :class:`NotFound` for an account without one."""
    place = territory.home(actor)
    if place is None:
        raise NotFound(N_("Tài khoản chưa gắn với địa bàn nào."))
    return place


def centre_or_unit(place: UUID) -> UUID | None:
    """Return the centre of a place, ``None`` where there is none (a city, a province)."""
    centre = office.centre_of(place)
    return centre.id if centre else None


def managers(place: UUID) -> tuple[office.UnitRow, ...]:
    """Return the bodies of a place that may manage assets."""
    return office.bodies_of(place)


def all_receivers(actor: Actor, text: str) -> tuple[office.UnitRow, ...]:
    """Return bodies anywhere that fit what was typed: whom one may hand something over to."""
    del actor
    found = office.search_units(text, limit=20) if text.strip() else []
    bodies: dict[UUID, office.UnitRow] = {}
    for unit in found:
        if family.home_of(unit.id) == unit.id:
            bodies.update({body.id: body for body in office.bodies_of(unit.id)})
        else:
            bodies[unit.id] = unit
    return tuple(bodies.values())[:40]


def key_after(after: str | None) -> UUID | None:
    """Return the key a page begins after; :class:`BadInput` when it is none."""
    if not after:
        return None
    try:
        return parse_id(after)
    except BadInput as error:
        raise BadInput(N_("Địa chỉ trang tiếp theo không đúng.")) from error
