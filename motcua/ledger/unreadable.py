"""Cells that cannot be read at all: SQLite keeps whatever bytes a file editor left; PostgreSQL refuses them itself.

A verification that stopped with an exception would name nothing, so such cells are looked for and named first.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models

from motcua.kernel.words import N_
from motcua.ledger.findings import Report
from motcua.ledger.models import Access, AccessSeal, Entry, Erasure, Mark, PrivatePart, Seal

TABLES: tuple[type[models.Model], ...] = (Entry, PrivatePart, Erasure, Seal, Access, AccessSeal, Mark)
MOST = 20


def name_malformed(report: Report) -> bool:
    """Note every cell that is not of its column's shape (an id that is none, text where bytes belong); say if any."""
    if connection.vendor != "sqlite":
        return False
    before = len(report.faults)
    for model in TABLES:
        for field in model._meta.concrete_fields:
            _name(report, model, str(field.column), _wrong_shape(field))
    return len(report.faults) > before


def name_undecodable(report: Report) -> bool:
    """Note every text cell whose bytes are not UTF-8; say if any. Slow: asked only when reading has failed."""
    if connection.vendor != "sqlite":
        return False
    before = len(report.faults)
    connection.ensure_connection()
    connection.connection.create_function("motcua_undecodable", 1, _undecodable, deterministic=True)
    for model in TABLES:
        for field in model._meta.concrete_fields:
            if isinstance(_kind(field), models.CharField | models.TextField):
                _name(report, model, str(field.column), f'motcua_undecodable(CAST("{field.column}" AS BLOB))')
    return len(report.faults) > before


def _undecodable(raw: bytes | None) -> bool:
    try:
        (raw or b"").decode()
    except UnicodeDecodeError:
        return True
    return False


def _kind(field: Any) -> Any:
    return field.target_field if field.remote_field else field


def _wrong_shape(field: Any) -> str:
    """Return the SQL condition under which a cell of ``field`` cannot be what it should be."""
    column, kind = f'"{field.column}"', _kind(field)
    if isinstance(kind, models.UUIDField):
        wrong = f"typeof({column}) <> 'text' OR length({column}) <> 32 OR {column} GLOB '*[^0-9a-f]*'"
    elif isinstance(kind, models.DateField):
        # A zero byte ends the text for julianday(), not for whoever reads it.
        wrong = (
            f"typeof({column}) <> 'text' OR julianday({column}) IS NULL "
            f"OR length({column}) <> length(CAST({column} AS BLOB))"
        )
    elif isinstance(kind, models.IntegerField):
        wrong = f"typeof({column}) <> 'integer' OR {column} < 0"
    elif isinstance(kind, models.BinaryField):
        wrong = f"typeof({column}) <> 'blob'"
    else:
        wrong = f"typeof({column}) <> 'text'"
    return f"({wrong}) AND {column} IS NOT NULL" if field.null else wrong


def _name(report: Report, model: type[models.Model], column: str, condition: str) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT rowid FROM "{table}" WHERE {condition} LIMIT {MOST}')  # noqa: S608 - our own names
        for (row,) in cursor.fetchall():
            where = f"{table} rowid {row} {column}"
            report.fault("unreadable", where, N_("Ô {where} không còn đọc được."), where=where)
