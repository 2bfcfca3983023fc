"""Names of people as civil status writes them, and names and numbers half covered for screens others can see.

A name is never made shorter or "simpler": ethnic names keep their apostrophes, hyphens and inner capitals.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from motcua.kernel import text
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

MAX_LENGTH = 200
"""Characters in a name. The longest registered names stay under half of it."""

COVER = "•"

_PIECE = re.compile(r"[^\W\d_]+")
_FORBIDDEN = re.compile(r"[^\w\s'.\-\u0300-\u036f]|[\d_]")
# Ê-đê, Gia-rai, M'nông: a mark of sex opens the name and the family name closes it (Y Moan Êñuôl, H'Hen Niê).
_SEX_MARK = re.compile(r"(?:Y|H)(?:'.*)?", re.IGNORECASE)
_TWO_WORD_SURNAMES = frozenset(("ton that", "ton nu", "au duong", "ro cham", "ro mah", "ro lan", "ro o", "ro mam"))


class NameParts(NamedTuple):
    """A name taken apart for sorting and for calling people; good manners, never a fact of law."""

    surname: str
    middle: str
    given: str


def proper_name(s: str) -> str:
    """Return a person's name the way it is kept: NFC, single spaces, one kind of apostrophe, capitals in place.

    All capitals or all small letters become ``Nguyễn Thị Hồng``, ``K'Sor H'Bia``; in a name typed in mixed letters the
    capitals inside words stay as typed and only missing first letters are raised. :class:`BadInput` for an empty name,
    one over :data:`MAX_LENGTH`, or one with digits or signs (Bộ luật Dân sự 2015 Đ26 k3: letters only).
    """
    name = text.straight_apostrophes(text.clean(s))
    if not any(map(str.isalpha, name)):
        raise BadInput(N_("Chưa có họ tên."), field="name")
    if len(name) > MAX_LENGTH:
        raise BadInput(N_("Họ tên dài quá {most} ký tự."), field="name", most=MAX_LENGTH)
    sign = _FORBIDDEN.search(name)
    if sign:
        raise BadInput(
            N_("Họ tên «{name}» có ký tự «{sign}»; họ tên chỉ gồm chữ (khoản 3 Điều 26 Bộ luật Dân sự 2015)."),
            field="name",
            name=name,
            sign=sign[0],
        )
    one_case = name.isupper() or name.islower()
    return " ".join(_PIECE.sub(_capitalised, word) if one_case else _raised(word) for word in name.split())


def _capitalised(piece: re.Match[str]) -> str:
    return _initial_upper(piece[0].lower())


def _raised(word: str) -> str:
    """Capitalise one word of a name in mixed letters, leaving what its writer chose inside it."""
    first = _PIECE.search(word)
    if first is None:
        return word
    raised = word[: first.start()] + _initial_upper(word[first.start() :])
    return _PIECE.sub(_capitalised, raised) if raised.isupper() else raised


def _initial_upper(s: str) -> str:
    """Raise the first letter, if its capital is one letter too (ß stays)."""
    capital = s[:1].upper()
    return capital + s[1:] if len(capital) == 1 else s


def in_capitals(name: str) -> str:
    """Return the name in capitals with marks, as books and forms of civil status ask ("chữ in hoa, đủ dấu")."""
    return text.nfc(name.upper())


def surname_given(name: str) -> NameParts:
    """Return surname, middle and given name of a proper name.

    Kinh order: first word (or a known two-word surname) and last word. A name that opens with the mark Y or H ends in
    its surname and is called by what stands before (*Y Moan*). One word alone is a given name.
    """
    found = name.split()
    if len(found) == 1:
        return NameParts("", "", name.strip())
    if _SEX_MARK.fullmatch(found[0]):
        return NameParts(found[-1], "", " ".join(found[:-1]))
    length = 2 if len(found) > 2 and text.fold(" ".join(found[:2])) in _TWO_WORD_SURNAMES else 1
    return NameParts(" ".join(found[:length]), " ".join(found[length:-1]), found[-1])


def mask_name(name: str) -> str:
    """Return the name for a screen others can see: first letter of the surname, no middle, the given name.

    ``Nguyễn Thị Hồng`` → ``N••• ••• Hồng``; a name of one word keeps its first letter only.
    """
    surname, middle, given = surname_given(name)
    if not surname:
        return given[:1] + COVER * 3
    covered = surname[:1] + COVER * 3
    if _SEX_MARK.fullmatch(given.split()[0]) and name.startswith(given):
        return f"{given} {covered}"
    return f"{covered} {COVER * 3} {given}" if middle else f"{covered} {given}"


def initials(name: str) -> str:
    """Return a name for who may know of a person's matter but not whom it concerns: ``Nguyễn Thị Hồng`` → ``N. T. H.``."""
    return " ".join(f"{word[:1].upper()}." for word in text.nfc(name).split())


def mask_number(number: str) -> str:
    """Return a number for a screen: ``001••••••012``.

    Twelve characters and more keep three at both ends, eight to eleven two, fewer none; what is covered keeps its
    length.
    """
    kept = 3 if len(number) >= 12 else 2 if len(number) >= 8 else 0
    return number[:kept] + COVER * (len(number) - 2 * kept) + number[len(number) - kept :]
