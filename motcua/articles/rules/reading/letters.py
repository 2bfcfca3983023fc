"""Patterns of Vietnamese letters that the readers of a press text share: capitals, names, sentences."""

from __future__ import annotations

import re
from typing import Final

_CAPITALS: Final = "".join(
    chr(code)
    for first, last in ((0x41, 0x5A), (0xC0, 0xDD), (0x100, 0x1B0), (0x1EA0, 0x1EF9))
    for code in range(first, last + 1)
    if chr(code).isupper()
)
UP: Final = f"[{_CAPITALS}]"
LOW: Final = f"[^\\W\\d_{_CAPITALS}]"
NAME_WORD: Final = f"{UP}{LOW}+(?:['’]{UP}?{LOW}+)?"
"""One word of a name: a capital and small letters; «H'Leo» too."""
NAME: Final = f"{NAME_WORD}(?: {NAME_WORD}){{0,3}}"
PERSON: Final = f"{NAME_WORD}(?: {NAME_WORD}){{1,3}}"
"""Two to four words, each with a capital: how a person, and a byline, is written."""
NUMBERS: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_SHORT: Final = "".join(
    f"(?<!\\b{word}\\.)" for word in ("TP", "Tp", "tp", "P", "Q", "H", "X", "TX", "ThS", "TS", "PGS")
)
_SENTENCE: Final = re.compile(f'{_SHORT}(?<=[.!?…;])\\s+(?={UP}|["“«(\\d])')


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph; a full stop after «TP» ends none, a semicolon before a capital does."""
    return [part for part in _SENTENCE.split(text) if part]


def number(word: str) -> int | None:
    """Return the number that a word or figures say, up to ten in words: «4», «04», «bốn»."""
    return int(word) if word.isdecimal() and len(word) <= 6 else NUMBERS.get(word.casefold())
