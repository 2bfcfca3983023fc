"""Our own words for procedures: how people say them, what they leave out, and what is done elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from motcua.catalogue.facts import Fact
from motcua.catalogue.packaged import DATA


class Topic(Fact, frozen=True):
    """A way of asking that may mean several procedures: what to ask back, and the procedures to choose from."""

    key: str
    question: str
    ask: tuple[str, ...]
    options: tuple[str, ...]


class Elsewhere(Fact, frozen=True):
    """Something not done at a commune; ``advice`` says where, empty for idle talk."""

    key: str
    advice: str
    ask: tuple[str, ...]


class Sayings(Fact, frozen=True):
    """The content of ``data/synonyms.json``.

    ``abbreviations`` by folded token; ``chatter`` phrases and ``weak`` words carry little meaning (``weak_unmarked``:
    those still weak when typed without marks, where *dang* may be đang or đăng); ``names`` are everyday names by
    procedure code; ``concepts`` are words for the same thing or act, without which a procedure is hardly meant;
    ``acts`` are those of the concepts that nobody means who does not name them (a copy, a change, an end);
    ``popular`` weighs (1 to 10) what is asked for most: our estimate, among equals in the order written.
    """

    abbreviations: dict[str, str]
    chatter: tuple[str, ...]
    weak: tuple[str, ...]
    weak_unmarked: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    concepts: dict[str, tuple[str, ...]]
    acts: frozenset[str]
    popular: dict[str, int]
    topics: tuple[Topic, ...]
    elsewhere: tuple[Elsewhere, ...]


@cache
def sayings() -> Sayings:
    """Return our words, read once."""
    return msgspec.json.decode((DATA / "synonyms.json").read_bytes(), type=Sayings)


@cache
def popularity() -> Mapping[str, int]:
    """Return the place of each procedure commonly asked for at a commune's counter: 0 is the most common."""
    popular = sayings().popular
    return {code: place for place, code in enumerate(sorted(popular, key=lambda code: -popular[code]))}
