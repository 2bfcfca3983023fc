"""Settle what is so where two people saw an asset differently."""

from __future__ import annotations

from uuid import UUID

from motcua.custody import entering, policies, sorting
from motcua.custody.models import Expected, StockTake
from motcua.custody.rules import counting as rules
from motcua.custody.rules.assets import Condition
from motcua.custody.rules.counting import State
from motcua.kernel.errors import Conflict, NotFound
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import ObservationSettled


class SettleObservation(Command, frozen=True, kw_only=True):
    """This observation of an asset holds, for this reason; the other ones are kept beside it."""

    TARGET = "stock_take"

    stock_take: UUID
    observation: UUID
    reason: str


def is_open(stock_take: StockTake) -> Said | None:
    """A closed round is not changed."""
    return None if stock_take.open else said(N_("Đợt kiểm kê đã khóa sổ."))


@act(SettleObservation, on=StockTake, verb=N_("Phân xử"), may=policies.may_write, when=is_open, order=20)
def settle_observation(command: SettleObservation, stock_take: StockTake, context: Context) -> Done[StockTake]:
    """Refuse where nobody disagrees."""
    row = Expected.objects.filter(stock_take=stock_take, observations=command.observation).first()
    if row is None:
        raise NotFound(N_("Không có quan sát này trong đợt kiểm kê."), field="observation")
    if row.state != State.CONFLICT:
        raise Conflict(N_("Tài sản này không có gì phải phân xử."))
    reason = entering.text(command.reason, "reason", 300, required=True)
    look = next(look for look in sorting.looks_of(row) if look.id == command.observation)
    row.state, row.counted_id, row.reason = State.SETTLED.value, look.id, reason
    row.differs = rules.differs(row.room, Condition(row.condition), look)
    row.save(update_fields=["state", "counted", "reason", "differs"])
    return Done(ObservationSettled(code=row.code, observation=command.observation, reason=reason))
