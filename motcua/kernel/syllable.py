"""The Vietnamese syllable: onset, rime and tone, and where the tone mark stands.

Used to compare words written with the old and the new tone placement (hòa, hoà) and to tell a word from what an input
method made of it. Words of other languages (ethnic names, abbreviations) are no syllables and are left alone.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

GRAVE, HOOK, TILDE, ACUTE, DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
TONES = frozenset((GRAVE, HOOK, TILDE, ACUTE, DOT))

_ONSETS = ("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx", "")

_RIMES = frozenset(  # a table to read aloud, row by row
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yt ynh yêm yên yêng yêt yêu
    o oc oi om on ong ooc oong op ot oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uôc uôi uôm uôn uông uôt uơ
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu
    ươc ươi ươm ươn ương ươp ươt ươu
    """.split()  # noqa: SIM905
)

_STOPS = ("c", "ch", "p", "t")
_TONES_OF_STOPS = ("", ACUTE, DOT)


class Syllable(NamedTuple):
    """A word in lower case, taken apart; ``tone`` is a combining mark or empty."""

    onset: str
    rime: str
    tone: str


@lru_cache(maxsize=1024)
def bare_and_tone(letter: str) -> tuple[str, str]:
    """Return a letter (NFC) without its tone mark, and the mark: ``ế`` → ``ê`` and the acute."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in TONES), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "", 1) if tone else letter), tone


def analyse(word: str) -> Syllable | None:
    """Return the parts of a Vietnamese syllable (NFC, any case), or None when ``word`` is none.

    A syllable typed without any tone mark passes, also where the spelling demands one (*Quoc*).
    """
    return _analyse(word.lower()) if len(word) <= len("nghiêng") else None


@lru_cache(maxsize=8192)
def _analyse(word: str) -> Syllable | None:
    bare, tones = [], []
    for letter in word:
        base, tone = bare_and_tone(letter)
        bare.append(base)
        tones.append(tone)
    marks = [tone for tone in tones if tone]
    if len(marks) > 1:
        return None
    tone = marks[0] if marks else ""
    plain = "".join(bare)
    for onset in _ONSETS:
        rime = plain.removeprefix(onset)
        if plain.startswith(onset) and rime in _RIMES:
            if rime.endswith(_STOPS) and tone not in _TONES_OF_STOPS:
                return None
            return Syllable(onset, rime, tone)
    return None


def tone_position(rime: str) -> int:
    """Return which letter of ``rime`` carries the tone in the new placement: hoà, khoẻ, thuý; hoàn, mùa, tiếng."""
    marked = [i for i, letter in enumerate(rime) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    vowels = [i for i, letter in enumerate(rime) if letter in "aeiouy"]
    if len(vowels) < len(rime):
        return vowels[-1]
    if len(rime) == 3 or rime in ("oa", "oe", "uy"):
        return 1
    return 0


def canonical(word: str) -> str:
    """Return ``word`` (NFC) with its tone in the new placement; anything but a syllable with a tone unchanged."""
    parts = analyse(word)
    if parts is None or not parts.tone:
        return word
    bare = [bare_and_tone(letter)[0] for letter in word]
    at = len(parts.onset) + tone_position(parts.rime)
    bare[at] = unicodedata.normalize("NFC", bare[at] + parts.tone)
    return "".join(bare)
