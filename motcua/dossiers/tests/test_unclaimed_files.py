"""A scan that was sent in and led to nothing is dropped after its time; whatever something refers to, or once did, stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.config import wiring
from motcua.documents import clearing
from motcua.documents.queries import stored_of
from motcua.dossiers.tests.test_erased_files import attach, returned, scan
from motcua.kernel import clock
from motcua.ledger.actor import system


@pytest.fixture(autouse=True)
def _wired():
    wiring.hook_up()


@pytest.fixture
def drop(django_capture_on_commit_callbacks):
    def drop(days: int) -> dict[str, str]:
        """Do the duty so many days later; answer what became of each file it looked at."""
        later = clock.now() + timedelta(days=days)
        with clock.fixed(later), django_capture_on_commit_callbacks(execute=True):
            return {one: clearing.drop(one, system("Lệnh thử")) for one in list(clearing.unclaimed())}

    return drop


def test_what_led_to_nothing_goes_and_what_is_a_paper_stays(town, drop):
    dossier = town.accept("1.001193")
    paper, nothing = scan(41), scan(42)
    attach(town, dossier, paper)
    assert drop(29) == {}
    assert drop(31) == {nothing: "tệp gửi lên không dùng đến đã bỏ"}
    assert stored_of([paper, nothing]) == {paper}
    assert drop(31) == {}


def test_a_scan_taken_off_by_mistake_is_kept_for_whoever_looks_again(town, drop):
    mistaken = scan(43)
    returned(town, 0, scan(44), taken_off=mistaken)
    assert mistaken not in drop(400)
    assert stored_of([mistaken])


def test_whoever_sends_it_in_again_has_the_whole_time_again(town, drop):
    nothing = scan(47)
    with clock.fixed(clock.now() + timedelta(days=29)):
        assert scan(47) == nothing
    assert drop(58) == {}
    assert nothing in drop(60)


def test_what_is_sent_in_after_it_was_dropped_is_a_paper_anew(town, drop):
    nothing = scan(45)
    assert nothing in drop(31)
    assert scan(45) == nothing
    assert drop(29) == {}
    attach(town, town.accept("1.001193"), nothing)
    assert drop(400) == {}


def test_a_paper_the_house_keeps_without_having_claimed_it_is_not_dropped(town, drop, monkeypatch):
    made = scan(46)
    monkeypatch.setitem(clearing._keepers, "test", lambda hashes: [one for one in hashes if one == made])
    assert drop(31) == {made: "tệp đang được dùng"}
    assert stored_of([made])
    assert drop(400) == {}
