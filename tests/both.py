"""Runs the whole suite: everything on SQLite, then whatever touches a database again on PostgreSQL.

What has a browser runs beside all the rest, in processes of its own: it waits more than it works, and the stories of one
house follow one another, so that at the end of a run only one processor would be busy.
"""

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
BROWSING = "journey"
"""The mark of what has a browser."""


def files_browsing() -> list[str]:
    """Return the files with tests in a browser: reading all others to leave them out took longer than many a test."""
    files = (file for top in ("motcua", "tests") for file in sorted((blank.PROJECT / top).rglob("test_*.py")))
    return [str(file) for file in files if f"mark.{BROWSING}" in file.read_text()]


def start(environment: Mapping[str, str], *arguments: str, output: Path | None = None) -> subprocess.Popen[bytes]:
    """Start pytest in processes of its own; what it says goes to ``output`` where there is one."""
    command = [sys.executable, "-m", "pytest", "-n", str(WORKERS), "--no-loadscope-reorder", *arguments]
    told = output.open("wb") if output else None
    return subprocess.Popen(command, env={**os.environ, **environment}, stdout=told, stderr=told)


def run(title: str, environment: Mapping[str, str], arguments: list[str], folder: Path) -> int:
    """Run what is asked for, or everything, and return the exit code."""
    print(f"== {title}", flush=True)
    if arguments:
        return start(environment, *arguments).wait()
    said = folder / f"{title}.browser"
    browsing = start(environment, "-m", BROWSING, *files_browsing(), output=said)
    failed = start(environment, "-m", f"not {BROWSING}").wait()
    failed = browsing.wait() or failed
    print(f"== {title}, in the browser", flush=True)
    sys.stdout.buffer.write(said.read_bytes())
    sys.stdout.flush()
    return failed


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
        failed = run("SQLite", {rendered.VARIABLE: str(seen), "MOTCUA_TEST_CLUSTER": url}, arguments, folder)
        if not arguments:
            failed = rendered.main(str(seen)) or failed
        return run("PostgreSQL", {"DATABASE_URL": url, "MOTCUA_TEST_ONLY_DATABASE": "1"}, arguments, folder) or failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
