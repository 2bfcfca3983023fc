"""The database's own refusals: triggers that forbid changing or removing what is in the books.

The triggers are made by a migration. After every migration, and whenever the books are verified, this module proves
that they are there, switched on, and still say what the migration said: an emptied trigger of the right name is no guard.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from django.db import connection

MIGRATION = "motcua.ledger.migrations.0002_guard_the_books"
_NAMED = re.compile(r"CREATE (TRIGGER|FUNCTION) (\w+)")
_BODY = re.compile(r"\$\$(.*)\$\$", re.DOTALL)


@cache
def guards(vendor: str) -> dict[str, str]:
    """Return every guard of a database engine (``sqlite``, ``postgresql``) by name, with what it must say."""
    statements = getattr(import_module(MIGRATION), f"{vendor}_statements")()
    return {match[2]: _said(statement) for statement in statements if (match := _NAMED.search(statement))}


def missing() -> list[str]:
    """Return the guards that are not there, are switched off or say something else, in order; empty: all is well."""
    present: dict[str, str] = {}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger "
                "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
                "UNION ALL SELECT proname, '$$' || prosrc || '$$' FROM pg_proc WHERE proname LIKE 'ledger%%'"
            )
        for name, text in cursor.fetchall():
            present[name] = _said(text)
    return sorted(name for name, text in guards(connection.vendor).items() if present.get(name) != text)


def _said(statement: str) -> str:
    """Return what a guard says without what an engine may write differently: spaces, quotes, brackets, case."""
    body = _BODY.search(statement)
    return re.sub(r'[\s()"]+|\bpublic\.', "", body[1] if body else statement).lower()
