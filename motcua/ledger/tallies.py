"""Counts that are forgotten after a while, shared by every process of the node: how often a stranger has tried.

Machine time. They are no part of the books: whom a count is about is kept as a salted hash, and lost at the sweep.
"""

from __future__ import annotations

import time

from django.db import connection
from django.utils.crypto import salted_hmac

from motcua.ledger.models import Tally

_SALT = "motcua.ledger.tallies"


def count(kind: str, name: str, window: int) -> int:
    """Note that it happened once more and return how often, within ``window`` seconds from the first time.

    One statement, so that of two processes at once each gets another number.
    """
    now = int(time.time())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_tally (name, value, until) VALUES (%s, 1, %s) ON CONFLICT (name) DO UPDATE SET "
            "value = CASE WHEN ledger_tally.until > %s THEN ledger_tally.value + 1 ELSE 1 END, "
            "until = CASE WHEN ledger_tally.until > %s THEN ledger_tally.until ELSE excluded.until END "
            "RETURNING value",
            [_key(kind, name), now + window, now, now],
        )
        return int(cursor.fetchone()[0])


def seen(kind: str, name: str) -> tuple[int, int]:
    """Return how often it has happened and the seconds until that is forgotten; (0, 0) when nothing is remembered."""
    now = int(time.time())
    row = Tally.objects.filter(name=_key(kind, name), until__gt=now).values_list("value", "until").first()
    return (row[0], row[1] - now) if row else (0, 0)


def sweep() -> int:
    """Remove what is to be forgotten; return how many counts."""
    removed, _ = Tally.objects.filter(until__lte=int(time.time())).delete()
    return removed


def _key(kind: str, name: str) -> str:
    return f"{kind}.{salted_hmac(_SALT, name, algorithm='sha256').hexdigest()[:40]}"
