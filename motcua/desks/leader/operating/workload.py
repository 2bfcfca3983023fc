"""How much work a centre's people had, and which day of the week wants a second counter (docs/rules/workload.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.leader.across.shapes import Bar
from motcua.desks.leader.operating.views import Asked, asked, centres_of, reach_options
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link
from motcua.dossiers import demand
from motcua.kernel import clock
from motcua.kernel.words import N_, said
from motcua.office.queries import names
from motcua.staff.queries import staff_needs

USUAL_DAYS = 14
HEADS = (
    (N_("Cán bộ"), 32),
    (N_("Hồ sơ đã làm"), 14),
    (N_("Tiếp nhận"), 14),
    (N_("Bước đã xong"), 14),
    (N_("Bước làm ngoài giờ"), 14),
    (N_("Ngày có làm ngoài giờ"), 14),
    (N_("Phút ngoài giờ"), 14),
    (N_("Đang giữ"), 14),
    (N_("Trong đó quá hạn"), 14),
)
PEOPLE = tuple(Column(name, numeric=place > 0) for place, (name, _) in enumerate(HEADS))


@require_safe
@power("figure.read")
def workload(request: DeskRequest) -> HttpResponse:
    """Show who did how much in a period, the fields' shares, work after hours, and what the counter has to expect."""
    wanted = _asked(request)
    centres = centres_of(request, wanted)
    place = _place(wanted, centres)
    context: dict[str, Any] = {
        "asked": wanted,
        "place": place,
        "place_name": names.names_of({place})[place] if place else "",
        "places": reach_options(request, centres, wanted),
        "trail": [
            Link(N_("Số liệu"), reverse("figures:home")),
            Link(N_("Báo cáo tình hình"), reverse("operating:report")),
            Link(N_("Khối lượng công việc")),
        ],
    }
    if place in centres:
        done = demand.work(request.actor, centres[place], wanted.first, wanted.last)
        context |= {
            "done": done,
            "columns": PEOPLE,
            "shares": [Bar(field or N_("Chưa rõ lĩnh vực"), number, done.received) for field, number in done.by_field],
            "sheet_href": f"{reverse('operating:workload_sheet')}?{wanted.query(noi=place.hex)}",
            "needs": staff_needs.counts(request.actor) if request.actor.can("staff.read") else None,
            "needs_href": f"{reverse('people:needs')}?{urlencode({'tinh': 1})}",
        } | _expected(demand.forecast(request.actor, centres[place]))
    return render(request, "leader/operating/workload.html", context)


@require_safe
@power("figure.read")
def workload_sheet(request: DeskRequest) -> HttpResponse:
    """Give who did how much as a spreadsheet; only the sums to whoever may not see single officials."""
    wanted = _asked(request)
    centres = centres_of(request, wanted)
    rows: list[tuple[Any, ...]] = []
    place = _place(wanted, centres)
    if place in centres:
        done = demand.work(request.actor, centres[place], wanted.first, wanted.last)
        rows = [_row(one) for one in done.officials]
        rows.append((gettext(N_("Tổng")), "", "", done.steps, done.beyond, "", done.beyond_minutes, "", ""))
    title = gettext(N_("Khối lượng công việc từ {first} đến {last}")).format(
        first=f"{wanted.first:%d/%m/%Y}", last=f"{wanted.last:%d/%m/%Y}"
    )
    return spreadsheet("khoi-luong-cong-viec.xlsx", title, HEADS, rows, last=gettext(BY_THE_BOOKS))


BY_THE_BOOKS = N_("Giờ ngoài giờ tính theo lúc ghi sổ, không thay bảng chấm công.")


def _asked(request: DeskRequest) -> Asked:
    return asked(request, usual_first=clock.today() - timedelta(days=USUAL_DAYS - 1))


def _place(wanted: Asked, centres: Mapping[UUID, UUID]) -> UUID | None:
    """Return the one place shown: the chosen one, or the first within reach."""
    return wanted.place or next(iter(centres), None)


def _row(one: demand.Done) -> tuple[Any, ...]:
    counts = (
        one.dossiers,
        one.received,
        one.steps,
        one.beyond,
        one.beyond_days,
        one.beyond_minutes,
        one.open,
        one.late,
    )
    return (one.name, *counts)


def _expected(found: demand.Forecast) -> dict[str, Any]:
    """Return the forecast as a table: a row for each field, a cell for each weekday that is open, and the sentences."""
    weekdays = list(found.counters)
    cells = {(one.field, one.weekday): one for one in found.expected}
    fields = sorted({one.field for one in found.expected})
    return {
        "forecast": found,
        "beyond_note": BY_THE_BOOKS,
        "forecast_columns": [
            Column(N_("Lĩnh vực")),
            Column(N_("Phút một hồ sơ"), numeric=True),
            *(Column(formats.weekday(day), numeric=True) for day in weekdays),
        ],
        "forecast_rows": [
            {
                "field": field or N_("Chưa rõ lĩnh vực"),
                "takes": found.takes[field],
                "cells": [cells[field, day] for day in weekdays],
            }
            for field in fields
        ],
        "second": [
            said(
                N_("{day}, lĩnh vực {field}: bình quân {mean} hồ sơ, cần {counters} quầy."),
                day=formats.weekday(one.weekday),
                field=one.field,
                mean=formats.number(one.mean, 1),
                counters=one.counters,
            )
            for one in found.second
        ],
        "busiest": [
            said(N_("{day}: mọi lĩnh vực cộng lại cần {counters} quầy."), day=formats.weekday(day), counters=wanted)
            for day, wanted in found.crowded.items()
        ],
    }
