"""The database itself refuses to change, remove or replace what is in the books."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.ids import new_id
from motcua.ledger import guard, sealing
from motcua.ledger.models import Access, AccessSeal, Entry, Erasure, Mark, PrivatePart, Seal
from motcua.ledger.perform import perform
from motcua.ledger.tests.books import OWNER
from motcua.ledger.tests.toyroom import MakeBox

pytestmark = pytest.mark.django_db

TABLES = (Entry, PrivatePart, Erasure, Seal, Access, AccessSeal, Mark)


@pytest.fixture
def filled(books, stranger):
    """One row at least in every guarded table."""
    with clock.fixed(clock.at(2025, 7, 11, 9)), pytest.raises(NotAllowed):
        perform(MakeBox(colour="đỏ"), stranger)
    sealing.seal_access_days(clock.at(2025, 7, 12).date())
    Erasure(subject_id=new_id(), entry_id=new_id(), at=clock.now()).save(force_insert=True)
    Mark(name="thử", value="thử", at=clock.now()).save(force_insert=True)
    assert all(model.objects.exists() for model in TABLES)
    return books


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match="ledger: "), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("model", TABLES)
def test_no_column_can_be_updated(filled, model):
    columns = [field.column for field in model._meta.concrete_fields if (model, field.name) != (Entry, "position")]
    for column in columns:
        refused(f'UPDATE {model._meta.db_table} SET "{column}" = "{column}"')


@pytest.mark.parametrize("model", TABLES)
def test_no_row_can_be_removed(filled, model):
    refused(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
def test_no_table_can_be_truncated(filled, model):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refused(f"TRUNCATE {model._meta.db_table} CASCADE")


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has REPLACE")
def test_no_row_can_be_replaced(filled, model, verb):
    refused(f"{verb} INTO {model._meta.db_table} SELECT * FROM {model._meta.db_table}")


@pytest.mark.parametrize("model", [Entry, Access])
def test_no_row_can_be_updated_by_way_of_a_conflict(filled, model):
    table = model._meta.db_table
    refused(f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT (id) DO UPDATE SET at = excluded.at")


def test_an_entry_is_placed_once(filled):
    fresh = filled.last(filled.fresh)
    Entry.objects.filter(pk=fresh.pk).update(position=100)
    assert Entry.objects.get(pk=fresh.pk).position == 100


@pytest.mark.parametrize("place", ["7", "position", "NULL"])
def test_a_place_is_never_changed_or_taken_back(filled, place):
    refused(f"UPDATE ledger_entry SET position = {place} WHERE position = 3")


def test_a_fresh_entry_is_placed_only_at_a_number(filled):
    refused("UPDATE ledger_entry SET position = NULL WHERE position IS NULL")


def test_a_private_part_goes_only_under_an_erasure_of_that_person(filled):
    refused("DELETE FROM ledger_privatepart")
    Erasure(subject_id=OWNER, entry_id=new_id(), at=clock.now()).save(force_insert=True)
    refused("DELETE FROM ledger_privatepart")
    PrivatePart.objects.filter(subject_id=OWNER)._raw_delete("default")
    assert PrivatePart.objects.exists()


def test_every_guard_of_the_migration_is_there():
    assert guard.missing() == []
    named = " ".join(guard.guards(connection.vendor))
    for model in TABLES:
        for verb in ("update", "delete", *(["truncate"] if connection.vendor == "postgresql" else [])):
            assert f"{model._meta.db_table}_no_{verb}" in named
