"""Write the lines of an estimate, the first time or anew."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.budget import policies, rules
from motcua.budget.commands.shared import Line, wanted
from motcua.budget.models import Estimate, EstimateLine
from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.budget import EstimateDrafted, EstimateLineTold


class LineWish(msgspec.Struct, frozen=True, kw_only=True):
    """One line: what, how many đồng, whether for the centre itself."""

    name: Line
    amount: int
    for_centre: bool = True
    note: Annotated[str, msgspec.Meta(max_length=300)] = ""


class DraftEstimate(Command, frozen=True, kw_only=True):
    """Put these lines in place of whatever lines there were."""

    TARGET = "estimate"

    estimate: UUID
    lines: Annotated[list[LineWish], msgspec.Meta(max_length=rules.LINES_MOST)]


def is_writable(estimate: Estimate) -> Said | None:
    """Lines are written before the estimate is submitted, and after it was returned."""
    return rules.refuse_writing(estimate.state)


@act(DraftEstimate, on=Estimate, verb=N_("Lập dự toán"), may=policies.may_write, when=is_writable, order=10)
def draft_estimate(command: DraftEstimate, estimate: Estimate, context: Context) -> Done[Estimate]:
    """Keep lines and total; what was returned stays marked so until it is submitted again."""
    lines = [
        EstimateLineTold(
            name=wanted(line.name, "lines"), amount=line.amount, for_centre=line.for_centre, note=clean(line.note)
        )
        for line in command.lines
    ]
    estimate.total = rules.total_of(line.amount for line in lines)
    if estimate.state == rules.State.ASKED:
        estimate.state = rules.State.DRAFT
    estimate.drafted_on = clock.local(context.at).date()
    EstimateLine.objects.filter(estimate=estimate).delete()
    EstimateLine.objects.bulk_create(
        EstimateLine(
            estimate=estimate,
            ordinal=at,
            name=line.name,
            amount=line.amount,
            for_centre=line.for_centre,
            note=line.note,
        )
        for at, line in enumerate(lines, 1)
    )
    return Done(EstimateDrafted(title=estimate.title, lines=lines, total=estimate.total))
