"""The page of signing minutes: in the system, outside with one's own token, or by hand on the print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desks.inspector.minutes import shown
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import Files, FormPage, run, signed_upload, take_in
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.told import tell
from motcua.documents import signing
from motcua.findings.commands import AcceptSignedStopMinutes, SignStopMinutes, SignStopMinutesOnPaper
from motcua.findings.queries import minutes
from motcua.findings.rules.minutes import NAME_MOST, SIDE_NAMES, MinutesState, Side
from motcua.inspections.rules.campaigns import Part
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

SCAN = Files(N_("Bản quét biên bản đã ký (PDF)"), accept="application/pdf", name="file", many=False)
POWERS = ("inspection.work", "inspection.answer")


@require_safe
@power(*POWERS)
def sign_page(request: DeskRequest, minutes_id: UUID) -> HttpResponse:
    """Show what is to be signed, for which side, and the ways of signing it."""
    return _show(request, minutes_id)


def _show(request: DeskRequest, id_: UUID, error: MotcuaError | None = None) -> HttpResponse:
    found = minutes.page(request.actor, id_)
    waits = found.row.state is MinutesState.CLOSED
    turn = next((side for side in found.sides if side not in found.row.signed), None) if waits else None
    offered = {offer.command for offer in found.offers if offer.refusal is None}
    title = N_("Ký biên bản")
    context = {
        "it": found,
        "row": found.row,
        "name": shown.name(found.row),
        "tags": shown.tags(found.row),
        "trail": shown.trail(found.row, Link(title)),
        "title": title,
        "waits": waits,
        "side": SIDE_NAMES[turn] if turn else "",
        "kept": signing.kept_for(request.actor) if turn else None,
        "may_paper": SignStopMinutesOnPaper in offered,
        "verified": request.actor.verified,
        "once_key": once_key(),
        "error": error.said if error else None,
    }
    return render(request, "inspector/minutes/sign.html", context, status=error.status if error else 200)


@require_POST
@power(*POWERS)
def sign(request: DeskRequest, minutes_id: UUID) -> HttpResponse:
    """Sign in the system."""
    paper = request.POST.get("paper", "")[:64]
    return _done(request, minutes_id, SignStopMinutes(minutes=minutes_id, paper=paper), N_("Đã ký biên bản."))


@require_POST
@power(*POWERS)
def upload(request: DeskRequest, minutes_id: UUID) -> HttpResponse:
    """Take the minutes signed with one's own token."""
    try:
        minutes.demand(request.actor, minutes_id, AcceptSignedStopMinutes)
        signed = signed_upload(request)
    except MotcuaError as error:
        return _show(request, minutes_id, error)
    paper = request.POST.get("paper", "")[:64]
    command = AcceptSignedStopMinutes(minutes=minutes_id, paper=paper, signed=signed)
    return _done(request, minutes_id, command, N_("Đã nhận bản đã ký."))


def _done(request: DeskRequest, id_: UUID, command: Command, sentence: str) -> HttpResponse:
    try:
        act(request, command)
    except MotcuaError as error:
        return _show(request, id_, error)
    tell(request, sentence)
    return HttpResponseRedirect(reverse("minutes:minutes", args=[id_]))


@require_http_methods(["GET", "HEAD", "POST"])
@power("inspection.work")
def on_paper(request: DeskRequest, minutes_id: UUID) -> HttpResponse:
    """Keep the scan of the print that was signed by hand."""
    minutes.demand(request.actor, minutes_id, SignStopMinutesOnPaper)
    found = minutes.page(request.actor, minutes_id)
    here, title = reverse("minutes:sign", args=[minutes_id]), N_("Ghi đã ký trên giấy")
    unit = Field("unit_signer", N_("Người ký cho đơn vị"), required=True, most=NAME_MOST)
    leader = next((one.name for one in found.body.team if one.part == Part.LEADER), "")
    page = FormPage(
        title,
        title,
        [
            Field("pages", N_("Số trang đếm được"), "number", required=True, size="xs", most=3),
            Field("team_signer", N_("Người ký cho đoàn"), required=True, most=NAME_MOST),
            *([] if Side.UNIT in found.row.signed else [unit]),
            Field("signed_on", N_("Ngày ký"), "date", required=True, size="m"),
        ],
        here,
        trail=shown.trail(found.row, Link(N_("Ký biên bản"), here), Link(title)),
        lead=shown.name(found.row),
        what=[
            N_("Đếm trang của bản giấy và quét đủ từng trang; bản quét phải nhiều trang bằng bản in."),
            N_("Bạn xác nhận với tư cách người ghi biên bản. Sau bước này biên bản không sửa được nữa."),
        ],
        files=SCAN,
        start={"signed_on": short_date(clock.today()), "team_signer": leader},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        taken = take_in(request, SCAN.name)
        if len(taken) != 1:
            raise BadInput(N_("Đính kèm một bản quét PDF của biên bản đã ký."), field=SCAN.name)
        command = SignStopMinutesOnPaper(
            minutes=minutes_id,
            paper=found.paper,
            scan=taken[0].sha256,
            pages=values["pages"],
            team_signer=values["team_signer"],
            unit_signer=values.get("unit_signer", ""),
            signed_on=values["signed_on"],
        )
        act(request, command)
        tell(request, N_("Đã ghi bản ký trên giấy."))
        return HttpResponseRedirect(reverse("minutes:minutes", args=[minutes_id]))

    return run(request, page, do)
