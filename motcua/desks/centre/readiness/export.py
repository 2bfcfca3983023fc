"""The list of files taken out of the house as a spreadsheet: cut to reach and filters like the list itself."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from motcua.desks.backoffice.views.dossier import disposition, guard
from motcua.desks.centre.readiness import shown
from motcua.desks.centre.readiness.pages import narrowed
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.readiness.queries import files
from motcua.readiness.queries.files import FileRow
from motcua.readiness.rules.verdicts import GRADE_NAMES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = (
    N_("Xã, phường"),
    N_("Địa bàn"),
    N_("Mức"),
    N_("Số mục"),
    N_("Đã trả lời"),
    N_("Đáp ứng"),
    N_("Bắt buộc"),
    N_("Bắt buộc đạt"),
    N_("Nguồn"),
    N_("Rà soát lại"),
    N_("Còn vướng"),
    N_("Số mục vướng"),
)


@require_safe
@power("readiness.read")
def listing(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as a spreadsheet."""
    rows = files.files(request.actor, narrowed(request), limit=files.EXPORT_MOST).rows
    response = HttpResponse(sheet(rows), content_type=XLSX)
    response.headers["Content-Disposition"] = disposition(f"san-sang-{clock.today():%Y%m%d}.xlsx", inline=False)
    guard(response)
    return response


def sheet(rows: tuple[FileRow, ...]) -> bytes:
    """Return rows as a spreadsheet; texts never act as formulas."""
    book = Workbook(write_only=True)
    page: Any = book.create_sheet(gettext(N_("Sẵn sàng")))
    page.append([_text(page, gettext(head)) for head in HEADS])
    for row in rows:
        page.append(
            [
                _text(page, row.name),
                _text(page, row.printed),
                _text(page, gettext(GRADE_NAMES[row.grade])),
                row.items,
                row.answered,
                row.met,
                row.musts,
                row.musts_met,
                _text(page, formats.said(shown.source_of(row))),
                _text(page, formats.short_date(row.review_on) if row.review_on else ""),
                _text(page, formats.said(row.first) if row.first else ""),
                row.lacking,
            ]
        )
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _text(page: Any, value: str) -> Any:
    cell = WriteOnlyCell(page, value=value)
    cell.data_type = "s"
    return cell
