"""On duty today: who should be, who is, who stands in; the first week after a holiday; one's own presence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desks.centre.people import shown
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.shapes import Column
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError, NotFound
from motcua.kernel.words import N_, said
from motcua.office.queries import names
from motcua.staff.commands import (
    CorrectPresence,
    EnterPresence,
    NameCover,
    NoteAbsence,
    SignIn,
    SignOut,
    WithdrawCover,
)
from motcua.staff.policies import SERVES
from motcua.staff.queries import leaves
from motcua.staff.queries import today as queries
from motcua.staff.rules.halves import HALF_NAMES
from motcua.staff.rules.presence import STANDING_NAMES

COLUMNS = (
    Column(N_("Chỗ trực")),
    Column(N_("Người trực")),
    Column(N_("Tình trạng")),
    Column(N_("Giờ đến – về")),
    Column(N_("Người thay")),
    Column(N_("Việc"), hidden_label=True),
)
WEEK = (
    Column(N_("Ngày")),
    Column(N_("Phân công"), numeric=True),
    Column(N_("Đã có mặt"), numeric=True),
    Column(N_("Kết luận")),
)


@require_safe
@power("staff.read")
def today(request: DeskRequest) -> HttpResponse:
    """Show a day of a centre as it stands."""
    return _page(request)


def _page(request: DeskRequest, error: MotcuaError | None = None) -> HttpResponse:
    unit = shown.centre(request)
    day = shown.day_of(request, "ngay", clock.today())
    board = queries.today(request.actor, unit.id, day)
    week = queries.first_week(request.actor, unit.id, board.holiday) if board.holiday else ()
    context = shown.frame(request, "people:today", unit) | {
        "board": board,
        "week": week,
        "covered": sum(one.covered for one in week),
        "columns": COLUMNS,
        "week_columns": WEEK,
        "standings": STANDING_NAMES,
        "waiting": queries.leave_waiting(request.actor),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "is_today": day == clock.today(),
        "keys": once_key,
        "error": error,
    }
    return render(request, "centre/people/today.html", context, status=error.status if error else 200)


@require_POST
@power("staff.read")
def note(request: DeskRequest, unit: UUID, official: UUID) -> HttpResponse:
    """Note that somebody is away without cover."""
    day, half = shown.day_of(request, "ngay", clock.today()), shown.half_of(request)
    act(request, NoteAbsence(unit=unit, day=day, half=half, official=official))
    tell(request, N_("Đã ghi thiếu sót."))
    return HttpResponseRedirect(f"{reverse('people:today')}?don-vi={unit}&ngay={day.isoformat()}")


@require_http_methods(shown.FORM)
@power("staff.write")
def cover(request: DeskRequest, unit: UUID, official: UUID) -> HttpResponse:
    """Name who stands in for somebody."""
    day, half = shown.day_of(request, "ngay", clock.today()), shown.half_of(request)
    back = f"{reverse('people:today')}?don-vi={unit}&ngay={day.isoformat()}"

    def do(asked: dict[str, Any]) -> None:
        act(request, NameCover(unit=unit, day=day, half=half, official=official, **asked))

    questions = [
        Field(
            "cover",
            N_("Người thay"),
            kind="select",
            required=True,
            ids=True,
            options=shown.people(request.actor, unit, day, {official}),
        ),
        Field("reason", N_("Lý do"), required=True, most=300),
    ]
    lead = said(
        N_("Thay {name}, buổi {half} {day}. Người thay phải tự điểm danh thì mới tính là có mặt."),
        name=_name(official),
        half=said(HALF_NAMES[half]),
        day=day,
    )
    return shown.form(request, N_("Cử người thay"), questions, back, do, done=N_("Đã cử người thay."), lead=lead)


@require_http_methods(shown.FORM)
@power("staff.write")
def uncover(request: DeskRequest, cover: UUID) -> HttpResponse:
    """Take a cover back."""
    back = reverse("people:today")
    questions = [Field("reason", N_("Lý do"), required=True, most=300)]

    def do(asked: dict[str, Any]) -> None:
        act(request, WithdrawCover(cover=cover, **asked))

    return shown.form(request, N_("Bỏ người thay"), questions, back, do, done=N_("Đã bỏ người thay."), danger=True)


_TIMES = [
    Field("came", N_("Giờ đến"), required=True, size="s", most=5, hint=N_("Viết như 07:30.")),
    Field("left", N_("Giờ về"), size="s", most=5, hint=N_("Để trống nếu chưa về.")),
    Field("reason", N_("Lý do"), required=True, most=300),
]


@require_http_methods(shown.FORM)
@power("staff.write")
def enter(request: DeskRequest, unit: UUID, official: UUID) -> HttpResponse:
    """Enter a forgotten presence."""
    day, half = shown.day_of(request, "ngay", clock.today()), shown.half_of(request)
    back = f"{reverse('people:today')}?don-vi={unit}&ngay={day.isoformat()}"
    lead = said(
        N_("{name}, buổi {half} {day}. Trên mọi bảng sẽ ghi rõ «ghi bổ sung», kèm tên bạn và lý do."),
        name=_name(official),
        half=said(HALF_NAMES[half]),
        day=day,
    )

    def do(asked: dict[str, Any]) -> None:
        came, left = shown.clock_of(asked["came"], "came"), shown.clock_of(asked["left"], "left")
        if came is not None:
            command = EnterPresence(
                unit=unit, official=official, day=day, half=half, came=came, left=left, reason=asked["reason"]
            )
            act(request, command)

    return shown.form(request, N_("Ghi bổ sung điểm danh"), _TIMES, back, do, done=N_("Đã ghi bổ sung."), lead=lead)


@require_http_methods(shown.FORM)
@power("staff.write")
def correct(request: DeskRequest, presence: UUID) -> HttpResponse:
    """Put right when somebody came and left."""
    _, name, seen, day, half = leaves.presence(request.actor, presence)
    back = f"{reverse('people:today')}?ngay={day.isoformat()}"

    def do(asked: dict[str, Any]) -> None:
        came, left = shown.clock_of(asked["came"], "came"), shown.clock_of(asked["left"], "left")
        if came is not None:
            act(request, CorrectPresence(presence=presence, came=came, left=left, reason=asked["reason"]))

    start = {
        "came": f"{clock.local(seen.came):%H:%M}",
        "left": f"{clock.local(seen.left):%H:%M}" if seen.left else "",
    }
    lead = said(N_("{name}, buổi {half} {day}."), name=name, half=said(HALF_NAMES[half]), day=day)
    return shown.form(
        request, N_("Sửa giờ điểm danh"), _TIMES, back, do, done=N_("Đã sửa giờ."), start=start, lead=lead
    )


def _name(official: UUID) -> str:
    name = names.officials_named([official]).get(official)
    if name is None:
        raise NotFound(N_("Không có cán bộ này."))
    return name


@require_safe
@power(*SERVES)
def mine(request: DeskRequest) -> HttpResponse:
    """Show one's own presence, duty to come and leave."""
    return _mine(request)


