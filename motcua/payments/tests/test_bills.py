"""A bill charges what is posted at its instant, is paid once, and what was paid goes back only by its own slip."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.ledger import marks
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.payments import queries
from motcua.payments.commands import (
    AnnulReceipt,
    AwaitTransfer,
    CancelBill,
    CloseShift,
    DropTransfer,
    EndFeeLevel,
    LineWish,
    OpenBill,
    PayCash,
    RefundReceipt,
)
from motcua.payments.commands.bills import ExemptionWish
from motcua.payments.rules.bills import BillState, Manner
from motcua.payments.rules.till import NOTES
from motcua.payments.tests.conftest import COPIES, MARITAL, MARRIAGE


def pieces(amount: int) -> dict[str, int]:
    found = {}
    for note in NOTES:
        found[str(note)], amount = divmod(amount, note)
    assert amount == 0
    return {note: count for note, count in found.items() if count}


def page(till, bill):
    return queries.bill(till.town["tiepnhan"], bill)


def test_a_published_level_is_charged_and_paid_with_a_numbered_receipt(till):
    till.shift()
    dossier = till.town.accept()
    bill = till.bill(dossier, quantity=2)
    assert queries.owed(dossier).left == 16_000
    till.pay(bill)
    found = page(till, bill)
    assert (found.row.state, found.row.total) == (BillState.PAID, 16_000)
    assert [receipt.text for receipt in found.receipts] == ["BL-25 0000001"]
    owed = queries.owed(dossier)
    assert (owed.settled, owed.left, owed.bill) == (True, 0, None)
    assert queries.owed(till.town.accept()) is None


def test_certified_copies_are_charged_by_page(till):
    assert page(till, till.bill(code=COPIES, quantity=10, pages=3)).row.total == 50_000


def test_originals_of_one_bill_have_a_line_for_each_number_of_pages(till):
    dossier = till.town.accept(COPIES)
    key = till.wish(dossier, COPIES, pages=1).lines[0].level
    lines = [LineWish(level=key, quantity=10, pages=3), LineWish(level=key, quantity=1, pages=1)]
    with pytest.raises(BadInput, match="một dòng"):
        till.bill(dossier, COPIES, lines=[*lines, LineWish(level=key, quantity=2, pages=3)])
    assert page(till, till.bill(dossier, COPIES, lines=lines)).row.total == 52_000


def test_nothing_is_charged_where_nothing_binding_is_posted(till):
    dossier = till.town.accept(MARITAL)
    wish = till.wish(dossier, MARITAL, lines=[LineWish(level="published-le-phi-0")])
    with pytest.raises(RuleError, match="Chưa có mức thu niêm yết"):
        perform(wish, till.town["tiepnhan"])
    assert queries.owed(dossier) is None


def test_a_free_procedure_has_no_bill(till):
    with pytest.raises(RuleError, match="không thu"):
        till.bill(code=MARRIAGE)


def test_the_level_of_the_instant_is_charged_and_a_changed_one_from_its_instant(till):
    till.level(amount=5_000)
    later = till.town.at + timedelta(hours=1)
    till.level(amount=8_000, since=later)
    before = till.bill(code=MARITAL)
    assert page(till, before).row.total == 5_000
    with clock.fixed(later):
        dossier = till.town.accept(MARITAL)
        stale = till.wish(dossier, MARITAL)
        with pytest.raises(Conflict, match="vừa thay đổi"):
            perform(stale, till.town["tiepnhan"])
        posted, _ = queries.posted_at(till.centre, MARITAL, later, Realm.REAL)
        now = till.wish(dossier, MARITAL, lines=[LineWish(level=posted.chargeable[0].key)])
        assert page(till, perform(now, till.town["tiepnhan"]).target).row.total == 8_000
    assert page(till, before).row.total == 5_000


def test_what_the_payer_was_told_is_what_is_charged(till):
    with pytest.raises(Conflict, match="niêm yết"):
        till.bill(told=7_999)
    assert page(till, till.bill(told=8_000)).row.total == 8_000


def test_an_ended_level_is_charged_no_more(till):
    level = till.level()
    perform(EndFeeLevel(level=level, reason="NQ mới"), till.town["giamdoc"])
    with pytest.raises(RuleError):
        till.bill(code=MARITAL, lines=[LineWish(level=f"own-{level.hex}")])
    with pytest.raises(Conflict):
        perform(EndFeeLevel(level=level, reason="lần nữa"), till.town["giamdoc"])


def test_a_level_without_a_written_rule_is_charged_to_nobody_in_earnest(till, monkeypatch):
    level = till.level(trial_value=True)
    line = [LineWish(level=f"own-{level.hex}")]
    with pytest.raises(RuleError, match="mức thử, chưa có văn bản"):
        till.bill(code=MARITAL, lines=line)
    posted, _ = queries.posted_at(till.centre, MARITAL, till.town.at, Realm.TRIAL)
    assert [one.amount for one in posted.chargeable] == [5_000]
    monkeypatch.setattr(marks, "is_demonstration", lambda: True)
    assert page(till, till.bill(code=MARITAL)).row.total == 5_000


@pytest.mark.parametrize(
    "more",
    [
        {"amount": -1},
        {"amount": 100_000_001},
        {"name": "  "},
        {"ground": " "},
        {"case": "khong-co"},
        {"channel": "bo-cau"},
        {"formula": "copy_pages", "amount": 3_000},
    ],
)
def test_a_level_says_what_on_what_ground(till, more):
    with pytest.raises(BadInput):
        till.level(**more)
    assert queries.history(till.town["giamdoc"]) == ()


def test_no_level_counts_from_before_it_was_posted(till):
    with pytest.raises(RuleError, match="hiệu lực ngược"):
        till.level(since=till.town.at - timedelta(seconds=1))


def test_levels_are_kept_beside_each_other(till):
    till.level(amount=5_000, exemptions=["hộ nghèo", " Hộ nghèo "])
    till.level(amount=8_000)
    rows = queries.history(till.town["giamdoc"])
    assert [(row.level.amount, row.now) for row in rows] == [(8_000, True), (5_000, False)]
    assert rows[1].level.exemptions == (" Hộ nghèo ".strip(),)


def test_an_exemption_is_kept_on_the_bill_and_nothing_is_owed(till):
    till.level(exemptions=["hộ nghèo"])
    exempt = ExemptionWish(group="hộ nghèo", evidence="Giấy chứng nhận hộ nghèo 12/2025")
    bill = till.bill(code=MARITAL, exemption=exempt)
    found = page(till, bill)
    assert (found.row.gross, found.row.total, found.row.state) == (5_000, 0, BillState.EXEMPT)
    assert (found.exemption, found.percent, found.evidence) == ("hộ nghèo", 100, "Giấy chứng nhận hộ nghèo 12/2025")
    till.shift()
    with pytest.raises(Conflict, match="được miễn"):
        perform(PayCash(bill=bill, tendered=0), till.town["tiepnhan"])


def test_a_reduction_lowers_each_line(till):
    till.level(amount=5_001, exemptions=["người khuyết tật"])
    half = ExemptionWish(group="người khuyết tật", evidence="Giấy xác nhận", percent=50)
    found = page(till, till.bill(code=MARITAL, exemption=half))
    assert (found.row.total, found.lines[0].reduced) == (2_501, 2_500)


def test_groups_that_are_not_posted_are_not_exempt(till):
    till.level()
    with pytest.raises(RuleError):
        till.bill(code=MARITAL, exemption=ExemptionWish(group="người quen", evidence="x"))


@pytest.mark.parametrize("percent", [0, -1, 101])
def test_an_exemption_of_nothing_or_more_than_all_is_none(till, percent):
    till.level(exemptions=["hộ nghèo"])
    with pytest.raises(BadInput):
        till.bill(code=MARITAL, exemption=ExemptionWish(group="hộ nghèo", evidence="x", percent=percent))


def test_one_bill_of_a_dossier_waits_at_a_time(till):
    dossier = till.town.accept()
    first = till.bill(dossier)
    with pytest.raises(Conflict, match="chưa thu đủ"):
        till.bill(dossier)
    perform(CancelBill(bill=first, reason="Nhầm số bản"), till.town["tiepnhan"])
    assert queries.owed(dossier) is None
    till.bill(dossier)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"lines": []}, BadInput),
        ({"lines": [LineWish(level="own-x")]}, Conflict),
        ({"quantity": 0}, BadInput),
        ({"quantity": 1_001}, BadInput),
        ({"label": "  "}, BadInput),
        ({"payer": new_id()}, NotFound),
        ({"procedure": "9.999999"}, NotFound),
    ],
)
def test_a_bill_that_says_too_little_or_too_much_is_refused(till, more, error):
    before = Entry.objects.count()
    wish = till.wish()
    told = Entry.objects.count()
    changed = {name: getattr(wish, name) for name in wish.__struct_fields__} | {
        name: value for name, value in more.items() if name != "quantity"
    }
    if "quantity" in more:
        changed["lines"] = [LineWish(level=wish.lines[0].level, quantity=more["quantity"])]
    with pytest.raises(error):
        perform(OpenBill(**changed), till.town["tiepnhan"])
    assert Entry.objects.count() == told > before


def test_cash_is_taken_in_an_open_shift_only_and_once(till):
    bill = till.bill()
    with pytest.raises(Conflict, match="chưa mở ca"):
        perform(PayCash(bill=bill, tendered=8_000), till.town["tiepnhan"])
    till.shift()
    with pytest.raises(RuleError, match="còn thiếu"):
        perform(PayCash(bill=bill, tendered=7_000), till.town["tiepnhan"])
    first = perform(PayCash(bill=bill, tendered=10_000), till.town["tiepnhan"], key="một lần")
    again = perform(PayCash(bill=bill, tendered=10_000), till.town["tiepnhan"], key="một lần")
    assert again.again
    assert again.ids == first.ids
    with pytest.raises(Conflict, match="đã thu đủ"):
        perform(PayCash(bill=bill, tendered=8_000), till.town["tiepnhan"])
    assert len(page(till, bill).receipts) == 1


def test_numbers_have_no_gaps_and_an_annulled_one_is_never_used_again(till):
    till.shift()
    first = till.bill()
    receipt = till.pay(first)
    perform(AnnulReceipt(bill=first, receipt=receipt, reason="Ghi nhầm"), till.town["tiepnhan"])
    assert page(till, first).row.left == 8_000
    till.pay(first)
    with pytest.raises(Conflict):
        perform(PayCash(bill=first, tendered=8_000), till.town["tiepnhan"])
    till.pay(till.bill())
    rows = queries.receipts(till.town["ketoan"], queries.Asked()).rows
    assert [(row.text, bool(row.annulled_at)) for row in rows][::-1] == [
        ("BL-25 0000001", True),
        ("BL-25 0000002", False),
        ("BL-25 0000003", False),
    ]


def test_a_receipt_is_annulled_in_the_shift_that_took_it(till):
    shift = till.shift()
    bill = till.bill()
    receipt = till.pay(bill)
    with pytest.raises((Conflict, RuleError)):
        perform(AnnulReceipt(bill=bill, receipt=receipt, reason="x"), till.town["tiepnhan2"])
    with pytest.raises(BadInput):
        perform(AnnulReceipt(bill=bill, receipt=receipt, reason="  "), till.town["tiepnhan"])
    perform(CloseShift(shift=shift, pieces=pieces(8_000)), till.town["tiepnhan"])
    till.shift()
    with pytest.raises(RuleError, match="hoàn trả"):
        perform(AnnulReceipt(bill=bill, receipt=receipt, reason="x"), till.town["tiepnhan"])


def test_money_goes_back_by_a_slip_of_its_own_and_never_more_than_was_paid(till):
    till.shift()
    bill = till.bill(quantity=2)
    receipt = till.pay(bill)

    def back(amount, manner=Manner.CASH):
        wish = RefundReceipt(bill=bill, receipt=receipt, amount=amount, manner=manner, reason="Thu thừa một bản")
        return perform(wish, till.town["tiepnhan"])

    back(8_000)
    with pytest.raises(RuleError):
        back(8_001)
    back(8_000, Manner.TRANSFER)
    with pytest.raises(RuleError, match="hết"):
        back(1)
    found = page(till, bill)
    assert [refund.text for refund in found.refunds] == ["HT-25 0000001", "HT-25 0000002"]
    assert (found.row.paid, found.row.refunded, found.row.left) == (16_000, 16_000, 0)
    with pytest.raises(Conflict):
        perform(AnnulReceipt(bill=bill, receipt=receipt, reason="x"), till.town["tiepnhan"])


def test_a_receipt_of_another_bill_is_not_found(till):
    till.shift()
    one, other = till.bill(), till.bill()
    receipt = till.pay(one)
    till.pay(other)
    with pytest.raises(NotFound):
        perform(AnnulReceipt(bill=other, receipt=receipt, reason="x"), till.town["tiepnhan"])


def test_a_paid_bill_is_not_cancelled(till):
    till.shift()
    bill = till.bill()
    till.pay(bill)
    with pytest.raises(Conflict, match="hoàn trả"):
        perform(CancelBill(bill=bill, reason="x"), till.town["tiepnhan"])


def test_a_transfer_is_waited_for_and_proves_nothing(till):
    bill = till.bill()
    with pytest.raises(Conflict, match="chưa khai báo tài khoản"):
        perform(AwaitTransfer(bill=bill), till.town["tiepnhan"])
    till.account()
    transfer = till.announce(bill)
    found = page(till, bill)
    assert found.row.state is BillState.OPEN
    assert found.qr.startswith("000201")
    assert found.waiting.content in found.qr
    assert queries.owed(found.row.dossier).waiting == 8_000
    with pytest.raises(Conflict, match="đang chờ"):
        perform(AwaitTransfer(bill=bill), till.town["tiepnhan"])
    till.shift()
    with pytest.raises(Conflict, match="Không chờ nữa"):
        perform(PayCash(bill=bill, tendered=8_000), till.town["tiepnhan"])
    with pytest.raises(Conflict, match="Không chờ nữa"):
        perform(CancelBill(bill=bill, reason="x"), till.town["tiepnhan"])
    perform(DropTransfer(bill=bill, transfer=transfer, reason="Khách trả tiền mặt"), till.town["tiepnhan"])
    with pytest.raises(Conflict):
        perform(DropTransfer(bill=bill, transfer=transfer, reason="lần nữa"), till.town["tiepnhan"])
    till.pay(bill)


@pytest.mark.parametrize("who", ["thuly", "lanhdao", "quantri", "ketoan", "giamdoc", "vanthu"])
def test_others_neither_charge_nor_take(till, who):
    bill = till.bill()
    with pytest.raises(NotAllowed):
        perform(till.wish(), till.town[who])
    with pytest.raises(NotAllowed):
        perform(PayCash(bill=bill, tendered=8_000), till.town[who])
    assert page(till, bill).row.paid == 0


def test_ids_are_plain_and_a_strange_bill_is_not_found(till):
    with pytest.raises(NotFound):
        queries.bill(till.town["tiepnhan"], UUID(int=1))
    with pytest.raises(NotFound):
        queries.bill(till.town["thuly"], till.bill())
