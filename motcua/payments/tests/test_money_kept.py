"""Whatever is done at the counter in whatever order, no đồng is lost, none is counted twice, no number is skipped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.config import wiring
from motcua.config.demo import dossiers as demo
from motcua.config.demo.centre import STARTED, founder
from motcua.kernel.errors import MotcuaError, NotAllowed, NotFound
from motcua.ledger.actor import Realm
from motcua.ledger.perform import perform
from motcua.office import founding
from motcua.office.models import Unit
from motcua.office.tests.factories import make_commune
from motcua.parties.commands.erase import EraseParty
from motcua.parties.rules.words import ErasureGround
from motcua.payments import queries
from motcua.payments.commands import (
    AnnulReceipt,
    CancelBill,
    CloseReconciliation,
    CloseShift,
    DropTransfer,
    HandOverCash,
    OpenShift,
    PayCash,
    RefundReceipt,
)
from motcua.payments.commands.bills import ExemptionWish
from motcua.payments.models import Bill, Receipt, Refund, Shift
from motcua.payments.rules.bills import Manner
from motcua.payments.rules.till import NOTES
from motcua.payments.tests.conftest import MARITAL

ACTS = ("pay", "annul", "refund", "refund by transfer", "cancel", "announce", "drop", "hand over", "close", "open")


def steps():
    return st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(1, 9_000)), max_size=14)


def pieces(amount: int) -> dict[str, int]:
    found = {}
    for note in NOTES:
        found[str(note)], amount = divmod(amount, note)
    return found


def wish(till, act, bill, shift, amount):
    page = queries.bill(till.town["tiepnhan"], bill)
    receipt = page.receipts[-1].id if page.receipts else bill
    transfer = page.transfers[-1].id if page.transfers else bill
    return {
        "pay": lambda: PayCash(bill=bill, tendered=amount),
        "annul": lambda: AnnulReceipt(bill=bill, receipt=receipt, reason="x"),
        "refund": lambda: RefundReceipt(bill=bill, receipt=receipt, amount=amount, manner=Manner.CASH, reason="x"),
        "refund by transfer": lambda: RefundReceipt(
            bill=bill, receipt=receipt, amount=amount, manner=Manner.TRANSFER, reason="x"
        ),
        "cancel": lambda: CancelBill(bill=bill, reason="x"),
        "drop": lambda: DropTransfer(bill=bill, transfer=transfer, reason="x"),
        "hand over": lambda: HandOverCash(shift=shift, amount=amount, to="Thủ quỹ"),
        "close": lambda: CloseShift(shift=shift, pieces=pieces(amount - amount % 100), reason="x"),
        "open": lambda: OpenShift(centre=till.centre),
    }[act]()


def played(till, told):
    """Play the steps, refused ones included; return the shifts there were."""
    bills = [till.bill() for _ in range(3)]
    shifts = [till.shift()]
    for act, which, amount in told:
        try:
            if act == "announce":
                till.announce(bills[which])
            else:
                outcome = perform(wish(till, act, bills[which], shifts[-1], amount), till.town["tiepnhan"])
                shifts += [outcome.target] if act == "open" else []
        except MotcuaError:
            continue
    return bills, shifts


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps())
def test_books_tills_and_papers_say_the_same_after_any_sequence(till, told):
    with transaction.atomic():
        till.account()
        bills, shifts = played(till, told)
        for bill in Bill.objects.filter(pk__in=bills):
            receipts = Receipt.objects.filter(bill=bill)
            standing = [one for one in receipts if one.annulled_at is None]
            given = sum(Refund.objects.filter(bill=bill).values_list("amount", flat=True))
            assert bill.paid == sum(one.amount for one in standing)
            assert bill.refunded == given == sum(one.refunded for one in receipts)
            assert 0 <= given <= bill.paid <= bill.total
        cash = Receipt.objects.filter(annulled_at__isnull=True, manner=Manner.CASH)
        back = Refund.objects.filter(manner=Manner.CASH)
        moved = [queries.shift(till.town["tiepnhan"], one).row.cash for one in shifts]
        assert sum(one.taken for one in moved) == sum(cash.values_list("amount", flat=True))
        assert sum(one.refunded for one in moved) == sum(back.values_list("amount", flat=True))
        for row in Shift.objects.filter(pk__in=shifts, closed_at__isnull=False):
            assert row.counted - row.expected == row.difference
        for model in (Receipt, Refund):
            numbers = sorted(model.objects.values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
        transaction.set_rollback(True)


def test_trial_money_never_mixes_with_real_money(till):
    till.shift()
    bill = till.bill()
    receipt = till.pay(bill)
    trial = replace(till.town["tiepnhan"], realm=Realm.TRIAL)
    assert queries.receipts(trial, queries.Asked()).count == 0
    assert queries.mine(trial) is None
    with pytest.raises(MotcuaError):
        perform(AnnulReceipt(bill=bill, receipt=receipt, reason="x"), trial)
    with pytest.raises(MotcuaError):
        perform(till.wish(), trial)


@pytest.mark.parametrize("who", ["tiepnhan", "giamdoc", "ketoan"])
def test_nobody_sees_another_centres_money(till, who):
    """Lists, searches, counts, single pages and acts are cut by one's own centre."""
    shift = till.shift()
    bill = till.bill()
    receipt = till.pay(bill)
    day = till.day()
    other = founding.found_commune(
        make_commune(Unit.objects.get(level="province"), "12008", "Khác").id, founder(), valid_from=STARTED, ground="x"
    )
    dossier = Bill.objects.get(pk=bill).dossier
    away = replace(till.town[who], unit=other.centre, units=frozenset({other.centre}))
    found = queries.receipts(away, queries.Asked(text="BL-25 1"))
    assert (found.count, found.rows, found.amount or 0) == (0, (), 0)
    assert queries.waiting(away) == queries.of_dossier(away, dossier) == queries.shifts(away) == ()
    assert queries.history(away) == queries.setups(away) == ()
    for ask in (
        lambda: queries.bill(away, bill),
        lambda: queries.shift(away, shift),
        lambda: queries.bill_of(away, receipt),
        lambda: perform(RefundReceipt(bill=bill, receipt=receipt, amount=1, manner=Manner.TRANSFER, reason="x"), away),
        lambda: perform(CloseReconciliation(reconciliation=day), away),
        lambda: perform(till.wish(), away),
    ):
        with pytest.raises((NotFound, NotAllowed)):
            ask()
    accountant = replace(till.town["ketoan"], unit=other.centre)
    assert queries.days(accountant) == queries.unreconciled(accountant) == ()
    with pytest.raises(NotFound):
        queries.day(accountant, till.town.at.date())


