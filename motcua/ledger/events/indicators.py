"""Events of stated figures: what somebody said, whose word it is, what is flagged, how a flag was explained."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class PartTold(msgspec.Struct, frozen=True):
    """A number beside a figure: its role, its label, the number as plain decimal text."""

    role: str
    label: str
    value: str


class FigureFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as it was stated; ``value`` is plain decimal text with the decimals typed, "" where only counts were.

    ``indicator`` names one of the vocabulary, "" for free words. ``flags`` are those that follow from it alone.
    """

    indicator: str
    label: str
    kind: str
    unit: str
    value: str
    numerator: int | None
    denominator: int | None
    parts: list[PartTold]
    places: list[UUID]
    first: date
    last: date
    stated_by: str
    basis: str
    source: str
    source_id: UUID | None
    source_words: str
    told_on: date
    scale: str
    level: str
    flags: list[str]


class FigureStated(Event, frozen=True, kw_only=True):
    """A figure that somebody stated was entered, once for all its places together; ``home`` is the place of who entered it."""

    NAME = "indicators.figure_stated"
    STREAM = "figure"

    home: UUID
    facts: FigureFacts


class FigureCorrected(Event, frozen=True, kw_only=True):
    """What was entered of a figure was put right, with the reason; explanations of its flags fall away."""

    NAME = "indicators.figure_corrected"
    STREAM = "figure"

    facts: FigureFacts
    reason: str


class FlagExplained(Event, frozen=True, kw_only=True):
    """Somebody said why a flagged figure is as it is; the flag stays."""

    NAME = "indicators.flag_explained"
    STREAM = "figure"

    code: str
    words: str


class FigureSent(Event, frozen=True, kw_only=True):
    """A figure went up to those above, with its flags (``flags``), each explained."""

    NAME = "indicators.figure_sent"
    STREAM = "figure"

    flags: list[str]


class FigureWithdrawn(Event, frozen=True, kw_only=True):
    """A figure was entered wrongly altogether; it stays in the books and counts nowhere."""

    NAME = "indicators.figure_withdrawn"
    STREAM = "figure"

    reason: str
