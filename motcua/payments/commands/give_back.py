"""Annul a receipt before the money has left the counter's sight; give money back by a numbered slip."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.errors import Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.payments import BillRefunded, ReceiptAnnulled, RefundConfirmed
from motcua.payments import policies
from motcua.payments.commands.pay import free_line
from motcua.payments.commands.shared import Words, next_refund, open_shift, receipt_of, wanted
from motcua.payments.models import Bill, Receipt, Reconciliation, Refund, StatementLine, Transfer
from motcua.payments.policies import RECONCILE
from motcua.payments.rules import bills
from motcua.payments.rules.bills import Manner, TransferState


class AnnulReceipt(Command, frozen=True, kw_only=True):
    """Annul a receipt, with the reason: what it said is owed again. The receipt stays with its number.

    Cash: only in the shift that took it, by its official, while it is open. A transfer: by whoever reconciles, while the
    reconciliation of its day is open; the transfer is then waited for again.
    """

    TARGET = "bill"

    bill: UUID
    receipt: UUID
    reason: Words


def has_paid(bill: Bill) -> Said | None:
    """Where nothing was paid there is nothing to take back."""
    return None if bill.paid else said(N_("Phiếu này chưa thu khoản nào."))


@act(AnnulReceipt, on=Bill, verb=N_("Hủy biên lai"), may=policies.may_give_back, when=has_paid, order=60)
def annul_receipt(command: AnnulReceipt, bill: Bill, context: Context) -> Done[Bill]:
    """Refuse what was annulled or given back, and what has left the shift or the day."""
    receipt = receipt_of(bill, command.receipt)
    refusal = bills.refuse_annulling(annulled=receipt.annulled_at is not None, refunded=receipt.refunded)
    if refusal is not None:
        raise Conflict(refusal.sentence)
    if receipt.manner == Manner.CASH:
        if open_shift(context, bill.centre_id).id != receipt.shift_id:
            raise RuleError(N_("Chỉ hủy biên lai tiền mặt trong chính ca đã thu; khác ca thì hoàn trả."))
    else:
        _take_back(receipt, context)
    receipt.annulled_at, receipt.annulled_why = context.at, wanted(command.reason, "reason")
    receipt.save(update_fields=["annulled_at", "annulled_why"])
    bill.paid -= receipt.amount
    bill.state = bills.state_of(bill.total, bill.paid)
    event = ReceiptAnnulled(
        dossier=bill.dossier,
        payer=bill.payer_id,
        receipt=receipt.id,
        symbol=receipt.symbol,
        number=receipt.number,
        amount=receipt.amount,
        paid=bill.paid,
        reason=receipt.annulled_why,
    )
    return Done(event)


def _take_back(receipt: Receipt, context: Context) -> None:
    """Let go of the line that a transfer's receipt was written on; the transfer waits again."""
    if not context.actor.can(RECONCILE):
        raise NotAllowed(N_("Chỉ kế toán hoặc Giám đốc Trung tâm hủy biên lai chuyển khoản."))
    transfer = Transfer.objects.get(receipts=receipt)
    line = StatementLine.objects.get(pk__in=[transfer.line])
    day = Reconciliation.objects.select_for_update().get(pk=line.reconciliation_id)
    if day.closed_at is not None:
        raise RuleError(N_("Ngày của khoản chuyển khoản này đã đối soát xong; hoàn trả thay vì hủy."))
    if Transfer.objects.filter(bill=receipt.bill_id, state=TransferState.WAITING).exists():
        raise Conflict(N_("Phiếu đang chờ một khoản chuyển khoản khác; bấm «Không chờ nữa» trước."))
    transfer.state, transfer.line, transfer.received, transfer.confirmed_at = TransferState.WAITING, None, None, None
    transfer.save(update_fields=["state", "line", "received", "confirmed_at"])


class RefundReceipt(Command, frozen=True, kw_only=True):
    """Give back ``amount`` đồng of a receipt, in cash from the open shift or by transfer, with the reason."""

    TARGET = "bill"

    bill: UUID
    receipt: UUID
    amount: int
    manner: Manner
    reason: Words


@act(RefundReceipt, on=Bill, verb=N_("Hoàn trả"), may=policies.may_give_back, when=has_paid, order=50)
def refund_receipt(command: RefundReceipt, bill: Bill, context: Context) -> Done[Bill]:
    """Never more than is left of the receipt; what is given back is not owed again."""
    receipt = receipt_of(bill, command.receipt)
    if receipt.annulled_at is not None:
        raise Conflict(N_("Biên lai này đã hủy."))
    bills.check_refund(command.amount, receipt.amount, receipt.refunded)
    reason = wanted(command.reason, "reason")
    shift = open_shift(context, bill.centre_id) if command.manner == Manner.CASH else None
    symbol, number = next_refund(bill, context)
    refund = Refund.objects.create(
        id=new_id(),
        bill=bill,
        receipt=receipt,
        symbol=symbol,
        number=number,
        manner=command.manner,
        amount=command.amount,
        shift=shift,
        at=context.at,
        account_id=context.actor.account,
        reason=reason,
    )
    receipt.refunded += command.amount
    receipt.save(update_fields=["refunded"])
    bill.refunded += command.amount
    event = BillRefunded(
        dossier=bill.dossier,
        payer=bill.payer_id,
        refund=refund.id,
        receipt=receipt.id,
        symbol=symbol,
        number=number,
        manner=command.manner,
        amount=command.amount,
        shift=refund.shift_id,
        refunded=bill.refunded,
        reason=reason,
    )
    return Done(event, outcome={"refund": refund.id})


class ConfirmRefund(Command, frozen=True, kw_only=True):
    """Note that a line of the statement is the money of a refund by transfer going out."""

    TARGET = "bill"

    bill: UUID
    refund: UUID
    line: UUID


@act(ConfirmRefund, on=Bill, verb=N_("Xác nhận tiền ra"), may=policies.may_reconcile, order=40)
def confirm_refund(command: ConfirmRefund, bill: Bill, context: Context) -> Done[Bill]:
    """Refuse another amount: what went out must be what the slip says."""
    del context
    refund = Refund.objects.filter(pk=command.refund, bill=bill, manner=Manner.TRANSFER).first()
    if refund is None:
        raise NotFound(N_("Không có khoản hoàn trả chuyển khoản này."))
    if refund.line is not None:
        raise Conflict(N_("Khoản hoàn trả này đã khớp sao kê."))
    line = free_line(bill, command.line)
    if line.amount != -refund.amount:
        raise RuleError(N_("Số tiền ra trên sao kê khác số hoàn trả."), field="line")
    refund.line = line.id
    refund.save(update_fields=["line"])
    return Done(RefundConfirmed(dossier=bill.dossier, refund=refund.id, line=line.id))
