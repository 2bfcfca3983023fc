"""Approve an estimate by a decision, or return it with the reason."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.budget import policies, rules
from motcua.budget.commands.shared import Line, wanted
from motcua.budget.models import Estimate
from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.budget import EstimateDecided


class DecideEstimate(Command, frozen=True, kw_only=True):
    """Approve (``decision`` names number and day of the paper) or return (``words`` say why)."""

    TARGET = "estimate"

    estimate: UUID
    approve: bool
    decision: Line = ""
    words: Annotated[str, msgspec.Meta(max_length=1000)] = ""


def is_submitted(estimate: Estimate) -> Said | None:
    """Only what was submitted is decided, once."""
    return rules.refuse_deciding(estimate.state)


@act(DecideEstimate, on=Estimate, verb=N_("Duyệt hoặc trả lại"), may=policies.may_decide, when=is_submitted, order=30)
def decide_estimate(command: DecideEstimate, estimate: Estimate, context: Context) -> Done[Estimate]:
    """Ask for the decision's number, or for the reason."""
    if command.approve:
        estimate.decision, estimate.words = wanted(command.decision, "decision"), clean(command.words)
    else:
        estimate.decision, estimate.words = "", wanted(command.words, "words")
    estimate.state = rules.State.APPROVED if command.approve else rules.State.RETURNED
    estimate.decided_on = clock.local(context.at).date()
    event = EstimateDecided(
        place=estimate.place_id,
        title=estimate.title,
        approved=command.approve,
        total=estimate.total,
        decision=estimate.decision,
        words=estimate.words,
    )
    return Done(event)
