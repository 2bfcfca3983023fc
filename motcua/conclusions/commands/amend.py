"""After signing nothing is edited: a corrigendum is issued, another goes out in its place, or it is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.conclusions import kept, policies
from motcua.conclusions.commands.shared import when
from motcua.conclusions.models import Conclusion, ConclusionCorrigendum
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import State
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.conclusions import ConclusionCorrected, ConclusionReplaced, ConclusionWithdrawn

Words = Annotated[str, msgspec.Meta(max_length=2000)]
Reason = Annotated[str, msgspec.Meta(max_length=1000)]


class CorrectConclusion(Command, frozen=True, kw_only=True):
    """Issue a corrigendum: ``wrong`` stands there, ``right`` is to be read; number and day are those of its letter."""

    TARGET = "conclusion"

    conclusion: UUID
    number: Annotated[str, msgspec.Meta(max_length=50)]
    issued_on: date
    wrong: Words
    right: Words
    reason: Reason
    sentence: UUID | None = None


@act(
    CorrectConclusion,
    on=Conclusion,
    verb=N_("Đính chính"),
    may=policies.may_sign,
    when=when(State.NUMBERED, State.PUBLISHED),
    order=70,
)
def correct_conclusion(command: CorrectConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Keep it beside the paper, which stays as it was signed. NĐ 30/2020 Đ18: mistakes of form only."""
    words = {name: clean(getattr(command, name)) for name in ("number", "wrong", "right", "reason")}
    for field, text in words.items():
        if not text:
            raise BadInput(N_("Ghi mục này."), field=field)
    if command.sentence is not None:
        one = rules.find(kept.sentences_of(conclusion.sentences), command.sentence)
        if words["wrong"] not in one.words:
            raise BadInput(N_("Câu này không có chữ «{wrong}»."), field="wrong", wrong=words["wrong"][:60])
    rules.check_issue_day(
        command.issued_on, conclusion.issued_on or conclusion.spoken_on, clock.local(context.at).date()
    )
    row = ConclusionCorrigendum.objects.create(
        id=new_id(),
        conclusion=conclusion,
        issued_on=command.issued_on,
        sentence=command.sentence,
        at=context.at,
        account_id=context.actor.account,
        **words,
    )
    event = ConclusionCorrected(corrigendum=row.id, issued_on=command.issued_on, sentence=command.sentence, **words)
    return Done(event)


class WithdrawConclusion(Command, frozen=True, kw_only=True):
    """Withdraw what was signed, with the reason; it stays readable and is marked."""

    TARGET = "conclusion"

    conclusion: UUID
    reason: Reason


@act(
    WithdrawConclusion,
    on=Conclusion,
    verb=N_("Thu hồi"),
    may=policies.may_sign,
    when=when(State.SIGNED, State.NUMBERED, State.PUBLISHED),
    order=90,
)
def withdraw_conclusion(command: WithdrawConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Keep why."""
    del context
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do."), field="reason")
    conclusion.state, conclusion.reason = State.WITHDRAWN.value, reason
    return Done(ConclusionWithdrawn(reason=reason))


class MarkReplaced(Command, frozen=True, kw_only=True):
    """Another conclusion went out in place of this one."""

    TARGET = "conclusion"

    conclusion: UUID
    by: UUID


@act(
    MarkReplaced,
    on=Conclusion,
    verb=N_("Ghi đã được thay thế"),
    may=policies.may_mark,
    when=when(State.PUBLISHED),
)
def mark_replaced(command: MarkReplaced, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Name the one that counts now."""
    del context
    conclusion.state, conclusion.replaced_by = State.REPLACED.value, command.by
    return Done(ConclusionReplaced(by=command.by))
