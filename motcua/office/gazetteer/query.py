"""Reading what a person typed for a unit: «x. Phụng Công», «TP Thái Bình», «Đại Đồng (cũ), Lạc Sơn, Hòa Bình».

A text has several readings: *Phượng Dực* typed without marks may be the ward *Dực*. Each reading is tried and the
best answer wins, so nothing is ever decided from the spelling alone.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from motcua.kernel.text import clean, fold, same_text
from motcua.office.gazetteer.facts import CITIES, Kind

MAX_TEXT: Final = 200
_PLACES: Final = re.compile(r"[,;()\[\]/|\n]+")
_GLUED: Final = re.compile(r"\b([pqxh])\.?\s*0*(\d{1,2})\b", re.IGNORECASE)
_ZEROS: Final = re.compile(r"\b0+(\d)\b")
_PREFIXES: Final[tuple[tuple[str, frozenset[Kind]], ...]] = (
    ("thành phố", CITIES),
    ("thị trấn", frozenset({Kind.TOWNSHIP})),
    ("thị xã", frozenset({Kind.TOWN})),
    ("đặc khu", frozenset({Kind.SPECIAL_ZONE})),
    ("phường", frozenset({Kind.WARD})),
    ("huyện", frozenset({Kind.DISTRICT})),
    ("quận", frozenset({Kind.URBAN_DISTRICT})),
    ("tỉnh", frozenset({Kind.PROVINCE})),
    ("thôn", frozenset({Kind.VILLAGE})),
    ("xã", frozenset({Kind.COMMUNE})),
    ("tp", CITIES),
    ("tt", frozenset({Kind.TOWNSHIP})),
    ("tx", frozenset({Kind.TOWN})),
    ("đk", frozenset({Kind.SPECIAL_ZONE})),
    ("p", frozenset({Kind.WARD})),
    ("h", frozenset({Kind.DISTRICT})),
    ("q", frozenset({Kind.URBAN_DISTRICT})),
    ("x", frozenset({Kind.COMMUNE})),
)
_KIND_KEYS: Final = frozenset(fold(prefix) for prefix, _ in _PREFIXES)
_FORMER: Final = ("cũ", "trước đây", "trước sáp nhập")
_LATER: Final = ("mới", "sau sáp nhập")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: the name as typed and its key, the kinds it may be, where it must lie, former or later.

    ``cost`` counts what had to be taken off the name; at equal quality the reading that takes off less is preferred.
    """

    name: str
    key: str
    kinds: frozenset[Kind] | None
    places: tuple[str, ...]
    former: bool | None
    cost: int


def readings(text: str, provinces: Container[str]) -> list[Reading]:
    """Return the readings of a text, the plainest first; none for a text without a letter or digit.

    The first part is the name, the parts after a comma (or in brackets) are the places it must lie in.
    ``provinces`` holds the keys of province names: «Phụng Công Hưng Yên» is read without the comma too.
    """
    parts = split(text)
    if not parts:
        return []
    former = None
    places: list[str] = []
    for part in parts[1:]:
        if (said := _age(part)) is not None:
            former = said
        else:
            places.append(place_key(part))
    found: dict[tuple[str, frozenset[Kind] | None, tuple[str, ...]], Reading] = {}
    for name, age, aged in _ages(parts[0]):
        for bare, tail, moved in _tails(name, provinces):
            for rest, kinds, cut in _kinds(bare):
                key = _ZEROS.sub(r"\1", fold(rest))
                where = (*places, *tail)
                cost = aged + moved + cut
                known = found.get((key, kinds, where))
                if key and (known is None or known.cost > cost):
                    found[key, kinds, where] = Reading(rest, key, kinds, where, age if aged else former, cost)
    return sorted(found.values(), key=lambda reading: reading.cost)


def split(text: str) -> list[str]:
    """Return the parts of an address as typed, the nearest first: «số 5, x. Phụng Công, Hưng Yên» has three."""
    tidy = _GLUED.sub(r"\1. \2", clean(text, MAX_TEXT, lines=True))
    return [part for part in (clean(raw) for raw in _PLACES.split(tidy)) if fold(part)]


def place_key(text: str) -> str:
    """Return the key of a place without the kind before it: «tỉnh Hưng Yên» → «hung yen»."""
    return fold(_kinds(text)[-1][0])


def _age(text: str) -> bool | None:
    """Return True for a word that says «former», False for «later», None for anything else."""
    key = fold(text)
    for words, former in ((_FORMER, True), (_LATER, False)):
        if any(same_text(text, word) or (text.isascii() and key == fold(word)) for word in words):
            return former
    return None


def _ages(text: str) -> list[tuple[str, bool | None, int]]:
    """Return the text as it is, and without a last word «cũ» or «mới»."""
    head, _, last = text.rpartition(" ")
    age = _age(last)
    return [(text, None, 0)] if not head or age is None else [(text, None, 0), (head, age, 1)]


def _tails(text: str, provinces: Container[str]) -> list[tuple[str, tuple[str, ...], int]]:
    """Return the text as it is, and with a province's name at its end taken as the place."""
    found: list[tuple[str, tuple[str, ...], int]] = [(text, (), 0)]
    words = text.split()
    for at in range(max(1, len(words) - 6), len(words)):
        place = place_key(" ".join(words[at:]))
        head = " ".join(words[:at])
        if place in provinces and fold(head) not in _KIND_KEYS:
            found.append((head, (place,), 1))
    return found


def _kinds(text: str) -> list[tuple[str, frozenset[Kind] | None, int]]:
    """Return the text as it is, and without a kind before the name where it can be read so."""
    found: list[tuple[str, frozenset[Kind] | None, int]] = [(text, None, 0)]
    for prefix, kinds in _PREFIXES:
        size = len(prefix.split())
        words = text.replace(".", ". ", 1).split()
        head = " ".join(words[:size]).rstrip(".")
        if len(words) > size and (same_text(head, prefix) or (head.isascii() and fold(head) == fold(prefix))):
            found.append((" ".join(words[size:]), kinds, 1))
            break
    return found