def _mine(request: DeskRequest, error: MotcuaError | None = None) -> HttpResponse:
    context = {
        "mine": queries.mine(request.actor),
        "leaves": leaves.own_leaves(request.actor),
        "kinds": leaves.LEAVE_KINDS,
        "states": leaves.LEAVE_STATES,
        "half_names": HALF_NAMES,
        "once": once_key(),
        "error": error,
        "now": clock.now(),
    }
    return render(request, "centre/people/mine.html", context, status=error.status if error else 200)


@require_POST
@power(*SERVES)
def sign_in(request: DeskRequest) -> HttpResponse:
    """Sign in for this half-day."""
    found = queries.mine(request.actor)
    if found.unit is None:
        raise NotFound(N_("Tài khoản này không thuộc đơn vị nào."))
    try:
        act(request, SignIn(unit=found.unit))
    except MotcuaError as error:
        return _mine(request, error)
    tell(request, N_("Đã điểm danh đến."))
    return HttpResponseRedirect(reverse("people:mine"))


@require_POST
@power(*SERVES)
def sign_out(request: DeskRequest, presence: UUID) -> HttpResponse:
    """Sign out of this half-day."""
    try:
        act(request, SignOut(presence=presence))
    except MotcuaError as error:
        return _mine(request, error)
    tell(request, N_("Đã điểm danh về."))
    return HttpResponseRedirect(reverse("people:mine"))
