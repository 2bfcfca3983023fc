"""Sign the minutes of a handover for one side; with the second signature the assets change hands."""

from __future__ import annotations

from uuid import UUID

from motcua.custody import entering, policies
from motcua.custody.models import Asset, Transfer
from motcua.custody.rules import assets as rules
from motcua.kernel.errors import Conflict, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import TransferSigned
from motcua.office import territory

GIVER, RECEIVER = "giver", "receiver"


class SignTransfer(Command, frozen=True, kw_only=True):
    """Sign for the actor's own side. Inside one commune its leader signs for one side, then for the other."""

    TARGET = "transfer"

    transfer: UUID


def is_checked(transfer: Transfer) -> Said | None:
    """Nobody signs before the receiver has looked at everything."""
    if transfer.state == Transfer.State.PROPOSED:
        return said(N_("Bên nhận chưa kiểm nhận xong."))
    return None if transfer.state == Transfer.State.CHECKED else said(N_("Biên bản này đã kết thúc."))


@act(SignTransfer, on=Transfer, verb=N_("Ký biên bản"), may=policies.may_sign, when=is_checked, order=20)
def sign_transfer(command: SignTransfer, transfer: Transfer, context: Context) -> Done[Transfer]:
    """Refuse a second signature of one side or, between two places, of one person; hand over when both stand."""
    actor = context.actor
    side = _side(transfer, actor)
    other = transfer.receiver_signer if side == GIVER else transfer.giver_signer
    refusal = rules.refuse_second_signature(transfer.place_id, transfer.receiver_place_id, actor.account, other)
    if refusal is not None:
        raise RuleError(refusal.sentence)
    setattr(transfer, f"{side}_signer", actor.account)
    setattr(transfer, f"{side}_signed_name", ", ".join(filter(None, (actor.name, actor.post_title)))[:300])
    setattr(transfer, f"{side}_signed_at", context.at)
    assets: list[UUID] = []
    if transfer.giver_signer and transfer.receiver_signer:
        assets = _hand_over(transfer)
        transfer.state = Transfer.State.DONE
    event = TransferSigned(
        side=side,
        done=bool(assets),
        assets=assets,
        receiver=transfer.receiver_id,
        receiver_place=transfer.receiver_place_id,
    )
    return Done(event)


def _side(transfer: Transfer, actor: Actor) -> str:
    home = territory.home(actor)
    mine = [
        side for side, place in ((GIVER, transfer.place_id), (RECEIVER, transfer.receiver_place_id)) if place == home
    ]
    unsigned = [side for side in mine if getattr(transfer, f"{side}_signer") is None]
    if not unsigned:
        raise Conflict(N_("Bên của bạn đã ký biên bản này."))
    return unsigned[0]


def _hand_over(transfer: Transfer) -> list[UUID]:
    """Let the receiver manage every asset of the minutes, all or none."""
    lines = list(transfer.lines.order_by("ordinal"))
    found = Asset.objects.select_for_update().in_bulk([line.asset_id for line in lines])
    for line in lines:
        asset = found[line.asset_id]
        if asset.gone or asset.unit_id != transfer.giver_id:
            raise RuleError(N_("{code} không còn do bên giao quản lý; biên bản phải lập lại."), code=line.code)
        entering.hand_to(asset, transfer.receiver_id, transfer.handed_on, f"Biên bản {transfer.label}")
        asset.place_id = transfer.receiver_place_id
        # Who used it worked for the giver.
        asset.user_id, asset.user_name = None, ""
        asset.save(update_fields=["unit", "place", "user_id", "user_name"])
    transfer.lines.update(open=False)
    return [line.asset_id for line in lines]
