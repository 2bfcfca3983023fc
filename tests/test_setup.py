"""``deploy/setup.sh`` on a machine that lacks a package: as root, with sudo, and with neither. Nothing is really installed."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[1] / "deploy" / "setup.sh"
PACKAGE = "fonts-liberation2"
REAL = ("bash", "dirname", "env", "grep")
INSTALL = f"apt-get install -y -qq --no-install-recommends {PACKAGE}"
FAKES = {
    "id": "echo $FAKE_UID",
    "dpkg-query": "exit 1",
    "apt-get": 'echo "apt-get $*" >> "$CALLS"',
    "sudo": 'echo "sudo $*" >> "$CALLS"\n'
    'case "$1" in -n) exit $WITHOUT_PASSWORD ;; -v) exit $WITH_PASSWORD ;; *) exec "$@" ;; esac',
}


@dataclass
class Machine:
    """A pretended machine: what stands in ``PATH``, and which commands that change it were called."""

    bin: Path
    calls: Path
    said: str = ""

    def set_up(self, *, terminal: bool = False, **variables: str) -> int:
        """Run the script as somebody who is no root unless said otherwise; return its exit code."""
        told = {"FAKE_UID": "1000", "WITHOUT_PASSWORD": "1", "WITH_PASSWORD": "1", **variables}
        told |= {"PATH": str(self.bin), "CALLS": str(self.calls)}
        ours, theirs = pty.openpty()
        try:
            done = subprocess.run(
                [shutil.which("bash") or "bash", str(SETUP), "run"],
                env=told,
                stdin=theirs if terminal else subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        finally:
            os.close(ours)
            os.close(theirs)
        self.said = done.stdout + done.stderr
        return done.returncode

    @property
    def called(self) -> list[str]:
        """Return what was called, in order."""
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    @property
    def installed(self) -> bool:
        """Say whether the package was asked for from the package manager."""
        return INSTALL in self.called


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine on which the package is missing."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in REAL:
        (folder / name).symlink_to(shutil.which(name) or name)
    for name, does in FAKES.items():
        (folder / name).write_text(f"#!{shutil.which('bash')}\n{does}\n")
        (folder / name).chmod(0o755)
    return Machine(folder, tmp_path / "calls")


def test_root_installs_without_sudo(machine: Machine) -> None:
    assert machine.set_up(FAKE_UID="0") == 0
    assert machine.called == ["apt-get update -qq", INSTALL]


def test_sudo_without_a_password_installs_wherever_it_runs(machine: Machine) -> None:
    assert machine.set_up(WITHOUT_PASSWORD="0") == 0
    assert machine.installed
    assert "sudo -v" not in machine.called
    assert f"sudo env DEBIAN_FRONTEND=noninteractive {INSTALL}" in machine.called


def test_at_a_terminal_sudo_asks_for_the_password(machine: Machine) -> None:
    assert machine.set_up(terminal=True, WITH_PASSWORD="0") == 0
    assert machine.called.index("sudo -v") < machine.called.index(INSTALL)
    assert PACKAGE in machine.said


@pytest.mark.parametrize("terminal", [True, False])
def test_without_the_right_to_it_packages_are_named_and_nothing_is_done(machine: Machine, terminal: bool) -> None:
    assert machine.set_up(terminal=terminal) == 1
    assert not any(call.startswith("apt-get") for call in machine.called)
    assert ("sudo -v" in machine.called) is terminal
    assert f"sudo apt-get install {PACKAGE}" in machine.said


@pytest.mark.parametrize("terminal", [True, False])
def test_without_sudo_packages_are_named_and_nothing_is_done(machine: Machine, terminal: bool) -> None:
    (machine.bin / "sudo").unlink()
    assert machine.set_up(terminal=terminal) == 1
    assert machine.called == []
    assert f"sudo apt-get install {PACKAGE}" in machine.said


def test_what_is_there_is_not_asked_for(machine: Machine) -> None:
    (machine.bin / "dpkg-query").write_text(f"#!{shutil.which('bash')}\necho 'install ok installed'\n")
    assert machine.set_up() == 0
    assert machine.called == []
