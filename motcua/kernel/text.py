"""Vietnamese text: one Unicode form, invisible characters out, a key for searching, words that mean the same.

People type the same word in many ways (composed or not, hòa or hoà, with or without marks); what is kept is NFC, and
what is compared goes through a function of this page.
"""

from __future__ import annotations

import re
import unicodedata

from motcua.kernel import syllable

_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_WORD = re.compile(r"[\W_]+")
# Tone and vowel marks, and what is never seen: soft hyphen, zero-width and direction characters.
_DROPPED_IN_KEYS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# What is drawn as nothing or as a blank although it counts as a letter, a mark or a symbol: joiners, fillers of other
# scripts, the blank of Braille, variation selectors. No Vietnamese text needs one.
_DRAWN_AS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# The letter đ and the two foreign letters that look like it and are typed for it.
_BARRED_D = str.maketrans({"\u0111": "d", "\u00f0": "d", "\u0256": "d"})
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′", "'"))


def nfc(s: str) -> str:
    """Return ``s`` in Unicode normal form C, the one form we keep."""
    return unicodedata.normalize("NFC", s)


def straight_apostrophes(s: str) -> str:
    """Return ``s`` with every kind of apostrophe (K’Sor, KʼSor) written as the one of the keyboard."""
    return s.translate(_APOSTROPHES)


def _seen(character: str) -> str:
    """Return the character, a space for any white space, nothing for what is never seen or no character at all."""
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return ""
    code = ord(character)
    return "" if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF else character


def clean(s: str, max_length: int | None = None, *, lines: bool = False) -> str:
    """Return what a person typed: NFC, single spaces, no control, zero-width or direction characters, no surrogates.

    Fillers and selectors that are drawn as nothing go as well, so nobody has a name that is seen as empty.

    ``lines`` keeps line breaks (as ``\\n``). ``max_length`` cuts, in characters: a guard against floods, not a check;
    a field that must not be too long is measured, and refused, by whoever knows the field.
    """
    if lines:
        kept = "\n".join(clean(line) for line in s.splitlines()).strip("\n")
    else:
        shown = s if s.isprintable() else "".join(map(_seen, s))
        kept = " ".join(nfc(_DRAWN_AS_NOTHING.sub("", shown)).split())
    return kept if max_length is None else kept[:max_length].rstrip()


def fold(s: str) -> str:
    """Return the search key of ``s``: lower case, no marks, đ as d, punctuation and spaces as one space.

    Two spellings of the same words (NFC or NFD, hòa or hoà, full-width, capitals) have the same key. The key is stable:
    folding it again changes nothing.
    """
    if s.isascii():
        plain = s.lower()
    else:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", s).casefold())
        plain = _DROPPED_IN_KEYS.sub("", plain.translate(_BARRED_D))
    return _NOT_WORD.sub(" ", plain).strip()


def words(s: str) -> tuple[str, ...]:
    """Return the words of the search key of ``s``, in order."""
    return tuple(fold(s).split())


def canonical_tones(s: str) -> str:
    """Return ``s`` (in NFC) with each Vietnamese tone mark in the new placement: hòa → hoà, thúy → thuý, qúy → quý."""
    return _LETTERS.sub(lambda word: syllable.canonical(word[0]), nfc(s))


def same_text(a: str, b: str) -> bool:
    """Say whether two texts read the same: marks count; case, spaces, Unicode form and tone placement do not."""
    return _reading(a) == _reading(b)


def _reading(s: str) -> str:
    return nfc(canonical_tones(straight_apostrophes(clean(s))).casefold())
