"""The list of difficulties and proposals: what waits longest first, as a page, a file and a sheet for a meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.centre.proposals import shown
from motcua.desks.centre.proposals.shown import HOME, SHEET, asked, href
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.fields import options_of
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names
from motcua.office.rules import Level
from motcua.proposals.queries import lists, one
from motcua.proposals.queries.lists import EXPORT_MOST, SHOW_NAMES, Asked, Show
from motcua.proposals.rules.ageing import band_named
from motcua.proposals.rules.facts import CATEGORY_NAMES, KIND_NAMES

PRINTED_MOST: Final = 500
PLACES_OFFERED: Final = 300
"""Communes offered as a filter; whoever oversees more finds them on the board."""


@require_safe
@power("proposal.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the list with its counts."""
    wanted, actor = asked(request), request.actor
    whole = replace(wanted, after=None)
    numbers = lists.counts(actor, whole)
    rows, more = lists.listed(actor, wanted)
    context: dict[str, Any] = {
        "rows": [{"row": row, "id": row.id, "tone": _tone(row), "tags": shown.tags(row)} for row in rows],
        "columns": _columns(wanted, actor),
        "tabs": [
            Link(
                label,
                href(replace(whole, show=show)),
                current=show is wanted.show,
                count=None if wanted.on else numbers[show],
            )
            for show, label in SHOW_NAMES.items()
            if show is wanted.show or numbers[show] or show in (Show.WAITING, Show.ANSWERED, Show.ALL)
        ],
        "narrowed": _narrowed(wanted),
        "asked": wanted,
        "hidden": _kept_in_filters(wanted),
        "lies_with": shown.lies_with,
        "age": shown.age,
        "kinds": KIND_NAMES,
        "categories": CATEGORY_NAMES,
        "day": shown.day_typed(wanted.on),
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "proposals:export"),
        "print_href": href(whole, "proposals:print"),
        "total": None if wanted.on else numbers[wanted.show],
        "may_file": may_file(actor),
        "may_steer": actor.can("proposal.route"),
        "mine": lists.with_my_unit(actor) if actor.can("proposal.answer") else None,
        "mine_href": href(Asked(mine=True)),
        "filings": one.recent_filings(actor, 5) if may_file(actor) else (),
    }
    return render(request, "centre/proposals/home.html", context)


def may_file(actor: Actor) -> bool:
    """Say whether the actor files for a commune."""
    place = territory.home(actor)
    return bool(actor.can("proposal.write") and place and office.unit(place).level is Level.COMMUNE)


def _tone(row: lists.ProposalRow) -> str:
    return "late" if row.promise_missed or any(tone == "late" for _, tone in shown.tags(row)) else ""


def _narrowed(wanted: Asked) -> list[Link]:
    """Return what the list is narrowed to besides its filters, each with the address that lets go of it."""
    found = []
    if wanted.unit is not None:
        name = names.names_of([wanted.unit])[wanted.unit] if office.units([wanted.unit]) else ""
        found.append(Link(name or N_("một đơn vị"), href(replace(wanted, unit=None, after=None))))
    band = band_named(wanted.band)
    if band is not None:
        found.append(Link(band.name, href(replace(wanted, band="", after=None))))
    if wanted.mine:
        found.append(Link(N_("giao đơn vị tôi"), href(replace(wanted, mine=False, after=None))))
    if wanted.common is not None:
        found.append(Link(N_("một vấn đề chung"), href(replace(wanted, common=None, after=None))))
    return found


def _kept_in_filters(wanted: Asked) -> dict[str, str]:
    parts = {
        "xem": wanted.show if wanted.show is not Show.WAITING else "",
        "don-vi": str(wanted.unit or ""),
        "cho": wanted.band,
        "chung": str(wanted.common or ""),
        "toi": "1" if wanted.mine else "",
        "ngay": shown.day_typed(wanted.on),
    }
    return {name: value for name, value in parts.items() if value}


def _columns(wanted: Asked, actor: Actor) -> list[Column]:
    places = _places(actor)
    return [
        Column(N_("Nội dung"), filter_name="q", filter_value=wanted.text),
        Column(N_("Loại"), filter_name="loai", filter_value=wanted.kind, filter_options=options_of(KIND_NAMES)),
        Column(N_("Nhóm"), filter_name="nhom", filter_value=wanted.category, filter_options=options_of(CATEGORY_NAMES)),
        Column(
            N_("Xã, phường"),
            filter_name="xa" if len(places) > 1 else "",
            filter_value=str(wanted.place or ""),
            filter_options=places,
        ),
        Column(N_("Tình trạng")),
        Column(N_("Đang ở")),
        Column(N_("Thời gian chờ")),
    ]


def _places(actor: Actor) -> list[Option]:
    reach = territory.of(actor)
    if not 1 < len(reach) <= PLACES_OFFERED:
        return []
    found = [one for one in office.units(reach).values() if one.level is Level.COMMUNE]
    return [Option(str(one.id), one.printed) for one in sorted(found, key=lambda one: fold(one.name))]


@require_safe
@power("proposal.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    wanted, actor = asked(request), request.actor
    rows = lists.exported(actor, wanted)
    printed = office.units({row.place for row in rows})
    title = gettext(N_("Khó khăn, đề xuất của xã – {unit} – tính đến {at}")).format(
        unit=actor.unit_name, at=formats.long_date(lists.day_of(wanted.on))
    )
    last = gettext(N_("Tệp có {n} dòng đầu; lọc hẹp hơn để lấy đủ.")).format(n=EXPORT_MOST)
    return spreadsheet(
        f"kien-nghi-{lists.day_of(wanted.on):%Y%m%d}.xlsx",
        title,
        SHEET,
        [shown.cells(row, printed[row.place].printed) for row in rows],
        last=last if len(rows) == EXPORT_MOST else "",
    )


@require_safe
@power("proposal.read")
def paper(request: DeskRequest) -> HttpResponse:
    """Show «Bảng tổng hợp kiến nghị», to take to a meeting: by commune, in the order they were filed."""
    wanted = asked(request)
    rows = lists.exported(request.actor, wanted, PRINTED_MOST)
    printed = office.units({row.place for row in rows})
    ordered = sorted(rows, key=lambda row: (fold(printed[row.place].name), row.filing, row.ordinal))
    context = {
        "groups": _by_place([(printed[row.place].printed, row) for row in ordered]),
        "show": SHOW_NAMES[wanted.show],
        "on": lists.day_of(wanted.on),
        "count": len(rows),
        "most": PRINTED_MOST,
        "tags": shown.tags,
        "age": shown.age,
        "lies_with": shown.lies_with,
        "kinds": KIND_NAMES,
        "trail": [HOME],
        "back": reverse("proposals:home"),
    }
    return render(request, "centre/proposals/print.html", context)


def _by_place(rows: list[tuple[str, lists.ProposalRow]]) -> list[tuple[str, list[lists.ProposalRow]]]:
    found: dict[str, list[lists.ProposalRow]] = {}
    for place, row in rows:
        found.setdefault(place, []).append(row)
    return list(found.items())
