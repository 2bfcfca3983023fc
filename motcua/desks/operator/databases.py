"""Copying a whole database out and in: SQLite by its own online backup, PostgreSQL by ``pg_dump`` and ``pg_restore``."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from motcua.desks.operator.node import Unfit
from motcua.kernel.words import N_

SQLITE_COPY: Final = "motcua.sqlite3"
POSTGRES_COPY: Final = "motcua.dump"
_DEBIAN: Final = Path("/usr/lib/postgresql")


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite database into one file, of one instant, while others go on writing."""
    reading = sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True, timeout=60)
    with closing(reading) as here, closing(sqlite3.connect(target)) as there:
        # In one step: beside a write-ahead log it hinders no writer, and in several it would begin anew at every write.
        here.backup(there)
        # One file to carry; the node switches back to its log when it opens it.
        there.execute("PRAGMA journal_mode=DELETE")
        found = there.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise Unfit(N_("Cơ sở dữ liệu bị hỏng: {why}"), why=str(found)[:200])


def dump_postgres(database: dict[str, Any], target: Path) -> None:
    """Dump a PostgreSQL database in its custom format, of one instant."""
    _run(database, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load_postgres(database: dict[str, Any], source: Path) -> None:
    """Load a dump into an empty PostgreSQL database, wholly or not at all."""
    _run(
        database,
        "pg_restore",
        *("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"),
        f"--dbname={database['NAME']}",
        str(source),
    )


def is_empty_postgres(database: dict[str, Any]) -> bool:
    """Say whether a PostgreSQL database has no table yet."""
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is used

    with psycopg.connect(
        host=database["HOST"] or None,
        port=database["PORT"] or None,
        user=database["USER"] or None,
        password=database["PASSWORD"] or None,
        dbname=database["NAME"],
    ) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()").fetchone()
    return found is not None and found[0] == 0


def program(name: str) -> str:
    """Return the path of a PostgreSQL program, the newest of Debian's; :class:`Unfit` names the missing package."""
    installed = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which(name)
    if found is None:
        raise Unfit(N_("Thiếu chương trình {program}: cài gói postgresql-client."), program=name)
    return found


def _run(database: dict[str, Any], name: str, *arguments: str) -> None:
    # Through the environment: a password among the arguments could be read by everybody on the machine.
    given = {
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"]),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
    }
    environment = {**os.environ, **{key: value for key, value in given.items() if value}}
    command = [program(name), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        raise Unfit(N_("{program} báo lỗi: {why}"), program=name, why=done.stderr.strip()[-400:])
