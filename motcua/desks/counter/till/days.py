"""The day's reconciliation: begun, statement taken in, matches confirmed, differences explained, closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desks.counter.till.shown import (
    HOME,
    METHODS,
    RECONCILE,
    SHIFT_COLUMNS,
    SHIFT_NAMES,
    SHIFT_TONES,
    one_form,
)
from motcua.desks.shared import formats
from motcua.desks.shared.door import ONCE, DeskRequest, once_key, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError, NotFound, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.perform import perform
from motcua.payments import policies, queries
from motcua.payments.commands import (
    CloseReconciliation,
    ConfirmRefund,
    ConfirmTransfer,
    ExplainDifference,
    OpenReconciliation,
    RecordStatement,
)
from motcua.payments.queries import DayPage
from motcua.payments.rules.matching import DIFFERENCE_NAMES, Difference

DAYS: Final = Link(N_("Đối soát"), "")
DAY_COLUMNS: Final = (
    Column(N_("Ngày")),
    Column(N_("Tình trạng")),
    Column(N_("Tiền mặt"), numeric=True),
    Column(N_("Chuyển khoản"), numeric=True),
    Column(N_("Chênh lệch đã giải trình"), numeric=True),
)
LINE_COLUMNS: Final = (
    Column(N_("Số tham chiếu")),
    Column(N_("Nội dung")),
    Column(N_("Hồ sơ, biên lai")),
    Column(N_("Số tiền"), numeric=True),
)
DIFFERENCE_COLUMNS: Final = (
    Column(N_("Chênh lệch")),
    Column(N_("Hồ sơ")),
    Column(N_("Sao kê"), numeric=True),
    Column(N_("Sổ"), numeric=True),
    Column(N_("Giải trình")),
)
SHEET: Final = (
    (N_("Phần"), 22),
    (N_("Nội dung"), 50),
    (N_("Hồ sơ, biên lai"), 36),
    (N_("Sao kê (đồng)"), 16),
    (N_("Sổ (đồng)"), 16),
    (N_("Giải trình"), 50),
)


def day_of(text: str) -> date:
    """Return the day an address names; :class:`NotFound` for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound(N_("Không có ngày này.")) from None


def crumbs(day: date) -> list[Link]:
    """Return the way to a day's page."""
    return [
        HOME,
        Link(N_("Đối soát"), reverse("till:days")),
        Link(said(N_("Ngày {day}"), day=formats.short_date(day)), reverse("till:day", args=[day.isoformat()])),
    ]


@require_safe
@power(RECONCILE)
def days(request: DeskRequest) -> HttpResponse:
    """Show the days, those whose reconciliation nobody began first."""
    context = {
        "rows": queries.days(request.actor),
        "undone": queries.unreconciled(request.actor),
        "columns": DAY_COLUMNS,
        "trail": [HOME, Link(N_("Đối soát"))],
    }
    return render(request, "counter/till/days.html", context)


@require_http_methods(METHODS)
@power(RECONCILE)
def begin(request: DeskRequest) -> HttpResponse:
    """Begin the reconciliation of a day."""
    centre = policies.centre_of(request.actor)
    if centre is None:
        raise RuleError(N_("Đơn vị này chưa có Trung tâm Phục vụ hành chính công."))
    asked = request.GET.get("ngay", "")
    try:
        start = date.fromisoformat(asked)
    except ValueError:
        start = clock.today()
    return one_form(
        request,
        N_("Bắt đầu đối soát"),
        [Field("day", N_("Ngày"), "date", required=True, size="m")],
        Link(N_("Đối soát"), reverse("till:days")),
        lambda v: OpenReconciliation(centre=centre, day=v["day"]),
        done=N_("Đã bắt đầu đối soát"),
        start={"day": start.strftime("%d/%m/%Y")},
    )


@require_safe
@power(RECONCILE)
def day(request: DeskRequest, day: str) -> HttpResponse:
    """Show one day with its figures, statement, proposals and differences."""
    return _day(request, day_of(day))


def _day(request: DeskRequest, wanted: date, refused: Said | None = None, status: int = 200) -> HttpResponse:
    found = queries.day(request.actor, wanted)
    context = {
        "it": found,
        "row": found.row,
        "day": wanted.isoformat(),
        "names": DIFFERENCE_NAMES,
        "columns": DIFFERENCE_COLUMNS,
        "line_columns": LINE_COLUMNS,
        "shift_columns": SHIFT_COLUMNS,
        "shift_names": SHIFT_NAMES,
        "shift_tones": SHIFT_TONES,
        "may_record": found.can(RecordStatement),
        "may_explain": found.can(ExplainDifference),
        "may_close": found.can(CloseReconciliation),
        "refused": refused,
        "once": once_key(),
        "trail": [*crumbs(wanted)[:2], Link(said(N_("Ngày {day}"), day=formats.short_date(wanted)))],
    }
    return render(request, "counter/till/day.html", context, status=status)


