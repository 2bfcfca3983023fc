"""The operating report as a page and as the filed form; the dossiers behind a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.certifications import queries as certifications
from motcua.certifications import rules as certifying
from motcua.desks.leader.operating import fees
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.fields import YEARS
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.dossiers import operating, operating_late
from motcua.dossiers.rules.life import STATE_NAMES
from motcua.indicators.rules import operating as rules
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, said
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.office.queries import names
from motcua.office.staff_sheet import read_day
from motcua.payments import queries as payments

SECTIONS = (
    (
        N_("Tiếp nhận"),
        (
            "carried",
            "taken",
            "received",
            "direct",
            "online_able",
            "online",
            "online_citizen",
            "online_helper",
            "online_official",
            "postal",
            "elsewhere",
        ),
    ),
    (
        N_("Đã giải quyết"),
        ("resolved", "early", "ontime", "late", "undated", "rejected", "withdrawn", "stopped", "handed_on"),
    ),
    (N_("Đang giải quyết"), ("open", "open_in_time", "open_late", "open_undated", "uncollected")),
    (N_("Chất lượng"), ("digitised", "supplemented", "extended")),
    (N_("Không phụ thuộc địa giới"), ("taken_for", "settled_for", "handed_for")),
)
WHOLES = frozenset(
    {"carried", "taken", "received", "resolved", "rejected", "withdrawn", "stopped", "handed_on", "open"}
) | {"uncollected"}
NOT_YET = (N_("Mức độ hài lòng"), N_("Thời gian chờ tại Trung tâm"))
"""Figures whose source does not exist yet."""
PLACES_MOST = 200
COLUMNS = (Column(N_("Chỉ tiêu")), Column(N_("Số hồ sơ"), numeric=True), Column(N_("Tỷ lệ"), numeric=True))
BEHIND = tuple(map(Column, (N_("Mã hồ sơ"), N_("Thủ tục"), N_("Chủ hồ sơ"), N_("Tình trạng"), N_("Hẹn trả"))))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which period, place ("" for all within reach) and field of procedures the report is of."""

    first: date
    last: date
    place: UUID | None
    field: str

    def query(self, **more: str) -> str:
        """Return it as the query of an address."""
        parts = {
            "tu": f"{self.first:%d/%m/%Y}",
            "den": f"{self.last:%d/%m/%Y}",
            "noi": self.place.hex if self.place else "",
            "linh-vuc": self.field,
        } | more
        return urlencode({name: value for name, value in parts.items() if value})


def asked(request: DeskRequest, *, usual_first: date | None = None) -> Asked:
    """Return what the address asks for; days that are none become the usual ones, turned ones are put in order.

    Usual is this month, or from ``usual_first`` on.
    """
    today = clock.today()
    first, last = _day(request, "tu", usual_first or today.replace(day=1)), _day(request, "den", today)
    place = typed_id(request.GET, "noi")
    if place is not None and not territory.holds(request.actor, place):
        raise NotFound(N_("Không có địa bàn này trong phạm vi của bạn."))
    return Asked(min(first, last), max(first, last), place, request.GET.get("linh-vuc", "").strip()[:120])


def _day(request: DeskRequest, name: str, usual: date) -> date:
    day = read_day(request.GET.get(name, "")[:20])
    return day if day is not None and day.year in YEARS else usual


def centres_of(request: DeskRequest, wanted: Asked) -> dict[UUID, UUID]:
    """Return the centres the report is of, by their place."""
    reach = territory.of(request.actor) & family.places_with_centre(clock.today())
    places = [wanted.place] if wanted.place else sorted(reach)
    found = {place: office.centre_of(place) for place in places}
    return {place: centre.id for place, centre in found.items() if centre is not None}


