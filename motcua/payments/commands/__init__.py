"""What can be done with fees, a topic a file."""

from __future__ import annotations

from motcua.payments.commands.bills import CancelBill, LineWish, OpenBill
from motcua.payments.commands.give_back import AnnulReceipt, ConfirmRefund, RefundReceipt
from motcua.payments.commands.levels import EndFeeLevel, PostFeeLevel, SetUpTill
from motcua.payments.commands.pay import AwaitTransfer, ConfirmTransfer, DropTransfer, PayCash
from motcua.payments.commands.reconcile import (
    CloseReconciliation,
    ExplainDifference,
    OpenReconciliation,
    RecordStatement,
    StatementLineWish,
)
from motcua.payments.commands.shifts import CloseShift, HandOverCash, OpenShift

__all__ = [
    "AnnulReceipt",
    "AwaitTransfer",
    "CancelBill",
    "CloseReconciliation",
    "CloseShift",
    "ConfirmRefund",
    "ConfirmTransfer",
    "DropTransfer",
    "EndFeeLevel",
    "ExplainDifference",
    "HandOverCash",
    "LineWish",
    "OpenBill",
    "OpenReconciliation",
    "OpenShift",
    "PayCash",
    "PostFeeLevel",
    "RecordStatement",
    "RefundReceipt",
    "SetUpTill",
    "StatementLineWish",
]
