"""Answer a proposal: by the unit it lies with, by a conclusion that names it, or by the answer to its common matter."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.proposals import AnswerCorrected, ProposalAnswered
from motcua.office.queries import names
from motcua.proposals import policies
from motcua.proposals.commands.shared import (
    Purpose,
    Reason,
    Words,
    check_known,
    end_wait,
    is_open,
    lie_with,
    today_of,
    units_of,
    wait,
)
from motcua.proposals.models import Answer, Common, Proposal
from motcua.proposals.rules import life
from motcua.proposals.rules.facts import Outcome

UnitName = Annotated[str, msgspec.Meta(max_length=250)]
NO_WORDS = N_("Chưa có lời trả lời: kiến nghị không khép được khi chưa ghi câu trả lời.")


class AnswerProposal(Command, frozen=True, kw_only=True):
    """Answer: what will be done and by when, what is so, which part stays open, who above must say, or why not."""

    TARGET = "proposal"

    proposal: UUID
    outcome: Outcome
    words: Words
    promised_by: date | None = None
    directive: UUID | None = None
    open_part: Purpose = ""
    forwarded: UUID | None = None
    forwarded_to: UnitName = ""


@act(AnswerProposal, on=Proposal, verb=N_("Trả lời"), may=policies.may_answer, when=is_open, order=10)
def answer_proposal(command: AnswerProposal, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Keep the answer; what is answered in part or sent on waits further."""
    on = today_of(context)
    life.check_answer(
        command.outcome,
        promised_by=command.promised_by,
        open_part=command.open_part,
        forwarded=command.forwarded,
        forwarded_to=command.forwarded_to,
        on=on,
    )
    if command.forwarded is not None:
        check_known([command.forwarded])
        if command.forwarded == proposal.lead_id:
            raise BadInput(N_("Kiến nghị đang ở chính đơn vị này."), field="forwarded")
    answer = Answer(
        id=new_id(),
        outcome=command.outcome.value,
        words=life.said_words(command.words, "words", NO_WORDS),
        promised_by=command.promised_by,
        directive=command.directive,
        open_part=clean(command.open_part, lines=True),
        unit_id=context.actor.unit,
        unit_name=context.actor.unit_name,
        forwarded_to=clean(command.forwarded_to),
    )
    return Done(_keep(answer, proposal, context, on, forwarded=command.forwarded))


class AnswerByConclusion(Command, frozen=True, kw_only=True):
    """A signed conclusion answers the proposal with a sentence of its own; ``unit_name`` is who concluded."""

    TARGET = "proposal"

    proposal: UUID
    conclusion: UUID
    words: Words
    unit: UUID | None = None
    unit_name: UnitName = ""


@act(AnswerByConclusion, on=Proposal, verb=N_("Trả lời bằng kết luận"), may=policies.may_record, when=is_open)
def answer_by_conclusion(command: AnswerByConclusion, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Keep the sentence of the conclusion as the answer."""
    answer = Answer(
        id=new_id(),
        outcome=Outcome.ANSWERED.value,
        words=life.said_words(command.words, "words", NO_WORDS),
        unit_id=command.unit,
        unit_name=clean(command.unit_name),
        conclusion=command.conclusion,
    )
    return Done(_keep(answer, proposal, context, today_of(context)))


class AnswerFromCommon(Command, frozen=True, kw_only=True):
    """The answer to the common matter is the answer to this proposal."""

    TARGET = "proposal"

    proposal: UUID
    common: UUID
    directive: UUID | None = None
    promised_by: date | None = None
    unit: UUID | None = None
    unit_name: UnitName = ""


@act(AnswerFromCommon, on=Proposal, verb=N_("Trả lời theo vấn đề chung"), may=policies.may_record, when=is_open)
def answer_from_common(command: AnswerFromCommon, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Refuse a common matter that the proposal is not counted to or that has no answer."""
    common = Common.objects.filter(pk=command.common).first()
    if common is None or proposal.common_id != common.id or not common.words:
        raise Conflict(N_("Kiến nghị không thuộc vấn đề chung này, hoặc vấn đề chung chưa có câu trả lời."))
    answer = Answer(
        id=new_id(),
        outcome=common.outcome,
        words=common.words,
        promised_by=command.promised_by,
        directive=command.directive,
        unit_id=command.unit,
        unit_name=command.unit_name,
        common=common.id,
    )
    return Done(_keep(answer, proposal, context, today_of(context)))


class CorrectAnswer(Command, frozen=True, kw_only=True):
    """Put words or day of an answer right, with the reason; its outcome stays."""

    TARGET = "proposal"

    proposal: UUID
    answer: UUID
    words: Words
    promised_by: date | None = None
    reason: Reason


@act(CorrectAnswer, on=Proposal, verb=N_("Đính chính câu trả lời"), may=policies.may_answer, order=70)
def correct_answer(command: CorrectAnswer, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Refuse to alter what stands in a conclusion or a common answer: it is corrected there."""
    reason = life.said_words(command.reason, "reason")
    row = proposal.answers.filter(pk=command.answer).first()
    if row is None:
        raise NotFound(N_("Không có câu trả lời này."))
    if row.common is not None or row.conclusion is not None:
        raise Conflict(N_("Câu trả lời này lấy từ kết luận hoặc vấn đề chung; đính chính ở đó."))
    if (row.promised_by is None) != (command.promised_by is None):
        raise BadInput(N_("Câu trả lời này giữ nguyên việc có hay không có ngày hẹn."), field="promised_by")
    row.words = life.said_words(command.words, "words", NO_WORDS)
    row.promised_by, row.corrected_at = command.promised_by, context.at
    row.save(update_fields=["words", "promised_by", "corrected_at"])
    last = proposal.answers.order_by("-at", "-pk").first()
    if last is not None and last.pk == row.pk:
        proposal.promised_by = row.promised_by
    event = AnswerCorrected(answer=row.id, words=row.words, promised_by=row.promised_by, reason=reason)
    return Done(event)


def _keep(
    answer: Answer, proposal: Proposal, context: Context, on: date, *, forwarded: UUID | None = None
) -> ProposalAnswered:
    """Write the answer, and let the proposal close, wait on, or lie with whoever it was sent to."""
    outcome = Outcome(answer.outcome)
    answer.proposal, answer.at, answer.account_id = proposal, context.at, context.actor.account
    state = life.state_after(outcome)
    proposal.state, proposal.promised_by, proposal.satisfied = state.value, answer.promised_by, None
    proposal.forwarded_to = ""
    if not life.is_open(state):
        end_wait(proposal, on)
    elif outcome is Outcome.FORWARDED:
        before = units_of(proposal)
        if forwarded is not None:
            answer.forwarded_to = answer.forwarded_to or names.names_of([forwarded])[forwarded]
            lie_with(proposal, [forwarded, *(one for one in before if one != forwarded)][: life.UNITS_MOST], on)
        else:
            # Those it lay with still see it: they enter the answer when it comes.
            wait(proposal, None, on)
        proposal.forwarded_to = answer.forwarded_to
    answer.save(force_insert=True)
    return ProposalAnswered(
        place=proposal.place_id,
        answer=answer.id,
        outcome=answer.outcome,
        words=answer.words,
        promised_by=answer.promised_by,
        directive=answer.directive,
        open_part=answer.open_part,
        unit=answer.unit_id,
        unit_name=answer.unit_name,
        forwarded=forwarded,
        forwarded_to=answer.forwarded_to,
        common=answer.common,
        conclusion=answer.conclusion,
    )
