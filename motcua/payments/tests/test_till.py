"""A till: counted in, handed on, counted out, each difference named; a day held against the bank's statement."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger.perform import perform
from motcua.payments import queries
from motcua.payments.commands import (
    AnnulReceipt,
    CloseReconciliation,
    CloseShift,
    ConfirmRefund,
    ConfirmTransfer,
    ExplainDifference,
    HandOverCash,
    OpenReconciliation,
    OpenShift,
    RecordStatement,
    RefundReceipt,
    StatementLineWish,
)
from motcua.payments.rules.bills import BillState, Manner
from motcua.payments.rules.matching import Difference
from motcua.payments.rules.till import ShiftState


@pytest.fixture
def at_bank(till):
    """A bill of 8.000 đ whose transfer is waited for, and today's reconciliation."""
    till.account()
    bill = till.bill()
    return bill, till.announce(bill), till.day()


def page(till):
    return queries.day(till.town["ketoan"], till.town.at.date())


def code(till, bill):
    return queries.bill(till.town["ketoan"], bill).waiting.content


def test_an_official_has_one_open_shift(till):
    till.shift(n50000=2)
    with pytest.raises(Conflict, match="chưa kết"):
        till.shift()
    till.shift("tiepnhan2")
    assert queries.mine(till.town["tiepnhan"]).row.cash.expected == 100_000


def test_what_should_lie_in_the_till_follows_every_act(till):
    shift = till.shift(n50000=2)
    first, second = till.bill(), till.bill(quantity=3)
    receipt = till.pay(first)
    wrong = till.pay(second)
    perform(AnnulReceipt(bill=second, receipt=wrong, reason="Nhầm"), till.town["tiepnhan"])
    wish = RefundReceipt(bill=first, receipt=receipt, amount=3_000, manner=Manner.CASH, reason="Thừa")
    perform(wish, till.town["tiepnhan"])
    perform(HandOverCash(shift=shift, amount=60_000, to="Thủ quỹ Thử"), till.town["tiepnhan"])
    cash = queries.mine(till.town["tiepnhan"]).row.cash
    assert (cash.taken, cash.refunded, cash.handed, cash.expected) == (8_000, 3_000, 60_000, 45_000)


def test_a_shift_closes_with_its_difference_named_and_reasoned(till):
    shift = till.shift(n50000=2)
    till.pay(till.bill())
    counted = {"50000": 2, "5000": 1}
    with pytest.raises(RuleError, match=r"thiếu 3\.000 đồng"):
        perform(CloseShift(shift=shift, pieces=counted), till.town["tiepnhan"])
    perform(CloseShift(shift=shift, pieces=counted, reason="Trả nhầm tiền thừa"), till.town["tiepnhan"])
    row = queries.shift(till.town["ketoan"], shift).row
    assert (row.state, row.difference, row.reason) == (ShiftState.CLOSED, -3_000, "Trả nhầm tiền thừa")
    with pytest.raises(Conflict, match="đã kết"):
        perform(CloseShift(shift=shift, pieces=counted), till.town["tiepnhan"])


@pytest.mark.parametrize("pieces", [{"3000": 1}, {"500": -1}, {"x": 1}, {"²": 1}, {"500000": 100_001}])
def test_money_that_is_none_is_not_counted(till, pieces):
    with pytest.raises(BadInput):
        perform(OpenShift(centre=till.centre, pieces=pieces), till.town["tiepnhan"])
    assert queries.mine(till.town["tiepnhan"]) is None


def test_no_more_is_handed_over_than_lies_in_the_till(till):
    shift = till.shift(n50000=1)
    with pytest.raises(RuleError):
        perform(HandOverCash(shift=shift, amount=50_001, to="Thủ quỹ"), till.town["tiepnhan"])
    perform(CloseShift(shift=shift, pieces={"50000": 1}), till.town["tiepnhan"])
    perform(HandOverCash(shift=shift, amount=50_000, to="Thủ quỹ"), till.town["tiepnhan"])
    with pytest.raises(RuleError):
        perform(HandOverCash(shift=shift, amount=1, to="Thủ quỹ"), till.town["tiepnhan"])
    assert queries.shift(till.town["tiepnhan"], shift).there == 0


