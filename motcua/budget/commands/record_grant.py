"""Record support money that came in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.budget import policies, rules
from motcua.budget.commands.shared import Line, Words, check_place, wanted
from motcua.budget.models import Grant
from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.budget import GrantRecorded


class RecordGrant(Command, frozen=True, kw_only=True):
    """Support money of ``place`` in đồng; with ``centre_first`` the centre comes first, on ``centre_first_ground``."""

    place: UUID
    name: Line
    source: Line
    decision: Line = ""
    decided_on: date | None = None
    amount: int
    purpose: Words = ""
    centre_first: bool = True
    centre_first_ground: Words = ""


@act(RecordGrant, on=Grant, verb=N_("Ghi kinh phí hỗ trợ"), may=policies.may_record)
def record_grant(command: RecordGrant, context: Context) -> Done[Grant]:
    """Keep the money with its source and decision."""
    check_place(command.place)
    grant = Grant(
        realm=context.actor.realm,
        place_id=command.place,
        name=wanted(command.name, "name"),
        source=wanted(command.source, "source"),
        decision=clean(command.decision),
        decided_on=command.decided_on,
        amount=rules.check_amount(command.amount),
        purpose=clean(command.purpose),
        centre_first=command.centre_first,
        centre_first_ground=clean(command.centre_first_ground),
        recorded_on=clock.local(context.at).date(),
    )
    event = GrantRecorded(
        place=command.place,
        name=grant.name,
        source=grant.source,
        decision=grant.decision,
        decided_on=grant.decided_on,
        amount=grant.amount,
        purpose=grant.purpose,
        centre_first=grant.centre_first,
        centre_first_ground=grant.centre_first_ground,
    )
    return Done(event, grant)
