"""One conclusion: its page, its preview, an earlier saving, and the files it can be taken away as."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.conclusions import queries
from motcua.conclusions.commands import (
    CorrectConclusion,
    DiscardConclusion,
    NumberConclusion,
    PublishConclusion,
    SubmitConclusion,
    TakeBackConclusion,
    WithdrawConclusion,
)
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import State
from motcua.desks.leader.conclusions import sources
from motcua.desks.leader.conclusions.shown import READERS, TONES, names, shown, trail
from motcua.desks.leader.conclusions.tasks import tasks
from motcua.desks.shared.door import DeskRequest, once_key, power
from motcua.desks.shared.handing import download, printed, stored
from motcua.desks.shared.shapes import Link, Moment
from motcua.documents import letters
from motcua.kernel.errors import MotcuaError
from motcua.kernel.text import fold
from motcua.kernel.words import N_

BUTTONS: Final = {
    NumberConclusion: "cap-so",
    CorrectConclusion: "dinh-chinh",
    WithdrawConclusion: "thu-hoi",
    DiscardConclusion: "bo",
}
"""Acts that ask for something, by the verb in their address."""
PRESSES: Final = {SubmitConclusion: "trinh-ky", TakeBackConclusion: "rut-lai", PublishConclusion: "gui"}
"""Acts of one press."""


@require_safe
@power(*READERS)
def page(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Show a conclusion: state, sentences, what each became, who has it, what happened."""
    return show(request, conclusion_id)


def show(request: DeskRequest, id_: UUID, error: MotcuaError | None = None) -> HttpResponse:
    """Show the page of a conclusion, with what was refused."""
    found = queries.page(request.actor, id_)
    open_ = {offer.command for offer in found.offers if offer.refusal is None}
    context: dict[str, Any] = names(
        it=found,
        row=found.row,
        lines=shown(found.sentences, found.units),
        asking=[one for one in shown(found.sentences, found.units) if one.asks],
        made=tasks(request.actor, id_, found.sentences),
        fixes={one.sentence: one for one in found.corrigenda if one.sentence},
        tags=[(rules.STATE_NAMES[found.row.state], TONES[found.row.state])],
        presses=[
            (
                offer.verb,
                reverse("conclusions:do", args=[id_, PRESSES[offer.command]]),
                found.left if offer.command is SubmitConclusion else (),
            )
            for offer in found.offers
            if offer.command in PRESSES and offer.command in open_
        ],
        buttons=[
            (offer.verb, reverse("conclusions:act", args=[id_, BUTTONS[offer.command]]))
            for offer in found.offers
            if offer.command in BUTTONS and offer.command in open_
        ],
        writable=found.writes and found.row.state in rules.WRITABLE and request.actor.can("conclusion.write"),
        to_sign=found.row.state is State.SUBMITTED and found.writes,
        to_replace=found.row.state is State.PUBLISHED and found.writes and request.actor.can("conclusion.write"),
        moments=[Moment(one.at, one.label, one.who, one.body, tone=one.tone) for one in found.history],
        once_key=once_key(),
        error=error.said if error else None,
        trail=trail(Link(found.row.title)),
    )
    return render(request, "leader/conclusions/conclusion.html", context, status=error.status if error else 200)


@require_safe
@power(*READERS)
def preview(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Show the paper as it will be set, with what is still missing and what will be asked about."""
    found = queries.page(request.actor, conclusion_id)
    offered = sources.sources(request.actor, found.place_ids, found.head.occasion) if found.writes else ()
    here = reverse("conclusions:conclusion", args=[conclusion_id])
    context = names(
        it=found,
        letter=queries.letter(request.actor, conclusion_id),
        nation=letters.NATION,
        motto=letters.MOTTO,
        unanswered=sources.unanswered(offered, found.sentences),
        writable=found.writes and found.row.state in rules.WRITABLE and request.actor.can("conclusion.write"),
        once_key=once_key(),
        trail=trail(Link(found.row.title, here), Link(N_("Xem trước"))),
    )
    return render(request, "leader/conclusions/preview.html", context)


@require_safe
@power("conclusion.write", "conclusion.sign")
def version(request: DeskRequest, conclusion_id: UUID, number: int) -> HttpResponse:
    """Show a draft as it was saved once."""
    found = queries.page(request.actor, conclusion_id)
    head, sentences, kept = queries.version(request.actor, conclusion_id, number)
    here = reverse("conclusions:conclusion", args=[conclusion_id])
    context = names(
        it=found,
        head=head,
        lines=shown(sentences, found.units),
        kept=kept,
        trail=trail(Link(found.row.title, here), Link(N_("Bản lưu"))),
    )
    return render(request, "leader/conclusions/version.html", context)


@require_safe
@power(*READERS)
def print_out(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Answer the paper as it stands now, as PDF/A."""
    letter = queries.letter(request.actor, conclusion_id)
    return printed(letters.print_pdf(letter), f"{_name(letter, conclusion_id)}.pdf")


@require_safe
@power(*READERS)
def docx(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Answer the paper as it stands now, as DOCX to work on elsewhere."""
    letter = queries.letter(request.actor, conclusion_id)
    from motcua.documents.docx_letters import write_docx  # noqa: PLC0415 - few processes need it, and all would start later for it

    return download(write_docx(letter), f"{_name(letter, conclusion_id)}.docx", letters.DOCX)


@require_safe
@power(*READERS)
def file(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Answer the signed file, the scan, or what lies before the signer."""
    sha256 = queries.file_of(request.actor, conclusion_id)
    return stored(sha256, f"thong-bao-ket-luan-{sha256[:8]}.pdf")


def _name(letter: letters.Letter, id_: UUID) -> str:
    number = fold(letter.number).replace(" ", "-") or str(id_)[:8]
    return f"thong-bao-ket-luan-{number}"
