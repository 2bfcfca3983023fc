"""Spend support money, warned of where the centre comes first and still lacks things; take a spending back."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.budget import policies, rules
from motcua.budget.commands.shared import Line, Words, wanted
from motcua.budget.models import Grant, Spending
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotFound, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.budget import GrantSpent, SpendingReversed


class SpendGrant(Command, frozen=True, kw_only=True):
    """Spend ``amount`` đồng on a day. ``centre_gaps`` is what the centre lacked then, from where and as of when.

    Whoever spends elsewhere while the centre comes first and lacks things says why.
    """

    TARGET = "grant"

    grant: UUID
    day: date
    what: Annotated[str, msgspec.Meta(max_length=300)]
    amount: int
    for_centre: bool
    paper: Line = ""
    centre_gaps: Annotated[int, msgspec.Meta(ge=0)] | None = None
    gaps_as_of: date | None = None
    gaps_source: Annotated[str, msgspec.Meta(max_length=300)] = ""
    reason: Words = ""


@act(SpendGrant, on=Grant, verb=N_("Ghi khoản chi"), may=policies.may_write, order=10)
def spend_grant(command: SpendGrant, grant: Grant, context: Context) -> Done[Grant]:
    """Refuse what goes over the money, days to come, and an unexplained spending elsewhere."""
    if command.day > clock.local(context.at).date():
        raise RuleError(N_("Ngày chi không thể sau hôm nay."), field="day")
    rules.check_spending(grant.amount, grant.spent, command.amount)
    warned = rules.warns(
        centre_first=grant.centre_first, for_centre=command.for_centre, centre_gaps=command.centre_gaps
    )
    reason = clean(command.reason)
    if warned and not reason:
        raise RuleError(
            N_("Kinh phí này ưu tiên cho Trung tâm trước và Trung tâm còn thiếu; ghi lý do chi cho việc khác."),
            field="reason",
        )
    spending = Spending.objects.create(
        grant=grant,
        day=command.day,
        at=context.at,
        account_id=context.actor.account,
        what=wanted(command.what, "what"),
        amount=command.amount,
        for_centre=command.for_centre,
        paper=clean(command.paper),
        warned=warned,
        centre_gaps=command.centre_gaps,
        gaps_as_of=command.gaps_as_of,
        gaps_source=clean(command.gaps_source),
        reason=reason,
    )
    grant.spent += spending.amount
    grant.centre_spent += spending.amount if spending.for_centre else 0
    event = GrantSpent(
        spending=spending.id,
        place=grant.place_id,
        day=spending.day,
        what=spending.what,
        amount=spending.amount,
        for_centre=spending.for_centre,
        paper=spending.paper,
        warned=warned,
        centre_gaps=spending.centre_gaps,
        gaps_as_of=spending.gaps_as_of,
        gaps_source=spending.gaps_source,
        reason=reason,
    )
    return Done(event, outcome={"spending": spending.id})


class ReverseSpending(Command, frozen=True, kw_only=True):
    """Take one spending back, with the reason; its line stays and counts no more."""

    TARGET = "grant"

    grant: UUID
    spending: UUID
    reason: Words


@act(ReverseSpending, on=Grant, verb=N_("Hủy khoản chi"), may=policies.may_write, order=70)
def reverse_spending(command: ReverseSpending, grant: Grant, context: Context) -> Done[Grant]:
    """Refuse a spending of another grant and one taken back already."""
    spending = Spending.objects.filter(pk=command.spending, grant=grant).first()
    if spending is None:
        raise NotFound(N_("Không có khoản chi này."))
    if spending.reversed_at is not None:
        raise Conflict(N_("Khoản chi này đã hủy."))
    reason = wanted(command.reason, "reason")
    spending.reversed_at, spending.reversed_why = context.at, reason
    spending.save(update_fields=["reversed_at", "reversed_why"])
    grant.spent -= spending.amount
    grant.centre_spent -= spending.amount if spending.for_centre else 0
    event = SpendingReversed(
        spending=spending.id, amount=spending.amount, for_centre=spending.for_centre, reason=reason
    )
    return Done(event)
