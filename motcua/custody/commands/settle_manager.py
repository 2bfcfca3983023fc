"""Settle which unit manages an asset that nobody manages."""

from __future__ import annotations

from uuid import UUID

from motcua.custody import entering, policies
from motcua.custody.commands.correct_asset import is_there
from motcua.custody.models import Asset
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import ManagerSettled
from motcua.office import queries as office


class SettleManager(Command, frozen=True, kw_only=True):
    """``unit`` manages the asset from today on, by this ground: for assets whose managing unit is not known or gone."""

    TARGET = "asset"

    asset: UUID
    unit: UUID
    ground: str


@act(SettleManager, on=Asset, verb=N_("Giao đơn vị quản lý"), may=policies.may_write, when=is_there, order=5)
def settle_manager(command: SettleManager, asset: Asset, context: Context) -> Done[Asset]:
    """Refuse while another unit manages it: from one unit to another it goes by minutes of both."""
    today = clock.today()
    if asset.unit_id is not None:
        manager = office.unit(asset.unit_id)
        if manager.valid.end is None or manager.valid.end > today:
            raise RuleError(
                N_("Tài sản đang do {unit} quản lý; muốn giao đơn vị khác phải lập biên bản bàn giao."),
                field="unit",
                unit=manager.full_name,
            )
    entering.checked_unit(command.unit, asset.place_id)
    ground = entering.text(command.ground, "ground", 300, required=True)
    before = asset.unit_id
    entering.hand_to(asset, command.unit, today, ground)
    return Done(ManagerSettled(unit=command.unit, ground=ground, before=before))
