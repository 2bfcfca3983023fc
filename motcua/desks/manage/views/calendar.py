"""The working calendar: a year as months, one day with what holds and why, and deciding a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.manage import choices, months
from motcua.desks.manage.choices import HOME
from motcua.desks.manage.views.unit_acts import FORM
from motcua.desks.shared.door import DeskRequest, act, power, typed_id
from motcua.desks.shared.fields import YEARS, Field
from motcua.desks.shared.formats import long_date, short_date
from motcua.desks.shared.forms import FormPage, is_verified, run
from motcua.desks.shared.shapes import Column, Fact, Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, said
from motcua.kernel.worktime import Kind, spans_text
from motcua.office import calendars, queries
from motcua.office.commands import SetCalendarDay, SetNationalDay
from motcua.office.queries import UnitRow
from motcua.office.queries.worktime import DayRow

COLUMNS = [Column(N_("Ngày")), Column(N_("Là")), Column(N_("Căn cứ")), Column(N_("Nguồn"))]
_AS_ABOVE = "as_above"


@require_safe
@power("office.manage")
def this_year(request: DeskRequest) -> HttpResponse:
    """Go to the present year."""
    return HttpResponseRedirect(reverse("manage:calendar", args=[clock.today().year]))


@require_safe
@power("office.manage")
def year(request: DeskRequest, year: int) -> HttpResponse:
    """Show a year of one body's calendar, its special days with their legal source below."""
    if year not in YEARS:
        raise NotFound(N_("Chưa có lịch năm này."))
    unit = _unit(request)
    known = [row.year for row in queries.calendar_years()]
    own = queries.unit_days(unit.id, year)
    works = queries.calendar_for(unit.id) if year in known else None
    context: dict[str, Any] = {
        "year": year,
        "unit": unit,
        "units": choices.bodies(request.actor),
        "years": [
            Link(str(one), f"{reverse('manage:calendar', args=[one])}?don-vi={unit.id}", current=one == year)
            for one in known
        ],
        "months": months.year_grid(works, year, frozenset(row.day for row in own), clock.today()) if works else [],
        "weekdays": (N_("T2"), N_("T3"), N_("T4"), N_("T5"), N_("T6"), N_("T7"), N_("CN")),
        "national": queries.national_days(year),
        "own": own,
        "undecided": [row for row in queries.national_days(year) if row.undecided],
        "kind_name": months.kind_name,
        "trust": calendars.TRUST,
        "columns": COLUMNS,
        "trail": [HOME, Link(N_("Lịch làm việc"))],
        "verified": is_verified(request),
    }
    return render(request, "manage/calendar.html", context)


def _unit(request: DeskRequest) -> UnitRow:
    asked = typed_id(request.GET, "don-vi")
    if asked is not None:
        return choices.unit_here(request.actor, asked)
    centre = queries.centre_of(request.actor.unit) if request.actor.unit else None
    rows = choices.units_of(request.actor)
    if centre is None and not rows:
        raise NotFound(N_("Địa phương này chưa có đơn vị nào; hãy lập đơn vị trước."))
    return centre or rows[0]


@dataclass(frozen=True, slots=True)
class _Told:
    """What holds on a day before it is decided anew."""

    national: DayRow | None
    own: DayRow | None
    hours: str


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise NotFound(N_("Không có ngày này.")) from error
    if day.year not in YEARS:
        raise NotFound(N_("Không có ngày này."))
    return day


def _questions(*, above: str) -> list[Field]:
    kinds = [Option(_AS_ABOVE, above), *(Option(kind, name) for kind, name in months.KIND_NAMES.items())]
    return [
        Field("kind", N_("Ngày này là"), kind="radio", required=True, options=kinds),
        Field("name", N_("Tên ngày"), most=120, size="m"),
        Field(
            "intervals",
            N_("Giờ làm việc trong ngày"),
            kind="hours",
            most=80,
            size="m",
            hint=N_("Chỉ ghi khi làm khác giờ thường, ví dụ 07:30-11:30."),
        ),
        Field("swapped_with", N_("Làm bù cho ngày"), kind="date", size="s"),
        Field(
            "ground",
            N_("Căn cứ pháp lý"),
            required=True,
            most=250,
            hint=N_("Số, ngày văn bản quyết định ngày này."),
        ),
    ]


