"""After a handover: the receiver says what is missing or damaged, the giver answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.archives import handovers
from motcua.archives.commands import AnswerClaim, RaiseClaim
from motcua.archives.rules.handover import CLAIM_NAMES, ClaimKind
from motcua.desks.centre.records import shown
from motcua.desks.centre.records.handovers import to
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def claim(request: DeskRequest, handover_id: UUID) -> HttpResponse:
    """Say that a file is missing or damaged."""
    found = handovers.handover(request.actor, handover_id)
    page_ = FormPage(
        title=N_("Báo thiếu, hư hỏng"),
        verb=N_("Gửi bên giao"),
        questions=[
            Field("number", N_("Hồ sơ số"), "number", required=True, size="s"),
            Field("kind", N_("Loại"), "radio", required=True, options=options_of(CLAIM_NAMES)),
            Field("words", N_("Thiếu hoặc hư hỏng thế nào"), "textarea", required=True, most=1000),
        ],
        back=reverse("records:handover", args=[handover_id]),
        trail=shown.trail(Link(N_("Bàn giao"), reverse("records:handovers")), Link(N_("Báo thiếu, hư hỏng"))),
        lead=found.row.fonds_name,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        if not values["number"]:
            raise BadInput(N_("Mục lục không có hồ sơ số {number}."), field="number", number=0)
        kind = ClaimKind(values["kind"])
        act(request, RaiseClaim(handover=handover_id, number=values["number"], kind=kind, words=values["words"]))
        tell(request, N_("Đã gửi bên giao."))
        return to(handover_id)

    return run(request, page_, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def answer(request: DeskRequest, handover_id: UUID, claim_id: UUID) -> HttpResponse:
    """Answer a claim."""
    found = handovers.handover(request.actor, handover_id)
    page_ = FormPage(
        title=N_("Trả lời ý kiến của bên nhận"),
        verb=N_("Trả lời"),
        questions=[Field("answer", N_("Nội dung trả lời"), "textarea", required=True, most=1000)],
        back=reverse("records:handover", args=[handover_id]),
        trail=shown.trail(Link(N_("Bàn giao"), reverse("records:handovers")), Link(N_("Trả lời"))),
        lead=found.row.fonds_name,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, AnswerClaim(handover=handover_id, claim=claim_id, answer=values["answer"]))
        tell(request, N_("Đã trả lời."))
        return to(handover_id)

    return run(request, page_, do)
