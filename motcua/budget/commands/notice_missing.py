"""What time brings: the day by which an estimate was to be approved went by."""

from __future__ import annotations

from uuid import UUID

from motcua.budget import policies, rules
from motcua.budget.models import Estimate
from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.budget import EstimateMissingNoticed


class NoticeEstimateMissing(Command, frozen=True, kw_only=True):
    """Tell that no approval came in time; told once."""

    TARGET = "estimate"

    estimate: UUID


@act(NoticeEstimateMissing, on=Estimate, verb=N_("Ghi nhận chưa duyệt"), may=policies.may_notice)
def notice_missing(command: NoticeEstimateMissing, estimate: Estimate, context: Context) -> Done[Estimate]:
    """Refuse while there is time, what was approved, and what was told."""
    today, by = clock.local(context.at).date(), estimate.wanted_by
    if by is None or today <= by or estimate.state == rules.State.APPROVED or estimate.missing_told:
        raise Conflict(N_("Chưa đến ngày, đã duyệt hoặc đã ghi nhận."))
    estimate.missing_told = True
    event = EstimateMissingNoticed(place=estimate.place_id, title=estimate.title, wanted_by=by, state=estimate.state)
    return Done(event)