def test_an_erasure_blanks_what_a_bill_says_of_its_payer_and_keeps_numbers_and_amounts(till):
    till.level(exemptions=["hộ nghèo"])
    exempt = ExemptionWish(group="hộ nghèo", evidence="Giấy 12", percent=50)
    dossier = till.town.accept(MARITAL, 1)
    bill = till.bill(dossier, MARITAL, exemption=exempt)
    till.shift()
    receipt = till.pay(bill)
    perform(AnnulReceipt(bill=bill, receipt=receipt, reason="Nhầm bà Thử"), till.town["tiepnhan"])
    receipt = till.pay(bill)
    wish = RefundReceipt(bill=bill, receipt=receipt, amount=500, manner=Manner.CASH, reason="Trả lại bà Thử")
    perform(wish, till.town["tiepnhan"])
    till.town.make_ready(dossier)
    citizen = till.town.citizens[1]
    demo.hand_over(till.town.actors, dossier, citizen)
    wiring.hook_up()
    erase = EraseParty(party=citizen.id, ground=ErasureGround.REQUEST, reference="Đơn thử số 1")
    perform(erase, till.town["quantri"])
    found = queries.bill(till.town["tiepnhan"], bill)
    assert (found.exemption, found.evidence, found.percent, found.row.payer) == ("", "", 50, "(đã xóa)")
    assert [one.annulled_why for one in found.receipts] == ["", ""]
    assert [(one.reason, one.amount) for one in found.refunds] == [("", 500)]
    assert found.receipts[1].text == "BL-25 0000002"
