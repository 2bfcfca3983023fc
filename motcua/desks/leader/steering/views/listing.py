"""The board and its lists: figures that open, bars by place and unit, filters, pages, a file and a sheet of paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.leader.across.shapes import Bar
from motcua.desks.leader.steering import shown
from motcua.desks.leader.steering.asked import HOME, asked, href, kept_parts, show_href
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option, RateShape
from motcua.kernel import clock
from motcua.kernel.words import N_, Said
from motcua.office.queries import names
from motcua.oversight.queries import directives
from motcua.oversight.queries.directives import Asked, DirectiveRow, Show
from motcua.oversight.rules.directives import SOURCE_NAMES

READ: Final = "directive.read"
PRINTED_MOST: Final = 500
TOP: Final = Link(N_("Chỉ đạo"), "/chi-dao/")
SHEET: Final = (
    (N_("Nhiệm vụ"), 60),
    (N_("Đơn vị chủ trì"), 36),
    (N_("Đơn vị phối hợp"), 36),
    (N_("Hạn"), 14),
    (N_("Hạn như câu chỉ đạo"), 28),
    (N_("Sản phẩm"), 40),
    (N_("Tình trạng"), 26),
    (N_("Phần trăm"), 10),
    (N_("Trễ (ngày)"), 10),
    (N_("Vướng mắc"), 40),
    (N_("Văn bản nguồn"), 22),
    (N_("Nơi giao"), 30),
    (N_("Địa bàn"), 26),
    (N_("Hoàn thành"), 14),
)
"""The columns of the Government Office's register (task, owner, deadline, product, status, source document) and ours."""


@require_safe
@power(READ)
def home(request: DeskRequest) -> HttpResponse:
    """Show the board: what presses, where, and the list asked for, or the first in which something waits for the reader."""
    wanted, actor = asked(request), request.actor
    if "xem" not in request.GET:
        wanted = replace(wanted, show=directives.first_to_act(actor, wanted))
    counts = directives.counts(actor, wanted)
    rows, more = directives.listed(actor, wanted)
    whole = replace(wanted, after=None)
    done, late = counts[Show.DONE], counts[Show.DONE_LATE]
    context: dict[str, Any] = {
        "wanted": wanted,
        "label": shown.SHOWS[wanted.show],
        "figures": [(show, label, counts[show], show_href(wanted, show)) for show, label in shown.FIGURES.items()],
        "others": [
            Link(label, show_href(wanted, show), current=show is wanted.show, count=counts[show])
            for show, label in shown.OTHERS.items()
        ],
        "sides": [
            Link(label, href(replace(whole, side=side)), current=side is wanted.side)
            for side, label in shown.SIDES.items()
        ],
        "rate": RateShape(
            N_("Hoàn thành đúng hạn"),
            done - late,
            done,
            denominator_label=N_("nhiệm vụ đã hoàn thành"),
            href=show_href(wanted, Show.DONE),
        ),
        "rows": [line(row) for row in rows],
        "columns": _columns(wanted),
        "places": _bars(directives.by_place(actor, whole), wanted, "place"),
        "leads": _bars(directives.by_lead(actor, whole), wanted, "lead"),
        "narrowed": _narrowed(wanted),
        "kept": kept_parts(wanted),
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "steering:export"),
        "sheet_href": href(whole, "steering:sheet"),
        "total": counts[wanted.show],
        "may_create": actor.can("directive.write"),
        "as_of": clock.now(),
    }
    return render(request, "leader/steering/home.html", context)


def line(row: DirectiveRow) -> dict[str, Any]:
    """Return a directive as tables show it."""
    return {"row": row, "id": row.id, "tone": "late" if row.late else "", "tags": shown.tags(row), "href": ""}


def _columns(wanted: Asked) -> list[Column]:
    return [
        Column(N_("Nhiệm vụ"), filter_name="q", filter_value=wanted.text),
        Column(N_("Chủ trì")),
        Column(N_("Hạn")),
        Column(N_("Sản phẩm")),
        Column(
            N_("Tình trạng"),
            filter_name="xem",
            filter_value=wanted.show,
            filter_options=[Option(show, label) for show, label in shown.SHOWS.items() if show is not Show.ALL],
        ),
        Column(
            N_("Nguồn"),
            filter_name="nguon",
            filter_value=wanted.source,
            filter_options=[Option(kind, name) for kind, name in SOURCE_NAMES.items()],
        ),
    ]


def _bars(ranked: Iterable[tuple[UUID, str, int]], wanted: Asked, column: str) -> list[Bar]:
    found = list(ranked)
    most = max((count for *_, count in found), default=0)
    whole = replace(wanted, after=None)
    return [
        Bar(name, count, most, href(replace(whole, place=id_) if column == "place" else replace(whole, lead=id_)))
        for id_, name, count in found
    ]


def _narrowed(wanted: Asked) -> list[Link]:
    """Return what the list is cut to besides, each leading back out of it."""
    named = names.names_of([one for one in (wanted.place, wanted.lead) if one])
    found = []
    if wanted.place:
        found.append(Link(named.get(wanted.place, ""), href(replace(wanted, place=None, after=None))))
    if wanted.lead:
        found.append(Link(named.get(wanted.lead, ""), href(replace(wanted, lead=None, after=None))))
    if wanted.since or wanted.until:
        period = f"{formats.short_date(wanted.since)} – {formats.short_date(wanted.until)}"
        found.append(Link(period, href(replace(wanted, since=None, until=None, after=None))))
    return found


@require_safe
@power(READ)
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX, in the columns of the Government Office's register."""
    wanted = asked(request)
    title = gettext(N_("Nhiệm vụ chỉ đạo – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = directives.exported(request.actor, wanted)
    return spreadsheet(f"nhiem-vu-{clock.today():%Y%m%d}.xlsx", title, SHEET, [values(row) for row in rows])


def values(row: DirectiveRow) -> list[str | int | date | Said | None]:
    """Return the cells of a directive in a spreadsheet."""
    return [
        row.title,
        row.lead_name,
        "; ".join(row.co_names),
        row.until,
        formats.said(row.asked),
        row.product,
        formats.said(shown.status(row)),
        row.percent,
        row.late,
        row.obstacle,
        row.document or formats.said(SOURCE_NAMES[row.source_kind]),
        row.keeper_name,
        row.place_name,
        row.done_on,
    ]


@require_safe
@power(READ)
def sheet(request: DeskRequest) -> HttpResponse:
    """Show the list as a sheet to print."""
    wanted = asked(request)
    rows = directives.exported(request.actor, wanted, PRINTED_MOST)
    context = {
        "rows": [(row, shown.status(row)) for row in rows],
        "label": shown.SHOWS[wanted.show],
        "more": len(rows) == PRINTED_MOST,
        "back": href(wanted, HOME),
    }
    return render(request, "leader/steering/sheet.html", context)
