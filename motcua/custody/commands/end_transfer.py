"""End a handover without anything changing hands: refused by the receiver, or taken back by the giver."""

from __future__ import annotations

from uuid import UUID

from motcua.custody import entering, policies
from motcua.custody.models import Transfer
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import TransferRefused, TransferWithdrawn


class RefuseTransfer(Command, frozen=True, kw_only=True):
    """The receiver does not take the assets, for this reason."""

    TARGET = "transfer"

    transfer: UUID
    reason: str


class WithdrawTransfer(Command, frozen=True, kw_only=True):
    """The giver takes the proposal back, for this reason."""

    TARGET = "transfer"

    transfer: UUID
    reason: str


def is_open(transfer: Transfer) -> Said | None:
    """What is done, refused or withdrawn has ended."""
    still = transfer.state in {Transfer.State.PROPOSED, Transfer.State.CHECKED}
    return None if still else said(N_("Biên bản này đã kết thúc."))


@act(RefuseTransfer, on=Transfer, verb=N_("Từ chối nhận"), may=policies.may_refuse, when=is_open, order=80)
def refuse_transfer(command: RefuseTransfer, transfer: Transfer, context: Context) -> Done[Transfer]:
    """Refuse to refuse without a reason."""
    transfer.reason = entering.text(command.reason, "reason", 500, required=True)
    transfer.state = Transfer.State.REFUSED
    transfer.lines.update(open=False)
    return Done(TransferRefused(reason=transfer.reason))


@act(WithdrawTransfer, on=Transfer, verb=N_("Rút biên bản"), may=policies.may_withdraw, when=is_open, order=85)
def withdraw_transfer(command: WithdrawTransfer, transfer: Transfer, context: Context) -> Done[Transfer]:
    """Refuse to take back without a reason."""
    transfer.reason = entering.text(command.reason, "reason", 500, required=True)
    transfer.state = Transfer.State.WITHDRAWN
    transfer.lines.update(open=False)
    return Done(TransferWithdrawn(reason=transfer.reason))
