"""Put the words of a proposal right while it waits; what was said before stays in its history."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.proposals import ProposalCorrected
from motcua.proposals import policies
from motcua.proposals.commands.shared import Amount, Purpose, Reason, Statement, is_open, put_difficulties
from motcua.proposals.models import Proposal
from motcua.proposals.rules import life
from motcua.proposals.rules.facts import Category, Solver


class CorrectProposal(Command, frozen=True, kw_only=True):
    """Correct what the commune said, with the reason; where it lies does not change by itself."""

    TARGET = "proposal"

    proposal: UUID
    category: Category
    statement: Statement
    purpose: Purpose = ""
    priority: Reason = ""
    cost: Amount | None = None
    cost_basis: Reason = ""
    solver: Solver = Solver.ABOVE
    difficulties: Annotated[list[UUID], msgspec.Meta(max_length=life.ITEMS_MOST)] = []
    reason: Reason


@act(CorrectProposal, on=Proposal, verb=N_("Đính chính"), may=policies.may_keep, when=is_open, order=60)
def correct_proposal(command: CorrectProposal, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Keep the corrected words."""
    del context
    reason = life.said_words(command.reason, "reason")
    life.check_cost(command.cost, command.cost_basis)
    proposal.statement = life.said_words(command.statement, "statement", N_("Ghi nội dung."))
    proposal.category, proposal.solver = command.category.value, command.solver.value
    proposal.purpose, proposal.priority = clean(command.purpose, lines=True), clean(command.priority)
    proposal.cost, proposal.cost_basis = command.cost, clean(command.cost_basis)
    proposal.folded = life.searched(proposal.statement, proposal.priority, proposal.purpose)
    difficulties = put_difficulties(proposal, command.difficulties)
    event = ProposalCorrected(
        category=proposal.category,
        statement=proposal.statement,
        purpose=proposal.purpose,
        priority=proposal.priority,
        cost=proposal.cost,
        cost_basis=proposal.cost_basis,
        solver=proposal.solver,
        difficulties=difficulties,
        reason=reason,
    )
    return Done(event)
