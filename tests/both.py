"""Runs the whole suite: everything on SQLite, then whatever touches a database again on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.postgres import cluster


def pytest(title: str, environment: dict[str, str], *arguments: str) -> int:
    """Run pytest in a process of its own and return its exit code."""
    print(f"== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


def main() -> int:
    """Return 0 when both runs pass."""
    sqlite = {key: value for key, value in os.environ.items() if key == "DATABASE_URL"}
    if sqlite:
        raise SystemExit("unset DATABASE_URL: the tests make their own databases")
    failed = pytest("SQLite", {})
    with cluster() as url:
        return pytest("PostgreSQL", {"DATABASE_URL": url, "MOTCUA_TEST_ONLY_DATABASE": "1"}) or failed


if __name__ == "__main__":
    sys.exit(main())
