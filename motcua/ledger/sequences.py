"""Numbers without gaps: a counter row taken in the transaction that uses the number, so that a rollback gives it back."""

from __future__ import annotations

from django.db import connection


def take(name: str, count: int = 1) -> int:
    """Return the next value of the counter ``name`` (the last of ``count`` values taken), starting at 1.

    Concurrent takers of one counter wait for each other until the first commits: that is what makes it gapless.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_sequence (name, value) VALUES (%s, %s) "
            "ON CONFLICT (name) DO UPDATE SET value = ledger_sequence.value + excluded.value RETURNING value",
            [name, count],
        )
        return int(cursor.fetchone()[0])


def hold(name: str) -> None:
    """Let nobody else take from or hold the counter ``name`` until this transaction ends; nothing is taken from it."""
    take(name, 0)