def test_a_till_is_worked_by_who_opened_it(till):
    shift = till.shift()
    with pytest.raises(NotAllowed, match="cán bộ khác"):
        perform(CloseShift(shift=shift, pieces={}), till.town["tiepnhan2"])
    with pytest.raises(NotFound):
        queries.shift(till.town["tiepnhan2"], shift)


def test_a_transfer_is_confirmed_by_its_line_and_gets_its_receipt(till, at_bank):
    bill, transfer, day = at_bank
    line, other = till.statement(day, ("FT1", 8_000, f"NGUYEN A {code(till, bill)}"), ("FT2", 500, "lai"))
    (proposed,) = page(till).proposals
    assert (proposed.line, proposed.awaited, proposed.exact) == (line, transfer, True)
    perform(ConfirmTransfer(bill=bill, transfer=transfer, line=line), till.town["ketoan"])
    found = queries.bill(till.town["tiepnhan"], bill)
    assert (found.row.state, found.receipts[0].manner) == (BillState.PAID, Manner.TRANSFER)
    assert [(one.difference, one.subject) for one in page(till).differences] == [(Difference.UNKNOWN, other)]


def test_one_line_pays_one_transfer(till, at_bank):
    bill, transfer, day = at_bank
    (line,) = till.statement(day, ("FT1", 8_000, code(till, bill)))
    second = till.bill()
    again = till.announce(second)
    perform(ConfirmTransfer(bill=bill, transfer=transfer, line=line), till.town["ketoan"])
    with pytest.raises(Conflict, match="đã khớp"):
        perform(ConfirmTransfer(bill=second, transfer=again, line=line), till.town["ketoan"])


@pytest.mark.parametrize(
    ("came", "receipt", "state", "left"),
    [(5_000, 5_000, BillState.OPEN, 3_000), (9_000, 8_000, BillState.PAID, 0)],
)
def test_another_amount_is_a_difference_and_the_receipt_says_no_more_than_is_owed(
    till, at_bank, came, receipt, state, left
):
    bill, transfer, day = at_bank
    (line,) = till.statement(day, ("FT1", came, code(till, bill)))
    perform(ConfirmTransfer(bill=bill, transfer=transfer, line=line), till.town["ketoan"])
    found = queries.bill(till.town["tiepnhan"], bill)
    assert (found.receipts[0].amount, found.row.state, found.row.left) == (receipt, state, left)
    (difference,) = page(till).differences
    assert (difference.difference, difference.bank, difference.books) == (Difference.AMOUNT, came, 8_000)


def test_money_that_went_out_is_held_against_its_slip(till, at_bank):
    bill, transfer, day = at_bank
    (line,) = till.statement(day, ("FT1", 8_000, code(till, bill)))
    receipt = perform(ConfirmTransfer(bill=bill, transfer=transfer, line=line), till.town["ketoan"]).ids["receipt"]
    wish = RefundReceipt(bill=bill, receipt=receipt, amount=2_000, manner=Manner.TRANSFER, reason="Thừa")
    refund = perform(wish, till.town["ketoan"]).ids["refund"]
    assert [one.difference for one in page(till).differences] == [Difference.UNPAID]
    wrong, out = till.statement(day, ("FT2", -1_000, "hoan"), ("FT3", -2_000, "hoan"))
    with pytest.raises(RuleError):
        perform(ConfirmRefund(bill=bill, refund=refund, line=wrong), till.town["ketoan"])
    perform(ConfirmRefund(bill=bill, refund=refund, line=out), till.town["ketoan"])
    assert [one.subject for one in page(till).differences] == [wrong]
    with pytest.raises(Conflict):
        perform(ConfirmRefund(bill=bill, refund=refund, line=wrong), till.town["ketoan"])


