"""A province of three centres: each has its own bodies, people, codes and dossiers, open ones among them."""

from __future__ import annotations

from collections import Counter

import pytest

from bench import check, fill, morning_run, province, waiting
from bench.tests.test_fill import small
from conftest import Town
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.policies import may_read
from motcua.dossiers.scopes import scopes_of
from motcua.ledger.verify import verify
from motcua.office import stamps
from motcua.office.models import Account, Unit
from motcua.office.tests.factories import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def centres(town: Town, monkeypatch: pytest.MonkeyPatch) -> list[province.Centre]:
    """The town's centre, a commune's and a ward's."""
    small(monkeypatch)
    home = Unit.objects.get(level="province")
    make_commune(home, "91", "Tân Thử")
    make_commune(home, "92", "Phố Thử", "phường")
    stamps.forget()
    province.found(3)
    return province.centres()


@pytest.fixture
def filled(centres: list[province.Centre]) -> list[Dossier]:
    fill.Filler(seed=7).fill(37)
    return list(Dossier.objects.order_by("id"))


def test_each_centre_has_its_own_bodies_people_and_code(centres: list[province.Centre]) -> None:
    assert len({centre.place.centre for centre in centres}) == len({centre.code for centre in centres}) == 3
    for centre in centres[1:]:
        assert set(centre.staff) == set(province.TEAM)
        assert all(Account.objects.filter(username=centre.username(who)).exists() for who in province.TEAM)
        assert centre.receiver.unit == centre.place.centre
        assert centre.staff["giamdoc"].verified


def test_founding_again_founds_only_what_lacks(centres: list[province.Centre]) -> None:
    accounts = Account.objects.count()
    province.found(3)
    assert Account.objects.count() == accounts
    assert [centre.place.centre for centre in province.centres()] == [centre.place.centre for centre in centres]


def test_more_centres_than_the_province_has_communes_are_refused_and_none_is_founded(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match="The province has 1"):
        province.found(2)
    assert len(province.centres()) == 1


@pytest.mark.parametrize(
    ("said", "dossiers", "centres"),
    [("", 500, 1), ("", 1_000, 1), ("", 10_000, 10), ("", 100_000, 100), ("", 1_000_000, 100), ("3", 10_000, 3)],
)
def test_large_books_have_a_hundred_centres_and_small_ones_one_for_a_thousand(
    monkeypatch: pytest.MonkeyPatch, said: str, dossiers: int, centres: int
) -> None:
    monkeypatch.setenv("CENTRES", said or "0")
    assert province.asked(dossiers) == centres


def test_dossiers_are_spread_evenly_and_each_centre_keeps_some_open(
    centres: list[province.Centre], filled: list[Dossier]
) -> None:
    units = [centre.place.centre for centre in centres]
    every = Counter(one.received_unit_id for one in filled)
    assert [every[unit] for unit in units] == [13, 12, 12]
    still_open = Counter(one.received_unit_id for one in filled if one.open)
    assert [still_open[unit] for unit in units] == [3, 3, 3]


def test_each_centre_numbers_by_its_own_code_and_its_own_people_work(
    centres: list[province.Centre], filled: list[Dossier]
) -> None:
    assert len({one.code for one in filled}) == len(filled)
    for centre in centres:
        here = [one for one in filled if one.received_unit_id == centre.place.centre]
        own = {actor.official for actor in centre.staff.values()}
        numbered = {one.code.rsplit("-", 2)[0] for one in here}
        assert len(numbered) == 1
        assert not numbered & {one.code.rsplit("-", 2)[0] for one in filled if one not in here}
        workers = StepRun.objects.filter(dossier__in=here, finished_at__isnull=False)
        assert set(workers.values_list("official_id", flat=True)) <= own


def test_books_of_three_centres_verify_and_are_what_perform_makes(filled: list[Dossier]) -> None:
    assert verify().faults == []
    for one in filled:
        assert check.differences(one) == []


def test_a_fill_over_three_centres_that_broke_off_goes_on(
    centres: list[province.Centre], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fill, "CHUNK", 10)

    def power_cut(done: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill.Filler(seed=7).fill(37, tell=power_cut)
    fill.Filler(seed=7).fill(37)
    found = Counter(Dossier.objects.values_list("received_unit_id", flat=True))
    assert [found[centre.place.centre] for centre in centres] == [13, 12, 12]
    assert len(set(Dossier.objects.values_list("code", flat=True))) == 37
    assert Dossier.objects.filter(open=True).count() == 9
    assert verify().faults == []


def test_at_each_centre_dossiers_wait_for_each_reason_and_laying_again_adds_none(
    centres: list[province.Centre], filled: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "KEPT", "")
    waiting.lay()
    waits = Dossier.objects.filter(open=True, paused_at__isnull=False)
    states = Counter(waits.values_list("received_unit_id", "state"))
    assert states == {
        (centre.place.centre, state): 1 for centre in centres for state in ("supplement", "fee", "suspended")
    }
    waiting.lay()
    assert waits.count() == 9


def test_staff_are_seated_three_of_each_centre_before_lists_and_dossiers_of_their_own(
    centres: list[province.Centre], filled: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(morning_run, "STAFF", 9)
    seats = morning_run._seats(centres)
    assert len({str(kept) for kept, _ in seats}) == 9
    for number, (_, visits) in enumerate(seats):
        actor = centres[number // 3].staff[morning_run.SEATED[number % 3]]
        for _ in range(6):
            (listed,), (opened,) = next(visits), next(visits)
            assert listed.path.removeprefix("/viec/?ds=") in scopes_of(actor)
            dossier = Dossier.objects.get(pk=opened.path.split("/")[2])
            assert dossier.received_unit_id == centres[number // 3].place.centre
            assert may_read(actor, dossier) is None
