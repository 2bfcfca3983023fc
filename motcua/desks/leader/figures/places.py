"""The figures of a place and of every place within reach: stated beside computed, joint ones marked, never one sum."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.leader.figures import shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.fields import YEARS
from motcua.desks.shared.shapes import Column, Link
from motcua.indicators import queries
from motcua.indicators.period import Days
from motcua.indicators.rules import facts as rules
from motcua.indicators.vocabulary import indicators, scales, source_note
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names
from motcua.office.staff_sheet import read_day

PLACES_PAGE = 100


@require_safe
@power("figure.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the places within reach with how many figures each has; by name, ``PLACES_PAGE`` a page."""
    actor = request.actor
    found = queries.by_place(actor)
    named = names.names_of(territory.of(actor))
    wanted = fold(request.GET.get("q", "")[:100])
    after = request.GET.get("sau", "")[:300]
    keys = sorted((fold(name), str(id_), id_, name) for id_, name in named.items() if wanted in fold(name))
    keys = [key for key in keys if key[0] + "~" + key[1] > after]
    page = keys[:PLACES_PAGE]
    rows = [
        {"id": id_, "name": name, "href": reverse("figures:place", args=[id_]), "count": found.get(id_, (0, 0))}
        for _, _, id_, name in page
    ]
    next_href = ""
    if len(keys) > PLACES_PAGE:
        next_href = f"?q={request.GET.get('q', '')[:100]}&sau={page[-1][0]}~{page[-1][1]}"
    context = {
        "rows": rows,
        "columns": [
            Column(N_("Nơi"), filter_name="q", filter_value=request.GET.get("q", "")[:100]),
            Column(N_("Số liệu đã nêu"), numeric=True),
            Column(N_("Cờ chưa giải trình"), numeric=True),
        ],
        "next_href": next_href,
        "trail": [shown.HOME, Link(N_("Theo nơi"))],
    }
    return render(request, "leader/figures/places.html", context)


@require_safe
@power("figure.read")
def place(request: DeskRequest, place_id: UUID) -> HttpResponse:
    """Show every indicator of a place over a period: what the books say, and beside it what was stated."""
    today = clock.today()
    period = Days(_day(request, "tu", date(today.year, 1, 1)), _day(request, "den", today))
    if period.last < period.first:
        period = Days(period.last, period.first)
    rows: list[dict[str, Any]] = []
    for one in queries.beside(request.actor, place_id, period):
        formula = one.ours.formula if one.ours else ""
        href = shown.behind(request.actor, formula, [place_id], period.first, period.last)
        rows.append(
            {
                "one": one,
                "id": one.indicator.key,
                "ours": shown.ours_of(one.ours),
                "href": href,
                "stated": [(row, shown.value_of(row), shown.tags(row)) for row in one.stated],
            }
        )
    context = {
        "place_name": office.unit(place_id).printed,
        "rows": rows,
        "columns": [Column(N_("Chỉ tiêu")), Column(N_("Sổ của hệ thống")), Column(N_("Người nêu"))],
        "period": period,
        "as_of": clock.now(),
        "trail": [shown.HOME, Link(N_("Theo nơi"), reverse("figures:places")), Link(office.unit(place_id).name)],
    }
    return render(request, "leader/figures/place.html", context)


@require_safe
@power("figure.read")
def vocabulary(request: DeskRequest) -> HttpResponse:
    """Show what the indicators mean, and the scales of online services with their days."""
    context = {
        "indicators": list(indicators().values()),
        "kinds": rules.KIND_NAMES,
        "scales": scales(),
        "levels": rules.LEVEL_NAMES,
        "note": source_note(),
        "trail": [shown.HOME, Link(N_("Chỉ tiêu, thang đo"))],
        "columns": [
            Column(N_("Chỉ tiêu")),
            Column(N_("Tử số")),
            Column(N_("Mẫu số")),
            Column(N_("Nguồn định nghĩa")),
            Column(N_("Cũ sau (ngày)"), numeric=True),
        ],
    }
    return render(request, "leader/figures/vocabulary.html", context)


def _day(request: DeskRequest, name: str, usual: date) -> date:
    day = read_day(request.GET.get(name, "")[:20])
    return day if day is not None and day.year in YEARS else usual
