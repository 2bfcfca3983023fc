"""Raw SQL doing what an operation does, through the driver alone: what the engine costs, without an ORM or a framework.

What an operation writes is written again, statement by statement and row by row, into copies of its tables that have
the same columns, constraints and indexes; what it reads is read again from the tables themselves, to the last row.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection

from bench.operations import Traced
from bench.server import database_seconds
from motcua.kernel.ids import new_id

WARM = 5
WRITES = re.compile(r'(INSERT INTO|UPDATE)\s+"?(\w+)"?')
UNIQUE = {"dossiers_dossier": ("code", "reception_number"), "ledger_entry": ("key",)}
"""Columns, beside ids, in which no two rows may say the same."""


def reads(seen: list[Traced], count: int) -> float:
    """Ask the SELECTs of an operation ``count`` times and fetch all rows; return processor milliseconds each."""
    asked = [(_driver(one.sql), one.parameters) for one in seen if one.sql.lstrip().startswith("SELECT")]

    def once(_: int) -> None:
        with _cursor() as cursor:
            for sql, parameters in asked:
                cursor.execute(sql, parameters)
                cursor.fetchall()

    return _timed(once, count)


def writes(seen: list[Traced], count: int) -> float:
    """Write what an operation wrote ``count`` times, a transaction each, always of another thing; milliseconds each."""
    wrote = [one for one in seen if WRITES.match(one.sql)]
    tables = sorted({_table(one) for one in wrote})
    try:
        for table in tables:
            copy_table(table, tables)
        rounds = [_again(wrote, number) for number in range(count + WARM)]
        _stand_ready(wrote, rounds)

        def once(number: int) -> None:
            with _cursor() as cursor:
                cursor.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
                for one, parameters in zip(wrote, rounds[number], strict=True):
                    cursor.execute(_driver(_renamed(one.sql, tables)), parameters)
                cursor.execute("COMMIT")

        return _timed(once, count)
    finally:
        with connection.cursor() as cursor:
            for table in reversed(tables):  # those that point first
                cascade = "CASCADE" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TABLE IF EXISTS {_copy(table)} {cascade}")


def copy_table(table: str, copied: list[str]) -> None:
    """Make an empty copy of a table with its constraints and indexes; references among ``copied`` lead to the copies."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type = 'table'", [table])
            made = [row[0] for row in cursor.fetchall()]
            cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type = 'index'", [table])
            made += [
                re.sub(r'INDEX "?(\w+)"?', r'INDEX "bench_\1"', row[0], count=1) for row in cursor.fetchall() if row[0]
            ]
            statements = [_renamed(sql, copied) for sql in made]
        else:
            cursor.execute(
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname",
                [table],
            )
            references = cursor.fetchall()
            statements = [f"CREATE TABLE {_copy(table)} (LIKE {table} INCLUDING ALL)"]
            # Both of two tables may point at each other, or at one that comes later: such a reference leads to the books.
            there = [name for name in copied if name <= table]
            statements += [
                f'ALTER TABLE {_copy(table)} ADD CONSTRAINT "bench_{name}" {_renamed(text, there)}'
                for name, text in references
            ]
        for statement in statements:
            cursor.execute(statement)


def _again(wrote: list[Traced], number: int) -> list[tuple[Any, ...]]:
    """Return the parameters of the statements for another thing: new ids, codes and keys, the rest as it was."""
    other: dict[Any, Any] = {}
    rows = 0
    answer = []
    for one in wrote:
        columns = _columns(one.sql)
        for column, value in zip(columns * (len(one.parameters) // len(columns)), one.parameters, strict=False):
            if column in UNIQUE.get(_table(one), ()) and value:
                other.setdefault(value, f"{value}.{number}")
            elif column == "id" and isinstance(value, str | UUID):
                other.setdefault(value, new_id().hex if isinstance(value, str) else new_id())
    for one in wrote:
        parameters = tuple(_other(value, other) for value in one.parameters)
        if one.sql.startswith("UPDATE") and isinstance(parameters[-1], int):
            rows += 1
            parameters = (*parameters[:-1], (number + 1) * 1_000 + rows)
        answer.append(parameters)
    return answer


def _other(value: Any, other: dict[Any, Any]) -> Any:
    return other.get(value, value) if isinstance(value, str | UUID) else value


def _stand_ready(wrote: list[Traced], rounds: list[list[tuple[Any, ...]]]) -> None:
    """Put the rows that will be changed into the copies, those pointed at first."""
    changed = [place for place, one in enumerate(wrote) if one.sql.startswith("UPDATE")]
    with _cursor() as cursor:
        cursor.execute("BEGIN")
    for place in sorted(changed, key=lambda place: _table(wrote[place])):
        table, key = _table(wrote[place]), wrote[place].parameters[-1]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table} WHERE id = %s", [key])
            columns = [column[0] for column in cursor.description]
            row = dict(zip(columns, cursor.fetchone(), strict=True))
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join(["%s"] * len(columns))
        with _cursor() as cursor:
            for parameters in rounds:
                said = dict(zip(_columns(wrote[place].sql), parameters[place], strict=False))
                kept = {**row, **{name: said[name] for name in (*UNIQUE.get(table, ()), "dossier_id") if name in said}}
                kept["id"] = parameters[place][-1]
                cursor.execute(_driver(f"INSERT INTO {_copy(table)} ({names}) VALUES ({marks})"), list(kept.values()))
    with _cursor() as cursor:
        cursor.execute("COMMIT")


def _columns(sql: str) -> list[str]:
    """Return the columns that an INSERT fills or an UPDATE sets, then those it looks the row up by."""
    if sql.startswith("INSERT"):
        return [name.strip(' "') for name in sql[sql.index("(") + 1 : sql.index(")")].split(",")]
    return re.findall(r'"(\w+)" = %s', sql)


def _table(one: Traced) -> str:
    found = WRITES.match(one.sql)
    assert found is not None
    return found[2]


def _copy(table: str) -> str:
    return f"bench_{table}"


def _renamed(sql: str, tables: list[str]) -> str:
    """Return a statement about the copies instead of the tables."""
    return re.sub(rf"(?<![\w.])({'|'.join(map(re.escape, tables))})(?!\w)", r"bench_\1", sql) if tables else sql


def _driver(sql: str) -> str:
    """Return a statement as the driver takes it."""
    return sql.replace("%s", "?").replace("%%", "%") if connection.vendor == "sqlite" else sql


@contextmanager
def _cursor() -> Iterator[Any]:
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    try:
        yield cursor
    finally:
        cursor.close()


def _timed(once: Callable[[int], None], count: int) -> float:
    for number in range(WARM):
        once(number)
    app, database = time.process_time(), database_seconds()
    for number in range(WARM, WARM + count):
        once(number)
    return (time.process_time() - app + database_seconds() - database) * 1000 / count
