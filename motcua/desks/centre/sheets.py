"""Lists of the centre's pages as XLSX: text stays text, days are days, and nothing is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from motcua.kernel import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | date | datetime | None


def answer(
    filename: str, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """Return a file with a title, the heads (marked sentences with their width) and the rows."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(gettext("Danh sách"))
    for place, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, title, bold=True)])
    sheet.append([_cell(sheet, gettext(name), bold=True) for name, _ in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _cell(sheet: Any, value: Cell, *, bold: bool = False) -> Any:
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value=clock.local(value).replace(tzinfo=None))
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=datetime(value.year, value.month, value.day))  # noqa: DTZ001 - a sheet's day
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int | float):
        cell = WriteOnlyCell(sheet, value=value)
    else:
        cell = WriteOnlyCell(sheet, value=value or "")
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
