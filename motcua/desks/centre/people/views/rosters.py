"""Rosters: list, draft, the grid set right by hand, publish, withdraw, print."""

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
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, said
from motcua.staff.commands import DraftRoster, PublishRoster, RedraftRoster, SetSlot, WithdrawRoster
from motcua.staff.queries import rosters as queries
from motcua.staff.queries.rosters import STATES as ROSTER_STATES
from motcua.staff.rules.halves import HALF_NAMES

COLUMNS = (Column(N_("Thời gian")), Column(N_("Trạng thái")), Column(N_("Chỗ trống"), numeric=True))
PEOPLE = (Column(N_("Cán bộ")), Column(N_("Số buổi"), numeric=True))


@require_safe
@power("staff.read")
def rosters(request: DeskRequest) -> HttpResponse:
    """List the rosters of a centre."""
    unit = shown.centre(request)
    rows = queries.rosters(request.actor, unit.id)
    context = shown.frame(request, "people:rosters", unit) | {"rows": rows, "columns": COLUMNS, "states": ROSTER_STATES}
    return render(request, "centre/people/rosters.html", context)


@require_http_methods(shown.FORM)
@power("staff.write")
def draft(request: DeskRequest) -> HttpResponse:
    """Draft a roster by rotation."""
    unit = shown.centre(request)
    today = clock.today()
    monday = today + timedelta(days=(7 - today.weekday()) % 7 or 7)
    proposed = queries.proposed_places(request.actor, unit.id, monday, monday + timedelta(days=11))
    questions = [
        Field("first", N_("Từ ngày"), kind="date", required=True, size="s", group=N_("Thời gian")),
        Field("last", N_("Đến hết ngày"), kind="date", required=True, size="s", group=N_("Thời gian")),
        Field(
            "planned",
            N_("Ngày nghỉ có việc"),
            most=300,
            hint=N_("Ví dụ Chủ nhật 15/06/2025 vận hành thử. Nhiều ngày cách nhau bằng dấu chấm phẩy."),
        ),
        Field(
            "places",
            N_("Chỗ cần trực mỗi buổi"),
            kind="textarea",
            most=1500,
            hint=N_("Mỗi dòng một quầy hoặc một lĩnh vực; mỗi chỗ một người đã được phân công quầy, lĩnh vực ấy."),
        ),
    ]
    start = {
        "first": f"{monday:%d/%m/%Y}",
        "last": f"{monday + timedelta(days=4):%d/%m/%Y}",
        "places": "\n".join(proposed),
    }
    made: list[UUID] = []

    def do(asked: dict[str, Any]) -> None:
        done = act(
            request,
            DraftRoster(
                unit=unit.id,
                first=asked["first"],
                last=asked["last"],
                planned=shown.days_from(asked["planned"], "planned"),
                places=[line for line in asked["places"].splitlines() if line.strip()],
            ),
        )
        made.append(done.target)

    return shown.form(
        request,
        N_("Lập lịch trực"),
        questions,
        reverse("people:rosters"),
        do,
        verb=N_("Xếp lịch"),
        done=N_("Đã xếp nháp. Xem lại, sửa tay rồi công bố."),
        start=start,
        lead=said(
            N_("{unit}. Máy xếp xoay vòng: công bằng, tránh người nghỉ phép, mỗi chỗ một người."), unit=unit.name
        ),
        to=lambda: reverse("people:roster", args=[made[0]]),
    )


@require_safe
@power("staff.read")
def roster(request: DeskRequest, roster: UUID) -> HttpResponse:
    """Show a roster as a grid: the draft, or what an edition published."""
    page = _page_of(request, roster)
    context = shown.frame(request, "people:rosters", page.unit) | {
        "page_": page,
        "columns": _columns(page.places),
        "people_columns": PEOPLE,
        "states": ROSTER_STATES,
        "once": once_key(),
        "can_publish": page.can(PublishRoster),
        "can_change": page.can(SetSlot),
        "can_withdraw": page.can(WithdrawRoster),
        "editions": [
            Link(N_("Bản nháp"), reverse("people:roster", args=[roster]), current=not page.edition),
            *(
                Link(
                    said(N_("Lần {n}"), n=n),
                    f"{reverse('people:roster', args=[roster])}?lan={n}",
                    current=page.edition == n,
                )
                for n in range(1, page.row.edition + 1)
            ),
        ],
    }
    return render(request, "centre/people/roster.html", context)


