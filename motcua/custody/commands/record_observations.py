"""Record what somebody saw in a round of stock-taking: in batches, in any order, as often as a telephone sends them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import policies, sorting
from motcua.custody.models import Expected, Observation, StockTake
from motcua.custody.rules import counting as rules
from motcua.custody.rules.assets import Condition
from motcua.custody.rules.counting import State
from motcua.custody.sorting import Sighting
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import ObservationsRecorded, Seen


class RecordObservations(Command, frozen=True, kw_only=True):
    """These observations of the actor in a round. Each has an id its device made: the same id again changes nothing."""

    TARGET = "stock_take"

    stock_take: UUID
    sightings: Annotated[list[Sighting], msgspec.Meta(min_length=1, max_length=rules.BATCH_MOST)]


@act(RecordObservations, on=StockTake, verb=N_("Ghi kết quả đếm"), may=policies.may_count, order=10)
def record_observations(command: RecordObservations, stock_take: StockTake, context: Context) -> Done[StockTake]:
    """Keep those that are new and can be of this round; answer for each what became of it.

    Whoever sends only what is known or refused gets a :class:`Conflict` and leaves no entry: the desk asks
    :func:`motcua.custody.sorting.sort` first.
    """
    fates = sorting.sort(stock_take, command.sightings, context.actor, context.at)
    fresh = [fate.sighting for fate in fates if fate.state == sorting.RECORDED and fate.sighting]
    if not fresh:
        raise Conflict(N_("Không có quan sát nào mới để ghi."))
    codes = {sighting.code for sighting in fresh if sighting.code}
    listed = {row.code: row for row in Expected.objects.filter(stock_take=stock_take, code__in=codes)}
    Observation.objects.bulk_create(
        Observation(
            stock_take=stock_take,
            expected=listed.get(one.code) if one.code else None,
            received_at=context.at,
            by=context.actor.account,
            by_name=context.actor.name,
            **{name: getattr(one, name) for name in Sighting.__struct_fields__},
        )
        for one in fresh
    )
    conflicts = _judge_again(row.pk for row in listed.values())
    answers = [
        sorting.answered(fate, conflict=bool(fate.sighting and fate.sighting.code in conflicts)) for fate in fates
    ]
    seen = [Seen(**msgspec.structs.asdict(one) | {"condition": one.condition.value}) for one in fresh]
    event = ObservationsRecorded(seen=seen, conflicts=sorted(conflicts))
    return Done(event, outcome={"items": answers})


def _judge_again(touched: Iterable[int]) -> set[str]:
    """Bring the state of each touched line up to what was seen of it; return the codes in conflict."""
    conflicts, changed = set(), []
    for row in Expected.objects.filter(pk__in=list(touched)).prefetch_related("observations"):
        looks = sorting.looks_of(row)
        state = rules.judge(looks)
        newest = rules.latest(looks)[-1]
        if row.state == State.SETTLED and row.counted_id is not None:
            settled = next(look for look in looks if look.id == row.counted_id)
            # A word on who was right holds until somebody sees something else again.
            if newest.seen == settled.seen:
                continue
        row.state, row.counted_id, row.reason = state.value, newest.id, ""
        row.differs = rules.differs(row.room, Condition(row.condition), newest)
        changed.append(row)
        if state is State.CONFLICT:
            conflicts.add(row.code)
    Expected.objects.bulk_update(changed, ["state", "counted", "reason", "differs"])
    return conflicts
