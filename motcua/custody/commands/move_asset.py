"""Move an asset to another room or desk, or give it to somebody else to use."""

from __future__ import annotations

from uuid import UUID

from motcua.custody import entering, policies
from motcua.custody.commands.correct_asset import is_there
from motcua.custody.commands.register_asset import user_name
from motcua.custody.models import Asset
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import AssetMoved


class MoveAsset(Command, frozen=True, kw_only=True):
    """The asset stands in this building and room from now on and is used by ``user``; its managing unit stays."""

    TARGET = "asset"

    asset: UUID
    building: str = ""
    room: str = ""
    user: UUID | None = None
    reason: str = ""


@act(MoveAsset, on=Asset, verb=N_("Chuyển chỗ, đổi người dùng"), may=policies.may_write, when=is_there, order=10)
def move_asset(command: MoveAsset, asset: Asset, context: Context) -> Done[Asset]:
    """Refuse a move to where it is."""
    before = (asset.building, asset.room, asset.user_id)
    name = user_name(command.user, asset.unit_id, asset.place_id)
    asset.building = entering.text(command.building, "building", 200)
    asset.room = entering.text(command.room, "room", 120)
    asset.user_id, asset.user_name = command.user, name
    if before == (asset.building, asset.room, asset.user_id):
        raise BadInput(N_("Không có gì thay đổi."), field="room")
    asset.folded = entering.searched(asset)
    return Done(
        AssetMoved(
            building_before=before[0],
            room_before=before[1],
            building=asset.building,
            room=asset.room,
            reason=entering.text(command.reason, "reason", 300),
            user=command.user,
            user_name=name,
        )
    )
