"""One set of minutes and its papers; the minutes of a campaign."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.inspector.minutes import shown
from motcua.desks.inspector.minutes.acts import ASKS
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.formats import long_moment, short_date
from motcua.desks.shared.handing import download, printed, stored
from motcua.desks.shared.shapes import Column, Fact, Link
from motcua.documents import letters
from motcua.findings import minutes_prints
from motcua.findings.commands import CorrectStopMinutes, SignStopMinutes, SignStopMinutesOnPaper
from motcua.findings.queries import minutes
from motcua.findings.queries.minutes import MinutesPage
from motcua.findings.rules.life import Kind
from motcua.findings.rules.minutes import SIDE_NAMES, MinutesState
from motcua.inspections import queries as inspections
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

COLUMNS: Final = [
    Column(N_("Biên bản")),
    Column(N_("Ngày")),
    Column(N_("Tình trạng")),
]


@require_safe
@power("inspection.read")
def page(request: DeskRequest, minutes_id: UUID) -> HttpResponse:
    """Show what both sides wrote, who signed, and what may be done now."""
    found = minutes.page(request.actor, minutes_id)
    signs = SIGNS if request.actor.verified else (SignStopMinutesOnPaper,)
    offered = _offered(found)
    body = found.body
    context = {
        "it": found,
        "row": found.row,
        "body": body,
        "name": shown.name(found.row),
        "tags": shown.tags(found.row),
        "trail": shown.trail(found.row),
        "may_write": CorrectStopMinutes in offered,
        "may_sign": _has_turn(found) or bool(set(signs) & offered),
        "buttons": [
            (offer.verb, f"{reverse('minutes:act', args=[minutes_id, verb])}?ban={found.version}")
            for offer in found.offers
            for verb, ask in ASKS.items()
            if offer.command is ask.command and offer.refusal is None
        ],
        "facts": _facts(found),
        "team": [minutes_prints.person_words(one) for one in body.team],
        "unit_side": [minutes_prints.person_words(one) for one in body.unit_side],
        "recorder": minutes_prints.person_words(body.recorder),
        "good": [(one, minutes_prints.finding_words(one)) for one in body.lines if one.kind == Kind.GOOD],
        "lacking": [(one, minutes_prints.finding_words(one)) for one in body.lines if one.kind != Kind.GOOD],
        "sheets": [(one, minutes_prints.sheet_words(one)) for one in body.sheets],
        "others": [(one, shown.name(one), shown.tags(one)) for one in found.others],
        "side_names": SIDE_NAMES,
        "ways": shown.WAYS,
        "may_supplement": found.works
        and found.row.state is MinutesState.SIGNED
        and found.row.supplements is None
        and all(one.state is MinutesState.SIGNED for one in found.others),
    }
    return render(request, "inspector/minutes/minutes.html", context)


SIGNS: Final[tuple[type[Command], ...]] = (SignStopMinutes, SignStopMinutesOnPaper)


def _offered(found: MinutesPage) -> set[type[Command]]:
    return {offer.command for offer in found.offers if offer.refusal is None}


def _has_turn(found: MinutesPage) -> bool:
    """Say whether the reader acts for a side that has not signed; the second factor is asked for on the page of signing."""
    return found.row.state is MinutesState.CLOSED and any(side not in found.row.signed for side in found.sides)


def _facts(found: MinutesPage) -> list[Fact]:
    body = found.body
    facts = [
        Fact(N_("Số"), body.number or N_("chưa ghi số")),
        Fact(N_("Căn cứ"), body.mandate or N_("chưa có quyết định, kế hoạch")),
        Fact(N_("Địa điểm"), ", ".join(filter(None, (body.venue, body.unit_name, body.place_name)))),
        Fact(N_("Bắt đầu"), long_moment(body.begun_at)),
        Fact(N_("Kết thúc"), long_moment(found.ended_at) if found.ended_at else N_("chưa chốt")),
        Fact(N_("Số bản"), str(body.copies)),
    ]
    return [*facts, Fact(N_("Số trang"), str(found.pages))] if found.pages else facts


@require_safe
@power("inspection.read")
def of_campaign(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """Show the minutes of a campaign that the reader may see."""
    campaign = inspections.page(request.actor, campaign_id)
    rows = minutes.of_campaign(request.actor, campaign_id)
    title = N_("Biên bản của cuộc kiểm tra")
    context: dict[str, Any] = {
        "title": title,
        "lead": campaign.title,
        "columns": COLUMNS,
        "rows": [
            {"row": one, "name": shown.name(one), "day": short_date(one.day), "tags": shown.tags(one)} for one in rows
        ],
        "trail": [
            shown.CAMPAIGNS,
            Link(campaign.title or title, reverse("campaigns:campaign", args=[campaign_id])),
            Link(title),
        ],
    }
    return render(request, "inspector/minutes/campaign.html", context)


@require_safe
@power("inspection.read")
def print_out(request: DeskRequest, minutes_id: UUID) -> HttpResponse:
    """Answer the minutes as they stand, for reading; before they are closed marked as a draft."""
    return printed(letters.print_pdf(minutes.letter(request.actor, minutes_id)), "bien-ban.pdf")


@require_safe
@power("inspection.read")
def docx(request: DeskRequest, minutes_id: UUID) -> HttpResponse:
    """Answer the minutes as DOCX."""
    from motcua.documents.docx_letters import write_docx  # noqa: PLC0415 - few processes need it, and all would start later for it

    return download(write_docx(minutes.letter(request.actor, minutes_id)), "bien-ban.docx", letters.DOCX)


@require_safe
@power("inspection.read")
def file(request: DeskRequest, minutes_id: UUID) -> HttpResponse:
    """Answer the file that is signed next, or the signed one, or the scan of the signed print."""
    return stored(minutes.file_of(request.actor, minutes_id), "bien-ban.pdf")
