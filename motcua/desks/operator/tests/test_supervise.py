"""The supervisor: starts again what dies, waits longer each time, stops everything together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from motcua.desks.operator import supervise
from motcua.desks.operator.supervise import Program, Supervisor, pause_before

DIES = "import os,sys; open(sys.argv[1],'a').write(f'{os.getpid()}\\n')"
STAYS = "import os,sys,time; open(sys.argv[1],'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {STAYS}"


def program(code: str, file: Path) -> Program:
    return Program("tried", [sys.executable, "-c", code, str(file)])


def pids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().splitlines()] if file.exists() else []


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(supervise, "GRACE", 1.0)


def stop_me() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_the_pause_doubles_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "FIRST_PAUSE", 1.0)
    assert [pause_before(deaths) for deaths in (1, 2, 3, 6, 60)] == [1, 2, 4, 30, 30]


def test_what_dies_is_started_again_beside_what_lives(tmp_path: Path) -> None:
    dying, living = tmp_path / "dying", tmp_path / "living"
    Supervisor(
        [program(DIES, dying), program(STAYS, living)],
        ready=lambda: len(pids(dying)) >= 3 and bool(pids(living)),
        on_ready=stop_me,
    ).run()
    assert len(set(pids(dying))) >= 3
    assert len(pids(living)) == 1
    assert not alive(pids(living)[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_everything_also_what_does_not_listen(tmp_path: Path, number: signal.Signals) -> None:
    mild, stubborn = tmp_path / "mild", tmp_path / "stubborn"
    Supervisor(
        [program(STAYS, mild), program(STUBBORN, stubborn)],
        ready=lambda: bool(pids(mild)) and bool(pids(stubborn)),
        on_ready=lambda: os.kill(os.getpid(), number),
    ).run()
    assert not alive(pids(mild)[0])
    assert not alive(pids(stubborn)[0])


def test_when_the_supervisor_is_killed_its_programs_end_too(tmp_path: Path) -> None:
    file = tmp_path / "child"
    code = (
        "from motcua.desks.operator.supervise import *; import sys;"
        f"Supervisor([Program('tried', [sys.executable, '-c', {STAYS!r}, {str(file)!r}])],"
        "ready=lambda: False, on_ready=lambda: None).run()"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", code])
    try:
        _until(lambda: bool(pids(file)))
    finally:
        supervisor.kill()
        supervisor.wait()
    _until(lambda: not alive(pids(file)[0]))


def _until(happened: object) -> None:
    deadline = time.monotonic() + 60
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.05)
