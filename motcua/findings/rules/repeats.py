"""When a shortcoming is a repeat: the same place lacks again what an earlier stop pointed out.

Two are of the same thing when they come from the same question of a checklist (by its name, whatever the version), or,
without a question, when their criterion reads the same with marks and capitals aside. Ours: no text defines it; two years
back is what yearly plans compare with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from motcua.kernel.text import fold

BACK: Final = timedelta(days=731)
KEY_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Earlier:
    """A shortcoming of an earlier stop: its place, what it is about (:func:`key`), the day, the stop."""

    finding: UUID
    place: UUID
    about: str
    day: date
    stop: UUID


def key(item: str, criterion: str) -> str:
    """Return by what two shortcomings are known to be of the same thing, "" when nothing says what it is about."""
    return f"item:{item}"[:KEY_MOST] if item else f"said:{fold(criterion)}"[:KEY_MOST] if criterion.strip() else ""


def repeats(found: Earlier, others: Iterable[Earlier]) -> tuple[Earlier, ...]:
    """Return those of ``others`` that ``found`` repeats, newest first: same place and thing, another stop, on an earlier day."""
    if not found.about:
        return ()
    same = [
        one
        for one in others
        if one.place == found.place
        and one.about == found.about
        and one.stop != found.stop
        and found.day - BACK <= one.day < found.day
    ]
    return tuple(sorted(same, key=lambda one: (one.day, one.finding), reverse=True))
