"""A real centre's node as its files and processes: nobody else reads them, and they run on no other clock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "motcua.desks.operator.cli"]
BEGIN = """
from motcua.desks.operator import node
node.set_up()
from motcua.ledger import marks
marks.begin(marks.REAL)
"""

pytestmark = pytest.mark.slow


def run(var: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    left_out = ("DATABASE_URL", "MOTCUA_CLOCK")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    environment = {**kept, "MOTCUA_VAR": str(var), **more}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("node") / "var"
    assert run(found, *COMMAND, "migrate").returncode == 0
    assert run(found, sys.executable, "-c", BEGIN).returncode == 0
    return found


def test_what_is_made_is_for_its_owner_alone(var: Path) -> None:
    open_to_others = [path for path in (var, *var.rglob("*")) if path.stat().st_mode & 0o077]
    assert open_to_others == []
    assert (var / "motcua.sqlite3").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", [["serve", "--port", "1"], ["work"], ["verify-ledger"]])
def test_another_clock_is_refused_at_once(var: Path, words: list[str]) -> None:
    done = run(var, *COMMAND, *words, MOTCUA_CLOCK="2025-07-11T09:00")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "MOTCUA_CLOCK" in done.stderr
