"""Put an estimate before whoever approves it."""

from __future__ import annotations

from uuid import UUID

from motcua.budget import policies, rules
from motcua.budget.models import Estimate
from motcua.kernel import clock
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.budget import EstimateSubmitted


class SubmitEstimate(Command, frozen=True, kw_only=True):
    """Submit the estimate as it stands."""

    TARGET = "estimate"

    estimate: UUID


def is_ready(estimate: Estimate) -> Said | None:
    """Only what has lines and is not before somebody already."""
    return rules.refuse_submitting(estimate.state, estimate.total)


@act(SubmitEstimate, on=Estimate, verb=N_("Trình duyệt"), may=policies.may_write, when=is_ready, order=20)
def submit_estimate(command: SubmitEstimate, estimate: Estimate, context: Context) -> Done[Estimate]:
    """Count the round: one that was returned comes again."""
    del command
    estimate.state, estimate.round = rules.State.SUBMITTED, estimate.round + 1
    estimate.submitted_on = clock.local(context.at).date()
    event = EstimateSubmitted(place=estimate.place_id, title=estimate.title, total=estimate.total, round=estimate.round)
    return Done(event)
