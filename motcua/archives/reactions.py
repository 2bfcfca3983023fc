"""What follows from signatures on minutes, in the same transaction: the inventory is locked, or custody passes."""

from __future__ import annotations

from motcua.archives.commands import LockFonds, PassCustody
from motcua.ledger.actor import Actor, system
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.archives import MinutesSigned, SigningRefused
from motcua.ledger.perform import perform

ORDER = "Biên bản giao nhận hồ sơ, tài liệu lưu trữ"


def follow_signature(event: Event, context: Context) -> None:
    """Lock the inventory with the first signature; pass the custody with the second."""
    if not isinstance(event, MinutesSigned):
        return
    key = f"archives-{context.entry.hex}"
    if event.complete:
        perform(PassCustody(fonds=event.fonds, handover=event.handover), _by_order(context), key=key)
    else:
        perform(LockFonds(fonds=event.fonds, handover=event.handover, locked=True), _by_order(context), key=key)


def follow_refusal(event: Event, context: Context) -> None:
    """Open the inventory again when a signature was voided."""
    if isinstance(event, SigningRefused) and event.voided:
        command = LockFonds(fonds=event.fonds, handover=event.handover, locked=False)
        perform(command, _by_order(context), key=f"archives-{context.entry.hex}")


def _by_order(context: Context) -> Actor:
    return system(ORDER, realm=context.actor.realm)
