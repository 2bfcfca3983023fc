"""What was understood of a spreadsheet: enough to show it to people before anything of it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.words import Said


@dataclass(frozen=True, slots=True)
class CellFault:
    """What was not understood, by cell as people call it (``C7``); ``row`` is its line, ``field`` the field's key."""

    cell: str
    said: Said
    row: int
    field: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.said}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: its number in the sheet and what was understood of it.

    ``values`` holds only what was filled in and understood, by field; ``shown`` what stood there, as text; ``group`` the
    sub-heading above it (*II. Tầng hai*). A row with ``faults`` is not to be written.
    """

    number: int
    values: Mapping[str, Any]
    shown: Mapping[str, str]
    group: str = ""
    faults: tuple[CellFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line below the heading that is no row of the table, and why."""

    number: int
    said: Said
    text: str


@dataclass(frozen=True, slots=True)
class Unused:
    """A column that went to no field: ``said`` tells why where there is more to tell than its name."""

    letter: str
    title: str
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """The whole: where the table was found, which column is which field, rows, faults, and what was left aside.

    ``columns``: field to column letter. ``headers``: field to what stands above the column. ``notes``: what else people
    should know before they say yes. ``titles`` and ``samples``: of every column with a heading, by letter, what stands
    above it and in its first lines. ``sheets``: the sheets of the file. ``missing``: required fields without a column
    (only where the reading was told to go on without); then there are no rows. ``hidden``: lines the sheet hides.
    """

    sheet: str
    header_row: int
    columns: Mapping[str, str]
    headers: Mapping[str, str]
    rows: tuple[Row, ...]
    faults: tuple[CellFault, ...]
    unused: tuple[Unused, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Said, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()

    @property
    def good(self) -> tuple[Row, ...]:
        """The rows without a fault."""
        return tuple(row for row in self.rows if not row.faults)

    def at(self, key: str, row: int) -> str:
        """Return the name of the cell of a field in a line (``C7``), for faults an importer finds itself."""
        return f"{self.columns.get(key, '')}{row}"
