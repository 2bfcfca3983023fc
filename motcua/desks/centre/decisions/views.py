"""The register: the list with its filters, as a page and a file; one document with whom it names and its history."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.decisions import queries, rules
from motcua.decisions.queries import Asked, Counts
from motcua.desks.centre.decisions.acts import VERBS
from motcua.desks.centre.decisions.shown import HOME, address, moments, tags, typed_day, typed_text, typed_year
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.fields import options_of
from motcua.desks.shared.handing import spreadsheet, stored
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.documents import shelf, signing
from motcua.kernel import clock
from motcua.kernel.words import N_

SHEET = (
    (N_("Số, ký hiệu"), 20),
    (N_("Loại văn bản"), 18),
    (N_("Ngày ban hành"), 14),
    (N_("Khối"), 24),
    (N_("Cơ quan ban hành"), 32),
    (N_("Trích yếu"), 60),
    (N_("Chủ đề"), 28),
    (N_("Năm của chủ đề"), 10),
    (N_("Địa bàn"), 26),
    (N_("Có hiệu lực từ"), 14),
    (N_("Hết hiệu lực từ"), 14),
    (N_("Hiệu lực"), 18),
    (N_("Phải ban hành trước hết ngày"), 16),
    (N_("Sớm, chậm (ngày)"), 10),
    (N_("Có tệp"), 8),
)


def asked(request: HttpRequest) -> Asked:
    """Return what of the register the address asks for; what is unknown there asks for everything."""
    group, kind, side = (request.GET.get(name, "") for name in ("xem", "loai", "khoi"))
    return Asked(
        group=rules.Group(group) if group in set(rules.Group) else None,
        text=typed_text(request),
        place=typed_id(request.GET, "dia-ban"),
        kind=kind if kind in set(rules.Kind) else "",
        year=typed_year(request),
        side=side if side in set(rules.Side) else "",
        issuer=typed_text(request, "co-quan"),
        theme=typed_text(request, "chu-de"),
        on=typed_day(request, "ngay"),
        after=typed_id(request.GET, "sau"),
    )


def href(wanted: Asked, view: str = "decisions:home") -> str:
    """Return the address of a list."""
    return address(
        view,
        {
            "xem": wanted.group or "",
            "q": wanted.text,
            "dia-ban": wanted.place,
            "loai": wanted.kind,
            "nam": wanted.year,
            "khoi": wanted.side,
            "co-quan": wanted.issuer,
            "chu-de": wanted.theme,
            "ngay": formats.short_date(wanted.on) if wanted.on else "",
            "sau": wanted.after,
        },
    )


@require_safe
@power("decision.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the register with its counts."""
    wanted, actor = asked(request), request.actor
    found = queries.counts(actor, wanted.place)
    rows, more = queries.listed(actor, wanted)
    whole = replace(wanted, after=None)
    narrowed = whole != Asked(group=wanted.group, place=wanted.place)
    total = found.all if wanted.group is None else found.groups[wanted.group]
    context: dict[str, Any] = {
        "rows": [{"row": row, "id": row.id, "tags": tags(row)} for row in rows],
        "columns": _columns(wanted, found),
        "tabs": [
            Link(N_("Tất cả"), href(replace(whole, group=None)), current=wanted.group is None, count=found.all),
            *(
                Link(name, href(replace(whole, group=group)), current=group is wanted.group, count=found.groups[group])
                for group, name in rules.GROUP_NAMES.items()
            ),
        ],
        "kinds": rules.KIND_NAMES,
        "side_options": options_of(rules.SIDE_NAMES),
        "wanted": wanted,
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "decisions:export"),
        "clear_href": href(Asked(group=wanted.group)) if narrowed or wanted.place else "",
        "total": None if narrowed else total,
        "empty_books": not found.all and not narrowed and wanted.place is None,
        "may_create": actor.can("decision.write"),
    }
    return render(request, "centre/decisions/home.html", context)


def _columns(wanted: Asked, found: Counts) -> list[Column]:
    places = [Option(str(id_), name) for id_, name in found.places]
    years = [Option(str(year), str(year)) for year in found.years]
    return [
        Column(N_("Văn bản"), filter_name="q", filter_value=wanted.text),
        Column(
            N_("Loại"),
            filter_name="loai",
            filter_value=wanted.kind,
            filter_options=[Option(kind, name) for kind, name in rules.KIND_NAMES.items()],
        ),
        Column(N_("Ngày ban hành"), filter_name="nam", filter_value=str(wanted.year or ""), filter_options=years),
        Column(N_("Cơ quan ban hành"), filter_name="co-quan", filter_value=wanted.issuer),
        Column(
            N_("Địa bàn"),
            filter_name="dia-ban" if len(places) > 1 else "",
            filter_value=str(wanted.place or ""),
            filter_options=places,
        ),
        Column(N_("Hiệu lực")),
    ]


@require_safe
@power("decision.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    title = gettext(N_("Sổ văn bản – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = [
        [
            row.number,
            formats.said(rules.KIND_NAMES[row.kind]),
            row.issued_on,
            formats.said(rules.SIDE_NAMES[row.side]),
            row.issuer,
            row.abstract,
            row.theme,
            row.theme_year,
            row.place_name,
            row.span.start,
            row.span.over,
            formats.said(rules.STANDING_NAMES[row.standing]),
            row.due_on,
            row.early,
            formats.said(N_("có") if row.has_file else N_("không")),
        ]
        for row in queries.exported(request.actor, asked(request))
    ]
    return spreadsheet(f"so-van-ban-{clock.today():%Y%m%d}.xlsx", title, SHEET, rows)


@require_safe
@power("decision.read")
def page(request: DeskRequest, document_id: UUID) -> HttpResponse:
    """Show one document: its facts, file and signatures, whom it names, and what may be done now."""
    found = queries.document_page(request.actor, document_id)
    buttons = [
        (offer.verb, f"{reverse('decisions:act', args=[document_id, VERBS[offer.command]])}?ban={found.version}")
        for offer in found.offers
        if offer.command in VERBS and offer.refusal is None
    ]
    verdicts = signing.validator().check(shelf.store().get(found.sha256)) if found.signed else ()
    context = {
        "it": found,
        "row": found.row,
        "tags": tags(found.row),
        "buttons": buttons,
        "kinds": rules.KIND_NAMES,
        "sides": rules.SIDE_NAMES,
        "trail": [HOME, Link(found.row.number or rules.KIND_NAMES[found.row.kind])],
        "verdicts": verdicts,
        "moments": moments(found.history),
    }
    return render(request, "centre/decisions/document.html", context)


@require_safe
@power("decision.read")
def file(request: DeskRequest, document_id: UUID) -> HttpResponse:
    """Answer the file of a document."""
    return stored(*queries.document_file(request.actor, document_id))
