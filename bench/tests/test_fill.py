"""What the filler writes in bulk is what ``perform`` writes act by act, but for ids, salts and what follows from them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from bench import check, fill, province
from conftest import Town
from motcua.config.demo import dossiers as demo
from motcua.dossiers.models import Dossier
from motcua.ledger import keys
from motcua.ledger.models import Entry
from motcua.ledger.verify import verify
from motcua.parties.models import Identifier, NameKey, Party

pytestmark = pytest.mark.django_db

PROCEDURES = ("1.001193", "1.004873", "2.000635", "1.000656")


def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a centre of a dozen dossiers be a large one, with three of them open."""
    monkeypatch.setattr(fill, "PROCEDURES", PROCEDURES)
    monkeypatch.setattr(province, "PROCEDURES", PROCEDURES)
    monkeypatch.setattr(fill, "GROWN", 12)
    monkeypatch.setattr(fill, "STILL_OPEN", 3)


@pytest.fixture
def filled(town: Town, monkeypatch: pytest.MonkeyPatch) -> list[Dossier]:
    small(monkeypatch)
    before = set(Dossier.objects.values_list("pk", flat=True))
    fill.Filler(seed=7).fill(12)
    return list(Dossier.objects.exclude(pk__in=before).order_by("received_at"))


def test_a_filled_dossier_is_one_that_perform_makes(town: Town, filled: list[Dossier]) -> None:
    assert {one.procedure_code for one in filled} == set(PROCEDURES)
    for one in filled:
        assert check.differences(one) == []


def test_a_fill_that_broke_off_goes_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch)
    monkeypatch.setattr(fill, "CHUNK", 5)

    def power_cut(done: int) -> None:
        if done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill.Filler(seed=7).fill(12, tell=power_cut)
    fill.Filler(seed=7).fill(12)
    codes = list(Dossier.objects.order_by("code").values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == 12
    assert Dossier.objects.filter(open=True).count() == 3
    assert verify().faults == []


def test_a_dossier_that_perform_would_not_make_is_told(filled: list[Dossier]) -> None:
    one = filled[0]
    Dossier.objects.filter(pk=one.pk).update(received_at=one.received_at - timedelta(minutes=1))
    assert [name for name, _, _ in check.differences(Dossier.objects.get(pk=one.pk))] == ["received_at"]


def test_comparing_leaves_nothing_in_the_books(filled: list[Dossier]) -> None:
    before = Entry.objects.count(), Dossier.objects.count()
    check.differences(filled[0])
    assert (Entry.objects.count(), Dossier.objects.count()) == before


def test_a_filled_person_is_one_that_perform_makes(town: Town, filled: list[Dossier]) -> None:
    person = Party.objects.get(pk=filled[0].applicant_id)
    number = Identifier.objects.get(party=person)
    another = demo.Number(kind=demo.NumberKind.PERSONAL, value="033090999999")
    register = demo.RegisterParty(name=person.name, address=person.address, numbers=(another,))
    twin = Party.objects.get(pk=demo.perform(register, town["tiepnhan"]).target)
    assert check.told(twin) == check.told(person)
    assert check.told(Identifier.objects.get(party=twin)) | {"value": ""} == check.told(number) | {"value": ""}
    keys_ = [set(NameKey.objects.filter(party=one).values_list("key", flat=True)) for one in (twin, person)]
    assert keys_[0] == keys_[1]


def test_filled_books_verify(filled: list[Dossier]) -> None:
    report = verify()
    assert report.faults == []
    assert report.streams > len(filled)
    assert check.sample()[0] == []


def test_the_sample_names_what_waits_for_its_seal_only_where_nothing_may(town: Town, filled: list[Dossier]) -> None:
    unsealed = Entry.objects.filter(stream_id=town.accept(), position__isnull=True).count()
    assert unsealed == 1
    assert check.sample()[0] == ["1 entries are not sealed"]
    assert check.sample(sealed=False)[0] == []


@pytest.mark.parametrize(
    ("alter", "what"),
    [
        ({"payload": "{}"}, "hash"),
        ({"mac": b"\0" * 32}, "code"),
        ({"prev": b"\1" * 32}, "link"),
        ({"version": 7}, "number"),
        ({"private_digests": b""}, "private part"),
    ],
)
def test_the_sample_names_an_altered_entry(filled: list[Dossier], alter: dict[str, object], what: str) -> None:
    entries = list(Entry.objects.filter(stream_id=filled[0].id).order_by("version"))
    for name, value in alter.items():
        setattr(entries[0], name, value)
    faults = check.stream_faults(entries, keys.load(settings.MOTCUA_KEYS).mac)
    assert f"{entries[0].stream_id} v{entries[0].version}: {what}" in faults


def test_the_sample_names_an_entry_whose_seal_covers_something_else(filled: list[Dossier]) -> None:
    entry = Entry.objects.filter(stream_id=filled[0].id, position__isnull=False).order_by("version")[0]
    assert check.seal_faults(entry) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(last) FROM ledger_seal")
        entry.position = cursor.fetchone()[0] + 1
    assert check.seal_faults(entry) == [f"no seal over place {entry.position}"]
