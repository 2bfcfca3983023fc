"""Rows of the room follow from its history: nothing differs after the story, and what is altered by hand is found."""

from __future__ import annotations

from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.payments import queries
from motcua.payments.commands import (
    AnnulReceipt,
    CloseReconciliation,
    CloseShift,
    ConfirmRefund,
    ConfirmTransfer,
    EndFeeLevel,
    ExplainDifference,
    HandOverCash,
    RefundReceipt,
)
from motcua.payments.rules.bills import Manner
from motcua.payments.rules.matching import Difference
from tests.house.altered import unwatched

NAMES: set[str] = set()


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(till):
    director, receiver, accountant = (till.town[who] for who in ("giamdoc", "tiepnhan", "ketoan"))
    till.account()
    level = till.level(exemptions=["hộ nghèo"], unit="lần")
    perform(EndFeeLevel(level=level, reason="NQ mới"), director)
    shift = till.shift(n50000=2)
    cash = till.bill()
    receipt = till.pay(cash)
    perform(AnnulReceipt(bill=cash, receipt=receipt, reason="Ghi nhầm"), receiver)
    receipt = till.pay(cash)
    refund = perform(
        RefundReceipt(bill=cash, receipt=receipt, amount=1_000, manner=Manner.TRANSFER, reason="Thừa"), receiver
    ).ids["refund"]
    bill = till.bill()
    transfer = till.announce(bill)
    label = queries.bill(receiver, bill).waiting.content
    day = till.day()
    lines = till.statement(day, ("FT1", 8_000, f"nop {label}"), ("FT2", -1_000, "hoan"), ("FT3", 5, "la"))
    paid = perform(ConfirmTransfer(bill=bill, transfer=transfer, line=lines[0]), accountant).ids["receipt"]
    perform(AnnulReceipt(bill=bill, receipt=paid, reason="Khớp nhầm"), accountant)
    perform(ConfirmTransfer(bill=bill, transfer=transfer, line=lines[0]), accountant)
    perform(ConfirmRefund(bill=cash, refund=refund, line=lines[1]), accountant)
    explained = ExplainDifference(
        reconciliation=day, difference=Difference.UNKNOWN, subject=lines[2], words="Lãi tài khoản"
    )
    perform(explained, accountant)
    perform(HandOverCash(shift=shift, amount=50_000, to="Thủ quỹ Thử", note="giữa ca"), receiver)
    perform(CloseShift(shift=shift, pieces={"50000": 1, "5000": 1}, reason="Thiếu 3.000 đồng"), receiver)
    perform(HandOverCash(shift=shift, amount=55_000, to="Thủ quỹ Thử"), receiver)
    perform(CloseReconciliation(reconciliation=day, note="Xong"), accountant)
    assert replay.compare() == []
    assert unwatched("payments") == NAMES
