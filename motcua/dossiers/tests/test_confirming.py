"""What somebody confirmed on the screen turned to them: kept without values, shown with the dossier it came before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from motcua.dossiers import queries
from motcua.dossiers.commands import ConfirmShownData
from motcua.dossiers.models import DataConfirmation, Dossier
from motcua.dossiers.rules.confirming import SHOWN, checked_fields
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.ledger.models import Entry, PrivatePart
from motcua.ledger.perform import perform

CODE = "2.000635"


def wish(town: Any, dossier: Dossier, **more: Any) -> ConfirmShownData:
    values = {"visit": dossier.visit_id, "person": dossier.applicant_id, "procedure": CODE, "fields": ("name", "born")}
    return ConfirmShownData(**(values | more))


@pytest.fixture
def dossier(town: Any) -> Dossier:
    return Dossier.objects.get(pk=town.accept(CODE))


def test_it_is_kept_without_any_value_of_the_person(town, dossier):
    outcome = perform(wish(town, dossier, questioned=("born",)), town["tiepnhan"])
    entry = Entry.objects.get(pk=outcome.entry)
    assert town.citizens[0].name not in str(entry.payload)
    assert not PrivatePart.objects.filter(entry=entry).exists()


@pytest.mark.parametrize(("minutes", "shown"), [(-1, True), (0, True), (1, False)])
def test_it_stands_with_a_dossier_received_after_it(town, dossier, minutes, shown):
    with clock.fixed(dossier.received_at + timedelta(minutes=minutes)):
        perform(wish(town, dossier), town["tiepnhan"])
    assert (queries.dossier_page(town["tiepnhan"], dossier.id).confirmed is not None) is shown


def test_the_last_of_several_counts(town, dossier):
    perform(wish(town, dossier), town["tiepnhan"])
    perform(wish(town, dossier, fields=("phone",)), town["tiepnhan"])
    found = queries.dossier_page(town["tiepnhan"], dossier.id).confirmed
    assert found is not None
    assert [str(name) for name in found.fields] == [SHOWN["phone"]]


@pytest.mark.parametrize("who", ["thuly", "giamdoc", "quantri"])
def test_others_confirm_nothing(town, dossier, who):
    with pytest.raises(NotAllowed):
        perform(wish(town, dossier), town[who])
    assert not DataConfirmation.objects.exists()


def test_fields_are_kept_in_the_order_shown_each_once():
    assert checked_fields(("due", "name", "due")) == ("name", "due")
    with pytest.raises(BadInput):
        checked_fields(("address",))
