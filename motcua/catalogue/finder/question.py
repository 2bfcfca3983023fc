"""From a citizen's sentence to weighted words: abbreviations written out, chatter made light, slips put right."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from motcua.catalogue.finder.sayings import sayings
from motcua.kernel.text import canonical_tones, clean, fold, words

LONGEST_QUESTION = 400
CHATTER_WEIGHT = 0.12
LIGHT_WEIGHT = 0.3

_WORD = re.compile(r"\w+")
# Sounds that are mixed up in speech and so in spelling: tr/ch, x/s, d/gi/r, final y/i.
_SOUNDS = (("tr", "ch"), ("x", "s"), ("gi", "d"), ("r", "d"))


class Word(NamedTuple):
    """A word of a question or a name: its key, the word as written, and how much it says (0 to 1)."""

    key: str
    written: str
    weight: float = 1.0


@lru_cache(maxsize=16_384)
def sound(key: str) -> str:
    """Return a key under which words that sound alike in some region fall together (``trung`` and ``chung``)."""
    for written, heard in _SOUNDS:
        if key.startswith(written) and len(key) > len(written):
            key = heard + key[len(written) :]
            break
    return key[:-1] + "i" if key.endswith("y") and len(key) > 1 else key


def split(text: str) -> list[Word]:
    """Return the words of ``text`` in order, all of full weight, tone marks in one placement."""
    spelt = map(_word, _WORD.findall(clean(text, LONGEST_QUESTION).lower()))
    return [word for word in spelt if word.key]


@lru_cache(maxsize=16_384)
def _word(written: str) -> Word:
    return Word(fold(written), canonical_tones(written))


def read(text: str) -> list[Word]:
    """Return the words of a question, abbreviations written out and chatter made light."""
    short = sayings().abbreviations
    spelt: list[Word] = []
    for word in split(together(text)):
        long = short.get(word.written) or short.get(word.key)
        spelt.extend(split(long) if long else [word])
    return lighten(spelt)


def together(text: str) -> str:
    """Return first letters typed apart (``k s``) as the abbreviation they are; any other text as it is."""
    letters = text.split()
    return "".join(letters) if len(letters) > 1 and all(len(each) == 1 and each.isalpha() for each in letters) else text


def lighten(spelt: Sequence[Word]) -> list[Word]:
    """Return the words with chatter phrases and weak words made light."""
    keys = [word.key for word in spelt]
    chatter, longest = _chatter()
    with_marks = marked(spelt)
    weights = [LIGHT_WEIGHT if _is_weak(word, with_marks) else 1.0 for word in spelt]
    start = 0
    while start < len(keys):
        for size in range(min(longest, len(keys) - start), 0, -1):
            if tuple(keys[start : start + size]) in chatter:
                weights[start : start + size] = [CHATTER_WEIGHT] * size
                start += size
                break
        else:
            start += 1
    return [word._replace(weight=weight) for word, weight in zip(spelt, weights, strict=True)]


def marked(spelt: Sequence[Word]) -> bool:
    """Say whether the writer uses Vietnamese marks, so that a different mark means a different word."""
    with_marks = sum(not word.written.isascii() for word in spelt)
    return with_marks * 4 >= len(spelt) > 0


def concepts(spelt: Sequence[Word]) -> frozenset[str]:
    """Return the things and acts named (``mat``: mất, cấp lại, thất lạc …), chatter left out."""
    with_marks = marked(spelt)
    told = [word for word in spelt if word.weight > CHATTER_WEIGHT]
    line = " " + " ".join(word.written if with_marks and word.written else word.key for word in told) + " "
    return frozenset(
        concept
        for concept, phrases in _concepts().items()
        if any(f" {written if with_marks else key} " in line for written, key in phrases)
    )


def mend(spelt: Sequence[Word], known: Collection[str], pairs: Collection[str], by_sound: dict[str, str]) -> list[Word]:
    """Return the words with slips put right against the ``known`` words and ``pairs`` of words of the catalogue.

    A pair nobody uses that sounds like one in use, marks included where the writer uses them, is that one
    (``khai xinh``); a word nobody uses becomes the nearest known one at one slip's distance, the one that makes a known pair with a neighbour first.
    """
    mended, with_marks = list(spelt), marked(spelt)
    for place in range(len(mended) - 1):
        here, there = mended[place], mended[place + 1]
        pair = f"{here.key} {there.key}"
        one, other = (here.written, there.written) if with_marks else (here.key, there.key)
        heard = by_sound.get(f"{sound(one)} {sound(other)}")
        if pair not in pairs and heard is not None and min(here.weight, there.weight) == 1:
            first, second = heard.split()
            mended[place], mended[place + 1] = _changed(here, first), _changed(there, second)
    for place, word in enumerate(mended):
        if word.key in known or word.key.isdigit() or len(word.key) < 3 or word.weight < 1:
            continue
        near = process.extract(word.key, known, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=8)
        before = mended[place - 1].key if place else ""
        after = mended[place + 1].key if place + 1 < len(mended) else ""
        fitting = [each for each, _, _ in near if f"{before} {each}" in pairs or f"{each} {after}" in pairs]
        if fitting:
            mended[place] = _changed(word, fitting[0])
    return mended


def _changed(word: Word, key: str) -> Word:
    return word if word.key == key else Word(key, "", max(word.weight, LIGHT_WEIGHT))


@cache
def _chatter() -> tuple[frozenset[tuple[str, ...]], int]:
    phrases = frozenset(words(phrase) for phrase in sayings().chatter)
    return phrases, max(map(len, phrases))


@cache
def _concepts() -> dict[str, tuple[tuple[str, str], ...]]:
    return {
        concept: tuple((canonical_tones(phrase).lower(), fold(phrase)) for phrase in phrases)
        for concept, phrases in sayings().concepts.items()
    }


@cache
def _weak() -> tuple[frozenset[str], frozenset[str]]:
    written = frozenset(canonical_tones(word) for word in sayings().weak)
    return written, frozenset(sayings().weak_unmarked)


def _is_weak(word: Word, with_marks: bool) -> bool:
    written, unmarked = _weak()
    return word.written in written if with_marks else word.key in unmarked
