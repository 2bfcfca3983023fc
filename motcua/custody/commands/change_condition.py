"""Say in what condition an asset is now, and whether it is used."""

from __future__ import annotations

from uuid import UUID

from motcua.custody import entering, policies
from motcua.custody.commands.correct_asset import is_there
from motcua.custody.models import Asset, StockTake
from motcua.custody.rules import assets as rules
from motcua.custody.rules.assets import Condition, Use
from motcua.kernel.errors import BadInput, NotFound, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import AssetConditionChanged


class ChangeCondition(Command, frozen=True, kw_only=True):
    """The asset is in this condition and used so; ``stock_take`` is the round that showed it."""

    TARGET = "asset"

    asset: UUID
    condition: Condition
    use: Use
    reason: str
    stock_take: UUID | None = None


@act(ChangeCondition, on=Asset, verb=N_("Đổi tình trạng"), may=policies.may_write, when=is_there, order=20)
def change_condition(command: ChangeCondition, asset: Asset, context: Context) -> Done[Asset]:
    """Refuse a use that the condition does not allow, and a change of nothing."""
    reason = entering.text(command.reason, "reason", 300, required=True)
    refusal = rules.refuse_use(command.condition, command.use)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="use")
    before = (asset.condition, asset.use)
    if before == (command.condition.value, command.use.value):
        raise BadInput(N_("Không có gì thay đổi."), field="condition")
    round_ = StockTake.objects.filter(pk=command.stock_take).first() if command.stock_take else None
    if command.stock_take and (round_ is None or policies.may_write(context.actor, round_) is not None):
        raise NotFound(N_("Không có đợt kiểm kê này."), field="stock_take")
    asset.condition, asset.use = command.condition.value, command.use.value
    return Done(
        AssetConditionChanged(
            condition_before=before[0],
            condition=asset.condition,
            use_before=before[1],
            use=asset.use,
            reason=reason,
            stock_take=command.stock_take,
        )
    )
