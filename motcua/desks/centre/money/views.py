"""The centre's money: estimates and support money at a glance, as a file, and each by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.budget import queries, rules
from motcua.budget.commands import CorrectGrant, DecideEstimate, DraftEstimate, SpendGrant, SubmitEstimate
from motcua.budget.queries import Board, GrantRow
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option, RateShape
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.perform import Offer

HOME = Link(N_("Kinh phí"), "/kinh-phi/")
TONES = {
    rules.State.ASKED: "plain",
    rules.State.DRAFT: "calm",
    rules.State.SUBMITTED: "gold",
    rules.State.RETURNED: "soon",
    rules.State.APPROVED: "good",
}
DONE = {"ghi": N_("Đã ghi"), "trinh": N_("Đã trình"), "duyet": N_("Đã ghi quyết định"), "huy": N_("Đã hủy khoản chi")}
VERBS = {
    DraftEstimate: "money:draft",
    SubmitEstimate: "money:submit",
    DecideEstimate: "money:decide",
    SpendGrant: "money:spend",
    CorrectGrant: "money:correct",
}
SHEET = (
    (N_("Khoản"), 16),
    (N_("Địa bàn"), 26),
    (N_("Nội dung"), 44),
    (N_("Nguồn, quyết định"), 44),
    (N_("Tình trạng"), 16),
    (N_("Tổng (đồng)"), 18),
    (N_("Đã chi (đồng)"), 18),
    (N_("Chi cho Trung tâm (đồng)"), 18),
    (N_("Duyệt đến hết ngày"), 14),
)


def share_rate(share: rules.Share, href: str = "") -> RateShape:
    """Return the share spent on the centre as screens show it."""
    return RateShape(
        N_("Đã chi cho Trung tâm"), share.centre, share.spent, denominator_label=N_("đồng đã chi"), href=href
    )


@require_safe
@power("budget.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show estimates and support money."""
    place = typed_id(request.GET, "dia-ban")
    found = queries.board(request.actor, place)
    context: dict[str, Any] = {
        "board": found,
        "rate": share_rate(found.share),
        "states": rules.STATE_NAMES,
        "tones": TONES,
        "estimate_columns": [
            Column(
                N_("Dự toán"),
                filter_name="dia-ban" if len(found.places) > 1 else "",
                filter_value=str(place or ""),
                filter_options=[Option(str(id_), name) for id_, name in found.places],
            ),
            Column(N_("Tình trạng")),
            Column(N_("Tổng"), numeric=True),
            Column(N_("Duyệt đến hết ngày")),
        ],
        "grant_columns": [
            Column(N_("Kinh phí hỗ trợ")),
            Column(N_("Được cấp"), numeric=True),
            Column(N_("Đã chi"), numeric=True),
            Column(N_("Cho Trung tâm"), numeric=True),
        ],
        "may_ask": request.actor.powers & {"budget.write", "oversee"},
        "may_ask_many": request.actor.can("oversee"),
        "may_record": request.actor.can("budget.write"),
    }
    return render(request, "centre/money/home.html", context)


@require_safe
@power("budget.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer estimates and support money as XLSX."""
    found = queries.board(request.actor, typed_id(request.GET, "dia-ban"))
    title = gettext(N_("Kinh phí – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    return spreadsheet(f"kinh-phi-{clock.today():%Y%m%d}.xlsx", title, SHEET, _lines(found))


def _lines(found: Board) -> Iterator[list[Any]]:
    for one in found.estimates:
        state = formats.said(rules.STATE_NAMES[one.state])
        yield [
            gettext(N_("Dự toán")),
            one.place_name,
            one.title,
            one.decision,
            state,
            one.total,
            None,
            None,
            one.wanted_by,
        ]
    for grant_ in found.grants:
        yield [gettext(N_("Hỗ trợ")), grant_.place_name, grant_.name, _origin(grant_), "", *_sums(grant_), None]


def _origin(row: GrantRow) -> str:
    return "; ".join(filter(None, (row.source, row.decision)))


def _sums(row: GrantRow) -> tuple[int, int, int]:
    return row.amount, row.share.spent, row.share.centre


def _buttons(offers: tuple[Offer, ...], id_: UUID, version: int) -> list[tuple[str, str]]:
    """Return (verb, address) of what the actor may do now."""
    return [
        (offer.verb, f"{reverse(VERBS[offer.command], args=[id_])}?ban={version}")
        for offer in offers
        if offer.command in VERBS and offer.refusal is None
    ]


@require_safe
@power("budget.read")
def estimate(request: DeskRequest, estimate_id: UUID) -> HttpResponse:
    """Show one estimate."""
    found = queries.estimate(request.actor, estimate_id)
    context = {
        "it": found,
        "row": found.row,
        "tags": [(rules.STATE_NAMES[found.row.state], TONES[found.row.state])]
        + ([(N_("quá ngày, chưa duyệt"), "late")] if found.row.late else []),
        "buttons": _buttons(found.offers, estimate_id, found.version),
        "trail": [HOME, Link(found.row.title)],
    }
    return render(request, "centre/money/estimate.html", context)


@require_safe
@power("budget.read")
def grant(request: DeskRequest, grant_id: UUID) -> HttpResponse:
    """Show one grant with what it was spent on."""
    found = queries.grant(request.actor, grant_id)
    context = {
        "it": found,
        "row": found.row,
        "rate": share_rate(found.row.share),
        "buttons": _buttons(found.offers, grant_id, found.version),
        "may_reverse": request.actor.can("budget.write"),
        "trail": [HOME, Link(found.row.name)],
    }
    return render(request, "centre/money/grant.html", context)
