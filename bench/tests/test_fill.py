"""What the filler writes in bulk is what ``perform`` writes act by act, but for ids, salts and what follows from them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection

from bench import fill
from conftest import Town
from motcua.config.demo import dossiers as demo
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.ledger.models import Entry, PrivatePart
from motcua.ledger.verify import verify
from motcua.parties.models import Identifier, NameKey, Party

pytestmark = pytest.mark.django_db

PROCEDURES = ("1.001193", "1.004873", "2.000635", "1.000656")
ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}")
MADE_ANEW = {"id", "entry_id", "dossier_id", "party_id", "root_id", "family", "stream_id", "visit_id", "applicant_id"}
MADE_ANEW |= {"head", "hash", "prev", "mac", "salt", "private_digests", "command_digest", "key", "position"}
MADE_ANEW |= {"code", "reception_number", "payload", "outcome", "subject_id"}


def told(row: Any) -> dict[str, Any]:
    """Return what a row says, ids and what is hashed from them left out."""
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    kept = {name: value for name, value in said.items() if name not in MADE_ANEW}
    for name in ("payload", "outcome"):
        if name in said:
            kept[name] = re.sub(r"-\d{4}(?=\")", "-N", ID.sub("ID", said[name]))
    return kept


def story(dossier: Dossier) -> list[dict[str, Any]]:
    """Return everything the books say of a dossier, row by row."""
    entries = list(Entry.objects.filter(stream_id=dossier.id).order_by("version"))
    parts = PrivatePart.objects.filter(entry__stream_id=dossier.id).order_by("entry__version", "ordinal")
    rows = [dossier, *dossier.steps.order_by("ordinal"), *dossier.papers.order_by("ordinal"), *entries, *parts]
    return [told(row) for row in rows]


@pytest.fixture
def filled(town: Town, monkeypatch: pytest.MonkeyPatch) -> list[Dossier]:
    if connection.vendor != "sqlite":
        pytest.skip("books are filled in SQLite and copied from there")
    monkeypatch.setattr(fill, "PROCEDURES", PROCEDURES)
    monkeypatch.setattr(fill, "STILL_OPEN", 3)
    before = set(Dossier.objects.values_list("pk", flat=True))
    fill.Filler(seed=7).fill(12)
    return list(Dossier.objects.exclude(pk__in=before).order_by("received_at"))


def test_a_filled_dossier_is_one_that_perform_makes(town: Town, filled: list[Dossier]) -> None:
    assert {one.procedure_code for one in filled} == set(PROCEDURES)
    for one in filled:
        number = Identifier.objects.get(party=one.applicant_id).value
        citizen = demo.Citizen(one.applicant_id, one.applicant_name, number)
        twin = None
        for at in Entry.objects.filter(stream_id=one.id).order_by("version").values_list("at", flat=True):
            with clock.fixed(at):
                if twin is None:
                    twin = demo.accept(town.actors, citizen, one.procedure_code)
                elif demo.stage_of(twin).ready:
                    demo.hand_over(town.actors, twin, citizen)
                else:
                    demo.advance(town.actors, twin)
        for made, wanted in zip(story(one), story(Dossier.objects.get(pk=twin)), strict=True):
            assert {k: v for k, v in made.items() if wanted[k] != v} == {
                k: v for k, v in wanted.items() if made[k] != v
            }


def test_a_filled_person_is_one_that_perform_makes(town: Town, filled: list[Dossier]) -> None:
    person = Party.objects.get(pk=filled[0].applicant_id)
    number = Identifier.objects.get(party=person)
    another = demo.Number(kind=demo.NumberKind.PERSONAL, value="033090999999")
    register = demo.RegisterParty(name=person.name, address=person.address, numbers=(another,))
    twin = Party.objects.get(pk=demo.perform(register, town["tiepnhan"]).target)
    assert told(twin) == told(person)
    assert told(Identifier.objects.get(party=twin)) | {"value": ""} == told(number) | {"value": ""}
    keys = [set(NameKey.objects.filter(party=one).values_list("key", flat=True)) for one in (twin, person)]
    assert keys[0] == keys[1]


def test_filled_books_verify(filled: list[Dossier]) -> None:
    report = verify()
    assert report.faults == []
    assert report.streams > len(filled)
