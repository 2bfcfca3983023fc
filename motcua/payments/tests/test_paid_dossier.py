"""A dossier that waits for money goes on by itself once its bill is settled, whoever entered the money."""

from __future__ import annotations

import pytest

from motcua.config import wiring
from motcua.dossiers.commands import DemandFee, MarkPaid
from motcua.dossiers.models import Dossier
from motcua.ledger import replay
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.payments.tests.conftest import MARITAL, Till


@pytest.fixture(autouse=True)
def _wired() -> None:
    wiring.hook_up()


def test_a_settled_bill_lets_the_clock_go_on(till: Till) -> None:
    town = till.town
    dossier = town.accept(MARITAL)
    till.level()
    perform(DemandFee(dossier=dossier, notice="TB 1", amount_vnd=5_000), town["thuly"])
    bill = till.bill(dossier, MARITAL)
    till.shift()
    till.pay(bill)
    row = Dossier.objects.get(pk=dossier)
    assert (row.state, row.due_at is not None) == ("processing", True)
    assert Entry.objects.filter(stream_id=dossier, event="dossiers.fee_paid").count() == 1
    assert replay.compare([dossier]) == []


@pytest.mark.parametrize("amount", [None, 4_000, 5_000_000])
def test_another_amount_than_the_one_demanded_leaves_it_waiting(till: Till, amount: int | None) -> None:
    dossier = till.town.accept(MARITAL)
    till.level()
    perform(DemandFee(dossier=dossier, notice="TB 1", amount_vnd=amount), till.town["thuly"])
    bill = till.bill(dossier, MARITAL)
    till.shift()
    till.pay(bill)
    assert Dossier.objects.get(pk=dossier).state == "fee"
    perform(MarkPaid(dossier=dossier, receipt="GNT 7"), till.town["tiepnhan"])
    assert Dossier.objects.get(pk=dossier).state == "processing"


def test_a_bill_opened_before_the_demand_is_not_what_was_demanded(till: Till) -> None:
    dossier = till.town.accept(MARITAL)
    till.level()
    bill = till.bill(dossier, MARITAL)
    perform(DemandFee(dossier=dossier, amount_vnd=5_000), till.town["thuly"])
    till.shift()
    till.pay(bill)
    assert Dossier.objects.get(pk=dossier).state == "fee"


def test_money_for_a_dossier_that_waits_for_nothing_changes_nothing_of_it(till: Till) -> None:
    dossier = till.town.accept(MARITAL)
    before = Dossier.objects.get(pk=dossier).version
    till.level()
    bill = till.bill(dossier, MARITAL)
    till.shift()
    till.pay(bill)
    assert Dossier.objects.get(pk=dossier).version == before
