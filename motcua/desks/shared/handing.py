"""Files handed out: stored ones as what they were judged to be, papers just printed, lists taken away as spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, BinaryIO, Final, cast
from urllib.parse import quote

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext

from motcua.desks.shared import formats
from motcua.documents import queries as documents
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said

PICTURES: Final = frozenset({"image/jpeg", "image/png"})
# What browsers may show in place; anything else is only ever downloaded.
SHOWN: Final = PICTURES | {"application/pdf"}
# The viewer of PDFs does not run inside a sandbox; PDFs were stripped of whatever acts when they were taken in.
IMAGE_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'self'"
PDF_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
PDF: Final = "application/pdf"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = Said | str | int | float | date | datetime | None


def stored(sha256: str, filename: str) -> HttpResponse:
    """Answer a stored file as what it was judged to be when it came in, never as what its name claims."""
    facts = documents.blob(sha256)
    if facts is None:
        raise NotFound(N_("Không có tệp này."))
    inline = facts.media_type in SHOWN
    response = _streamed(documents.open_blob(sha256), facts.media_type if inline else "application/octet-stream")
    response.headers["Content-Length"] = str(facts.size)
    response.headers["Content-Security-Policy"] = PDF_POLICY if facts.media_type == PDF else IMAGE_POLICY
    _dress(response, filename, inline=inline)
    return response


def printed(content: bytes, filename: str) -> HttpResponse:
    """Answer a paper just printed (PDF), shown in place."""
    response = HttpResponse(content, content_type=PDF)
    response.headers["Content-Security-Policy"] = PDF_POLICY
    _dress(response, filename, inline=True)
    return response


def download(content: bytes | BinaryIO, filename: str, kind: str) -> HttpResponse:
    """Answer a file to keep, of a media type that we made ourselves; a stream is sent piece by piece."""
    response = HttpResponse(content, content_type=kind) if isinstance(content, bytes) else _streamed(content, kind)
    _dress(response, filename, inline=False)
    return response


def _streamed(content: BinaryIO, kind: str) -> HttpResponse:
    return cast("HttpResponse", FileResponse(content, content_type=kind))


def spreadsheet(
    filename: str,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str = N_("Danh sách"),
    last: str = "",
) -> HttpResponse:
    """Answer a list as XLSX: a title ("" for none), heads (marked sentences with their width), rows, a ``last`` line.

    Text stays text, days are days, instants stand on Vietnamese clocks, and nothing is ever a formula.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - few processes need it, and all would start later for it
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    page: Any = book.create_sheet(gettext(sheet)[:31])
    for place, (_, width) in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    if title:
        page.append([_cell(page, title, bold=True)])
    page.append([_cell(page, gettext(name), bold=True) for name, _ in columns])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    if last:
        page.append([_cell(page, last)])
    out = BytesIO()
    book.save(out)
    return download(out.getvalue(), filename, XLSX)


def disposition(filename: str, *, inline: bool) -> str:
    """Return a Content-Disposition whose name cannot break out of it (RFC 6266)."""
    return f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(filename, safe='')}"


def _dress(response: HttpResponse, filename: str, *, inline: bool) -> None:
    """Keep a paper of somebody's out of caches and of other sites' frames, and its name and type as we say."""
    response.headers["Content-Disposition"] = disposition(filename, inline=inline)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _cell(page: Any, value: Cell, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    if isinstance(value, datetime):
        cell = WriteOnlyCell(page, value=clock.local(value).replace(tzinfo=None))
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell = WriteOnlyCell(page, value=datetime(value.year, value.month, value.day))  # noqa: DTZ001 - a sheet's day
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int | float):
        cell = WriteOnlyCell(page, value=value)
        if isinstance(value, int) and value > 9_999:
            cell.number_format = "#,##0"
    else:
        cell = WriteOnlyCell(page, value=formats.said(value))
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
