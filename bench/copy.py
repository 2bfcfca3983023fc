"""Copies filled books from SQLite into an empty PostgreSQL cluster, so that both engines are measured on the same books.

Rows are copied past references and guards, so afterwards every reference is looked up and the ledger of books with dossiers
is verified: whole, or where they are large a sample. (The books of the boards are rows without entries.)
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.management.color import no_style  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench import check  # noqa: E402
from motcua.config import wiring  # noqa: E402
from motcua.dossiers.models import Dossier  # noqa: E402

PIECE = 10_000


def main(source: Path) -> None:
    """Copy the books under ``source`` (a filled SQLite home) with the keys they were sealed with."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    shutil.copytree(source / "keys", settings.MOTCUA_KEYS, dirs_exist_ok=True)
    filled = sqlite3.connect(f"file:{source / 'motcua.sqlite3'}?mode=ro", uri=True)
    started = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        # The rows come from books whose references held: neither they nor the guards are asked again, row by row.
        cursor.execute("SET LOCAL session_replication_role = replica")
        tables = [name for name in connection.introspection.table_names(cursor) if name != "django_migrations"]
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tables))}")
        rows = sum(_copy(filled, cursor, table) for table in tables)
        models = list(connection.introspection.installed_models(tables))
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        # Else the database would tidy up of its own accord while it is measured.
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("CHECKPOINT")
    print(f"   {rows:,} dòng, {time.monotonic() - started:.0f} s", flush=True)
    dangling = [said for table in tables for said in references_without_a_row(table)]
    if dangling:
        raise SystemExit(f"copied rows point at nothing: {dangling[:3]}")
    if dossiers := Dossier.objects.count():
        check.books(dossiers)


def references_without_a_row(table: str) -> list[str]:
    """Return the references of a table that lead nowhere, with how many rows do so."""
    found = []
    with connection.cursor() as cursor:
        relations = connection.introspection.get_relations(cursor, table)
        for column, (other_column, other, *_) in relations.items():
            cursor.execute(
                f'SELECT COUNT(*) FROM "{table}" r LEFT JOIN "{other}" o ON o."{other_column}" = r."{column}" '
                f'WHERE r."{column}" IS NOT NULL AND o."{other_column}" IS NULL'
            )
            count = cursor.fetchone()[0]
            if count:
                found.append(f"{table}.{column} -> {other}: {count}")
    return found


def _copy(filled: sqlite3.Connection, cursor: Any, table: str) -> int:
    """Copy one table; texts, numbers and bytes as SQLite keeps them are what PostgreSQL reads them as."""
    found = filled.execute(f'SELECT * FROM "{table}"')
    columns = ", ".join(f'"{column[0]}"' for column in found.description)
    count = 0
    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
        while rows := found.fetchmany(PIECE):
            for row in rows:
                copy.write_row(row)
            count += len(rows)
    return count


if __name__ == "__main__":
    main(Path(sys.argv[1]))
