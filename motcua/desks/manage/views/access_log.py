"""The access log: who read whose data and for what, and who was refused what. Searched, paged, exported."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.desks.manage.choices import HOME
from motcua.desks.manage.named import meaning
from motcua.desks.manage.views.books import BOOKS
from motcua.desks.shared import fields
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.fields import Answers, Field
from motcua.desks.shared.formats import said as spoken
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.kernel import clock
from motcua.kernel.words import N_, said
from motcua.ledger.actor import Channel
from motcua.office.queries import logbook
from motcua.office.queries.logbook import AccessLine, Asked

PAGE = 50
WEEK = timedelta(days=7)
COLUMNS = [
    Column(N_("Lúc")),
    Column(N_("Ai")),
    Column(N_("Kết quả")),
    Column(N_("Việc")),
    Column(N_("Dữ liệu của"), numeric=True),
]
OUTCOMES = [Option("doc", N_("Đã xem")), Option("tu-choi", N_("Bị từ chối"))]
CHANNELS = {
    Channel.DESK: N_("bàn làm việc"),
    Channel.PUBLIC: N_("trang công dân"),
    Channel.MACHINE: N_("kết nối máy"),
    Channel.COMMAND_LINE: N_("dòng lệnh"),
    Channel.DUTY: N_("việc định kỳ"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _questions(request: DeskRequest) -> list[Field]:
    people = [Option(str(account), name) for account, name in logbook.watched(request.actor)]
    return [
        Field("ai", N_("Ai"), kind="select", options=people, ids=True, size="m", empty=N_("Tất cả")),
        Field("tu", N_("Từ ngày"), kind="date", size="s"),
        Field("den", N_("Đến ngày"), kind="date", size="s"),
        Field("ket-qua", N_("Kết quả"), kind="select", options=OUTCOMES, size="m", empty=N_("Tất cả")),
        Field("ve", N_("Mã người hoặc hồ sơ được xem"), size="m", most=40),
    ]


def _asked(request: DeskRequest, questions: list[Field]) -> tuple[Asked, Answers]:
    """Return what is looked for; faults fall back to the last week, and are shown."""
    answers = fields.read(questions, request.GET)
    found, today = answers.values, clock.today()
    until = found.get("den") or today
    since = found.get("tu") or until - WEEK
    if since > until:
        answers.errors["tu"] = [said(N_("Từ ngày phải trước đến ngày."))]
        since = until
    subject = typed_id(request.GET, "ve")
    if request.GET.get("ve") and subject is None:
        answers.errors["ve"] = [said(N_("Mã không đúng dạng; chép mã từ cột «Dữ liệu của»."))]
    outcome = {"doc": False, "tu-choi": True}.get(found.get("ket-qua") or "")
    answers.shown |= {"tu": answers.shown["tu"] or short_date(since), "den": answers.shown["den"] or short_date(until)}
    return Asked(since, until, found.get("ai"), subject, outcome), answers


@require_safe
@power("access.read")
def access_log(request: DeskRequest) -> HttpResponse:
    """Search the log; the looking is logged as well."""
    questions = _questions(request)
    asked, answers = _asked(request, questions)
    lines, after = ((), None) if answers.errors else _lines(request, asked)
    kept = {name: value for name, value in request.GET.items() if name != "sau" and value}
    context: dict[str, Any] = {
        "questions": questions,
        "shown": answers.shown,
        "errors": answers.errors,
        "rows": lines,
        "columns": COLUMNS,
        "channels": CHANNELS,
        "meaning": meaning,
        "next_href": f"?{urlencode(kept | {'sau': after.hex})}" if after else "",
        "first_href": f"?{urlencode(kept)}" if "sau" in request.GET else "",
        "csv_href": f"{reverse('manage:access_csv')}?{urlencode(kept)}",
        "trail": [HOME, BOOKS, Link(N_("Nhật ký truy cập"))],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if answers.errors else HTTPStatus.OK
    return render(request, "manage/access_log.html", context, status=status)


def _lines(request: DeskRequest, asked: Asked) -> tuple[tuple[AccessLine, ...], Any]:
    return logbook.access_log(request.actor, asked, before=typed_id(request.GET, "sau"), limit=PAGE)


@require_safe
@power("access.read")
def export(request: DeskRequest) -> HttpResponse:
    """Give the lines found as CSV for a spreadsheet, at most twenty thousand."""
    asked, answers = _asked(request, _questions(request))
    if answers.errors:
        return access_log(request)
    lines, more = logbook.access_log(request.actor, asked, limit=logbook.MOST)
    name = f"nhat-ky-truy-cap-{asked.since:%Y%m%d}-{asked.until:%Y%m%d}.csv"
    content = "".join(_csv(lines, cut=more is not None))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _csv(lines: tuple[AccessLine, ...], *, cut: bool) -> Iterator[str]:
    # The mark tells spreadsheets that this is UTF-8.
    yield "\ufeff" + _row(_("Lúc"), _("Ai"), _("Tên đăng nhập"), _("Đơn vị"), _("Kênh"), _("Kết quả"), _("Mã việc"), _("Mục đích hoặc lý do"), _("Dữ liệu của"), _("Việc, trang"))  # fmt: skip
    for line in lines:
        yield _row(
            f"{clock.local(line.at):%d/%m/%Y %H:%M:%S}",
            line.who or _("người chưa đăng nhập"),
            line.username,
            line.unit,
            spoken(CHANNELS[Channel(line.channel)]),
            _("Bị từ chối") if line.refused else _("Đã xem"),
            line.what,
            spoken(line.sentence or line.purpose),
            " ".join(subject.hex for subject in line.subjects),
            spoken(meaning(line.what)),
        )
    if cut:
        yield _row(_("Còn nữa: chọn khoảng ngày hẹp hơn để lấy phần còn lại."))


def _row(*cells: str) -> str:
    """Return one line of CSV; a cell that a spreadsheet would run as a formula is quoted as text."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()