def _command(asked: dict[str, Any]) -> dict[str, Any]:
    return asked | {"kind": None if asked["kind"] == _AS_ABOVE else Kind(asked["kind"])}


def _start(row: DayRow | None) -> dict[str, Any]:
    if row is None:
        return {"kind": _AS_ABOVE}
    return {"kind": row.kind or _AS_ABOVE, "name": row.name, "intervals": row.intervals, "ground": row.ground}


def _facts(told_: _Told) -> list[Fact]:
    rows = [Fact(N_("Giờ làm việc đang áp dụng"), told_.hours or N_("nghỉ"))]
    for label, row in ((N_("Lịch chung"), told_.national), (N_("Đơn vị đã đặt"), told_.own)):
        if row is not None:
            words = said(N_("{kind} {name}"), kind=said(months.kind_name(row)), name=row.name)
            rows.append(Fact(label, words, hint=f"{row.ground} {row.source}".strip()))
    return rows


def _holds(unit: UUID, on: date) -> _Told:
    national = next((row for row in queries.national_days(on.year) if row.day == on), None)
    own = next((row for row in queries.unit_days(unit, on.year) if row.day == on), None)
    return _Told(national, own, spans_text(queries.calendar_for(unit).day(on).working))


@require_http_methods(FORM)
@power("office.manage")
def unit_day(request: DeskRequest, unit: UUID, day: str) -> HttpResponse:
    """Decide a day for one body and those under it, or put back what holds for everybody."""
    row, on = choices.unit_here(request.actor, unit), _day(day)
    holds = _holds(unit, on)
    back = f"{reverse('manage:calendar', args=[on.year])}?don-vi={unit}"
    title = said(N_("Ngày {day}"), day=short_date(on))
    page = FormPage(
        title,
        N_("Ghi ngày này"),
        _questions(above=N_("Như lịch chung: bỏ điều đơn vị đã đặt")),
        back,
        [HOME, Link(N_("Lịch làm việc"), back), Link(title)],
        lead=said(N_("{day}, riêng {unit} và các đơn vị trực thuộc."), day=long_date(on), unit=row.full_name),
        facts=_facts(holds),
        start=_start(holds.own),
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, SetCalendarDay(unit=unit, day=on, **_command(asked)))
        tell(request, N_("Đã ghi ngày {day}. Ghi nhầm: mở lại ngày ấy và chọn «Như lịch chung»."), day=short_date(on))
        return HttpResponseRedirect(back)

    return run(request, page, do)


@require_http_methods(FORM)
@power("office.manage")
def national_day(request: DeskRequest, day: str) -> HttpResponse:
    """Decide a day of the national calendar, for everybody on this node: above all days not yet decided."""
    on = _day(day)
    years = {row.year: row for row in queries.calendar_years()}
    if on.year not in years:
        raise NotFound(N_("Chưa có lịch năm này."))
    holds = next((row for row in queries.national_days(on.year) if row.day == on), None)
    back = reverse("manage:calendar", args=[on.year])
    title = said(N_("Lịch chung ngày {day}"), day=short_date(on))
    page = FormPage(
        title,
        N_("Ghi vào lịch chung"),
        _questions(above=N_("Ngày thường, theo thứ trong tuần")),
        back,
        [HOME, Link(N_("Lịch làm việc"), back), Link(title)],
        lead=said(N_("{day}, cho mọi đơn vị. Hạn trả hồ sơ nhận từ nay tính theo ngày đã ghi."), day=long_date(on)),
        start=_start(holds),
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, SetNationalDay(calendar_year=years[on.year].id, day=on, **_command(asked)))
        tell(request, N_("Đã ghi ngày {day} vào lịch chung."), day=short_date(on))
        return HttpResponseRedirect(back)

    return run(request, page, do)
