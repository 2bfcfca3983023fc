"""What an event asks of the inbox, as plain values: learn what a thing is, post a message, end messages.

Who is told is said by power, never by name: whoever holds the power there now reads it, whoever leaves the post no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from motcua.contact.rules.kinds import Urgency
from motcua.kernel.words import Said
from motcua.ledger.events import Event


class Reach(StrEnum):
    """Where a power is looked for: at the place a unit belongs to, in the unit itself, or at whoever oversees the place."""

    PLACE = "place"
    UNIT = "unit"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class To:
    """Whoever holds ``power`` at the place ``of`` belongs to, in the unit ``of`` itself, or above that place."""

    of: UUID
    power: str = ""
    reach: Reach = Reach.PLACE


@dataclass(frozen=True, slots=True)
class Learn:
    """What a thing is: where it belongs, units it concerns besides, and its name."""

    place: UUID
    name: str = ""
    unit: UUID | None = None
    other: UUID | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """Tell staff of ``place`` (or the place a unit given there belongs to) something, once for the period.

    ``due`` is the last day in time, where there is one. ``day_off``: told only when the place rests on that day.
    """

    kind: str
    sentence: Said
    place: UUID
    to: tuple[To, ...]
    urgency: Urgency = Urgency.SOON
    period: str = ""
    due: date | None = None
    day_off: date | None = None


@dataclass(frozen=True, slots=True)
class End:
    """End the open messages of these kinds about the thing, of periods that begin so or of all; ``why`` is a marked sentence.

    ``about`` names other things, where the entry is not of the stream of what ended.
    """

    kinds: tuple[str, ...]
    why: str
    period: str = ""
    about: tuple[UUID, ...] = ()


Wish = Learn | Post | End


@dataclass(frozen=True, slots=True)
class Heard:
    """An entry as the rules see it: which thing it is about, its version, its day, and what is known of the thing."""

    id: UUID
    version: int
    day: date
    known: Learn | None = None


Ear = Callable[[Any, Heard], list[Wish]]


@dataclass(slots=True)
class Ears:
    """Which event is heard by which function; each topic fills one of its own."""

    by_type: dict[type[Event], Ear] = field(default_factory=dict)

    def hears(self, *types: type[Event]) -> Callable[[Ear], Ear]:
        """Say that the function below hears these events."""

        def declare(ear: Ear) -> Ear:
            for one in types:
                if one in self.by_type:
                    raise TypeError(f"{one.NAME} is heard twice")
                self.by_type[one] = ear
            return ear

        return declare
