"""The list of stated figures, as a page and a file; one figure beside what the books say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.leader.figures import shown
from motcua.desks.leader.figures.acts import VERBS
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id, whole_number
from motcua.desks.shared.fields import YEARS
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Moment, Option
from motcua.indicators import queries
from motcua.indicators.queries import Asked, Counts, Show
from motcua.indicators.rules import facts as rules
from motcua.indicators.rules import flags
from motcua.indicators.vocabulary import indicators
from motcua.kernel import clock
from motcua.kernel.words import N_, said

SHOWS = {
    Show.ALL: N_("Tất cả"),
    Show.OPEN: N_("Cờ chưa giải trình"),
    Show.FLAGGED: N_("Có cờ"),
    Show.JOINT: N_("Số liệu chung"),
    Show.DRAFT: N_("Chưa gửi lên trên"),
    Show.WITHDRAWN: N_("Đã rút"),
}
SHEET = (
    (N_("Chỉ tiêu"), 40),
    (N_("Số đã nêu"), 18),
    (N_("Tử số"), 10),
    (N_("Mẫu số"), 10),
    (N_("Nơi"), 44),
    (N_("Số liệu của ai"), 30),
    (N_("Từ ngày"), 14),
    (N_("Đến ngày"), 14),
    (N_("Ai nêu"), 32),
    (N_("Nguồn"), 18),
    (N_("Ngày nêu"), 14),
    (N_("Cờ"), 40),
    (N_("Cờ chưa giải trình"), 10),
)


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for; what is unknown there asks for everything."""
    show, indicator, basis = (request.GET.get(name, "") for name in ("xem", "chi-tieu", "loi"))
    year = whole_number(request.GET.get("nam", ""), digits=4)
    return Asked(
        show=Show(show) if show in set(Show) else Show.ALL,
        text=request.GET.get("q", "").strip()[:100],
        place=typed_id(request.GET, "noi"),
        indicator=indicator if indicator in indicators() else "",
        year=year if year in YEARS else None,
        basis=basis if basis in set(rules.Basis) else "",
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: Asked, view: str = "figures:home") -> str:
    """Return the address of a list."""
    parts: dict[str, Any] = {"xem": wanted.show if wanted.show is not Show.ALL else "", "q": wanted.text}
    parts |= {"noi": wanted.place, "chi-tieu": wanted.indicator, "nam": wanted.year, "loi": wanted.basis}
    parts |= {"sau": wanted.after}
    kept = {name: str(value) for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


@require_safe
@power("figure.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the list with its counts."""
    wanted, actor = asked(request), request.actor
    found = queries.counts(actor)
    rows, more = queries.listed(actor, wanted)
    whole = replace(wanted, after=None)
    narrowed = whole != Asked(show=wanted.show)
    context: dict[str, Any] = {
        "rows": [{"row": row, "id": row.id, "tags": shown.tags(row), "value": shown.value_of(row)} for row in rows],
        "columns": _columns(wanted, found),
        "tabs": [
            Link(label, href(replace(whole, show=show)), current=show is wanted.show, count=found.shows[show])
            for show, label in SHOWS.items()
        ],
        "sources": shown.SOURCES,
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "figures:export"),
        "total": None if narrowed else found.shows[wanted.show],
        "may_create": actor.can("figure.write"),
        "empty_books": not found.shows[Show.ALL] and not found.shows[Show.WITHDRAWN] and not narrowed,
    }
    return render(request, "leader/figures/home.html", context)


def _columns(wanted: Asked, found: Counts) -> list[Column]:
    places = [Option(str(id_), name) for id_, name in found.places]
    return [
        Column(
            N_("Chỉ tiêu"),
            filter_name="chi-tieu",
            filter_value=wanted.indicator,
            filter_options=[Option(key, one.name) for key, one in indicators().items()],
        ),
        Column(N_("Số đã nêu"), numeric=True),
        Column(
            N_("Nơi"),
            filter_name="noi" if len(places) > 1 else "",
            filter_value=str(wanted.place or ""),
            filter_options=places,
        ),
        Column(
            N_("Kỳ"),
            filter_name="nam",
            filter_value=str(wanted.year or ""),
            filter_options=[Option(str(year), str(year)) for year in found.years],
        ),
        Column(N_("Ai nêu, ở đâu"), filter_name="q", filter_value=wanted.text),
        Column(N_("Xem lại")),
    ]


@require_safe
@power("figure.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX; a joint figure is one line, with all its places in one cell."""
    title = gettext(N_("Số liệu do người nêu – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = [
        [
            row.label,
            shown.value_of(row),
            row.rate.numerator if row.rate else None,
            row.rate.denominator if row.rate else None,
            "; ".join(name for _, name in row.places),
            formats.said(row.whose),
            row.first,
            row.last,
            row.stated_by,
            formats.said(rules.SOURCE_NAMES[row.source]),
            row.told_on,
            "; ".join(formats.said(flags.CODE_NAMES[code]) for code in row.codes),
            row.open_flags,
        ]
        for row in queries.exported(request.actor, asked(request))
    ]
    return spreadsheet(f"so-lieu-{clock.today():%Y%m%d}.xlsx", title, SHEET, rows)


@require_safe
@power("figure.read")
def page(request: DeskRequest, figure_id: UUID) -> HttpResponse:
    """Show one figure: as stated, its flags with their explanations, and what the books say beside it."""
    found = queries.page(request.actor, figure_id)
    row = found.row
    buttons = [
        (offer.verb, f"{reverse('figures:act', args=[figure_id, VERBS[offer.command]])}?ban={found.version}")
        for offer in found.offers
        if offer.command in VERBS and offer.refusal is None and (VERBS[offer.command] != "giai-trinh" or found.flags)
    ]
    if found.open:
        # What has to be done first stands first: with a flag nobody explained it does not go up.
        buttons.sort(key=lambda one: "/viec/giai-trinh/" not in one[1])
    ids = [place for place, _ in row.places]
    ours_href = shown.behind(request.actor, found.ours.formula, ids, row.first, row.last) if found.ours else ""
    difference = ""
    if found.difference is not None:
        sign = "+" if found.difference > 0 else ""
        difference = sign + formats.number(found.difference, 1 if row.kind is rules.Kind.RATE else 0)
    context = {
        "it": found,
        "row": row,
        "value": shown.value_of(row),
        "tags": shown.tags(row),
        "buttons": buttons,
        "ours": shown.ours_of(found.ours),
        "ours_href": ours_href,
        "difference": difference,
        "points": row.kind is rules.Kind.RATE,
        "stated_rate": shown.stated_shape(row),
        "ours_rate": shown.ours_shape(found.ours, N_("Sổ của hệ thống"), ours_href) if found.ours else None,
        "codes": flags.CODE_NAMES,
        "kinds": rules.KIND_NAMES,
        "sources": rules.SOURCE_NAMES,
        "parts": [(rules.ROLE_NAMES[part.role], part.label, shown.decimal(part.value)) for part in found.parts],
        "trail": [shown.HOME, Link(row.label)],
        "moments": [Moment(line.at, line.sentence, line.who, line.words) for line in found.history],
        "period": said(N_("{first} – {last}"), first=formats.short_date(row.first), last=formats.short_date(row.last)),
    }
    return render(request, "leader/figures/figure.html", context)
