"""Put right what was recorded of support money."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.budget import policies, rules
from motcua.budget.commands.shared import Line, Words, wanted
from motcua.budget.models import Grant
from motcua.kernel.errors import RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.budget import GrantCorrected


class CorrectGrant(Command, frozen=True, kw_only=True):
    """Correct what was recorded, with the reason; the amount cannot fall below what was spent."""

    TARGET = "grant"

    grant: UUID
    name: Line
    source: Line
    decision: Line = ""
    decided_on: date | None = None
    amount: int
    purpose: Words = ""
    centre_first: bool = True
    centre_first_ground: Words = ""
    reason: Words


@act(CorrectGrant, on=Grant, verb=N_("Đính chính"), may=policies.may_write, order=60)
def correct_grant(command: CorrectGrant, grant: Grant, context: Context) -> Done[Grant]:
    """Keep the corrected words and amount."""
    del context
    reason = wanted(command.reason, "reason")
    if rules.check_amount(command.amount) < grant.spent:
        raise RuleError(N_("Đã chi {spent} đồng, không sửa tổng xuống thấp hơn."), field="amount", spent=grant.spent)
    grant.name, grant.source = wanted(command.name, "name"), wanted(command.source, "source")
    grant.decision, grant.decided_on = clean(command.decision), command.decided_on
    grant.amount, grant.purpose = command.amount, clean(command.purpose)
    grant.centre_first, grant.centre_first_ground = command.centre_first, clean(command.centre_first_ground)
    event = GrantCorrected(
        name=grant.name,
        source=grant.source,
        decision=grant.decision,
        decided_on=grant.decided_on,
        amount=grant.amount,
        purpose=grant.purpose,
        centre_first=grant.centre_first,
        centre_first_ground=grant.centre_first_ground,
        reason=reason,
    )
    return Done(event)
