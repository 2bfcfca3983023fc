"""The signer's page: read, sign in the system, outside with one's own token, or on paper; or send it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.conclusions import queries
from motcua.conclusions.commands import (
    AcceptSignedConclusion,
    ReturnConclusion,
    SignConclusion,
    SignConclusionOnPaper,
)
from motcua.desks.leader.conclusions.shown import names, shown, to, trail
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import Files, FormPage, is_verified, run, signed_upload, take_in
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.told import tell
from motcua.documents import signing
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

SCAN = Files(N_("Bản quét văn bản đã ký (PDF)"), accept="application/pdf", name="file", many=False)


@require_safe
@power("conclusion.sign", "conclusion.write")
def sign_page(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Show what is to be signed and the ways of signing it."""
    return _show(request, conclusion_id)


def _show(request: DeskRequest, id_: UUID, error: MotcuaError | None = None) -> HttpResponse:
    found = queries.page(request.actor, id_)
    verified = is_verified(request)
    signer = request.actor.as_verified()
    may = {offer.command for offer in queries.page(signer, id_).offers if offer.refusal is None}
    here = reverse("conclusions:conclusion", args=[id_])
    context = names(
        it=found,
        lines=shown(found.sentences, found.units),
        kept=signing.kept_for(request.actor) if SignConclusion in may else None,
        may_sign=SignConclusion in may,
        may_return=ReturnConclusion in may,
        may_paper=SignConclusionOnPaper in may,
        verified=verified,
        once_key=once_key(),
        error=error.said if error else None,
        trail=trail(Link(found.row.title, here), Link(N_("Ký"))),
    )
    return render(request, "leader/conclusions/sign.html", context, status=error.status if error else 200)


@require_POST
@power("conclusion.sign")
def sign(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Sign in the system."""
    paper = request.POST.get("paper", "")[:64]
    return _done(request, conclusion_id, SignConclusion(conclusion=conclusion_id, paper=paper), N_("Đã ký kết luận."))


@require_POST
@power("conclusion.sign")
def upload(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Take the paper signed with one's own token."""
    try:
        queries.demand(request.actor, conclusion_id, AcceptSignedConclusion)
        signed = signed_upload(request)
    except MotcuaError as error:
        return _show(request, conclusion_id, error)
    paper = request.POST.get("paper", "")[:64]
    command = AcceptSignedConclusion(conclusion=conclusion_id, paper=paper, signed=signed)
    return _done(request, conclusion_id, command, N_("Đã nhận bản đã ký."))


def _done(request: DeskRequest, id_: UUID, command: Command, sentence: str) -> HttpResponse:
    try:
        act(request, command)
    except MotcuaError as error:
        return _show(request, id_, error)
    tell(request, sentence)
    return to(id_)


@require_http_methods(["GET", "HEAD", "POST"])
@power("conclusion.write")
def on_paper(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Keep the scan of what was signed by hand."""
    found = queries.page(request.actor, conclusion_id)
    queries.demand(request.actor, conclusion_id, SignConclusionOnPaper)
    here, title = reverse("conclusions:sign", args=[conclusion_id]), N_("Ghi đã ký trên giấy")
    page = FormPage(
        title,
        title,
        [
            Field("signer_name", N_("Người ký"), required=True, most=200),
            Field("signer_title", N_("Chức vụ"), most=300),
            Field("signed_on", N_("Ngày ký"), "date", required=True, size="m"),
        ],
        here,
        trail=trail(Link(found.row.title, here), Link(title)),
        lead=found.row.title,
        what=[N_("Sau bước này nội dung không sửa được nữa. Số và ngày ban hành ghi ở bước «Cấp số».")],
        files=SCAN,
        start={"signed_on": short_date(clock.today())},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        taken = take_in(request, SCAN.name)
        if len(taken) != 1:
            raise BadInput(N_("Đính kèm một bản quét PDF của văn bản đã ký."), field=SCAN.name)
        command = SignConclusionOnPaper(
            conclusion=conclusion_id,
            paper=found.paper,
            scan=taken[0].sha256,
            **values,
        )
        act(request, command)
        tell(request, N_("Đã ghi bản ký trên giấy."))
        return to(conclusion_id)

    return run(request, page, do)
