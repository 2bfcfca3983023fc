"""What payments answers: levels, bills, receipts, tills and reconciliations of the asker's own centre and realm."""

from __future__ import annotations

from motcua.payments.queries.bills import bill, of_dossier, owed, waiting
from motcua.payments.queries.days import DayPage, begun, day, days, unreconciled
from motcua.payments.queries.levels import LevelRow, Setup, history, posted_at, setup_of, setups
from motcua.payments.queries.receipts import Asked, ReceiptList, bill_of, bill_of_refund, every, receipts
from motcua.payments.queries.shifts import ShiftPage, ShiftRow, mine, shift, shifts
from motcua.payments.queries.taken import Taken, taken
from motcua.payments.queries.values import BillPage, BillRow, Owed

__all__ = [
    "Asked",
    "BillPage",
    "BillRow",
    "DayPage",
    "LevelRow",
    "Owed",
    "ReceiptList",
    "Setup",
    "ShiftPage",
    "ShiftRow",
    "Taken",
    "begun",
    "bill",
    "bill_of",
    "bill_of_refund",
    "day",
    "days",
    "every",
    "history",
    "mine",
    "of_dossier",
    "owed",
    "posted_at",
    "receipts",
    "setup_of",
    "setups",
    "shift",
    "shifts",
    "taken",
    "unreconciled",
    "waiting",
]
