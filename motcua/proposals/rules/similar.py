"""Which proposals are about the same: by category and by their folded words (``rapidfuzz``). Suggestions, never decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from rapidfuzz import fuzz, process

LEAST: Final = 62
"""Of 100: from here on two statements are shown as possibly the same. Tried on the six difficulties of 15/7/2025."""
SHOWN_MOST: Final = 20


def alike(text: str, among: Sequence[tuple[UUID, str]], most: int = SHOWN_MOST) -> list[tuple[UUID, int]]:
    """Return ids of what reads like ``text`` (folded, as all of ``among``), the likest first, each with its score of 100.

    The order of words does not matter, nor that one says more than the other.
    """
    choices = dict(among)
    found = process.extract(text, choices, scorer=fuzz.token_set_ratio, score_cutoff=LEAST, limit=most)
    return [(id_, round(score)) for _, score, id_ in found]
