"""SQLite keeps whatever bytes somebody writes into the file: what cannot be read is named, and stops nothing."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection
from hypothesis import given
from hypothesis import strategies as st

from motcua.ledger.models import Entry, PrivatePart
from motcua.ledger.tests.books import past_the_guards
from motcua.ledger.verify import verify

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses what is not of the column's type"),
]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("ledger_entry", "at", "'2025-07-11 0X:00:00'"),
        ("ledger_entry", "at", "CAST(CAST(substr(at, 1, 10) AS BLOB) || x'00' || substr(at, 12) AS TEXT)"),
        ("ledger_entry", "id", "'zz' || substr(id, 3)"),
        ("ledger_entry", "stream_id", "upper(stream_id)"),
        ("ledger_entry", "hash", "hex(hash)"),
        ("ledger_entry", "version", "'một'"),
        ("ledger_entry", "payload", "x'7b7d'"),
        ("ledger_entry", "payload", "CAST(x'7bff7d' AS TEXT)"),
        ("ledger_entry", "outcome", "CAST(x'ff' AS TEXT)"),
        ("ledger_privatepart", "salt", "'muối'"),
        ("ledger_privatepart", "payload", "CAST(x'ff' AS TEXT)"),
        ("ledger_seal", "at", "'hôm qua'"),
        ("ledger_seal", "first", "'một'"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_instead_of_stopping_the_verification(books, table, column, value):
    with past_the_guards(), connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM {table})")
    (fault,) = verify().faults
    assert (fault.code, fault.where.split()[0], fault.where.split()[-1]) == ("unreadable", table, column)
    if column in {"id", "stream_id"}:  # else the test database itself complains of the broken key afterwards
        with past_the_guards():
            Entry.objects.all()._raw_delete("default")
            PrivatePart.objects.all()._raw_delete("default")


@given(data=st.data())
def test_no_bit_of_an_entry_can_be_turned(books, data):
    """Any one bit of any cell of any entry, written back as the type the cell had."""
    column = data.draw(st.sampled_from([field.column for field in Entry._meta.concrete_fields]))
    with past_the_guards(), connection.cursor() as cursor:
        cursor.execute(
            f'SELECT rowid, CAST("{column}" AS BLOB), typeof("{column}") FROM ledger_entry '
            f'WHERE length(CAST("{column}" AS BLOB)) > 0'
        )
        found = cursor.fetchall()
        if not found:
            return
        row, raw, kind = data.draw(st.sampled_from(found))
        bit = data.draw(st.integers(0, len(raw) * 8 - 1))
        turned = (int.from_bytes(raw, "big") ^ (1 << bit)).to_bytes(len(raw), "big")
        cursor.execute("SAVEPOINT turned")
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        try:
            cursor.execute(f'UPDATE ledger_entry SET "{column}" = CAST(%s AS {kind}) WHERE rowid = %s', [turned, row])
            changed = True
        except IntegrityError:
            changed = False
    sound = verify().sound
    with connection.cursor() as cursor:
        cursor.execute("ROLLBACK TO turned")
    assert not (changed and sound)
