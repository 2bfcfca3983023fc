"""The list of works: what is late first, filters, counts, as a page, a file and a sheet of paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.centre.works import shown
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option, RateShape
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.works import queries, rules
from motcua.works.queries import Asked, Show, WorksRow

READERS = ("works.read", "works.report")
TEXT_MOST = 100


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for; what is unknown there asks for everything."""
    show = request.GET.get("xem", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.ALL,
        text=request.GET.get("q", "").strip()[:TEXT_MOST],
        place=typed_id(request.GET, "dia-ban"),
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: Asked, view: str = "works:home") -> str:
    """Return the address of a list."""
    parts = {"xem": wanted.show if wanted.show is not Show.ALL else "", "q": wanted.text}
    parts |= {"dia-ban": str(wanted.place or ""), "sau": str(wanted.after or "")}
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


@require_safe
@power(*READERS)
def home(request: DeskRequest) -> HttpResponse:
    """Show the list with its counts."""
    wanted, actor = asked(request), request.actor
    board = queries.board(actor, wanted.place)
    rows, more = queries.listed(actor, wanted)
    counts = {
        Show.ALL: board.all,
        Show.RUNNING: board.running,
        Show.LATE: board.late,
        Show.SLIPPING: board.slipping,
        Show.SILENT: board.silent,
        Show.BLOCKED: board.blocked,
        Show.UNDATED: board.undated,
        Show.DONE: board.accepted,
    }
    whole = replace(wanted, after=None)
    context: dict[str, Any] = {
        "rows": [
            {"row": row, "id": row.id, "tone": "late" if row.late else "", "tags": shown.tags(row)} for row in rows
        ],
        "columns": _columns(wanted, board.places),
        "tabs": [
            Link(label, href(replace(whole, show=show)), current=show is wanted.show, count=counts[show])
            for show, label in shown.SHOWS.items()
        ],
        "board": board,
        "rate": RateShape(
            N_("Nghiệm thu đúng hạn"),
            board.in_time,
            board.accepted,
            denominator_label=N_("công trình đã nghiệm thu"),
            href=href(replace(whole, show=Show.DONE)),
        ),
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "works:export"),
        "sheet_href": href(whole, "works:sheet"),
        "total": counts[wanted.show] if not wanted.text else None,
        "may_create": actor.can("works.write"),
        "wanted": wanted,
    }
    return render(request, "centre/works/home.html", context)


def _columns(wanted: Asked, places: tuple[tuple[Any, str], ...]) -> list[Column]:
    options = [Option(str(id_), name) for id_, name in places]
    return [
        Column(N_("Công trình"), filter_name="q", filter_value=wanted.text),
        Column(
            N_("Địa bàn"),
            filter_name="dia-ban" if len(options) > 1 else "",
            filter_value=str(wanted.place or ""),
            filter_options=options,
        ),
        Column(N_("Tiến độ")),
        Column(N_("Ngày yêu cầu")),
        Column(N_("Dự báo")),
        Column(
            N_("Tình trạng"),
            filter_name="xem",
            filter_value=wanted.show,
            filter_options=[Option(show, label) for show, label in shown.SHOWS.items() if show is not Show.ALL],
        ),
    ]


SHEET = (
    (N_("Công trình"), 46),
    (N_("Địa bàn"), 24),
    (N_("Đơn vị thi công"), 30),
    (N_("Tự báo cáo, %"), 13),
    (N_("Kiểm tra tận nơi, %"), 13),
    (N_("Kế hoạch đến hôm nay, %"), 13),
    (N_("Yêu cầu hoàn thành"), 26),
    (N_("Ngày cuối còn đúng hạn"), 14),
    (N_("Còn lại"), 28),
    (N_("Dự báo"), 34),
    (N_("Tình trạng"), 34),
    (N_("Nghiệm thu"), 14),
)


@require_safe
@power(*READERS)
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    rows = queries.exported(request.actor, asked(request))
    title = gettext(N_("Công trình – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    return spreadsheet(f"cong-trinh-{clock.today():%Y%m%d}.xlsx", title, SHEET, [_values(row) for row in rows])


def _values(row: WorksRow) -> list[str | int | date | None]:
    return [
        row.name,
        row.place_name,
        row.contractor_name,
        row.percent,
        row.seen_percent,
        row.planned,
        formats.said(row.asked),
        row.last_day,
        formats.said(row.countdown) if row.countdown else "",
        formats.said(row.forecast.words),
        shown.words_of(row),
        row.accepted_on,
    ]


@require_safe
@power(*READERS)
def sheet(request: DeskRequest) -> HttpResponse:
    """Show the list as a sheet to print."""
    wanted = asked(request)
    rows = queries.exported(request.actor, wanted)
    context = {
        "rows": [(row, shown.words_of(row)) for row in rows],
        "show": shown.SHOWS[wanted.show],
        "sources": rules.SOURCE_NAMES,
    }
    return render(request, "centre/works/sheet.html", context)
