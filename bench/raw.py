"""Raw SQL writing the rows that one accept writes, without an ORM or a framework: what the engine alone costs."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection, transaction

from bench.server import database_seconds
from motcua.dossiers.models import Dossier, DossierPaper, StepRun
from motcua.ledger.models import Entry, PrivatePart


def accept_rows() -> list[tuple[str, list[Any]]]:
    """Return the insert statements and values of the newest dossier's acceptance, into unindexed copies of the tables."""
    dossier = Dossier.objects.order_by("-id")[0]
    entry = Entry.objects.filter(stream_id=dossier.id).order_by("version")[0]
    rows = [
        dossier,
        *DossierPaper.objects.filter(dossier=dossier),
        *StepRun.objects.filter(dossier=dossier),
        entry,
        *PrivatePart.objects.filter(entry=entry),
    ]
    return [_statement(row) for row in rows]


def _statement(row: Any) -> tuple[str, list[Any]]:
    fields = row._meta.local_concrete_fields
    table = f"bench_{row._meta.db_table}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {table} AS SELECT * FROM {row._meta.db_table} WHERE 1 = 0")
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})", values


def write(count: int) -> tuple[float, float, float]:
    """Write those rows ``count`` times, a transaction each; return app CPU, database CPU and wall milliseconds each."""
    rows = accept_rows()
    app, database, wall = time.process_time(), database_seconds(), time.perf_counter()
    for _ in range(count):
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, values in rows:
                cursor.execute(sql, values)
    return tuple(  # type: ignore[return-value]
        (after - before) * 1000 / count
        for after, before in (
            (time.process_time(), app),
            (database_seconds(), database),
            (time.perf_counter(), wall),
        )
    )
