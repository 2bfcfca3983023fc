"""Spreadsheets people really have: XLSX and CSV with titles above, headings of their own wording, totals and notes below.

:func:`read` finds the table and reads it into the fields an importer asks for; what it did not understand is told by
cell, what it left aside is listed. :func:`write` makes a file that reads back the same. Nothing here writes to the books.
"""

from __future__ import annotations

from motcua.kernel.sheets.days import Period
from motcua.kernel.sheets.fields import Field, Kind
from motcua.kernel.sheets.found import CellFault, Row, Skipped, Understood, Unused
from motcua.kernel.sheets.reading import MOST_BYTES, MOST_ROWS, Chosen, read
from motcua.kernel.sheets.writing import write

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "CellFault",
    "Chosen",
    "Field",
    "Kind",
    "Period",
    "Row",
    "Skipped",
    "Understood",
    "Unused",
    "read",
    "write",
]
