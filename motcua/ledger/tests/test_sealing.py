"""The sealer: places without gaps, in the order of every stream, signed so that the public key alone can tell."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import merkle
from motcua.ledger import chain, keys, perform, sealing
from motcua.ledger.models import Entry, Seal
from motcua.ledger.sealing import Unsealed, in_stream_order
from motcua.ledger.tests.books import codes
from motcua.ledger.tests.toyroom import MakeBox, PaintBox

pytestmark = pytest.mark.django_db


def test_places_are_gapless_and_seals_chained(books, seal):
    assert seal() == 3
    assert list(Entry.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 10))
    seals = list(Seal.objects.order_by("number"))
    assert [(each.number, each.first, each.last) for each in seals] == [(1, 1, 3), (2, 4, 6), (3, 7, 9)]
    assert [bytes(each.prev) for each in seals] == [sealing.NO_SEAL, *map(sealing.hash_of, seals[:2])]


def test_nothing_happens_when_nothing_waits(books, seal):
    seal()
    assert seal() == 0
    assert Seal.objects.count() == 3


def test_anybody_with_the_public_key_can_tell_that_an_entry_is_under_a_seal(books):
    public = keys.public_keys(settings.MOTCUA_KEYS / keys.PUBLIC_FOLDER)
    seal = Seal.objects.get(number=2)
    run = list(Entry.objects.filter(position__range=(seal.first, seal.last)).order_by("position"))
    leaves = [chain.leaf(entry.position, bytes(entry.hash)) for entry in run]
    assert keys.signed(public, seal.key_id, bytes(seal.signature), chain.seal_bytes(sealing.head_of(seal)))
    for index, leaf in enumerate(leaves):
        proof = merkle.inclusion_proof(leaves, index)
        assert merkle.verify_inclusion(leaf, index, len(leaves), proof, bytes(seal.root))
    assert not merkle.verify_inclusion(b"other", 0, len(leaves), merkle.inclusion_proof(leaves, 0), bytes(seal.root))


def test_a_clock_that_stepped_back_does_not_turn_a_stream_round(maker, seal, monkeypatch):
    """Ids grow with machine time; here each later entry gets a smaller id than the one before."""
    ids = iter(UUID(int=(0x0198C000 << 96) - step) for step in range(1, 100))
    monkeypatch.setattr(perform, "new_id", lambda: next(ids))
    box = perform.perform(MakeBox(colour="đỏ"), maker, key="1").target
    for number in range(5):
        perform.perform(PaintBox(box=box, colour=f"màu {number}"), maker, key=f"k{number}")
    seal()
    assert list(Entry.objects.order_by("position").values_list("version", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert codes() == set()


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
def test_a_small_batch_never_takes_the_tail_of_a_stream_before_its_head(maker, monkeypatch, limit):
    ids = iter(UUID(int=(0x0198C000 << 96) - step) for step in range(1, 100))
    monkeypatch.setattr(perform, "new_id", lambda: next(ids))
    boxes = [perform.perform(MakeBox(colour="đỏ"), maker, key=f"m{n}").target for n in range(3)]
    for n in range(9):
        perform.perform(PaintBox(box=boxes[n % 3], colour=str(n)), maker, key=f"p{n}")
    while sealing.seal_batch(limit):
        pass
    placed = Entry.objects.order_by("position")
    assert [entry.position for entry in placed] == list(range(1, 13))
    assert codes() == set()


@given(data=st.data())
def test_order_keeps_every_entry_and_every_stream(data):
    """Whatever ids a stepping clock gave: nothing is lost, and within a stream the versions only rise."""
    streams = data.draw(st.lists(st.integers(1, 6), min_size=1, max_size=5))
    entries = [
        Unsealed(UUID(int=0), UUID(int=stream), version, b"")
        for stream, versions in enumerate(streams)
        for version in range(3, 3 + versions)
    ]
    arrived = data.draw(st.permutations(entries))
    ordered = in_stream_order(arrived)
    assert sorted(ordered, key=repr) == sorted(entries, key=repr)
    assert [entry.stream_id for entry in ordered] == [entry.stream_id for entry in arrived]
    for _, group in groupby(sorted(ordered, key=lambda entry: entry.stream_id), key=lambda entry: entry.stream_id):
        versions = [entry.version for entry in group]
        assert versions == sorted(versions)


@given(commits=st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=25))
def test_what_commits_later_never_appears_before_a_published_place(maker, commits):
    """Acts on four boxes, sealed at any moment in between: what was published stays a prefix of what is published."""
    from django.db import transaction

    with transaction.atomic():
        boxes: dict[int, UUID] = {}
        published: list[UUID] = list(Entry.objects.order_by("position").values_list("id", flat=True))
        for number, then_seal in commits:
            if number in boxes:
                perform.perform(PaintBox(box=boxes[number], colour="x"), maker)
            else:
                boxes[number] = perform.perform(MakeBox(colour="x"), maker).target
            if then_seal:
                sealing.seal_batch(limit=2)
                now = list(
                    Entry.objects.filter(position__isnull=False).order_by("position").values_list("id", flat=True)
                )
                assert now[: len(published)] == published
                published = now
        sealing.seal_all()
        assert codes() == set()
        transaction.set_rollback(True)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL chooses by what it knows of the table")
def test_a_batch_is_found_without_looking_through_all_that_waits(books):
    with CaptureQueriesContext(connection) as captured:
        sealing.seal_batch(limit=2)
    reads = [
        query["sql"] for query in captured if '"ledger_entry"' in query["sql"] and query["sql"].startswith("SELECT")
    ]
    assert len(reads) == 2
    for sql in reads:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + sql)
            plan = " / ".join(row[3] for row in cursor.fetchall())
        assert "TEMP B-TREE" not in plan, (sql, plan)
        assert "ledger_entry_unsealed" in plan or "stream_id=?" in plan, (sql, plan)
