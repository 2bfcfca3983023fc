"""What happens to Vietnamese text between a scanner and the input box, and how far it can be undone.

Two accidents: the bytes of UTF-8 shown in another code page ("Nguyá»…n"), and a Vietnamese input method in between, or
missing, so that keys of Telex or VNI stand as letters ("Nguyeenx", "Nguye64n"). Undone only where there is one answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from motcua.kernel import syllable, text
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said

_SWITCH_INPUT_METHOD = N_(
    "Bộ gõ tiếng Việt đã làm sai dữ liệu máy quét (phần {part}); hãy chuyển bộ gõ sang tiếng Anh rồi quét lại thẻ."
)
_SET_UTF8 = N_("Dữ liệu máy quét bị sai bảng mã (phần {part}); hãy đặt máy quét ở chế độ UTF-8 rồi quét lại thẻ.")

NAME_PART = said(N_("họ tên"))

# TCVN 5712, the letters of the old ABC fonts: byte 0xA1 onwards, a space where the byte is none of them.
_TCVN = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"
_BROKEN = re.compile(
    "\ufffd|[a-z]Ã|[ÃÆÄ][\u0080-\u00bf‘’“”ƒ€†‡]|[áÁ][º»][\u0080-\u00bf\u2010-\u203a\u0152-\u0192]|\\w\\?|\\?\\w"
)
_SAME_VOWEL = ("aăâ", "eê", "oôơ", "uư")
_VOWEL_KEYS = re.compile(r"aa|ee|oo|[aou]w|^dd")
_PIECE = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1)
def _code_pages() -> tuple[dict[str, int], ...]:
    """Return, for each code page a Vietnamese machine may use, which byte each character came from."""
    pages = []
    for codec in ("cp1252", "cp1258"):
        page = {chr(byte): byte for byte in range(256)}
        page |= {shown: byte for byte in range(256) if (shown := bytes([byte]).decode(codec, "ignore"))}
        pages.append(page)
    tcvn = {chr(byte): byte for byte in range(256)}
    pages.append(tcvn | {letter: 0xA1 + at for at, letter in enumerate(_TCVN) if letter != " "})
    return tuple(pages)


def undo_code_page(s: str) -> str:
    """Return ``s`` read again as the UTF-8 it was, when it was shown in another code page; anything else unchanged.

    Only what turns back into whole UTF-8 is touched, so right text is never altered.
    """
    if s.isascii():
        return s
    for page in _code_pages():
        try:
            return bytes([page[character] for character in s]).decode()
        except (KeyError, UnicodeDecodeError):
            continue
    return s


def refuse_broken(s: str, part: Said) -> None:
    """Raise :class:`BadInput` when ``s`` (the named part of a card) holds traces of a wrong code page or lost letters.

    A Vietnamese letter with a doubled vowel around it ("Nguyeễn") is the trace of an input method.
    """
    if _BROKEN.search(s):
        raise BadInput(_SET_UTF8, field="scan", part=part)
    for piece in _PIECE.findall(s):
        if not piece.isascii() and syllable.analyse(piece) is None and _has_doubled_vowel(piece.lower()):
            raise switch_input_method(part)


def switch_input_method(part: Said) -> BadInput:
    """Return the error that tells to turn the Vietnamese input method off and scan again."""
    return BadInput(_SWITCH_INPUT_METHOD, field="scan", part=part)


def _has_doubled_vowel(word: str) -> bool:
    """Say whether a plain vowel is left before its marked self (eễ, uư), or a marked one stands twice (êễ)."""
    bare = [syllable.bare_and_tone(letter)[0] for letter in word]
    for i, (first, second) in enumerate(pairwise(bare)):
        group = next((vowels for vowels in _SAME_VOWEL if second in vowels), "")
        if first and (first == second or group.startswith(first)) and group and not word[i : i + 2].isascii():
            return True
    return False


class Composed(NamedTuple):
    """A name after its keys were put together; ``by`` did it (None: nothing to do), ``doubts`` are words left alone."""

    name: str
    by: Callable[[str], str | None] | None
    doubts: tuple[str, ...]


def compose_name(name: str) -> Composed:
    """Return a scanned name with uncomposed Telex or VNI words composed.

    Certain means: every word is a Vietnamese syllable as it stands or becomes one, and at least one shows vowel keys
    and tone key together (or đ) or, for VNI, digits; a name with an apostrophe is never certain. :class:`BadInput` when
    keys are visible but not certain; words with vowel keys alone (*Lee*) may be right and are only doubted.
    """
    digits = any(character.isdigit() for character in name)
    method = from_vni if digits else from_telex
    strange = [piece for piece in _PIECE.findall(name) if len(piece) > 1 and syllable.analyse(piece) is None]
    coded = [piece for piece in strange if method(piece) is not None]
    if not digits and not any(map(_shows_vowel_and_tone_keys, coded)):
        return Composed(name, None, tuple(piece for piece in coded if _VOWEL_KEYS.search(piece.lower())))
    if not name.isascii() or "'" in name or not coded or coded != strange:
        raise switch_input_method(NAME_PART)
    return Composed(compose(name, method), method, ())


def compose(s: str, method: Callable[[str], str | None]) -> str:
    """Return ``s`` with each word that ``method`` can compose, and that is none as it stands, composed."""

    def composed(piece: re.Match[str]) -> str:
        if len(piece[0]) == 1 or syllable.analyse(piece[0]) is not None:
            return piece[0]
        return method(piece[0]) or piece[0]

    return _PIECE.sub(composed, s)


def _shows_vowel_and_tone_keys(piece: str) -> bool:
    word = piece.lower()
    return word.startswith("dd") or bool(_VOWEL_KEYS.search(word) and re.search(r"[aeiouyw].*[sfrxj]", word))


_TELEX_TONES = {"f": syllable.GRAVE, "r": syllable.HOOK, "x": syllable.TILDE, "s": syllable.ACUTE, "j": syllable.DOT}
_TELEX_VOWELS = (("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_VNI_TONES = {"2": syllable.GRAVE, "3": syllable.HOOK, "4": syllable.TILDE, "1": syllable.ACUTE, "5": syllable.DOT}
_VNI_VOWELS = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}}


def from_telex(word: str) -> str | None:
    """Return the syllable that the Telex keys in ``word`` stand for (Nguyeenx → Nguyễn), or None if they make none."""
    found = re.fullmatch(r"([^aeiouy]*)([a-z]+)", word.lower())
    if found is None:
        return None
    head, rest = found.groups()
    tones = [letter for letter in rest if letter in _TELEX_TONES]
    if len(tones) > 1:
        return None
    for letter in tones:
        rest = rest.replace(letter, "")
    rest = re.sub(r"uow(?=.)|uwow?", "ươ", rest)
    for keys, letter in _TELEX_VOWELS:
        rest = rest.replace(keys, letter)
    return _spelled(word, re.sub("^dd", "đ", head) + rest, _TELEX_TONES[tones[0]] if tones else "")


def from_vni(word: str) -> str | None:
    """Return the syllable that the VNI keys in ``word`` stand for (Nguye64n → Nguyễn), or None if they make none."""
    letters: list[str] = []
    tones = []
    for key in word.lower():
        if key in _VNI_TONES:
            tones.append(_VNI_TONES[key])
        elif key in _VNI_VOWELS:
            at = next((i for i in reversed(range(len(letters))) if letters[i] in _VNI_VOWELS[key]), None)
            if at is None:
                return None
            if key == "7" and at and letters[at - 1 : at + 1] == ["u", "o"]:
                letters[at - 1] = "ư"
            letters[at] = _VNI_VOWELS[key][letters[at]]
        elif key == "9":
            if letters[:1] != ["d"]:
                return None
            letters[0] = "đ"
        else:
            letters.append(key)
    bare = re.sub("ươ$", "uơ", "".join(letters))
    return _spelled(word, bare, tones[0] if tones else "") if len(tones) <= 1 else None


def _spelled(typed: str, bare: str, tone: str) -> str | None:
    """Return ``bare`` with its tone and the capitals of ``typed``, if that is a syllable with some mark on it."""
    parts = syllable.analyse(bare)
    if parts is None or not bare.isalpha() or (bare.isascii() and not tone):
        return None
    at = len(parts.onset) + syllable.tone_position(parts.rime)
    made = text.nfc(bare[: at + 1] + tone + bare[at + 1 :])
    if syllable.analyse(made) is None:
        return None
    return made.upper() if typed.isupper() else made.capitalize() if typed[0].isupper() else made
