"""Leading whoever names a place, old or new, to the centres that serve it now. All public; units of the whole country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.words import Said
from motcua.office import family
from motcua.office.gazetteer.book import Gazetteer
from motcua.office.gazetteer.facts import Link, Tier, Unit
from motcua.office.gazetteer.load import gazetteer
from motcua.office.gazetteer.search import Hit, search
from motcua.office.packaged import unit_key
from motcua.office.queries.units import UnitRow, VenueRow, centres, province_code, settings_of, venues_by_unit
from motcua.office.stamps import kept

SHOWN: Final = 10
"""Places shown for one question: whoever sees more of them adds the name of the district or province."""


@dataclass(frozen=True, slots=True)
class Serving:
    """The centre of a commune with where and how to reach it; ``begun`` is false while it is being prepared.

    ``others`` are the offices of the commune's other bodies, by the body's name: they may lie apart.
    """

    place: UUID
    centre: UnitRow
    begun: bool
    hotline: str
    venues: tuple[VenueRow, ...] = ()
    others: tuple[tuple[str, VenueRow], ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """A unit that stands, or will, in the place asked for; ``serving`` is ``None`` where nobody here serves it."""

    full_name: str
    place: str
    commune: bool
    state: Said
    serving: Serving | None


@dataclass(frozen=True, slots=True)
class Meant:
    """A place somebody may have meant, and what serves it now.

    ``gone``: it has ended. ``ends``: the day it will. ``whole``: all of it went to one unit. ``inside``: a village's
    commune, whose lot it shares. ``former``: what a new unit was made of.
    """

    full_name: str
    place: str
    state: Said
    gone: bool
    ends: date | None
    whole: bool
    inside: str
    former: tuple[str, ...]
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Leads:
    """What was found, the likeliest first; ``more``: there are others of that name."""

    meant: tuple[Meant, ...]
    more: bool


def lead(text: str, *, near: UUID | None = None, on: date | None = None) -> Leads:
    """Return the places a text may mean with the centres that serve them; ``near`` is a unit of the asker's province.

    A commune that was divided leads to each of its heirs; a province is too wide to lead to any centre.
    """
    day = on or clock.today()
    hits = search(text, province=province_code(near) if near else None, on=day, limit=SHOWN + 1)
    known = _served(day)
    meant = [_meant(hit, day, known) for hit in hits[:SHOWN]]
    asked = {seat.serving.place: seat.serving for one in meant for seat in one.seats if seat.serving}
    housed = _housed(asked, day) if asked else {}
    meant = [replace(one, seats=tuple(_with(seat, housed) for seat in one.seats)) for one in meant]
    return Leads(tuple(meant), len(hits) > SHOWN)


def places_served(on: date) -> frozenset[UUID]:
    """Return the places these books keep a centre for, on a day; those still being prepared included."""
    return frozenset(_served(on))


@kept
def _served(day: date) -> Mapping[UUID, Serving]:
    """Return the centres of these books by the place each serves, the one that stands before one being prepared."""
    found: dict[UUID, Serving] = {}
    for centre in centres(day):
        place = family.home_of(centre.id)
        found.setdefault(place, Serving(place, centre, centre.valid.holds(day), settings_of(centre.id).hotline))
    return found


def _meant(hit: Hit, day: date, known: Mapping[UUID, Serving]) -> Meant:
    book, unit, inside = gazetteer(), hit.unit, ""
    if unit.tier is Tier.VILLAGE and hit.above is not None:
        unit, inside = hit.above, hit.above.full_name
    ends = unit.valid_to if unit.valid_to is not None and unit.valid_to > day else None
    links = book.heirs(unit, ends or day)
    if not links and (unit.valid_to is None or ends is not None):
        links = (Link(unit, whole=True, usual=True),)
    former = {link.unit.full_name: None for link in book.predecessors(unit)} if unit.tier is Tier.COMMUNE else {}
    return Meant(
        full_name=hit.unit.full_name,
        place=_place(book, hit.unit, day),
        state=hit.unit.say_state(day),
        gone=unit.valid_to is not None and ends is None,
        ends=ends,
        whole=all(link.whole for link in links),
        inside=inside,
        former=tuple(former),
        seats=tuple(_seat(book, link.unit, day, known) for link in links),
    )


def _seat(book: Gazetteer, unit: Unit, day: date, known: Mapping[UUID, Serving]) -> Seat:
    commune = unit.tier is Tier.COMMUNE
    serving = known.get(unit_key(unit.id)) if commune else None
    return Seat(unit.full_name, _place(book, unit, day), commune, unit.say_state(day), serving)


def _place(book: Gazetteer, unit: Unit, day: date) -> str:
    above = (book.above(unit, day), book.province(unit, day))
    return ", ".join(dict.fromkeys(one.full_name for one in above if one not in (None, unit)))


def _housed(asked: Mapping[UUID, Serving], day: date) -> dict[UUID, Serving]:
    """Return the centres by place with their buildings and those of the other bodies, read for all places at once."""
    bodies = {place: family.bodies_of(place, day) for place in asked}
    venues = venues_by_unit({body.id for many in bodies.values() for body in many}, day)
    return {
        place: replace(
            serving,
            venues=venues.get(serving.centre.id, ()),
            others=tuple(
                (body.full_name, venue)
                for body in bodies[place]
                if body.id != serving.centre.id
                for venue in venues.get(body.id, ())
            ),
        )
        for place, serving in asked.items()
    }


def _with(seat: Seat, housed: Mapping[UUID, Serving]) -> Seat:
    return replace(seat, serving=housed[seat.serving.place]) if seat.serving else seat
