"""A sheet as lines of plain values, whatever file it came from, and how people call its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from motcua.kernel.partial_date import PartialDate
from motcua.kernel.text import clean

MOST_COLUMNS: Final = 100
MOST_LINES: Final = 20_000
"""Lines of a sheet that are looked at, empty ones among them."""
MOST_SHOWN: Final = 32_767
"""Characters of a cell, as in Excel."""

ERRORS: Final = frozenset(("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"))


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A formula whose result was never saved: whoever wrote the file did not calculate."""


Value = str | bool | int | float | date | datetime | PartialDate | Uncounted | None
"""A cell: a ``PartialDate`` is a day that the sheet shows as a month."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; lines and columns from 1, borders included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: ``lines`` holds what is not empty, by line number from 1, each a row of values from column A on."""

    name: str
    lines: Mapping[int, tuple[Value, ...]]
    merges: tuple[Merge, ...] = ()
    wider: bool = False
    """Whether something stands to the right of the columns that are looked at."""
    days_from_1904: bool = False
    notes: tuple[str, ...] = field(default=())
    """What to tell people of this reading, as Vietnamese sentences."""
    hidden: frozenset[int] = frozenset()
    """Lines that the sheet hides, by a filter or by hand: read all the same, and told."""

    def read_by(self, change: Callable[[str], str], note: str) -> Grid:
        """Return the sheet with every text changed (another code of letters), and a note that says so."""
        lines = {
            number: tuple(change(value) if isinstance(value, str) else value for value in values)
            for number, values in self.lines.items()
        }
        return replace(self, lines=lines, notes=(*self.notes, note))


def letter(column: int) -> str:
    """Return the name of a column counted from 1: A … Z, AA …"""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def shown(value: Value) -> str:
    """Return a cell as text, cleaned, on one line: days as dd/mm/yyyy, with the time where the cell shows one, whole numbers
    without a decimal point."""
    match value:
        case None | Uncounted():
            return ""
        case bool():
            return "có" if value else "không"
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value.day:02}/{value.month:02}/{value.year:04}"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")
        case str():
            return _cleaned(value)
        case _:
            return str(value)


@lru_cache(maxsize=1024)
def _cleaned(text: str) -> str:
    """Return a text as it is shown; one line of a sheet is asked for several times over."""
    return clean(text, MOST_SHOWN)


def is_empty(value: Value) -> bool:
    """Say whether nothing is seen in a cell."""
    return value is None or (isinstance(value, str) and not value[:1].isalnum() and not clean(value))
