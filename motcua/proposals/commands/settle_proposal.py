"""What the commune does with an answer or its own proposal: acknowledge, open again, take back."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.proposals import AnswerAcknowledged, ProposalReopened, ProposalWithdrawn
from motcua.proposals import policies
from motcua.proposals.commands.shared import Reason, end_wait, is_answered, is_open, today_of, units_of, wait
from motcua.proposals.models import Proposal
from motcua.proposals.rules import life
from motcua.proposals.rules.facts import State


class AcknowledgeAnswer(Command, frozen=True, kw_only=True):
    """Say that the answer is clear («đã rõ»), or not satisfying («chưa thỏa đáng») and why."""

    TARGET = "proposal"

    proposal: UUID
    satisfied: bool
    words: Reason = ""


@act(
    AcknowledgeAnswer,
    on=Proposal,
    verb=N_("Cho ý kiến về câu trả lời"),
    may=policies.may_keep,
    when=is_answered,
    order=15,
)
def acknowledge_answer(command: AcknowledgeAnswer, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Keep the word; what is not satisfying says why."""
    del context
    words = clean(command.words) if command.satisfied else life.said_words(command.words, "words")
    proposal.satisfied = command.satisfied
    return Done(AnswerAcknowledged(place=proposal.place_id, satisfied=command.satisfied, words=words))


class ReopenProposal(Command, frozen=True, kw_only=True):
    """The answer does not answer: let the proposal wait again, with the reason."""

    TARGET = "proposal"

    proposal: UUID
    reason: Reason


@act(ReopenProposal, on=Proposal, verb=N_("Mở lại"), may=policies.may_keep, when=is_answered, order=40)
def reopen_proposal(command: ReopenProposal, proposal: Proposal, context: Context) -> Done[Proposal]:
    """It lies with the same units; its age still counts from its filing."""
    reason = life.said_words(command.reason, "reason")
    units = units_of(proposal)
    proposal.state, proposal.open, proposal.closed_on = State.WAITING.value, True, None
    proposal.promised_by, proposal.satisfied, proposal.forwarded_to = None, None, ""
    proposal.reopened += 1
    wait(proposal, units[0] if units else None, today_of(context))
    return Done(ProposalReopened(place=proposal.place_id, units=units, reason=reason))


class WithdrawProposal(Command, frozen=True, kw_only=True):
    """Take a proposal back, with the reason; it stays in its list."""

    TARGET = "proposal"

    proposal: UUID
    reason: Reason


@act(WithdrawProposal, on=Proposal, verb=N_("Rút"), may=policies.may_keep, when=is_open, order=80)
def withdraw_proposal(command: WithdrawProposal, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Nobody waits any more."""
    reason = life.said_words(command.reason, "reason")
    proposal.state, proposal.forwarded_to = State.WITHDRAWN.value, ""
    end_wait(proposal, today_of(context))
    return Done(ProposalWithdrawn(reason=reason))
