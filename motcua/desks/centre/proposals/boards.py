"""The board: how many wait and how long, by unit, by category, by commune, on a map; today or as of an earlier day."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.centre.proposals import shown
from motcua.desks.centre.proposals.shown import HOME, Bar, asked, href
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, RateShape
from motcua.kernel.ids import parse_id
from motcua.kernel.words import N_
from motcua.office import queries as office
from motcua.proposals.queries import board as queries
from motcua.proposals.queries.board import Board, Group
from motcua.proposals.queries.lists import Asked, Show
from motcua.proposals.rules.facts import CATEGORY_NAMES, Category

TITLE: Final = N_("Tổng hợp kiến nghị")
COLUMNS: Final = (
    Column(N_("Ở đâu")),
    Column(N_("Chưa trả lời"), numeric=True),
    Column(N_("Đã trả lời"), numeric=True),
    Column(N_("Chờ lâu nhất"), numeric=True),
)
SHEET: Final = (
    (N_("Xã, phường"), 36),
    (N_("Đã gửi"), 12),
    (N_("Chưa trả lời"), 14),
    (N_("Đã trả lời"), 14),
    (N_("Chưa trả lời cũ nhất, gửi ngày"), 18),
    (N_("Số ngày"), 12),
)


@require_safe
@power("proposal.read")
def board(request: DeskRequest) -> HttpResponse:
    """Show what waits; every figure opens the rows behind it."""
    wanted = Asked(on=asked(request).on)
    found = queries.board(request.actor, wanted.on)
    everything = replace(wanted, show=Show.ALL)
    context = {
        "it": found,
        "day": shown.day_typed(wanted.on),
        "past": wanted.on is not None,
        "rate": RateShape(
            N_("Đã trả lời"), found.answered, found.whole, N_("đã trả lời"), N_("đã gửi"), href=href(everything)
        ),
        "waiting_href": href(wanted),
        "bands": _bands(found, wanted),
        "unit_rows": [
            (one, one.name or N_("chưa có đơn vị nhận"), _unit_href(one, wanted)) for one in found.units if one.waiting
        ],
        "category_rows": [
            (one, CATEGORY_NAMES[Category(one.key)], href(replace(wanted, category=one.key)))
            for one in found.categories
        ],
        "place_rows": [(one, one.name, href(replace(wanted, place=parse_id(one.key)))) for one in found.places],
        "more": max(0, found.communes - len(found.places)),
        "columns": COLUMNS,
        "drawn": shown.draw(found.marks),
        "mark_href": lambda mark: href(replace(wanted, place=mark.place)),
        "list_href": href(wanted),
        "export_href": href(wanted, "proposals:board_export"),
        "print_href": href(wanted, "proposals:print"),
        "may_steer": request.actor.can("proposal.route"),
        "trail": [HOME, Link(TITLE)],
    }
    return render(request, "centre/proposals/board.html", context)


def _bands(found: Board, wanted: Asked) -> list[Bar]:
    return [
        Bar(band.name, count, max(found.waiting, 1), href(replace(wanted, band=band.key)))
        for band, count in found.bands
    ]


def _unit_href(group: Group, wanted: Asked) -> str:
    if not group.key:
        return href(replace(wanted, show=Show.UNROUTED)) if wanted.on is None else ""
    return href(replace(wanted, unit=parse_id(group.key)))


@require_safe
@power("proposal.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the communes of the board as XLSX, all of them."""
    day = asked(request).on
    groups = queries.by_place(request.actor, day)
    named = office.units(parse_id(one.key) for one in groups)
    title = gettext(N_("Kiến nghị theo xã – {unit} – tính đến {at}")).format(
        unit=request.actor.unit_name, at=formats.long_date(queries.day_of(day))
    )
    rows = [
        [named[parse_id(one.key)].printed, one.whole, one.waiting, one.answered, one.oldest, one.oldest_days]
        for one in groups
    ]
    return spreadsheet(f"kien-nghi-theo-xa-{queries.day_of(day):%Y%m%d}.xlsx", title, SHEET, rows)
