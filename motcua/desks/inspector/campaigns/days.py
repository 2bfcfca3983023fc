"""What happens on which day: the board of stops, one's own stops, and calendar files."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.inspector.campaigns import shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import download
from motcua.desks.shared.shapes import Column, Link
from motcua.inspections import ics, queries
from motcua.inspections.queries import StopRow
from motcua.inspections.queries.days import CALENDAR
from motcua.inspections.rules.campaigns import PART_NAMES
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_

DAYS: Final = 14
KIND: Final = "text/calendar; charset=utf-8"
BACK: Final = timedelta(days=30)
COLUMNS: Final = (
    Column(N_("Buổi")),
    Column(N_("Nơi đến")),
    Column(N_("Cuộc kiểm tra")),
    Column(N_("Tình trạng")),
)


def _line(row: StopRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "row": row,
        "when": shown.when(row),
        "where": shown.where(row),
        "tags": shown.stop_tags(row),
        "href": reverse("campaigns:stop", args=[row.id]),
    }


def _day(text: str) -> date:
    """Return the Monday of the week of a day in an address; of today's for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = clock.today()
    if not 1900 <= day.year <= 2200:
        day = clock.today()
    return day - timedelta(days=day.weekday())


@require_safe
@power("inspection.read")
def board(request: DeskRequest) -> HttpResponse:
    """Show two weeks of stops, day by day."""
    first = _day(request.GET.get("tu", ""))
    here = reverse("campaigns:board")
    context = {
        "days": [(one.day, [_line(row) for row in one.stops]) for one in queries.board(request.actor, first, DAYS)],
        "columns": COLUMNS,
        "first": first,
        "last": first + timedelta(days=DAYS - 1),
        "before": f"{here}?tu={first - timedelta(days=DAYS)}",
        "after": f"{here}?tu={first + timedelta(days=DAYS)}",
        "trail": [shown.HOME, Link(N_("Lịch kiểm tra"))],
    }
    return render(request, "inspector/campaigns/board.html", context)


@require_safe
@power("inspection.read")
def mine(request: DeskRequest) -> HttpResponse:
    """Show where the reader goes, from a month back on."""
    found = queries.my_stops(request.actor, clock.today() - BACK)
    context = {
        "rows": [_line(one.row) | {"part": PART_NAMES[one.part]} for one in found],
        "columns": (*COLUMNS, Column(N_("Vai trò trong đoàn"))),
        "trail": [shown.HOME, Link(N_("Buổi của tôi"))],
    }
    return render(request, "inspector/campaigns/mine.html", context)


@require_safe
@power("inspection.read")
def my_calendar(request: DeskRequest) -> HttpResponse:
    """Answer where the reader goes as a calendar file."""
    rows = [one.row for one in queries.my_stops(request.actor, clock.today() - BACK)]
    return download(ics.calendar(rows, made_at=clock.now()), "lich-kiem-tra.ics", KIND)


@require_safe
@power("inspection.read")
def calendar(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """Answer the stops of a campaign that the reader sees as a calendar file."""
    found = queries.page(request.actor, campaign_id, purpose=CALENDAR)
    if not found.stops:
        raise NotFound(N_("Cuộc kiểm tra này chưa có buổi nào."))
    return download(ics.calendar(found.stops, made_at=clock.now()), "lich-kiem-tra.ics", KIND)
