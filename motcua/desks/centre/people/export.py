"""A table taken out as XLSX: cells are text, days or numbers, never formulas. What was read for it is in the access log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from motcua.desks.shared import formats
from motcua.desks.shared.shapes import Text
from motcua.kernel import clock
from motcua.kernel.words import Said

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(name: str, title: Text, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return the answer that hands a table over as a file; the newest thing in its name is the day."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(name[:30])
    for place in range(len(heads)):
        sheet.column_dimensions[chr(ord("A") + place)].width = 24
    when = formats.long_moment(clock.now())
    sheet.append([_cell(sheet, f"{formats.said(title)} – {when}", bold=True)])
    sheet.append([_cell(sheet, gettext(head), bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=KIND)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y%m%d}.xlsx"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    if isinstance(value, date):
        cell: Any = WriteOnlyCell(sheet, value=datetime.combine(value, time()))
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int):
        cell = WriteOnlyCell(sheet, value=value)
    else:
        cell = WriteOnlyCell(sheet, value=formats.said(value) if isinstance(value, Said) else value or "")
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
