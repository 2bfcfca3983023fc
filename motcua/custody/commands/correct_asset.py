"""Put right what the books say of an asset."""

from __future__ import annotations

from uuid import UUID

from motcua.custody import entering, kinds, policies
from motcua.custody.commands.register_asset import Facts, checked_facts, refuse_twin
from motcua.custody.models import Asset
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import AssetCorrected, AssetFacts


class CorrectAsset(Command, frozen=True, kw_only=True):
    """What the books say of the asset becomes ``facts``, for a reason; what they said before stays in the history."""

    TARGET = "asset"

    asset: UUID
    facts: Facts
    reason: str


def is_there(asset: Asset) -> Said | None:
    """What has left the books is not changed any more."""
    return said(N_("Tài sản đã ra khỏi sổ, không sửa được nữa.")) if asset.gone else None


@act(CorrectAsset, on=Asset, verb=N_("Đính chính"), may=policies.may_write, when=is_there, order=30)
def correct_asset(command: CorrectAsset, asset: Asset, context: Context) -> Done[Asset]:
    """Refuse a correction without a reason, or one that changes nothing."""
    reason = entering.text(command.reason, "reason", 300, required=True)
    before, after = entering.facts_of(asset), checked_facts(command.facts)
    if before == after:
        raise BadInput(N_("Không có gì thay đổi."))
    refuse_twin(after, asset.place_id, asset.realm, asset.id)
    for name in AssetFacts.__struct_fields__:
        setattr(asset, name, getattr(after, name))
    asset.group = kinds.get(after.kind).group
    asset.folded = entering.searched(asset)
    return Done(AssetCorrected(before=before, after=after, reason=reason))
