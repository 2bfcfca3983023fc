"""A list taken out of the house: what is on it and the actor may see, as XLSX or CSV; the taking is logged."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from io import StringIO

from django.http import HttpResponse
from django.utils.translation import gettext

from motcua.desks.backoffice import shown
from motcua.desks.backoffice.asked import Asked, asked
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import download, spreadsheet
from motcua.dossiers import lists
from motcua.dossiers.scopes import SCOPES
from motcua.dossiers.views import DossierRow
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_

COLUMNS = (
    (N_("Mã hồ sơ"), 24),
    (N_("Thủ tục"), 48),
    (N_("Người đứng tên"), 28),
    (N_("Nội dung"), 40),
    (N_("Trạng thái"), 18),
    (N_("Đang giữ"), 36),
    (N_("Cán bộ xử lý"), 24),
    (N_("Bước"), 28),
    (N_("Nhận lúc"), 17),
    (N_("Hẹn trả"), 17),
    (N_("So với hạn"), 26),
    (N_("Có kết quả lúc"), 17),
    (N_("Số lần nhắc nhận"), 16),
    (N_("Nhắc gần nhất"), 17),
)
KINDS = ("xlsx", "csv")
# What a spreadsheet would take for a formula when it opens a CSV file.
_ACTING = ("=", "+", "-", "@", "\t", "\r")


@power("dossier.read")
def listing(request: DeskRequest, kind: str) -> HttpResponse:
    """Answer the list of the address as a file."""
    if kind not in KINDS:
        raise NotFound(N_("Không có dạng tệp này."))
    list_ = asked(request.GET, request.actor)
    rows = _rows(request, list_)
    name = f"danh-sach-{list_.scope}-{clock.today():%Y%m%d}.{kind}"
    if kind == "csv":
        return download(_csv(rows), name, "text/csv; charset=utf-8")
    title = gettext(N_("{list} – {unit} – xuất lúc {at}")).format(
        list=list_.text or gettext(SCOPES[list_.scope]),
        unit=request.actor.unit_name,
        at=formats.long_moment(clock.now()),
    )
    cut = len(rows) == lists.EXPORT_MOST
    more = gettext(N_("Chỉ xuất {n} hồ sơ đầu; hãy lọc hẹp hơn.")).format(n=formats.number(len(rows))) if cut else ""
    return spreadsheet(name, title, COLUMNS, [_values(row) for row in rows], last=more)


def _rows(request: DeskRequest, list_: Asked) -> tuple[DossierRow, ...]:
    if list_.text:
        return lists.exported_found(request.actor, list_.text)
    return lists.exported(request.actor, list_.scope, narrow=list_.narrow)


def _values(row: DossierRow) -> list[str | int | datetime | None]:
    return [
        row.label,
        row.procedure,
        row.applicant,
        row.about,
        gettext(shown.STATE_WORDS[row.state]),
        row.holder,
        row.official,
        row.step_name,
        row.received_at,
        row.due.at,
        formats.said(row.due.words) or gettext(shown.due(row.due).look[2]),
        row.ready_at,
        row.reminders or None,
        row.reminded_at,
    ]


def _csv(rows: Sequence[DossierRow]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([gettext(name) for name, _ in COLUMNS])
    for row in rows:
        writer.writerow([_harmless(value) for value in _values(row)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(value: str | int | datetime | None) -> str:
    if value is None or isinstance(value, int):
        return "" if value is None else str(value)
    if isinstance(value, datetime):
        return f"{clock.local(value):%d/%m/%Y %H:%M}"
    return f"'{value}" if value.startswith(_ACTING) else value
