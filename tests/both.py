"""Runs the whole suite: everything on SQLite, then whatever touches a database again on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

from tests import blank
from tests.house import rendered
from tests.postgres import cluster

WORKERS = os.cpu_count() or 1


def run(title: str, environment: Mapping[str, str], arguments: list[str]) -> int:
    """Run what is asked for, or everything, and return the exit code."""
    print(f"== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", "--hands", str(WORKERS), *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


def main(arguments: list[str]) -> int:
    """Return 0 when both runs pass and every template was rendered by some test of the first."""
    if os.environ.get("DATABASE_URL"):
        raise SystemExit("unset DATABASE_URL: the tests make their own databases")
    with cluster() as url, tempfile.TemporaryDirectory(prefix="motcua-both-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ[blank.FOLDER] = str(folder)
        if not arguments:
            threading.Thread(target=blank.make_both, args=(url,), daemon=True).start()
        seen = folder / "rendered"
        seen.mkdir()
        failed = run("SQLite", {rendered.VARIABLE: str(seen), "MOTCUA_TEST_CLUSTER": url}, arguments)
        if not arguments:
            failed = rendered.main(str(seen)) or failed
        return run("PostgreSQL", {"DATABASE_URL": url, "MOTCUA_TEST_ONLY_DATABASE": "1"}, arguments) or failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
