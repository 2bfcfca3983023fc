"""Finding a unit by what people type: with or without marks, by old names, with slips, with or without the place.

The best match comes first, then the asker's province, then what exists before what is gone; every hit says which
province it lies in, what it is on the day asked about and, for a former unit, where it went. Names repeat across the
country, so a hit is never given by its name alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from motcua.kernel import clock
from motcua.kernel.text import fold, same_text
from motcua.kernel.words import N_, Said
from motcua.office.gazetteer.book import Gazetteer
from motcua.office.gazetteer.facts import Link, State, Tier, Unit
from motcua.office.gazetteer.load import gazetteer
from motcua.office.gazetteer.query import Reading, place_key, readings, split

SHORTEST: Final = 2
"""Fewer letters than this are looked up as a whole name only."""


class Match(IntEnum):
    """How a hit matches what was typed, best first."""

    EXACT = 0
    MARKS_DIFFER = 1
    OTHER_NAME = 2
    BEGINS = 3
    CONTAINS = 4
    SLIP = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit found, as it stands on ``on``: its state, its province and the unit right above it then, and its heirs."""

    unit: Unit
    on: date
    match: Match
    province: Unit
    above: Unit | None
    heirs: tuple[Link, ...]

    @property
    def state(self) -> State:
        """Return what the unit is on the day asked about."""
        return self.unit.state_on(self.on)

    def say(self) -> Said:
        """Return the hit in one sentence: full name, place, state and where it went."""
        values = {"unit": self.unit.full_name, "place": self._place(), "state": self.unit.say_state(self.on)}
        if not self.heirs:
            return Said(N_("{unit}{place}: {state}"), values)
        values["heirs"] = ", ".join(_with_province(link.unit, self.on) for link in self.heirs)
        whole = all(link.whole for link in self.heirs)
        return Said(N_("{unit}{place}: {state}, nay thuộc {heirs}") if whole else _SPLIT, values)

    def _place(self) -> str:
        above = [unit.full_name for unit in (self.above, self.province) if unit not in (None, self.unit)]
        return "".join(f", {name}" for name in dict.fromkeys(above))


_SPLIT = N_("{unit}{place}: {state}, nay chia về {heirs}")


def search(text: str, province: str | None = None, on: date | None = None, limit: int = 20) -> list[Hit]:
    """Return at most ``limit`` units for a text or an official code, best first; an empty list when nothing is like it.

    ``province`` is the asker's (code or name): its units come before namesakes elsewhere. ``on`` is the day asked about
    (today when left out). Where the text names a place («…, Hưng Yên») and units of it match, only these are returned;
    a unit lies in a place also when it lay there before the reform, or its heirs do.
    """
    day = on or clock.today()
    parts = split(text)
    while parts:
        hits = _ranked(", ".join(parts), place_key(province or ""), day)
        if hits:
            return hits[: max(limit, 0)]
        # «số 5 đường A, xã Phụng Công, Hưng Yên»: the nearest part was no unit, the next one may be.
        parts = parts[1:]
    return []


def _ranked(text: str, home: str, day: date) -> list[Hit]:
    book = gazetteer()
    found: dict[str, tuple[tuple[Any, ...], Hit]] = {}
    for reading in readings(text, _index().provinces):
        for match, distance, unit in _candidates(reading):
            hit = Hit(unit, day, match, book.province(unit, day), book.above(unit, day), book.heirs(unit, day))
            rank = _rank(book, hit, reading, distance, home)
            if unit.id not in found or rank < found[unit.id][0]:
                found[unit.id] = (rank, hit)
    ranked = sorted(found.values(), key=lambda pair: pair[0])
    missed = ranked[0][0][0] if ranked else 0
    sure = any(hit.match <= Match.OTHER_NAME for _, hit in ranked)
    return [hit for rank, hit in ranked if rank[0] == missed and not (sure and hit.match is Match.SLIP)]


def as_json(hit: Hit) -> dict[str, Any]:
    """Return a hit for machines. ``to`` is the first day the unit no longer exists; ``province`` its province's name."""
    unit = hit.unit
    return {
        "code": unit.code,
        "name": unit.name,
        "level": unit.kind.value,
        "province": hit.province.name,
        "from": unit.valid_from.isoformat() if unit.valid_from else None,
        "to": unit.valid_to.isoformat() if unit.valid_to else None,
        "id": unit.id,
        "full_name": unit.full_name,
        "district": hit.above.full_name if hit.above and hit.above.tier is Tier.DISTRICT else None,
        "state": hit.state.value,
        "says": str(hit.say()),
        "successors": [
            {
                "id": link.unit.id,
                "code": link.unit.code,
                "name": link.unit.name,
                "level": link.unit.kind.value,
                "province": gazetteer().province(link.unit, hit.on).name,
                "whole": link.whole,
            }
            for link in hit.heirs
        ],
        "source": unit.origin.title,
        "trust": unit.origin.trust.value,
    }


@dataclass(frozen=True, slots=True)
class _Index:
    """All names by search key; ``joined`` has the same names in a rougher key, ``others`` older names run together."""

    names: dict[str, list[Unit]]
    sorted_keys: list[str]
    joined: dict[str, list[Unit]]
    others: dict[str, list[Unit]]
    provinces: dict[str, list[Unit]]


