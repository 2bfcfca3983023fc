"""A person's erasure and their dossiers: open business forbids it, closed dossiers forget the person and stay whole."""

from __future__ import annotations

import pytest

from motcua.config import wiring
from motcua.dossiers.commands import ReturnResult
from motcua.dossiers.models import Dossier
from motcua.dossiers.reactions import ERASED
from motcua.kernel.errors import MotcuaError
from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.ledger.verify import verify
from motcua.parties.commands.erase import EraseParty
from motcua.parties.rules.words import ErasureGround


@pytest.fixture(autouse=True)
def _wired():
    wiring.hook_up()


def erase(town, person):
    ground = next(iter(ErasureGround))
    return perform(EraseParty(party=person.id, ground=ground, reference="Đơn thử số 1"), town["quantri"])


def test_an_open_dossier_forbids_erasure(town):
    town.accept("1.001193", citizen=0)
    with pytest.raises(MotcuaError):
        erase(town, town.citizens[0])


def test_a_closed_dossier_forgets_the_person_and_still_verifies(town):
    dossier = town.accept("1.001193", citizen=0, about="Khai sinh cho Trẻ Thử Một")
    town.make_ready(dossier)
    perform(
        ReturnResult(dossier=dossier, receiver="owner", number=town.citizens[0].number, slip=True), town["tiepnhan"]
    )
    erase(town, town.citizens[0])
    row = Dossier.objects.get(pk=dossier)
    assert (row.applicant_name, row.about, row.details) == (ERASED, "", "{}")
    assert row.code
    assert verify().faults == []
    assert replay.compare([dossier]) == []