@require_safe
@power("staff.read")
def print_roster(request: DeskRequest, roster: UUID) -> HttpResponse:
    """Show a roster as a sheet of paper."""
    page = _page_of(request, roster)
    context = {"page_": page, "columns": _columns(page.places), "half_names": HALF_NAMES}
    return render(request, "centre/people/print_roster.html", context)


def _page_of(request: DeskRequest, roster: UUID) -> queries.RosterPage:
    text = request.GET.get("lan", "0") or "0"
    if not text.isdecimal() or len(text) > 4:
        raise BadInput(N_("Lần công bố không đúng."), field="lan")
    return queries.roster(request.actor, roster, int(text))


def _columns(places: tuple[str, ...]) -> list[Column]:
    return [Column(N_("Ngày")), Column(N_("Buổi")), *(Column(place) for place in places)]


@require_http_methods(shown.FORM)
@power("staff.write")
def slot(request: DeskRequest, roster: UUID) -> HttpResponse:
    """Put somebody on a place of the draft, or leave it empty."""
    page = queries.roster(request.actor, roster)
    day, half = shown.day_of(request, "ngay", page.row.first), shown.half_of(request)
    place = request.GET.get("cho", "")
    cell = next(
        (cell for row in page.grid for cell in row.cells if row.sitting.key == (day, half) and cell.place == place),
        None,
    )
    if cell is None:
        raise BadInput(N_("Lịch này không có chỗ trực «{post}»."), field="cho", post=place[:60])
    options = [
        Option(str(one.official), said(N_("{name} – {title} ({n} buổi)"), name=one.name, title=one.title, n=one.count))
        for one in page.people
    ]
    question = Field("official", N_("Người trực"), kind="select", ids=True, options=options, empty=N_("– Để trống –"))

    def do(asked: dict[str, Any]) -> None:
        act(request, SetSlot(roster=roster, day=day, half=half, post=place, official=asked["official"]))

    return shown.form(
        request,
        said(N_("{place}, {half} {day}"), place=place, half=said(HALF_NAMES[half]), day=day),
        [question],
        reverse("people:roster", args=[roster]),
        do,
        verb=N_("Ghi vào lịch nháp"),
        done=N_("Đã sửa lịch nháp. Công bố lại thì lịch mới có hiệu lực."),
        start={"official": str(cell.official) if cell.official else ""},
    )


@require_POST
@power("staff.write")
def publish(request: DeskRequest, roster: UUID) -> HttpResponse:
    """Make the draft known."""
    done = act(request, PublishRoster(roster=roster))
    tell(request, N_("Đã công bố lần {edition}. Còn {gaps} chỗ chưa có người."), **done.ids)
    return HttpResponseRedirect(reverse("people:roster", args=[roster]))


@require_http_methods(shown.FORM)
@power("staff.write")
def redraft(request: DeskRequest, roster: UUID) -> HttpResponse:
    """Rotate the rest anew."""
    page = queries.roster(request.actor, roster)
    question = Field("since", N_("Xếp lại từ ngày"), kind="date", required=True, size="s")

    def do(asked: dict[str, Any]) -> None:
        act(request, RedraftRoster(roster=roster, **asked))

    return shown.form(
        request,
        N_("Xếp lại lịch trực"),
        [question],
        reverse("people:roster", args=[roster]),
        do,
        done=N_("Đã xếp lại phần còn lại."),
        start={"since": f"{max(clock.today(), page.row.first):%d/%m/%Y}"},
        what=[
            N_("Từ ngày này, lịch nháp được xếp lại theo phân công và đơn nghỉ hiện có; chỗ đã sửa tay bị thay."),
            N_("Lịch đã công bố không đổi cho tới khi công bố lại."),
        ],
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def withdraw(request: DeskRequest, roster: UUID) -> HttpResponse:
    """Withdraw a roster."""

    def do(asked: dict[str, Any]) -> None:
        act(request, WithdrawRoster(roster=roster, **asked))

    return shown.form(
        request,
        N_("Thu hồi lịch trực"),
        [Field("reason", N_("Lý do"), required=True, most=300)],
        reverse("people:roster", args=[roster]),
        do,
        done=N_("Đã thu hồi lịch trực."),
        danger=True,
        to=lambda: reverse("people:rosters"),
    )
