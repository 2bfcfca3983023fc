"""Days of the books: totals a kind, how long the work took; and closing a day."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.certifications import queries
from motcua.certifications.commands import CloseCertificationDay
from motcua.certifications.rules import KIND_NAMES, Kind
from motcua.desks.counter.certified.shown import CLOSE, HOME, METHODS, READERS, RECEIVE, spoken
from motcua.desks.counter.till.days import day_of
from motcua.desks.counter.till.shown import one_form
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.shapes import Column, Link
from motcua.kernel.words import N_, said

DAY_COLUMNS: Final = (
    Column(N_("Ngày")),
    Column(N_("Tình trạng")),
    Column(N_("Số chứng thực"), numeric=True),
    Column(N_("Phí"), numeric=True),
)
TOTAL_COLUMNS: Final = (
    Column(N_("Loại")),
    Column(N_("Số chứng thực"), numeric=True),
    Column(N_("Số đã hủy"), numeric=True),
    Column(N_("Trang bản chính"), numeric=True),
    Column(N_("Số bản"), numeric=True),
    Column(N_("Phí"), numeric=True),
)


@require_safe
@power(*READERS)
def days(request: DeskRequest) -> HttpResponse:
    """Show the last days, closed or not."""
    context = {
        "rows": queries.days(request.actor),
        "columns": DAY_COLUMNS,
        "trail": [HOME, Link(N_("Các ngày"))],
    }
    return render(request, "counter/certified/days.html", context)


@require_safe
@power(*READERS)
def day(request: DeskRequest, day: str) -> HttpResponse:
    """Show one day."""
    wanted = day_of(day)
    found = queries.day(request.actor, wanted)
    shown = formats.short_date(wanted).replace(" ", "")
    context = {
        "it": found,
        "day": wanted.isoformat(),
        "columns": TOTAL_COLUMNS,
        "kinds": KIND_NAMES,
        "preparing": spoken(found.preparing),
        "checking": spoken(found.checking),
        "may_close": bool(request.actor.powers & {RECEIVE, CLOSE}) and found.closed_at is None,
        "book_href": f"{reverse('certified:book')}?tu={wanted:%d/%m/%Y}&den={wanted:%d/%m/%Y}",
        "trail": [HOME, Link(N_("Các ngày"), reverse("certified:days")), Link(shown)],
    }
    return render(request, "counter/certified/day.html", context)


@require_http_methods(METHODS)
@power(RECEIVE, CLOSE)
def close(request: DeskRequest, day: str) -> HttpResponse:
    """Close a day's books."""
    wanted = day_of(day)
    found = queries.day(request.actor, wanted)
    shown = formats.short_date(wanted)
    lines = [
        said(
            N_("{kind}: {numbers} số, {copies} bản, {fees} đồng."),
            kind=said(KIND_NAMES[Kind(total.kind)]),
            numbers=total.numbers,
            copies=total.copies,
            fees=f"{total.fees:,}".replace(",", "."),
        )
        for total in found.totals
    ]
    return one_form(
        request,
        said(N_("Khóa sổ ngày {day}"), day=shown),
        [Field("note", N_("Ghi chú"), "textarea", most=500)],
        Link(shown, reverse("certified:day", args=[day])),
        lambda v: CloseCertificationDay(centre=found.centre, day=wanted, note=v["note"]),
        done=N_("Đã khóa sổ ngày"),
        home=HOME,
        verb=N_("Khóa sổ"),
        what=[*lines, N_("Sau khi khóa, không lấy số, sửa, hủy hay ký thêm cho ngày này.")],
    )
