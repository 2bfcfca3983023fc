"""Evidence beside a proposal: facts of other books as they are now, files; handed out, compared, set aside."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.proposals import facts
from motcua.desks.centre.proposals.acts import FORM, REASON
from motcua.desks.centre.proposals.shown import HOME
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import PROOF, FormPage, run, take_in
from motcua.desks.shared.handing import stored
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel.words import N_, said
from motcua.proposals.commands import AttachEvidence, FileWish, SetEvidenceAside
from motcua.proposals.queries import one
from motcua.proposals.rules.facts import BOOK_NAMES

TITLE: Final = N_("Đính kèm bằng chứng")


@require_http_methods(FORM)
@power("proposal.write")
def attach(request: DeskRequest, proposal_id: UUID) -> HttpResponse:
    """Choose what the books say now, and files; what is chosen is kept as it is at this instant."""
    found = one.page(request.actor, proposal_id)
    here = reverse("proposals:proposal", args=[proposal_id])
    offered = facts.collect(request.actor)
    options = [
        Option(
            fact.book.value,
            BOOK_NAMES[fact.book],
            hint=said(
                N_("{words} (số liệu lúc {at})"), words=facts.said_of(fact.words, dict(fact.values)), at=fact.as_of
            ),
        )
        for fact in offered
    ]
    questions = [Field("books", N_("Số liệu lấy từ các sổ"), "many", options=options)] if options else []
    page = FormPage(
        TITLE,
        TITLE,
        questions,
        here,
        trail=[HOME, Link(found.row.statement[:60], here), Link(TITLE)],
        lead=found.row.statement,
        what=[N_("Số liệu đính kèm giữ nguyên như lúc này; trang kiến nghị cho so với hiện tại.")],
        files=PROOF,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        chosen = set(values.get("books", ()))
        files = [FileWish(sha256=one_.sha256, filename=one_.filename) for one_ in take_in(request)]
        command = AttachEvidence(
            proposal=proposal_id, facts=[fact for fact in offered if fact.book.value in chosen], files=files
        )
        act(request, command)
        tell(request, N_("Đã đính kèm"))
        return HttpResponseRedirect(here)

    return run(request, page, do)


@require_safe
@power("proposal.read")
def file(request: DeskRequest, proposal_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Answer a file beside a proposal."""
    return stored(*one.file_of(request.actor, proposal_id, evidence_id))


@require_http_methods(FORM)
@power("proposal.write")
def aside(request: DeskRequest, proposal_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Say that a piece of evidence no longer counts."""
    found = one.page(request.actor, proposal_id)
    here, title = reverse("proposals:proposal", args=[proposal_id]), N_("Bỏ bằng chứng")
    piece = next((each for each in found.evidence if each.id == evidence_id), None)
    lead = "" if piece is None else piece.filename or formats.said(facts.said_of(piece.words, piece.values))
    trail = [HOME, Link(found.row.statement[:60], here), Link(title)]
    page = FormPage(title, title, [REASON], here, trail=trail, lead=lead, danger=True)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, SetEvidenceAside(proposal=proposal_id, evidence=evidence_id, reason=values["reason"]))
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(here)

    return run(request, page, do)
