"""What a board across centres is made of: figures that narrow the list, bars, rows. The topics fill it from the rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from motcua.desks.shared import formats
from motcua.desks.shared.shapes import Text
from motcua.kernel.words import Said
from motcua.ledger.actor import Actor

PLACES_SHOWN: Final = 20
"""Places that the chart names; more are in the list and in the file."""
EXPORT_MOST: Final = 5_000
PRINTED_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that narrows the list: ``key`` is its word in the address, ``whole`` of how many it is (if that is known)."""

    key: str
    label: Text
    count: int
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart: what it is of, how much of how much, where it leads."""

    label: Text
    value: int
    whole: int
    href: str = ""


Value = Said | str | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, its width in a spreadsheet, whether it holds numbers."""

    label: str
    width: int = 20
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list and the address of what it is about."""

    href: str
    cells: Sequence[Value]

    @property
    def shown(self) -> list[str]:
        """Return the cells as people read them."""
        return [words(cell) for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a board is wanted: which figure, which place, which words, from where on, how many."""

    show: str
    place: UUID | None = None
    text: str = ""
    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Topic:
    """A board across centres, for whoever oversees and has ``power``; ``shows`` are the words its list is narrowed by."""

    key: str
    title: str
    lead: str
    power: str
    usual: str
    shows: Sequence[str]
    figures: Callable[[Actor, UUID | None], Sequence[Figure]]
    heads: Callable[[str], Sequence[Head]]
    rows: Callable[[Actor, Asked], tuple[Sequence[Row], str]]
    by_place: Callable[[Actor, str], Mapping[UUID, int]]
    bars: Callable[[Actor, Asked], tuple[Text, Sequence[Bar]] | None] | None = None
    """Another chart before that of the places."""
    place_labels: Mapping[str, str] = field(default_factory=dict)
    """What the bars of places count, where that is not the rows of the list."""


def words(value: Value) -> str:
    """Return a cell as people read it."""
    if isinstance(value, datetime):
        return formats.short_moment(value)
    if isinstance(value, date):
        return formats.short_date(value)
    if isinstance(value, int):
        return formats.number(value)
    return formats.said(value) if value else ""
