"""Take an asset off the books by a decision."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.custody import entering, policies
from motcua.custody.commands.correct_asset import is_there
from motcua.custody.models import Asset, Holding, TransferLine
from motcua.custody.rules.assets import Disposal
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import AssetWrittenOff


class WriteOffAsset(Command, frozen=True, kw_only=True):
    """The asset left the books in this way, by the decision named; its history stays."""

    TARGET = "asset"

    asset: UUID
    disposal: Disposal
    decision: str
    decided_on: date
    reason: str = ""


@act(WriteOffAsset, on=Asset, verb=N_("Ghi giảm"), may=policies.may_write, when=is_there, order=90)
def write_off_asset(command: WriteOffAsset, asset: Asset, context: Context) -> Done[Asset]:
    """Refuse without a decision, and while the asset is being handed over."""
    decision = entering.text(command.decision, "decision", 200, required=True)
    if command.decided_on > clock.today():
        raise BadInput(N_("Ngày quyết định không được ở tương lai."), field="decided_on")
    refuse_in_transfer(asset)
    Holding.objects.filter(asset=asset, until__isnull=True).update(until=command.decided_on)
    asset.gone, asset.gone_on = True, command.decided_on
    asset.disposal, asset.disposal_decision = command.disposal.value, decision
    reason = entering.text(command.reason, "reason", 300)
    return Done(
        AssetWrittenOff(disposal=asset.disposal, decision=decision, decided_on=command.decided_on, reason=reason)
    )


def refuse_in_transfer(asset: Asset) -> None:
    """Refuse while a handover of the asset waits for its signatures."""
    line = TransferLine.objects.filter(asset=asset, open=True).select_related("transfer").first()
    if line is not None:
        raise RuleError(N_("{code} đang trong biên bản bàn giao {label}."), code=asset.code, label=line.transfer.label)
