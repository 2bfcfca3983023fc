"""What people type from a slip of paper, read kindly: any spaces, dots and dashes, any case, a Vietnamese keyboard.

The secret has no vowels that a keyboard would leave alone: Telex makes ``Á`` of ``AS`` and ``Đ`` of ``DD``, VNI makes
``À`` of ``A2``. Both are undone, so that whoever copied faithfully is let in.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qs, urlsplit

from motcua.dossiers import codes
from motcua.kernel.text import clean

LONGEST = 80
_TELEX = {"\u0301": "S", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J", "\u0306": "W", "\u031b": "W"}
_VNI = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5", "\u0302": "6", "\u031b": "7", "\u0306": "8"}


def code(text: str) -> str:
    """Return a dossier code as it is printed: ``h33 99 01 250711 0001`` is ``H33.99.01-250711-0001``.

    The whole address from the QR is taken too. What has no such shape comes back in capitals without spaces.
    """
    typed = clean(text)
    if "ma=" in typed:
        typed = _from_address(typed)
    return codes.as_printed(typed[:LONGEST])


def _from_address(text: str) -> str:
    try:
        return parse_qs(urlsplit(text.replace(" ", "")).query).get("ma", [text])[0]
    except ValueError:
        return text


def secrets(text: str) -> tuple[str, ...]:
    """Return the readings of a typed secret, most of the time one: as typed, and with Telex and VNI keys undone."""
    typed = unicodedata.normalize("NFKC", clean(text)[:LONGEST]).upper()
    bare = re.sub(r"[^\w]", "", typed)
    return tuple(dict.fromkeys((bare, _undone(bare, _TELEX, "D", twice=True), _undone(bare, _VNI, "9", twice=False))))


def _undone(text: str, marks: dict[str, str], barred: str, *, twice: bool) -> str:
    """Return the keys behind marked letters; ``twice``: a hat is the letter again (Telex), and a lone Ư is W."""
    if text.isascii():
        return text
    keys = []
    for letter in text:
        if letter == "Đ":
            keys.append("D" + barred)
            continue
        first, *rest = list(unicodedata.normalize("NFD", letter))
        if twice and first == "U" and "\u031b" in rest:
            keys.append("W" + "".join(marks.get(mark, "") for mark in rest if mark != "\u031b"))
            continue
        hat = first if twice and "\u0302" in rest else ""
        keys.append(first + hat + "".join(marks.get(mark, "") for mark in rest))
    return "".join(keys)