def test_a_day_closes_when_every_shift_is_and_every_difference_is_explained(till, at_bank):
    _, transfer, day = at_bank
    accountant = till.town["ketoan"]
    shift = till.shift()
    till.pay(till.bill())
    close = CloseReconciliation(reconciliation=day, note="")
    with pytest.raises(Conflict, match="chưa kết ca"):
        perform(close, accountant)
    perform(CloseShift(shift=shift, pieces={"5000": 1, "2000": 1, "1000": 1}), till.town["tiepnhan"])
    with pytest.raises(Conflict, match="chưa giải trình"):
        perform(close, accountant)
    explain = ExplainDifference(
        reconciliation=day, difference=Difference.MISSING, subject=transfer, words="Khách hẹn mai"
    )
    perform(explain, accountant)
    perform(close, accountant)
    found = page(till)
    assert (found.figures.cash_taken, found.row.differences, found.row.closed_by) == (8_000, 1, "Tô Thử Toán")
    for wish, who in (
        (OpenShift(centre=till.centre), "tiepnhan"),
        (explain, "ketoan"),
        (close, "ketoan"),
        (RecordStatement(reconciliation=day, lines=[StatementLineWish(amount=1)]), "ketoan"),
        (OpenReconciliation(centre=till.centre, day=till.town.at.date()), "ketoan"),
    ):
        with pytest.raises(Conflict):
            perform(wish, till.town[who])


def test_a_closed_day_stays_as_it_was_closed(till, at_bank):
    """A transfer that comes later is a matter of its own day: the closed one still says that it lacked."""
    bill, transfer, day = at_bank
    accountant = till.town["ketoan"]
    words = ExplainDifference(reconciliation=day, difference=Difference.MISSING, subject=transfer, words="Hẹn mai")
    perform(words, accountant)
    perform(CloseReconciliation(reconciliation=day), accountant)
    before = page(till)
    with clock.fixed(till.town.at + timedelta(days=1)):
        tomorrow = (till.town.at + timedelta(days=1)).date()
        later = perform(OpenReconciliation(centre=till.centre, day=tomorrow), accountant).target
        (line,) = till.statement(later, ("FT9", 8_000, code(till, bill)))
        perform(ConfirmTransfer(bill=bill, transfer=transfer, line=line), accountant)
        assert queries.day(accountant, tomorrow).differences == ()
        after = page(till)
    assert after.differences == before.differences
    assert [(one.difference, one.books, one.words) for one in after.differences] == [
        (Difference.MISSING, 8_000, "Hẹn mai")
    ]


def test_what_agrees_is_not_explained(till, at_bank):
    _, transfer, day = at_bank
    wish = ExplainDifference(reconciliation=day, difference=Difference.UNKNOWN, subject=transfer, words="x")
    with pytest.raises(Conflict, match="không còn chênh lệch"):
        perform(wish, till.town["ketoan"])


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ([], BadInput),
        ([StatementLineWish(amount=0)], BadInput),
        ([StatementLineWish(amount=10**13)], BadInput),
        ([StatementLineWish(amount=1, reference="FT1"), StatementLineWish(amount=2, reference="FT1")], Conflict),
        ([StatementLineWish(amount=1, reference="FT0")], Conflict),
    ],
)
def test_a_statement_is_taken_in_once(till, at_bank, lines, error):
    day = at_bank[2]
    till.statement(day, ("FT0", 1, ""))
    with pytest.raises(error):
        perform(RecordStatement(reconciliation=day, lines=lines), till.town["ketoan"])
    assert len(page(till).lines) == 1


def test_no_day_to_come_is_reconciled(till):
    wish = OpenReconciliation(centre=till.centre, day=till.town.at.date() + timedelta(days=1))
    with pytest.raises(BadInput):
        perform(wish, till.town["ketoan"])


def test_a_body_that_is_no_centre_has_no_money(till):
    with pytest.raises((BadInput, NotAllowed)):
        perform(OpenReconciliation(centre=till.town["ketoan"].unit, day=till.town.at.date()), till.town["ketoan"])


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "lanhdao"])
def test_others_reconcile_nothing_and_see_no_day(till, who):
    with pytest.raises(NotAllowed):
        perform(OpenReconciliation(centre=till.centre, day=till.town.at.date()), till.town[who])
    with pytest.raises(NotAllowed):
        queries.days(till.town[who])


def test_days_with_takings_that_nobody_reconciled_are_named(till):
    till.shift()
    assert queries.unreconciled(till.town["ketoan"]) == (till.town.at.date(),)
    till.day()
    assert queries.unreconciled(till.town["ketoan"]) == ()
