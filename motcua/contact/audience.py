"""The one rule of who reads a message: whoever now holds a power at a place or unit. From reach to seats and back.

A message keeps seats, (where, power), never people: who leaves a post no longer sees it, who joins sees what is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from motcua.contact.rules.kinds import ABOVE_POWER, HEAD_OF_CENTRE, HEAD_OF_COMMITTEE, STEERING_POWER, Up
from motcua.contact.rules.wishes import Reach, To
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.office.queries.holders import Holder, holders

_ABOVE = {Up.OVERSEERS: ABOVE_POWER, Up.STEERING: STEERING_POWER, Up.LEADERS: HEAD_OF_COMMITTEE}


class SeatAt(NamedTuple):
    """Whoever holds ``power`` at ``where``."""

    where: UUID
    power: str


def seats_of(actor: Actor) -> list[UUID]:
    """Return where an actor sits: the place of their unit, and the unit."""
    if actor.unit is None:
        return []
    return list(dict.fromkeys((family.home_of(actor.unit), actor.unit)))


def seats_for(to: Iterable[To]) -> list[SeatAt]:
    """Return the seats that are meant, each once."""
    found: dict[SeatAt, None] = {}
    for one in to:
        if one.reach is Reach.UNIT:
            found[SeatAt(one.of, one.power)] = None
        elif one.reach is Reach.ABOVE:
            found |= dict.fromkeys(above(family.home_of(one.of), one.power or ABOVE_POWER))
        else:
            found[SeatAt(family.home_of(one.of), one.power)] = None
    return list(found)


def above(place: UUID, power: str = ABOVE_POWER) -> list[SeatAt]:
    """Return the seats of whoever oversees a place from above it."""
    return [SeatAt(one, power) for one in sorted(territory.over(place))]


def next_seats(place: UUID, up: Up) -> list[SeatAt]:
    """Return the seats of the next level: the heads of the centre and the committee, or who oversees, chases, leads above."""
    if up is not Up.HEADS:
        return above(place, _ABOVE[up])
    heads = ((office.centre_of(place), HEAD_OF_CENTRE), (office.committee_of(place), HEAD_OF_COMMITTEE))
    return [SeatAt(body.id, power) for body, power in heads if body is not None]


def people_at(seats: Iterable[SeatAt], realm: str) -> list[Holder]:
    """Return who sits on these seats now, each person once."""
    powers: dict[UUID, set[str]] = {}
    for where, power in seats:
        powers.setdefault(where, set()).add(power)
    found: dict[UUID, Holder] = {}
    for where, held in powers.items():
        for one in holders(where, held, realm):
            found.setdefault(one.account, one)
    return list(found.values())
