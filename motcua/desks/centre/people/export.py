"""A table of people at work taken out as XLSX. What was read for it is in the access log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from motcua.desks.shared import formats
from motcua.desks.shared.handing import Cell, spreadsheet
from motcua.desks.shared.shapes import Text
from motcua.kernel import clock

WIDTH = 24


def xlsx(name: str, title: Text, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Answer a table as a file; the newest thing in its name is the day."""
    told = f"{formats.said(title)} – {formats.long_moment(clock.now())}"
    return spreadsheet(f"{name}-{clock.today():%Y%m%d}.xlsx", told, [(head, WIDTH) for head in heads], rows)