@cache
def _index() -> _Index:
    book = gazetteer()
    keys = cache(fold)
    names: dict[str, list[Unit]] = defaultdict(list)
    provinces: dict[str, list[Unit]] = defaultdict(list)
    for unit in book.units.values():
        names[keys(unit.name)].append(unit)
        if unit.tier is Tier.PROVINCE:
            provinces[keys(unit.name)].append(unit)
    others: dict[str, list[Unit]] = defaultdict(list)
    for id_, also in book.also.items():
        unit = book.get(id_)
        for name in also:
            others[fold(name).replace(" ", "")].append(unit)
            if unit.tier is Tier.PROVINCE:
                provinces[fold(name)].append(unit)
    joined: dict[str, list[Unit]] = defaultdict(list)
    for key, units in names.items():
        joined[_run_together(key)] += units
    return _Index(dict(names), sorted(names), dict(joined), dict(others), dict(provinces))


def _candidates(reading: Reading) -> Iterator[tuple[Match, int, Unit]]:
    """Yield units whose name, older name or code is like the reading's, with the number of slips."""
    index, key = _index(), reading.key
    book = gazetteer()
    if reading.kinds is None:
        named = book.units.get(reading.name)
        yield from ((Match.EXACT, 0, unit) for unit in (book.bearers(reading.name) or (named,)) if unit)
    sure = False
    for unit in index.names.get(key, ()):
        sure = True
        if key.isdigit() and reading.kinds and unit.kind not in reading.kinds:
            continue
        same = reading.name.isascii() or same_text(_spaced(reading.name), _spaced(unit.name))
        yield (Match.EXACT if same else Match.MARKS_DIFFER), 0, unit
    for unit in index.joined.get(_run_together(key), ()) if not sure else ():
        sure = True
        yield Match.MARKS_DIFFER, 0, unit
    for unit in index.others.get(key.replace(" ", ""), ()):
        sure = True
        yield Match.OTHER_NAME, 0, unit
    if len(key) < SHORTEST:
        return
    for match, name in _longer_names(index, key):
        yield from ((match, 0, unit) for unit in index.names[name] if not reading.kinds or unit.kind in reading.kinds)
    if not sure:
        slips = 1 if len(key) <= 5 else 2 if len(key) <= 11 else 3
        near = process.extract(key, index.sorted_keys, scorer=OSA.distance, score_cutoff=slips, limit=40)
        for name, distance, _ in near:
            yield from ((Match.SLIP, int(distance), unit) for unit in index.names[name])


def _longer_names(index: _Index, key: str) -> Iterator[tuple[Match, str]]:
    """Yield the names that begin with a key, and those that hold its words further on."""
    at = bisect_left(index.sorted_keys, key)
    while at < len(index.sorted_keys) and index.sorted_keys[at].startswith(key):
        if index.sorted_keys[at] != key:
            yield Match.BEGINS, index.sorted_keys[at]
        at += 1
    inner = f" {key} "
    yield from (
        (Match.CONTAINS, name) for name in index.sorted_keys if inner in f" {name} " and not name.startswith(key)
    )


def _rank(book: Gazetteer, hit: Hit, reading: Reading, distance: int, home: str) -> tuple[Any, ...]:
    """Return the place of a hit in the list: the smaller the earlier. The first element counts places not met."""
    unit = hit.unit
    around = _places_of(book, hit) if reading.places or home else set()
    missed = sum(not any(_is_place(place, name) for name in around) for place in reading.places)
    states = (State.LIVING, State.PREPARING, State.DISSOLVED)
    former = unit.valid_to is not None
    return (
        missed,
        hit.match,
        distance,
        reading.kinds is not None and unit.kind not in reading.kinds,
        reading.cost,
        bool(home) and home not in around,
        reading.former is not None and reading.former is not former,
        states.index(hit.state),
        unit.tier,
        fold(unit.name),
        fold(hit.province.name),
        unit.id,
    )


def _places_of(book: Gazetteer, hit: Hit) -> set[str]:
    """Return keys and codes of all places a unit lies or lay in, its heirs' provinces included."""
    places = {book.get(id_) for b in hit.unit.belongings for id_ in (b.province, b.under) if id_}
    places |= {book.province(link.unit, hit.on) for link in hit.heirs}
    for link in book.predecessors(hit.unit):
        places |= {book.get(id_) for b in link.unit.belongings for id_ in (b.province, b.under) if id_}
    if hit.unit.tier is Tier.PROVINCE:
        places.add(hit.unit)
    other = {fold(name) for place in places if place.tier is Tier.PROVINCE for name in book.also.get(place.id, ())}
    return {fold(place.name) for place in places} | {place.code for place in places} | other


def _is_place(typed: str, name: str) -> bool:
    return typed == name or (len(typed) > 4 and not typed.isdigit() and OSA.distance(typed, name, score_cutoff=1) <= 1)


def _run_together(key: str) -> str:
    """Return a key without spaces and with one letter for i and y: «phungcong», «Trà Lí» for *Trà Lý*, «Ea Hleo»."""
    return key.replace(" ", "").replace("y", "i")


def _spaced(name: str) -> str:
    """Return a name without hyphens and apostrophes, which people leave out: «Bà Rịa - Vũng Tàu», «Ea H'Leo»."""
    return re.sub(r"[\W_]+", " ", name)


def _with_province(unit: Unit, day: date) -> str:
    province = gazetteer().province(unit, day)
    return unit.full_name if province is unit else f"{unit.full_name} ({province.name})"