@require_safe
@power("figure.read")
def report(request: DeskRequest) -> HttpResponse:
    """Show the report: figures with their share, whether they add up, the lines to paste."""
    wanted = asked(request)
    centres = centres_of(request, wanted)
    found = operating.counted(request.actor, centres.values(), wanted.first, wanted.last, wanted.field)
    opens = request.actor.can("dossier.read")
    context = {
        "asked": wanted,
        "found": found,
        "columns": COLUMNS,
        "sections": [(title, [_line(key, found, wanted, opens=opens) for key in keys]) for title, keys in SECTIONS],
        "why": _why(request, centres, wanted, found, opens=opens),
        "differences": rules.differences(found.counts),
        "lines": _pasted(found, wanted),
        "not_yet": NOT_YET,
        "certified": certifications.handed_at_once(centres.values(), request.actor.realm, wanted.first, wanted.last)
        if wanted.field in {"", certifying.FIELD}
        else (0, 0),
        "fees": fees.shown(
            payments.taken(request.actor, centres.values(), wanted.first, wanted.last, wanted.field),
            wanted.first,
            wanted.last,
            len(centres),
            field=wanted.field,
        ),
        "turned_away": sum(found.turned_away.values()),
        "places": reach_options(request, centres, wanted),
        "fields": _fields(centres),
        "sheet_href": f"{reverse('operating:sheet')}?{wanted.query()}",
        "workload_href": f"{reverse('operating:workload')}?{wanted.query()}",
        "trail": [Link(N_("Số liệu"), reverse("figures:home")), Link(N_("Báo cáo tình hình"))],
    }
    return render(request, "leader/operating/report.html", context)


@require_safe
@power("figure.read")
def lines(request: DeskRequest) -> HttpResponse:
    """Show the three lines to paste, of this month until now, with the key that copies them: for other pages to hold."""
    wanted = asked(request)
    found = operating.counted(
        request.actor, centres_of(request, wanted).values(), wanted.first, wanted.last, wanted.field
    )
    template = "leader/operating/_lines.html" if request.htmx else "leader/operating/lines.html"
    return render(request, template, {"lines": _pasted(found, wanted), "report_href": reverse("operating:report")})


def _pasted(found: operating.Counted, wanted: Asked) -> list[str]:
    """Return the lines to paste: the first says since when and as of which minute they count."""
    first, *others = [formats.said(line) for line in rules.lines(found.counts)]
    words = said(
        N_("Đến {at}, từ {day}: {line}"),
        at=formats.short_moment(found.at),
        day=formats.short_date(wanted.first),
        line=first,
    )
    return [formats.said(words), *others]


def _why(
    request: DeskRequest, centres: dict[UUID, UUID], wanted: Asked, told: operating.Counted, *, opens: bool
) -> dict[str, Any]:
    """Return why the late dossiers are late: how many of how many looked into, each reason with its share."""
    found = operating_late.reasons(request.actor, centres.values(), wanted.first, wanted.last, wanted.field)
    rows = [
        {
            "id": key,
            "name": name,
            "count": found.counts[key],
            "rate": formats.rate(found.counts[key], found.looked),
            "href": _behind(key, wanted) if opens and found.counts[key] else "",
        }
        for key, name in operating_late.FIGURES.items()
    ]
    return {"rows": rows, "looked": found.looked, "whole": told.counts["late"] + told.counts["open_late"]}


def _behind(key: str, wanted: Asked) -> str:
    return f"{reverse('operating:behind', args=[key])}?{wanted.query()}"


def _line(key: str, found: operating.Counted, wanted: Asked, *, opens: bool) -> dict[str, Any]:
    name = operating.FIGURES[key]
    rate = rules.share(found.counts, key, name)
    return {
        "id": key,
        "name": name,
        "whole": key in WHOLES,
        "count": found.counts[key],
        "rate": formats.rate(rate.numerator, rate.denominator) if rate else "",
        "href": _behind(key, wanted) if opens and found.counts[key] else "",
    }


