"""Leave: of a centre, asked for oneself or entered for others, answered, taken back; shortcomings; control of presence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.people import export, shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import clock_time
from motcua.desks.shared.shapes import Column, Option
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, said
from motcua.staff.commands import AskLeave, CancelLeave, DecideLeave, ExplainAbsence
from motcua.staff.policies import SERVES
from motcua.staff.queries import leaves as queries
from motcua.staff.queries import reach
from motcua.staff.queries.leaves import LEAVE_KINDS, LEAVE_STATES
from motcua.staff.rules.halves import HALF_NAMES, Half
from motcua.staff.rules.presence import STANDING_NAMES

COLUMNS = (
    Column(N_("Cán bộ")),
    Column(N_("Thời gian")),
    Column(N_("Người thay")),
    Column(N_("Trạng thái")),
    Column(N_("Việc"), hidden_label=True),
)
SHORT = (
    Column(N_("Buổi")),
    Column(N_("Cán bộ, chỗ trực")),
    Column(N_("Thấy gì")),
    Column(N_("Giải trình")),
    Column(N_("Việc"), hidden_label=True),
)
CONTROL = (
    Column(N_("Cán bộ")),
    Column(N_("Buổi phải trực"), numeric=True),
    Column(N_("Đã có người"), numeric=True),
    Column(N_("Đến muộn"), numeric=True),
    Column(N_("Có người thay"), numeric=True),
    Column(N_("Thiếu"), numeric=True),
    Column(N_("Ghi bổ sung"), numeric=True),
)


@require_safe
@power("staff.read")
def leaves(request: DeskRequest) -> HttpResponse:
    """List the leave of a centre that is not over."""
    unit = shown.centre(request)
    context = shown.frame(request, "people:leaves", unit) | {
        "rows": queries.leaves(request.actor, unit.id),
        "columns": COLUMNS,
        "kinds": LEAVE_KINDS,
        "states": LEAVE_STATES,
    }
    return render(request, "centre/people/leaves.html", context)


def _questions(people: list[Option]) -> list[Field]:
    return [
        Field("kind", N_("Nghỉ vì"), kind="radio", required=True, options=options_of(LEAVE_KINDS)),
        Field("first", N_("Từ ngày"), kind="date", required=True, size="s", group=N_("Bắt đầu")),
        Field(
            "first_half",
            N_("Từ buổi"),
            kind="select",
            required=True,
            options=shown.HALVES,
            size="s",
            group=N_("Bắt đầu"),
        ),
        Field("last", N_("Đến hết ngày"), kind="date", required=True, size="s", group=N_("Kết thúc")),
        Field(
            "last_half",
            N_("Đến hết buổi"),
            kind="select",
            required=True,
            options=shown.HALVES,
            size="s",
            group=N_("Kết thúc"),
        ),
        Field("cover", N_("Người thay"), kind="select", ids=True, options=people, empty=N_("– Chưa có –")),
        Field("reason", N_("Ghi chú"), most=300, hint=N_("Chỉ bạn và người phụ trách đọc được.")),
    ]


_HALVES = {"first_half": Half.MORNING.value, "last_half": Half.AFTERNOON.value}


@require_http_methods(shown.FORM)
@power(*SERVES)
def ask(request: DeskRequest) -> HttpResponse:
    """Ask to be away oneself."""
    actor = request.actor
    official, unit = actor.official, actor.unit
    if official is None or unit is None:
        raise NotFound(N_("Tài khoản này không thuộc đơn vị nào."))
    own = reach.centres(actor)
    at = own[0].id if own else unit
    people = shown.people(actor, at, without={official}) if own else []

    def do(asked: dict[str, Any]) -> None:
        act(request, AskLeave(unit=at, official=official, **asked))

    return shown.form(
        request,
        N_("Xin nghỉ"),
        _questions(people),
        reverse("people:mine"),
        do,
        verb=N_("Gửi đơn"),
        done=N_("Đã gửi đơn, chờ trả lời."),
        start={**_HALVES, "first": shown.today_text(), "last": shown.today_text()},
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def enter(request: DeskRequest) -> HttpResponse:
    """Enter leave for somebody else: granted with that."""
    unit = shown.centre(request)
    people = shown.people(request.actor, unit.id)
    questions = [
        Field("official", N_("Cán bộ"), kind="select", required=True, ids=True, options=people),
        *_questions(people),
    ]

    def do(asked: dict[str, Any]) -> None:
        act(request, AskLeave(unit=unit.id, **asked))

    return shown.form(
        request,
        N_("Ghi nghỉ phép"),
        questions,
        f"{reverse('people:leaves')}?don-vi={unit.id}",
        do,
        verb=N_("Ghi"),
        done=N_("Đã ghi."),
        start={**_HALVES, "first": shown.today_text(), "last": shown.today_text()},
        lead=unit.name,
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def decide(request: DeskRequest, leave: UUID) -> HttpResponse:
    """Answer a request."""
    row = queries.leave(request.actor, leave)
    questions = [
        Field(
            "granted",
            N_("Trả lời"),
            kind="radio",
            required=True,
            options=[Option("yes", N_("Đồng ý")), Option("no", N_("Không đồng ý"))],
        ),
        Field(
            "cover",
            N_("Người thay"),
            kind="select",
            ids=True,
            empty=N_("– Chưa có –"),
            options=shown.people(request.actor, row.unit, row.when.first, {row.official}),
        ),
        Field("answer", N_("Lời trả lời"), most=300, hint=N_("Không đồng ý thì phải ghi lý do.")),
    ]

    def do(asked: dict[str, Any]) -> None:
        command = DecideLeave(
            leave=leave, granted=asked["granted"] == "yes", cover=asked["cover"], answer=asked["answer"]
        )
        act(request, command)

    return shown.form(
        request,
        N_("Trả lời đơn nghỉ"),
        questions,
        f"{reverse('people:leaves')}?don-vi={row.unit}",
        do,
        verb=N_("Trả lời"),
        done=N_("Đã trả lời."),
        start={"cover": str(row.cover) if row.cover else ""},
        lead=_lead(row),
    )


@require_http_methods(shown.FORM)
@power(*SERVES)
def cancel(request: DeskRequest, leave: UUID) -> HttpResponse:
    """Take a leave back."""
    row = queries.leave(request.actor, leave)
    own = row.official == request.actor.official

    def do(asked: dict[str, Any]) -> None:
        act(request, CancelLeave(leave=leave, **asked))

    return shown.form(
        request,
        N_("Rút đơn nghỉ"),
        [Field("reason", N_("Lý do"), required=True, most=300)],
        reverse("people:mine") if own else f"{reverse('people:leaves')}?don-vi={row.unit}",
        do,
        done=N_("Đã rút đơn."),
        danger=True,
        lead=_lead(row),
    )


def _lead(row: queries.LeaveRow) -> Any:
    return said(
        N_("{name}: từ {first_half} {first} đến hết {last_half} {last}."),
        name=row.name,
        first_half=said(HALF_NAMES[row.when.first_half]),
        first=row.when.first,
        last_half=said(HALF_NAMES[row.when.last_half]),
        last=row.when.last,
    )


@require_safe
@power("staff.read")
def shortcomings(request: DeskRequest) -> HttpResponse:
    """List places on duty that were not served."""
    only = request.GET.get("con") == "1"
    rows = queries.shortcomings(
        request.actor, unit=shown.centre_asked(request), open_only=only, before=shown.before_of(request)
    )
    context = shown.frame(request, "people:today") | {
        "rows": rows,
        "columns": SHORT,
        "standings": STANDING_NAMES,
        "open_only": only,
        "asked_unit": request.GET.get("don-vi", ""),
        "next_href": shown.next_href(request, rows, queries.PAGE),
    }
    return render(request, "centre/people/shortcomings.html", context)


@require_http_methods(shown.FORM)
@power("staff.write")
def explain(request: DeskRequest, shortcoming: UUID) -> HttpResponse:
    """Explain why a place was not served."""

    def do(asked: dict[str, Any]) -> None:
        act(request, ExplainAbsence(shortcoming=shortcoming, **asked))

    return shown.form(
        request,
        N_("Giải trình"),
        [Field("explanation", N_("Vì sao"), kind="textarea", required=True, most=500)],
        reverse("people:shortcomings"),
        do,
        verb=N_("Ghi giải trình"),
        done=N_("Đã ghi giải trình."),
        what=[N_("Điều đã thấy vẫn giữ nguyên, lời giải trình đứng bên cạnh.")],
    )


def _period(request: DeskRequest) -> tuple[date, date]:
    today = clock.today()
    first = shown.day_of(request, "tu", today - timedelta(days=today.weekday()))
    last = shown.day_of(request, "den", today)
    if last < first or (last - first).days > 92:
        raise BadInput(N_("Khoảng thời gian từ 1 đến 93 ngày, ngày cuối không trước ngày đầu."), field="den")
    return first, last


@require_safe
@power("staff.read")
def control(request: DeskRequest) -> HttpResponse:
    """Show presence over a period, person by person; printed it is the control of presence."""
    unit = shown.centre(request)
    first, last = _period(request)
    found = queries.control(request.actor, unit.id, first, last)
    if request.GET.get("dang") == "xlsx":
        return _sheet(found)
    name = "centre/people/print_control.html" if request.GET.get("dang") == "in" else "centre/people/control.html"
    context = shown.frame(request, "people:today", unit) | {
        "control": found,
        "columns": CONTROL,
        "standings": STANDING_NAMES,
        "due": sum(row.due for row in found.rows),
        "served": sum(row.served for row in found.rows),
    }
    return render(request, name, context)


def _sheet(found: queries.Control) -> HttpResponse:
    rows = [
        (
            day,
            said(HALF_NAMES[half]),
            post,
            name,
            said(STANDING_NAMES[standing]),
            clock_time(seen.came) if seen else "",
            clock_time(seen.left) if seen and seen.left else "",
            said(N_("ghi bổ sung")) if seen and seen.entered_later else "",
        )
        for day, half, post, name, standing, seen in found.lines
    ]
    heads = [N_("Ngày"), N_("Buổi"), N_("Chỗ trực"), N_("Cán bộ"), N_("Tình trạng"), N_("Đến"), N_("Về"), N_("Ghi chú")]
    title = said(N_("Kiểm diện trực {unit}"), unit=found.unit.name)
    return export.xlsx("kiem-dien", title, heads, rows)
