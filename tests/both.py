"""Runs the whole suite: everything on SQLite, then whatever touches a database again on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.house import rendered
from tests.postgres import cluster

WORKERS = (os.cpu_count() or 1) + 1
"""One more than there are processors: a test waits for its browser, its database or the programs it started."""


def pytest(title: str, environment: dict[str, str], *arguments: str) -> int:
    """Run pytest in processes of its own and return its exit code."""
    print(f"== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", str(WORKERS), "--no-loadscope-reorder", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


def main(arguments: list[str]) -> int:
    """Return 0 when both runs pass and every template was rendered by some test of the first."""
    if os.environ.get("DATABASE_URL"):
        raise SystemExit("unset DATABASE_URL: the tests make their own databases")
    with cluster() as url:
        with tempfile.TemporaryDirectory(prefix="motcua-rendered-") as folder:
            failed = pytest("SQLite", {rendered.VARIABLE: folder, "MOTCUA_TEST_CLUSTER": url}, *arguments)
            if not arguments:
                failed = rendered.main(folder) or failed
        return pytest("PostgreSQL", {"DATABASE_URL": url, "MOTCUA_TEST_ONLY_DATABASE": "1"}, *arguments) or failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
