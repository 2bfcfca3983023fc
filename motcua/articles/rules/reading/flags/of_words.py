"""Traps of words: what stands there twice, slips of the pen, lists that are left open."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from motcua.articles.rules.reading.flags.codes import flag
from motcua.articles.rules.reading.letters import LOW
from motcua.articles.rules.reading.shapes import Flag, Named, Paragraph, Parts
from motcua.kernel.syllable import ACUTE, DOT, Syllable, analyse, canonical, tone_position
from motcua.kernel.text import fold, nfc

_WORD: Final = re.compile(rf"(?<![\w.@/-]){LOW}{{1,30}}(?![\w@/-])")
_TWICE: Final = re.compile(
    r"\b(?P<pair>(các|của|những|được|và|với|tại|trong|đã|sẽ|một|này|theo|khi) \2)\b", re.IGNORECASE
)
"""Small words are never said twice. Of others the end of one compound and the beginning of the next may be the same:
«thi công công trình», «nghệ nhân nhân dân»."""
_OPEN: Final = re.compile(r"(?:…|\.\.\.)[”\"»)]?(?=\s|$)")
_MARKED: Final = re.compile("[àáảãạăắằẳẵặâấầẩẫậèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵđ]")
_ENDS: Final = ("c", "ch", "p", "t")


@cache
def _typos() -> dict[str, Any]:
    text = files("motcua.articles").joinpath("data/typos.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def of_words(parts: Parts, bodies: Sequence[Named]) -> Iterable[Flag]:
    """Yield the traps of the wording of a text."""
    for line in parts.repeated:
        yield flag("text.repeated", _begin(line.text), line.number)
    seen: set[str] = set()
    for line in parts.told:
        for words, right in (*_slips(line), *_short_names(line, bodies)):
            if fold(words) + words not in seen:
                seen.add(fold(words) + words)
                yield flag("text.typo", words, line.number, right=right)
    for line in parts.story:
        for match in _OPEN.finditer(line.text):
            yield flag("list.open", _end(line.text[: match.end()]), line.number)


def _begin(text: str) -> str:
    return " ".join(text.split()[:12])


def _end(text: str) -> str:
    return " ".join(text.split()[-8:])


def _slips(line: Paragraph) -> Iterable[tuple[str, str]]:
    lower = line.text.casefold()
    for wrong, right in _typos()["pairs"].items():
        if re.search(rf"\b{re.escape(wrong)}\b", lower):
            yield wrong, right
    for match in _TWICE.finditer(line.text):
        yield match["pair"], match[2]
    for match in _WORD.finditer(line.text):
        right = _no_syllable(match[0])
        if right is not None:
            yield _with_neighbour(line.text, match), right


def _no_syllable(word: str) -> str | None:
    """Return what is wrong with a word of small letters, ``None`` when nothing is.

    A syllable that ends in c, ch, p or t bears a tone mark: the acute or the dot. A word with Vietnamese marks that is no
    syllable was mistyped.
    """
    if len(word) < 2 or word in _typos()["foreign"]:
        return None
    found = analyse(canonical(word))
    if found is None:
        return word if _MARKED.search(word) and len(word) <= 7 else None
    if found.rime.endswith(_ENDS) and not found.tone and len(word) > 2:
        return " / ".join(_toned(word, found, tone) for tone in (ACUTE, DOT))
    return None


def _toned(word: str, found: Syllable, tone: str) -> str:
    at = len(found.onset) + tone_position(found.rime)
    return nfc(word[: at + 1] + tone + word[at + 1 :])


def _with_neighbour(text: str, match: re.Match[str]) -> str:
    after = re.match(rf"\s+{LOW}+", text[match.end() :])
    return match[0] + (after[0] if after else "")


def _short_names(line: Paragraph, bodies: Sequence[Named]) -> Iterable[tuple[str, str]]:
    """Yield spellings of a team's name that lack a word."""
    for body in bodies:
        for spelled in body.also:
            if spelled in line.text:
                yield spelled, body.words
