"""Record what a centre lacks against the norm in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, policies, reckoning
from motcua.custody.models import GapReview, Norm
from motcua.custody.rules import gaps as rules
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_
from motcua.ledger.actor import SYSTEM_ACCOUNT
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import GapsRecorded

Few = Annotated[int, msgspec.Meta(ge=0, le=999)]


class RecordGaps(Command, frozen=True, kw_only=True):
    """Record how the centre stands today to the norm in force: with its counters and officers, ``None`` if unknown."""

    place: UUID
    centre: UUID
    counters: Few | None = None
    officers: Few | None = None


@act(RecordGaps, on=GapReview, verb=N_("Ghi nhận kết quả rà soát"), may=policies.may_record_gaps)
def record_gaps(command: RecordGaps, context: Context) -> Done[GapReview]:
    """Reckon from what the centre manages now, and keep both the facts and the answer."""
    entering.checked_unit(command.centre, command.place, "centre")
    today, realm = clock.today(), str(context.actor.realm)
    norm = reckoning.norm_for(command.place, realm, today)
    if norm is None:
        raise RuleError(N_("Chưa có hướng dẫn trang bị nào có hiệu lực cho địa bàn này."), field="centre")
    return record(norm, command, today, context)


def record(norm: Norm, command: RecordGaps, today: date, context: Context) -> Done[GapReview]:
    """Keep the review of one norm on a day."""
    held = reckoning.held_by(command.centre, norm.realm)
    found = rules.gaps_of(
        reckoning.wanted_of(norm), held, counters=command.counters, officers=command.officers, year=today.year
    )
    cost, unpriced = rules.total_cost(found)
    facts, lines = reckoning.told_facts(held), reckoning.told_gaps(found)
    if len(facts) > reckoning.FACTS_MOST:
        raise BadInput(N_("Đơn vị có quá {most} thiết bị; hãy tách theo đơn vị."), most=reckoning.FACTS_MOST)
    system = context.actor.account == SYSTEM_ACCOUNT
    review = GapReview(
        realm=norm.realm,
        place_id=command.place,
        centre_id=command.centre,
        norm=norm,
        on=today,
        counters=command.counters,
        officers=command.officers,
        facts=msgspec.json.encode(facts).decode(),
        lines=msgspec.json.encode(lines).decode(),
        lacking=sum(gap.lacking or 0 for gap in found),
        cost=cost,
        unpriced=unpriced,
        recorded_at=context.at,
        recorded_by="Hệ thống" if system else context.actor.name,
    )
    event = GapsRecorded(
        centre=command.centre,
        norm=norm.id,
        on=today,
        counters=command.counters,
        officers=command.officers,
        facts=facts,
        lines=lines,
        cost=cost,
        place=command.place,
    )
    return Done(event, review)
