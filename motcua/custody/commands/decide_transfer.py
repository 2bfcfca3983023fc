"""The formal decision on a temporary handover: entered when it comes, reminded of while it does not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.custody import entering, policies
from motcua.custody.models import Transfer
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import TransferDecided, TransferDecisionDue


class EnterTransferDecision(Command, frozen=True, kw_only=True):
    """The decision with this number and day made a temporary handover final."""

    TARGET = "transfer"

    transfer: UUID
    decision: str
    decided_on: date


class RemindOfDecision(Command, frozen=True, kw_only=True):
    """Tell both sides that the formal decision is soon due or late."""

    TARGET = "transfer"

    transfer: UUID


def awaits_decision(transfer: Transfer) -> Said | None:
    """Only a temporary handover that was signed waits for a decision, and for one only."""
    if transfer.state != Transfer.State.DONE or not transfer.temporary:
        return said(N_("Biên bản này không chờ quyết định chính thức."))
    return said(N_("Đã ghi quyết định {number}."), number=transfer.decision) if transfer.decision else None


@act(
    EnterTransferDecision,
    on=Transfer,
    verb=N_("Ghi quyết định chính thức"),
    may=policies.may_enter_decision,
    when=awaits_decision,
    order=30,
)
def enter_transfer_decision(command: EnterTransferDecision, transfer: Transfer, context: Context) -> Done[Transfer]:
    """Refuse a decision of a day to come."""
    if command.decided_on > clock.today():
        raise BadInput(N_("Ngày quyết định không được ở tương lai."), field="decided_on")
    transfer.decision = entering.text(command.decision, "decision", 200, required=True)
    transfer.decided_on = command.decided_on
    return Done(TransferDecided(decision=transfer.decision, decided_on=command.decided_on))


@act(
    RemindOfDecision,
    on=Transfer,
    verb=N_("Nhắc quyết định chính thức"),
    may=policies.may_remind,
    when=awaits_decision,
    order=99,
)
def remind_of_decision(command: RemindOfDecision, transfer: Transfer, context: Context) -> Done[Transfer]:
    """Note the day of the reminder, so that one day brings one."""
    due, today = transfer.formal_due or transfer.handed_on, clock.today()
    transfer.reminded_on = today
    return Done(
        TransferDecisionDue(due=due, days=(due - today).days, giver=transfer.giver_id, receiver=transfer.receiver_id)
    )
