"""Lay a draft before the signer, take it back, send it back with remarks."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.conclusions import kept, policies
from motcua.conclusions.commands.shared import set_paper, when
from motcua.conclusions.models import Conclusion
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import Genre, State
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.conclusions import ConclusionReturned, ConclusionSubmitted, ConclusionTakenBack


class SubmitConclusion(Command, frozen=True, kw_only=True):
    """Lay the draft before the signer: from now on it is a file, and nobody writes on it."""

    TARGET = "conclusion"

    conclusion: UUID


@act(
    SubmitConclusion,
    on=Conclusion,
    verb=N_("Trình ký"),
    may=policies.may_write,
    when=when(*rules.WRITABLE),
    order=20,
)
def submit_conclusion(command: SubmitConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Refuse it while something must still be written, naming the first thing."""
    head, sentences = kept.head_of(conclusion.front), kept.sentences_of(conclusion.sentences)
    left = rules.lacking(Genre(conclusion.genre), head, sentences)
    if left:
        raise RuleError(left[0].sentence, **left[0].values)
    conclusion.state, conclusion.remarks = State.SUBMITTED.value, ""
    conclusion.round += 1
    conclusion.paper = set_paper(conclusion, context.at)
    event = ConclusionSubmitted(
        issuer=conclusion.issuer_id,
        place=conclusion.place_id,
        title=conclusion.title,
        round=conclusion.round,
        paper=conclusion.paper,
    )
    return Done(event)


class TakeBackConclusion(Command, frozen=True, kw_only=True):
    """Take a submitted draft back to write on it, before it is signed."""

    TARGET = "conclusion"

    conclusion: UUID


@act(
    TakeBackConclusion,
    on=Conclusion,
    verb=N_("Rút lại để sửa"),
    may=policies.may_write,
    when=when(State.SUBMITTED),
    order=60,
)
def take_back_conclusion(command: TakeBackConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """The file nobody signed is none any more."""
    del command, context
    conclusion.state, conclusion.paper = State.DRAFT.value, ""
    return Done(ConclusionTakenBack())


class ReturnConclusion(Command, frozen=True, kw_only=True):
    """Do not sign; ``remarks`` say what to change."""

    TARGET = "conclusion"

    conclusion: UUID
    remarks: Annotated[str, msgspec.Meta(max_length=2000)]


@act(
    ReturnConclusion,
    on=Conclusion,
    verb=N_("Trả lại để sửa"),
    may=policies.may_sign,
    when=when(State.SUBMITTED),
    order=40,
)
def return_conclusion(command: ReturnConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Keep the remarks for the writers."""
    del context
    remarks = clean(command.remarks, lines=True)
    if not remarks:
        raise BadInput(N_("Ghi cần sửa gì."), field="remarks")
    conclusion.state, conclusion.remarks, conclusion.paper = State.RETURNED.value, remarks, ""
    event = ConclusionReturned(
        place=conclusion.place_id, unit=conclusion.unit_id, title=conclusion.title, remarks=remarks
    )
    return Done(event)
