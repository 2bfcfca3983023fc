"""The yardstick of raw SQL: copies of tables like the tables, and each round another thing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from bench import raw
from bench.operations import Traced

TABLES = ["dossiers_dossier", "dossiers_dossierpaper", "dossiers_steprun", "ledger_entry", "ledger_privatepart"]


def shape(table: str) -> list[tuple[object, ...]]:
    """Return what holds for a table: columns, uniqueness, index, reference (the copies' own name left out)."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    told = []
    for one in found.values():
        target = tuple(str(name).removeprefix("bench_") for name in one["foreign_key"] or ())
        told.append((tuple(one["columns"]), one["primary_key"], one["unique"], one["index"], one["check"], target))
    return sorted(told, key=str)


@pytest.mark.django_db
def test_a_copy_has_the_columns_constraints_and_indexes_of_its_table() -> None:
    for table in TABLES:
        raw.copy_table(table, TABLES)
    for table in TABLES:
        assert shape(f"bench_{table}") == shape(table)
        with connection.cursor() as cursor:
            described = [connection.introspection.get_table_description(cursor, n) for n in (table, f"bench_{table}")]
        assert [column.name for column in described[0]] == [column.name for column in described[1]]


@pytest.mark.django_db
def test_a_copy_refuses_what_its_table_refuses() -> None:
    raw.copy_table("ledger_sequence", ["ledger_sequence"])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_ledger_sequence (name, value) VALUES ('a', 1)")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("INSERT INTO bench_ledger_sequence (name, value) VALUES ('a', 2)")


def test_each_round_writes_another_thing_and_keeps_what_belongs_together() -> None:
    dossier, entry, step = uuid4().hex, uuid4().hex, 7
    wrote = [
        Traced('UPDATE "dossiers_steprun" SET "dossier_id" = %s, "key" = %s WHERE "id" = %s', (dossier, "k", step)),
        Traced('UPDATE "dossiers_dossier" SET "code" = %s, "about" = %s WHERE "id" = %s', ("C-1", "x", dossier)),
        Traced('INSERT INTO "ledger_entry" ("id", "stream_id", "key") VALUES (%s, %s, %s)', (entry, dossier, "once")),
    ]
    first, second = raw._again(wrote, 0), raw._again(wrote, 1)
    for (a, _, b), (code, about, c), (d, e, key) in (first, second):
        assert a == c == e != dossier
        assert (b != step, code != "C-1", about, d != entry, key != "once") == (True, True, "x", True, True)
    assert not {first[0][2], first[1][0], first[1][2], first[2][0], first[2][2]} & {
        second[0][2],
        second[1][0],
        second[1][2],
        second[2][0],
        second[2][2],
    }


def test_statements_are_about_the_copies_and_columns_keep_their_names() -> None:
    said = raw._renamed(
        'INSERT INTO ledger_sequence (name) VALUES (%s) RETURNING ledger_sequence.name, "dossiers_dossier_id"',
        ["ledger_sequence", "dossiers_dossier"],
    )
    assert said == (
        'INSERT INTO bench_ledger_sequence (name) VALUES (%s) RETURNING bench_ledger_sequence.name, "dossiers_dossier_id"'
    )
