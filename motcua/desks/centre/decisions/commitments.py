"""Commitments: the list, one with who has and has not signed, its sheet of signatures, and what waits for one's own hand."""

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
from motcua.decisions.queries import Wanted
from motcua.desks.centre.decisions.asks import VERBS
from motcua.desks.centre.decisions.shown import (
    COMMITMENTS,
    HOME,
    address,
    commitment_tags,
    moments,
    typed_text,
    typed_year,
)
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, signed_in, typed_id
from motcua.desks.shared.handing import spreadsheet, stored
from motcua.desks.shared.shapes import Column, Link, Option, RateShape
from motcua.kernel import clock
from motcua.kernel.words import N_

SHEET = (
    (N_("Chủ đề"), 44),
    (N_("Năm"), 8),
    (N_("Địa bàn"), 26),
    (N_("Ai yêu cầu"), 30),
    (N_("Ngày yêu cầu"), 14),
    (N_("Ký đến hết ngày"), 14),
    (N_("Số người phải ký"), 10),
    (N_("Đã ký"), 10),
    (N_("Chưa ký"), 10),
    (N_("Kết thúc ngày"), 14),
)


def wanted(request: HttpRequest) -> Wanted:
    """Return what of the list the address asks for."""
    return Wanted(
        ended=request.GET.get("xem") == "da-ket-thuc",
        text=typed_text(request),
        place=typed_id(request.GET, "dia-ban"),
        year=typed_year(request),
        after=typed_id(request.GET, "sau"),
    )


def href(asked: Wanted, view: str = "decisions:commitments") -> str:
    """Return the address of a list."""
    parts = {"xem": "da-ket-thuc" if asked.ended else "", "q": asked.text, "dia-ban": asked.place}
    return address(view, parts | {"nam": asked.year, "sau": asked.after})


@require_safe
@power("decision.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the commitments within reach and how far each is signed."""
    asked, actor = wanted(request), request.actor
    found = queries.counts_of_commitments(actor, asked.place)
    rows, more = queries.commitments(actor, asked)
    whole = replace(asked, after=None)
    places = [Option(str(id_), name) for id_, name in found.places]
    context: dict[str, Any] = {
        "rows": [{"row": row, "id": row.id, "tags": commitment_tags(row)} for row in rows],
        "columns": [
            Column(N_("Chủ đề"), filter_name="q", filter_value=asked.text),
            Column(
                N_("Năm"),
                filter_name="nam",
                filter_value=str(asked.year or ""),
                filter_options=[Option(str(year), str(year)) for year in found.years],
            ),
            Column(
                N_("Địa bàn"),
                filter_name="dia-ban" if len(places) > 1 else "",
                filter_value=str(asked.place or ""),
                filter_options=places,
            ),
            Column(N_("Ký đến hết ngày")),
            Column(N_("Chữ ký")),
        ],
        "tabs": [
            Link(N_("Đang ký"), href(replace(whole, ended=False)), current=not asked.ended, count=found.open),
            Link(N_("Đã kết thúc"), href(replace(whole, ended=True)), current=asked.ended, count=found.ended),
        ],
        "next_href": href(replace(asked, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if asked.after else "",
        "export_href": href(whole, "decisions:commitments_export"),
        "trail": [HOME, Link(COMMITMENTS.label)],
        "may_ask": actor.can("decision.write"),
    }
    return render(request, "centre/decisions/commitments.html", context)


@require_safe
@power("decision.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    title = gettext(N_("Cam kết – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = [
        [
            *(row.theme, row.theme_year, row.place_name, row.asked_by, row.asked_on, row.sign_by),
            *(row.asked, row.signed, row.missing, row.ended_on),
        ]
        for row in queries.export_commitments(request.actor, wanted(request))
    ]
    return spreadsheet(f"cam-ket-{clock.today():%Y%m%d}.xlsx", title, SHEET, rows)


@require_safe
@power("decision.read")
def page(request: DeskRequest, commitment_id: UUID) -> HttpResponse:
    """Show one commitment: its words, who signed and who has not by unit."""
    found = queries.commitment_page(request.actor, commitment_id)
    buttons = [
        (
            offer.verb,
            f"{reverse('decisions:commitment_act', args=[commitment_id, VERBS[offer.command]])}?ban={found.version}",
        )
        for offer in found.offers
        if offer.command in VERBS and offer.refusal is None
    ]
    if found.row.open and request.actor.can("decision.write"):
        buttons.append((N_("Cam kết lại cho năm sau"), f"{reverse('decisions:ask')}?tiep={commitment_id}"))
    rate = RateShape(N_("Đã ký"), found.row.signed, found.row.asked, N_("người đã ký"), N_("người phải ký"), "#chua-ky")
    context = _shown(found) | {"buttons": buttons, "rate": rate, "trail": [HOME, COMMITMENTS, Link(found.row.theme)]}
    return render(request, "centre/decisions/commitment.html", context)


@require_safe
@power("decision.read")
def sheet(request: DeskRequest, commitment_id: UUID) -> HttpResponse:
    """Show the sheet of signatures for paper: who signed and how, empty lines for who has not."""
    found = queries.commitment_page(request.actor, commitment_id)
    return render(request, "centre/decisions/print_commitment.html", _shown(found))


def _shown(found: queries.CommitmentPage) -> dict[str, Any]:
    return {
        "it": found,
        "row": found.row,
        "tags": commitment_tags(found.row),
        "ways": rules.WAY_NAMES,
        "audiences": rules.AUDIENCE_NAMES,
        "moments": moments(found.history),
        "today": clock.today(),
    }


@require_safe
@signed_in
def file(request: DeskRequest, commitment_id: UUID, official_id: UUID) -> HttpResponse:
    """Answer the paper or file behind a signature."""
    return stored(queries.signature_file(request.actor, commitment_id, official_id), "cam-ket.pdf")


@require_safe
@signed_in
def mine(request: DeskRequest) -> HttpResponse:
    """Show what waits for the asker's own hand and what they have signed; keepers find the way to their lists."""
    waiting, signed = queries.mine(request.actor)
    behind = queries.commitments(request.actor, Wanted())[0] if request.actor.can("decision.read") else ()
    context = {
        "waiting": waiting,
        "signed": signed,
        "behind": [row for row in behind if row.missing],
        "ways": rules.WAY_NAMES,
        "reads": request.actor.can("decision.read"),
    }
    return render(request, "centre/decisions/mine.html", context)
