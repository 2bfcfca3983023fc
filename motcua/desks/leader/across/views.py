"""The pages of a board across centres: figures, chart, list; on paper; as a spreadsheet. One way for every topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.leader.across.building import LINES, WORKS
from motcua.desks.leader.across.people import MONEY, PEOPLE, PROJECTS
from motcua.desks.leader.across.shapes import EXPORT_MOST, PLACES_SHOWN, PRINTED_MOST, Asked, Bar, Figure, Topic
from motcua.desks.leader.across.things import ASSETS, RECORDS
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.kernel.ids import parse_id
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.queries import names

HOME: Final = Link(N_("Điều hành"), "/dieu-hanh/")
TOPICS: Final[Mapping[str, Topic]] = {one.key: one for one in (WORKS, LINES, ASSETS, RECORDS, PEOPLE, MONEY, PROJECTS)}


def offered(actor: Actor) -> list[Link]:
    """Return the boards across centres that somebody may open, for the first page of the desk."""
    return [Link(one.title, _address(one)) for one in TOPICS.values() if actor.can(one.power)]


@require_safe
@power("oversee")
def board(request: DeskRequest, topic: str) -> HttpResponse:
    """Show one board: what stands out, where, and the things themselves."""
    found, asked, figures = _read(request, topic)
    rows, after = found.rows(request.actor, asked)
    context = _context(request, found, asked, figures) | {"rows": rows, "next_href": _next(request, after)}
    return render(request, "leader/across.html", context)


@require_safe
@power("oversee")
def paper(request: DeskRequest, topic: str) -> HttpResponse:
    """Show one board as a sheet of paper."""
    found, asked, figures = _read(request, topic)
    rows, after = found.rows(request.actor, replace(asked, after="", limit=PRINTED_MOST))
    context = _context(request, found, asked, figures) | {"rows": rows[:PRINTED_MOST], "more": bool(after)}
    return render(request, "leader/across_print.html", context)


@require_safe
@power("oversee")
def export(request: DeskRequest, topic: str) -> HttpResponse:
    """Answer the list of a board as a spreadsheet, as it is narrowed."""
    found, asked, _figures = _read(request, topic)
    rows, _ = found.rows(request.actor, replace(asked, after="", limit=EXPORT_MOST))
    heads = [(head.label, head.width) for head in found.heads(asked.show)]
    name = f"{found.key}-{asked.show}-{clock.today():%Y%m%d}.xlsx"
    return spreadsheet(name, formats.said(found.title), heads, [row.cells for row in rows])


def _read(request: DeskRequest, key: str) -> tuple[Topic, Asked, Sequence[Figure]]:
    """Return the board, what of it is wanted, and its figures; a figure or place that is none is refused.

    Where no figure is asked for, the first that counts something is shown: the usual one before the others.
    """
    found = TOPICS.get(key)
    if found is None:
        raise NotFound(N_("Không có bảng này."))
    if not request.actor.can(found.power):
        raise NotAllowed(N_("Bạn không có quyền xem phần việc này."))
    show = request.GET.get("xem", "")
    if show and show not in found.shows:
        raise BadInput(N_("Không có danh sách này."))
    typed = request.GET.get("xa", "")
    place = parse_id(typed) if typed else None
    if place is not None and not territory.holds(request.actor, place):
        raise NotFound(N_("Không có địa bàn này trong phạm vi của bạn."))
    figures = found.figures(request.actor, place)
    if not show:
        counting = {figure.key for figure in figures if figure.count}
        ordered = [found.usual, *(figure.key for figure in figures)]
        show = next((key for key in ordered if key in counting), found.usual)
    asked = Asked(str(show), place, clean(request.GET.get("q", ""), 80), request.GET.get("sau", "")[:300])
    return found, asked, figures


def _context(request: DeskRequest, topic: Topic, asked: Asked, figures: Sequence[Figure]) -> dict[str, Any]:
    counts = topic.by_place(request.actor, asked.show)
    named = names.names_of(counts)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], fold(named.get(one[0], ""))))
    most = max((count for _, count in ranked), default=1)
    kept = {name: value for name, value in (("xa", asked.place), ("q", asked.text)) if value}
    label = next(figure.label for figure in figures if figure.key == asked.show)
    return {
        "topic": topic,
        "asked": asked,
        "figures": [(figure, _query(kept | {"xem": figure.key})) for figure in figures],
        "label": label,
        "bars_label": topic.place_labels.get(asked.show, label),
        "columns": [Column(head.label, numeric=head.numeric) for head in topic.heads(asked.show)],
        "chart": topic.bars(request.actor, asked) if topic.bars else None,
        "bars": [_bar(named, asked, place, count, most) for place, count in ranked[:PLACES_SHOWN]],
        "places_more": max(0, len(ranked) - PLACES_SHOWN),
        "places": _options(named, asked.place),
        "topics": [Link(one.title, _address(one)) for one in TOPICS.values() if request.actor.can(one.power)],
        "here": _address(topic),
        "query": _query(kept | {"xem": asked.show}),
        "as_of": clock.now(),
        "trail": [HOME, Link(topic.title)],
    }


def _bar(named: Mapping[UUID, str], asked: Asked, place: UUID, count: int, most: int) -> Bar:
    return Bar(named.get(place, ""), count, most, _query({"xem": asked.show, "xa": place}))


def _options(named: Mapping[UUID, str], chosen: UUID | None) -> Sequence[Option]:
    known = dict(named) if chosen is None or chosen in named else {**named, **names.names_of([chosen])}
    return [Option(str(place), name) for place, name in sorted(known.items(), key=lambda one: fold(one[1]))]


def _address(topic: Topic) -> str:
    return reverse("leader:across", args=[topic.key])


def _query(values: Mapping[str, object]) -> str:
    return f"?{urlencode(values)}"


def _next(request: DeskRequest, after: str) -> str:
    if not after:
        return ""
    query = request.GET.copy()
    query["sau"] = after
    return f"?{query.urlencode()}#danh-sach"
