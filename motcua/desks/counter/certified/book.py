"""The book as a list, narrowed by words, kind and days, a page at a time; and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.certifications import queries
from motcua.certifications.queries import Asked
from motcua.certifications.rules import KIND_NAMES, Kind
from motcua.desks.counter.certified.shown import HOME, READERS
from motcua.desks.counter.till.home import typed_day
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, whole_number
from motcua.desks.shared.fields import options_of
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said

EXPORT_MOST: Final = 20_000
COLUMNS: Final = (
    Column(N_("Số")),
    Column(N_("Giấy tờ")),
    Column(N_("Người yêu cầu")),
    Column(N_("Người ký")),
    Column(N_("Số trang"), numeric=True),
    Column(N_("Số bản"), numeric=True),
    Column(N_("Phí"), numeric=True),
)
SHEET: Final = (
    (N_("Loại"), 22),
    (N_("Số chứng thực"), 14),
    (N_("Ngày"), 12),
    (N_("Người yêu cầu"), 30),
    (N_("Giấy tờ"), 40),
    (N_("Số trang"), 10),
    (N_("Số bản"), 10),
    (N_("Phí (đồng)"), 14),
    (N_("Người ký"), 28),
    (N_("Chức vụ"), 24),
    (N_("Ký lúc"), 18),
    (N_("Hủy lúc"), 18),
    (N_("Lý do hủy"), 40),
)


def asked_of(request: DeskRequest) -> tuple[Asked, dict[str, list[Said]]]:
    """Return what is looked for, and what of it was not understood (and is not asked)."""
    days: dict[str, date | None] = {"tu": None, "den": None}
    errors: dict[str, list[Said]] = {}
    for name in days:
        try:
            days[name] = typed_day(request.GET.get(name, ""), name)
        except BadInput as error:
            errors[name] = [error.said]
    kind = request.GET.get("loai", "")
    asked = Asked(
        text=request.GET.get("q", "").strip()[:80],
        kind=kind if kind in set(Kind) else "",
        since=days["tu"],
        until=days["den"],
        cancelled=bool(request.GET.get("huy")),
    )
    return asked, errors


def query_of(asked: Asked, **more: Any) -> str:
    """Return what is looked for as the query of an address."""
    parts = {
        "q": asked.text,
        "loai": asked.kind,
        "tu": f"{asked.since:%d/%m/%Y}" if asked.since else "",
        "den": f"{asked.until:%d/%m/%Y}" if asked.until else "",
        "huy": "1" if asked.cancelled else "",
    } | more
    return urlencode({name: value for name, value in parts.items() if value})


@require_safe
@power(*READERS)
def lines(request: DeskRequest) -> HttpResponse:
    """Show the lines looked for."""
    asked, errors = asked_of(request)
    found = queries.lines(request.actor, asked, whole_number(request.GET.get("trang", "1"), digits=6) or 1)
    here = reverse("certified:book")
    context = {
        "found": found,
        "asked": asked,
        "shown_since": request.GET.get("tu", "")[:20],
        "shown_until": request.GET.get("den", "")[:20],
        "errors": errors,
        "columns": COLUMNS,
        "kinds": KIND_NAMES,
        "kind_options": options_of(KIND_NAMES),
        "next_href": f"{here}?{query_of(asked, trang=found.page + 1)}" if found.page < found.pages else "",
        "previous_href": f"{here}?{query_of(asked, trang=found.page - 1)}" if found.page > 1 else "",
        "export_href": f"{reverse('certified:book_export')}?{query_of(asked)}",
        "print_href": f"{reverse('certified:book_print')}?{query_of(asked)}",
        "trail": [HOME, Link(N_("Sổ chứng thực"))],
    }
    return render(request, "counter/certified/book.html", context, status=400 if errors else 200)


@require_safe
@power(*READERS)
def export(request: DeskRequest) -> HttpResponse:
    """Answer the lines looked for as XLSX, in the order of the book."""
    asked, _ = asked_of(request)
    rows = queries.every(request.actor, asked, EXPORT_MOST)
    title = gettext(N_("Sổ chứng thực – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    return spreadsheet(f"so-chung-thuc-{clock.today():%Y%m%d}.xlsx", title, SHEET, _lines(rows))


def _lines(rows: Any) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            formats.said(KIND_NAMES[row.kind]),
            row.number,
            row.day,
            row.requester,
            row.name,
            row.pages,
            row.copies,
            0 if row.cancelled_at else row.fee,
            row.signer if row.signed_at else "",
            row.signer_title if row.signed_at else "",
            row.signed_at,
            row.cancelled_at,
            row.cancelled_why,
        ]