def reach_options(request: DeskRequest, centres: dict[UUID, UUID], wanted: Asked) -> list[Option]:
    """Return the places to choose from, where there is more than one within reach."""
    reach = (
        sorted(territory.of(request.actor) & family.places_with_centre(clock.today()))
        if wanted.place
        else list(centres)
    )
    if len(reach) < 2:
        return []
    named = names.names_of(set(reach))
    return [Option(id_.hex, name) for id_, name in sorted(named.items(), key=lambda one: one[1])][:PLACES_MOST]


def _fields(centres: dict[UUID, UUID]) -> list[Option]:
    """Return the fields of procedures of one centre; of many nobody chooses one."""
    if len(centres) != 1:
        return []
    return [Option(field, field) for field in catalogue.fields_of(next(iter(centres.values())))]


@require_safe
@power("figure.read")
def sheet(request: DeskRequest) -> HttpResponse:
    """Give the filed form: a line for each field of procedures of one centre, or for each centre, and their sum.

    What no line is of, such as dossiers of a field that the centre no longer has, stands in a line of its own.
    """
    wanted = asked(request)
    centres = centres_of(request, wanted)
    groups: list[tuple[str, list[UUID], str]]
    if len(centres) == 1:
        centre = next(iter(centres.values()))
        fields = [wanted.field] if wanted.field else catalogue.fields_of(centre)
        groups = [(field, [centre], field) for field in fields]
    else:
        named = names.names_of(set(centres))
        groups = [(named[place], [centre], wanted.field) for place, centre in centres.items()]
    rows: list[tuple[Any, ...]] = []
    for number, (title, units, field) in enumerate(groups[:PLACES_MOST], 1):
        told = operating.counted(request.actor, units, wanted.first, wanted.last, field)
        rows.append((number, title, *rules.row(told.counts)))
    whole = operating.counted(request.actor, centres.values(), wanted.first, wanted.last, wanted.field)
    total = rules.row(whole.counts)
    rest = [of_all - sum(row[at] for row in rows) for at, of_all in enumerate(total, 2)]
    if any(rest):
        rows.append(("", gettext(N_("Lĩnh vực, nơi khác")), *rest))
    rows.append(("", gettext(N_("Tổng số")), *total))
    columns = [(N_("STT"), 6), (N_("Lĩnh vực, nơi"), 40), *((name, 14) for name, _ in rules.COLUMNS)]
    title = gettext(N_("Tình hình giải quyết thủ tục hành chính từ {first} đến {last}")).format(
        first=f"{wanted.first:%d/%m/%Y}", last=f"{wanted.last:%d/%m/%Y}"
    )
    faults = [formats.said(one.said) for one in rules.differences(whole.counts)]
    balanced = gettext(N_("Các cột cân đối."))
    last = " ".join([gettext(N_("CHƯA CÂN ĐỐI:")), *faults]) if faults else balanced
    return spreadsheet("bao-cao-tinh-hinh.xlsx", title, columns, rows, sheet=N_("Biểu II.06a"), last=last)


@require_safe
@power("figure.read")
def behind(request: DeskRequest, figure: str) -> HttpResponse:
    """Show the dossiers a figure counts, as far as the reader may read them."""
    wanted = asked(request)
    centres = centres_of(request, wanted).values()
    period = (wanted.first, wanted.last)
    if figure in operating_late.FIGURES:
        found = operating_late.opened(request.actor, centres, figure, *period, field=wanted.field)
    else:
        after = typed_id(request.GET, "sau")
        found = operating.opened(request.actor, centres, figure, *period, field=wanted.field, after=after)
    name = {**operating.FIGURES, **operating_late.FIGURES}[figure]
    context = {
        "name": name,
        "rows": found.rows,
        "states": STATE_NAMES,
        "columns": BEHIND,
        "next_href": f"?{wanted.query(sau=found.after)}" if found.after else "",
        "asked": wanted,
        "trail": [
            Link(N_("Báo cáo tình hình"), f"{reverse('operating:report')}?{wanted.query()}"),
            Link(name),
        ],
    }
    return render(request, "leader/operating/behind.html", context)