@require_POST
@power(RECONCILE)
def confirm(request: DeskRequest, day: str) -> HttpResponse:
    """Confirm the proposals that were ticked, each once for the form's key."""
    wanted = day_of(day)
    ticked = set(request.POST.getlist("khop"))
    key = request.POST.get(ONCE, "")[:40]
    done = 0
    for one in queries.day(request.actor, wanted).proposals:
        if f"{one.line.hex}.{one.awaited.hex}" not in ticked:
            continue
        if one.refund:
            command: Any = ConfirmRefund(bill=one.bill, refund=one.awaited, line=one.line)
        else:
            command = ConfirmTransfer(bill=one.bill, transfer=one.awaited, line=one.line)
        try:
            perform(command, request.actor, key=f"{key}-{one.line.hex[-12:]}" if key else None)
        except MotcuaError as error:
            return _day(request, wanted, error.said, error.status)
        done += 1
    tell(request, N_("Đã xác nhận {count} khoản"), count=done)
    return HttpResponseRedirect(reverse("till:day", args=[day]))


@require_http_methods(METHODS)
@power(RECONCILE)
def explain(request: DeskRequest, day: str, kind: str, subject: UUID) -> HttpResponse:
    """Explain one difference of the day."""
    wanted = day_of(day)
    found = queries.day(request.actor, wanted)
    of = next((one for one in found.differences if one.difference == kind and one.subject == subject), None)
    if of is None:
        raise NotFound(N_("Khoản này không còn chênh lệch."))
    return one_form(
        request,
        N_("Giải trình chênh lệch"),
        [Field("words", N_("Vì sao, xử lý thế nào"), "textarea", required=True, most=500)],
        crumbs(wanted)[2],
        lambda v: ExplainDifference(
            reconciliation=found.row.id, difference=Difference(kind), subject=subject, words=v["words"]
        ),
        done=N_("Đã ghi giải trình"),
        what=[
            DIFFERENCE_NAMES[of.difference],
            said(
                N_("Sao kê {bank}, sổ {books}. {told}"),
                bank=formats.money(of.bank),
                books=formats.money(of.books),
                told=" · ".join(filter(None, (of.label, of.told))),
            ),
        ],
        start={"words": of.words},
    )


@require_http_methods(METHODS)
@power(RECONCILE)
def close(request: DeskRequest, day: str) -> HttpResponse:
    """Close the day."""
    wanted = day_of(day)
    found = queries.day(request.actor, wanted)
    return one_form(
        request,
        N_("Chốt đối soát"),
        [Field("note", N_("Ghi chú"), "textarea", most=500)],
        crumbs(wanted)[2],
        lambda v: CloseReconciliation(reconciliation=found.row.id, note=v["note"], seen=found.version),
        done=N_("Đã chốt đối soát"),
        what=[N_("Sau khi chốt, ngày này không mở thêm ca thu, không nhập thêm sao kê.")],
    )


@require_safe
@power(RECONCILE)
def export(request: DeskRequest, day: str) -> HttpResponse:
    """Answer one day as XLSX."""
    wanted = day_of(day)
    found = queries.day(request.actor, wanted)
    title = gettext(N_("Đối soát ngày {day} – {unit}")).format(
        day=formats.short_date(wanted), unit=request.actor.unit_name
    )
    return spreadsheet(f"doi-soat-{wanted:%Y%m%d}.xlsx", title, SHEET, _lines(found))


def _lines(found: DayPage) -> Iterator[list[Any]]:
    cash = gettext(N_("Tiền mặt"))
    for shift in found.shifts:
        books = shift.cash.expected
        yield [cash, f"{shift.who}, {formats.short_moment(shift.opened_at)}", "", shift.counted, books, shift.reason]
    for line in found.lines:
        told = " · ".join(filter(None, (line.reference, line.content)))
        paper = " · ".join(filter(None, (line.label, line.paper)))
        yield [gettext(N_("Sao kê")), told, paper, line.amount, None, ""]
    for one in found.differences:
        name = formats.said(DIFFERENCE_NAMES[one.difference])
        yield [gettext(N_("Chênh lệch")), f"{name}: {one.told}", one.label, one.bank, one.books, one.words]
