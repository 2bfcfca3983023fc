"""Take cash, announce a transfer, give one up, and confirm one by a line of the bank's statement."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.errors import Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.payments import BillPaid, TransferAwaited, TransferDropped
from motcua.payments import policies
from motcua.payments.commands.shared import Words, next_receipt, open_shift, wanted
from motcua.payments.models import Bill, Receipt, Reconciliation, StatementLine, Transfer
from motcua.payments.queries.levels import setup_of
from motcua.payments.rules import bills
from motcua.payments.rules.bills import BillState, Manner, TransferState
from motcua.payments.rules.matching import content_of


def is_owed(bill: Bill) -> Said | None:
    """Money is taken for what is still owed."""
    return bills.refuse_paying(bill.state)


class PayCash(Command, frozen=True, kw_only=True):
    """Take all that is owed in notes; ``tendered`` is what the payer handed over, from which change is given."""

    TARGET = "bill"

    bill: UUID
    tendered: int


@act(PayCash, on=Bill, verb=N_("Thu tiền mặt"), may=policies.may_collect, when=is_owed, order=10)
def pay_cash(command: PayCash, bill: Bill, context: Context) -> Done[Bill]:
    """Write the receipt in the actor's open shift; refused while a transfer is waited for, so that nobody pays twice."""
    shift = open_shift(context, bill.centre_id)
    if Transfer.objects.filter(bill=bill, state=TransferState.WAITING).exists():
        raise Conflict(N_("Phiếu đang chờ chuyển khoản; bấm «Không chờ nữa» rồi thu tiền mặt."))
    owed = bill.total - bill.paid
    bills.check_tendered(owed, command.tendered)
    receipt = _receipt(bill, context, owed, Manner.CASH)
    receipt.tendered, receipt.shift = command.tendered, shift
    return _paid(bill, receipt)


class AwaitTransfer(Command, frozen=True, kw_only=True):
    """Show the payer where to transfer what is owed, and wait for the statement."""

    TARGET = "bill"

    bill: UUID


@act(AwaitTransfer, on=Bill, verb=N_("Chờ chuyển khoản"), may=policies.may_collect, when=is_owed, order=20)
def await_transfer(command: AwaitTransfer, bill: Bill, context: Context) -> Done[Bill]:
    """Keep what is waited for, once at a time; the code that is shown proves nothing."""
    del command
    setup = setup_of(bill.centre_id)
    if setup is None or not setup.account_number:
        raise Conflict(N_("Trung tâm chưa khai báo tài khoản nhận chuyển khoản. Giám đốc khai tại «Mức thu»."))
    if Transfer.objects.filter(bill=bill, state=TransferState.WAITING).exists():
        raise Conflict(N_("Phiếu này đang chờ chuyển khoản rồi."))
    transfer = Transfer.objects.create(
        bill=bill,
        amount=bill.total - bill.paid,
        content=content_of(bill.label),
        state=TransferState.WAITING,
        asked_at=context.at,
        asked_by_id=context.actor.account,
    )
    event = TransferAwaited(
        dossier=bill.dossier, transfer=transfer.id, amount=transfer.amount, content=transfer.content
    )
    return Done(event, outcome={"transfer": transfer.id})


class DropTransfer(Command, frozen=True, kw_only=True):
    """Wait no longer for a transfer, with the reason."""

    TARGET = "bill"

    bill: UUID
    transfer: UUID
    reason: Words


@act(DropTransfer, on=Bill, verb=N_("Không chờ nữa"), may=policies.may_give_back, order=70)
def drop_transfer(command: DropTransfer, bill: Bill, context: Context) -> Done[Bill]:
    """Refuse one that is not waited for."""
    del context
    transfer = _waiting(bill, command.transfer)
    transfer.state, transfer.dropped_why = TransferState.DROPPED, wanted(command.reason, "reason")
    transfer.save(update_fields=["state", "dropped_why"])
    event = TransferDropped(
        dossier=bill.dossier, payer=bill.payer_id, transfer=transfer.id, reason=transfer.dropped_why
    )
    return Done(event)


class ConfirmTransfer(Command, frozen=True, kw_only=True):
    """Confirm an announced transfer by a line of the statement, and write the receipt for what came in."""

    TARGET = "bill"

    bill: UUID
    transfer: UUID
    line: UUID


@act(ConfirmTransfer, on=Bill, verb=N_("Xác nhận tiền vào"), may=policies.may_reconcile, when=is_owed, order=30)
def confirm_transfer(command: ConfirmTransfer, bill: Bill, context: Context) -> Done[Bill]:
    """Never more than is owed; what came in over or under it is a difference that the reconciliation names."""
    transfer = _waiting(bill, command.transfer)
    line = free_line(bill, command.line)
    amount = bills.taken_of(line.amount, bill.total - bill.paid)
    transfer.state, transfer.line, transfer.received = TransferState.CONFIRMED, line.id, line.amount
    transfer.confirmed_at = context.at
    transfer.save(update_fields=["state", "line", "received", "confirmed_at"])
    receipt = _receipt(bill, context, amount, Manner.TRANSFER)
    receipt.transfer = transfer
    return _paid(bill, receipt)


def free_line(bill: Bill, line: UUID) -> StatementLine:
    """Return a line of the centre's statement that is nothing else yet, its day's reconciliation locked and still open."""
    found = StatementLine.objects.filter(pk=line).first()
    day = None
    if found is not None:
        day = (
            Reconciliation.objects.select_for_update()
            .filter(pk=found.reconciliation_id, centre=bill.centre_id, realm=bill.realm)
            .first()
        )
    if found is None or day is None:
        raise NotFound(N_("Không có dòng sao kê này."))
    if day.closed_at is not None:
        raise Conflict(N_("Ngày này đã đối soát xong."))
    if Transfer.objects.filter(line=line).exists() or bill.refunds.model.objects.filter(line=line).exists():
        raise Conflict(N_("Dòng sao kê này đã khớp với khoản khác."))
    return found


def _waiting(bill: Bill, transfer: UUID) -> Transfer:
    found = Transfer.objects.filter(pk=transfer, bill=bill).first()
    if found is None:
        raise NotFound(N_("Không có khoản chuyển khoản này."))
    if found.state != TransferState.WAITING:
        raise Conflict(N_("Khoản chuyển khoản này không còn chờ."))
    return found


def _receipt(bill: Bill, context: Context, amount: int, manner: Manner) -> Receipt:
    symbol, number = next_receipt(bill, context)
    return Receipt(
        id=new_id(),
        bill=bill,
        centre_id=bill.centre_id,
        realm=bill.realm,
        symbol=symbol,
        number=number,
        manner=manner,
        amount=amount,
        at=context.at,
        account_id=context.actor.account,
    )


def _paid(bill: Bill, receipt: Receipt) -> Done[Bill]:
    """Keep the receipt and what the bill says with it."""
    receipt.save(force_insert=True)
    bill.paid += receipt.amount
    bill.state = bills.state_of(bill.total, bill.paid)
    transfer = receipt.transfer
    event = BillPaid(
        dossier=bill.dossier,
        payer=bill.payer_id,
        receipt=receipt.id,
        symbol=receipt.symbol,
        number=receipt.number,
        manner=receipt.manner,
        amount=receipt.amount,
        tendered=receipt.tendered,
        shift=receipt.shift_id,
        transfer=transfer.id if transfer else None,
        line=transfer.line if transfer else None,
        received=transfer.received if transfer else None,
        paid=bill.paid,
        settled=bill.state == BillState.PAID,
    )
    return Done(event, outcome={"receipt": receipt.id})
