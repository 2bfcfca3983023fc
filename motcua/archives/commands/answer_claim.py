"""Answer a claim of the receiver."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import policies
from motcua.archives.commands.raise_claim import is_done
from motcua.archives.models import Claim, Handover
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import ClaimAnswered


class AnswerClaim(Command, frozen=True, kw_only=True):
    """Say what became of it: found, handed in later, or why not."""

    TARGET = "handover"

    handover: UUID
    claim: UUID
    answer: Annotated[str, msgspec.Meta(max_length=1000)]


@act(AnswerClaim, on=Handover, verb=N_("Trả lời"), may=policies.may_give, when=is_done)
def answer(command: AnswerClaim, handover: Handover, context: Context) -> Done[Handover]:
    """Refuse an empty answer and a second one."""
    words = clean(command.answer, lines=True)
    if not words:
        raise BadInput(N_("Ghi nội dung trả lời."), field="answer")
    claim = Claim.objects.filter(handover=handover, pk=command.claim).first()
    if claim is None:
        raise NotFound(N_("Không có ý kiến này."))
    if claim.answered_at is not None:
        raise Conflict(N_("Ý kiến này đã được trả lời."))
    claim.answer, claim.answered_by, claim.answered_at = words, context.actor.name, context.at
    claim.save()
    return Done(ClaimAnswered(claim=claim.id, answer=words))
