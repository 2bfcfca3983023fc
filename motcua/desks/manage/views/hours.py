"""Opening hours of a body: a week from a day on, and extra hours in which the counter receives."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.desks.manage import choices
from motcua.desks.manage.views.unit_acts import FORM, to_unit, unit_page
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date, weekday
from motcua.desks.shared.forms import run
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.office import queries
from motcua.office.commands import SetOpeningHours

_USUAL = "07:30-11:30, 13:00-17:00"


@require_http_methods(FORM)
@power("office.manage")
def hours(request: DeskRequest, unit: UUID) -> HttpResponse:
    """Set the week; extra hours receive dossiers without running the limits."""
    row = choices.unit_here(request.actor, unit)
    week, extra = [f"week{day}" for day in range(7)], [f"extra{day}" for day in range(7)]
    worked, received = N_("Giờ làm việc"), N_("Giờ tiếp nhận thêm, không tính vào thời hạn")
    questions = [
        Field("valid_from", N_("Áp dụng từ ngày"), kind="date", required=True, size="s"),
        Field("ground", N_("Căn cứ"), required=True, most=250, hint=N_("Số và ngày quyết định về giờ làm việc.")),
        *(Field(name, weekday(day), kind="hours", size="m", most=80, group=worked) for day, name in enumerate(week)),
        *(Field(name, weekday(day), kind="hours", size="m", most=80, group=received) for day, name in enumerate(extra)),
    ]
    set_before = queries.hours_of(unit)
    last = set_before[-1] if set_before else None
    known = last.week if last else (*[_USUAL] * 5, "", "")
    start = {
        "valid_from": short_date(clock.today()),
        **dict(zip(week, known, strict=True)),
        **dict(zip(extra, last.extra if last else [""] * 7, strict=True)),
    }
    lead = N_(
        "Viết như 07:30-11:30, 13:00-17:00; để trống là nghỉ. Áp dụng cho cả các đơn vị trực thuộc chưa đặt giờ riêng."
    )
    page = unit_page(
        row,
        N_("Đặt giờ làm việc"),
        N_("Ghi giờ làm việc"),
        questions,
        start=start,
        lead=lead,
        draft=f"hours-{unit.hex}",
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        command = SetOpeningHours(
            unit=unit,
            valid_from=asked["valid_from"],
            ground=asked["ground"],
            week=[asked[name] for name in week],
            extra=[asked[name] for name in extra],
        )
        act(request, command)
        return to_unit(request, unit, N_("Đã ghi giờ làm việc. Hạn trả của hồ sơ nhận từ nay tính theo giờ mới."))

    return run(request, page, do)
