"""Drafting a duty roster by rotation: who sits where in which half-day. docs/rules/rotation.md tells it in words.

For each half-day in turn, people are asked in order of how often they have served so far, least first. A person who can
sit at one of the wanted places, if need be after others change places among themselves, is taken; whoever was taken
keeps a place. The sets of people who can be seated together form a transversal matroid, so this greedy choice seats as
many as can be seated at all, and the least burdened among those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from motcua.staff.rules.halves import Half

Key = tuple[date, Half]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place that must be served in a half-day (a counter, a field) and who knows how to."""

    place: str
    people: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One half-day: what must be served, and who is away."""

    key: Key
    wanted: tuple[Wanted, ...]
    away: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """Who sits where: (key, place, person); and what nobody could be found for: (key, place)."""

    placed: tuple[tuple[Key, str, UUID], ...]
    gaps: tuple[tuple[Key, str], ...]


@dataclass(slots=True)
class _Served:
    """How often and how lately each has served, in all and at each place."""

    times: Counter[UUID]
    last: dict[UUID, int] = field(default_factory=dict)
    at: Counter[tuple[UUID, str]] = field(default_factory=Counter)


def rotate(turns: Sequence[Turn], before: Mapping[UUID, int] | None = None) -> Draft:
    """Return a roster for ``turns`` in their order.

    ``before`` says how many half-days each has already served in the time that counts for fairness. Nobody who is away
    or cannot serve a place is seated there, nobody sits at two places at once, and a place stays empty only where no
    seating of the half-day fills more places.
    """
    served = _Served(Counter(before or {}))
    placed: list[tuple[Key, str, UUID]] = []
    gaps: list[tuple[Key, str]] = []
    for number, turn in enumerate(turns):
        seated = _seat(turn, served)
        for wanted in turn.wanted:
            person = seated.get(wanted.place)
            if person is None:
                gaps.append((turn.key, wanted.place))
                continue
            placed.append((turn.key, wanted.place, person))
            served.times[person] += 1
            served.last[person] = number
            served.at[person, wanted.place] += 1
    return Draft(tuple(placed), tuple(gaps))


def _seat(turn: Turn, served: _Served) -> dict[str, UUID]:
    """Return who sits at which place in one half-day."""
    able: dict[UUID, list[str]] = {}
    for wanted in turn.wanted:
        for person in wanted.people:
            if person not in turn.away and wanted.place not in able.setdefault(person, []):
                able[person].append(wanted.place)
    for person, places in able.items():
        places.sort(key=lambda place: served.at[person, place])
    order = sorted(able, key=lambda person: (served.times[person], served.last.get(person, -1)))
    seated: dict[str, UUID] = {}
    for person in order:
        _find(person, able, seated, set())
    return seated


def _find(person: UUID, able: Mapping[UUID, list[str]], seated: dict[str, UUID], tried: set[str]) -> bool:
    """Seat ``person``, moving others on where that frees a place; nobody loses their seat."""
    for place in able[person]:
        if place in tried:
            continue
        tried.add(place)
        if place not in seated or _find(seated[place], able, seated, tried):
            seated[place] = person
            return True
    return False
