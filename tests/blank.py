"""Empty books with all their tables, made once a run and copied: making the tables took longer than many a test.

A plugin of ``conftest.py``. The processes of a run share one folder, named in the environment of the first of them.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.postgres import cluster

FOLDER = "MOTCUA_TEST_SHARED"
TEMPLATE = "blank"
PROJECT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder, in the first process of a run."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="motcua-shared-")
        config.add_cleanup(_forget)


def _forget() -> None:
    shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


@contextmanager
def _alone(what: str) -> Iterator[Path]:
    """Give the shared folder to one process at a time that makes ``what``."""
    folder = Path(os.environ[FOLDER])
    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _migrate(url: str) -> None:
    with tempfile.TemporaryDirectory(prefix="motcua-blank-") as var:
        told = {"DATABASE_URL": url, "MOTCUA_VAR": var, "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
            env={**os.environ, **told},
            cwd=PROJECT,
            check=True,
        )


def sqlite_file() -> Path:
    """Return a file with all tables and no rows of ours, to be copied."""
    with _alone("sqlite") as folder:
        file = folder / "blank.sqlite3"
        if not file.exists():
            made = folder / "making.sqlite3"
            made.unlink(missing_ok=True)
            _migrate(f"sqlite:///{made}")
            made.rename(file)
    return file


def make_both(url: str) -> None:
    """Make the empty books of both databases, for a run that is about to ask for them; ``url`` is of its cluster."""
    sqlite_file()
    with _with_template(url):
        pass


def sqlite_at(file: Path) -> str:
    """Make empty books in a new file; return their address."""
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(sqlite_file(), file)
    file.chmod(0o600)
    return f"sqlite:///{file}"


def postgres_in(url: str) -> str:
    """Make empty books in a new database of the cluster at ``url``; return their address."""
    name = f"books_{uuid4().hex}"
    with _with_template(url) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}')
    return f"{url.rsplit('/', 1)[0]}/{name}"


@contextmanager
def _with_template(url: str) -> Iterator[Any]:
    import psycopg

    with _alone("postgres"), psycopg.connect(url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone():
            connection.execute("CREATE DATABASE making")
            _migrate(f"{url.rsplit('/', 1)[0]}/making")
            connection.execute(f"ALTER DATABASE making RENAME TO {TEMPLATE}")
        yield connection


@contextmanager
def postgres() -> Iterator[str]:
    """Give empty books on PostgreSQL: in the cluster of the run where there is one, else in one of their own."""
    run = os.environ.get("MOTCUA_TEST_CLUSTER", "")
    if run:
        yield postgres_in(run)
        return
    with cluster() as url:
        yield postgres_in(url)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Let Django make its test database from the copy; what it migrates is then nothing."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with _with_template(os.environ["DATABASE_URL"]):
            # A name of its own: workers beside each other have the same numbers in the run of the browser and the other.
            connection.settings_dict["TEST"].update(TEMPLATE=TEMPLATE, NAME=f"test_{uuid4().hex}")
        return
    make = connection.creation._create_test_db
    kept = []  # what lies in memory is gone with its last connection

    def made(*arguments: Any, **more: Any) -> str:
        name = str(make(*arguments, **more))
        kept.append(sqlite3.connect(name, uri=True))
        with closing(sqlite3.connect(sqlite_file())) as blank:
            blank.backup(kept[-1])
        return name

    connection.creation._create_test_db = made
