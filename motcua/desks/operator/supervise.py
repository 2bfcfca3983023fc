"""The supervisor: keeps the processes of a node alive, and stops them together.

Each process leads a group of its own. When it dies, what it left behind is killed (a web worker would keep the port),
and it is started again after a pause that grows while it keeps dying. When the supervisor itself is killed, the
processes are told to stop by the kernel.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Final

log = logging.getLogger("motcua.supervise")

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 30.0
HEALTHY_AFTER: Final = 60.0
GRACE: Final = 20.0
_LOOK: Final = 0.2
_PR_SET_PDEATHSIG: Final = 1


@dataclass(frozen=True, slots=True)
class Program:
    """What to run, under which name it is spoken of."""

    name: str
    command: Sequence[str]


def pause_before(deaths: int) -> float:
    """Return the seconds to wait before starting a process that died ``deaths`` times in a row: 1, 2, 4 … 30."""
    return min(FIRST_PAUSE * 2.0 ** (max(deaths, 1) - 1), LONGEST_PAUSE)


class _Running:
    """One program: its process if it lives, else when to start it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.start_at = 0.0
        self.deaths = 0

    def start(self) -> None:
        libc = ctypes.CDLL(None)
        self.process = subprocess.Popen(  # noqa: S603 - our own programs, no shell
            self.program.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            # Told to stop when the supervisor dies, however it dies. Nothing but a system call between fork and exec.
            preexec_fn=lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM),  # noqa: PLW1509
        )
        self.started = time.monotonic()

    def signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def look(self) -> None:
        """Start what should run; take note of a death."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.signal(signal.SIGKILL)
        self.deaths = 1 if now - self.started > HEALTHY_AFTER else self.deaths + 1
        pause = pause_before(self.deaths)
        log.error("%s ended with %s; started again in %.0f s", self.program.name, code, pause)
        self.process, self.start_at = None, now + pause

    def stop_by(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            log.error("%s did not stop in time and is killed", self.program.name)
        self.signal(signal.SIGKILL)
        self.process.wait()


class Supervisor:
    """Runs programs until told to stop by SIGINT or SIGTERM (a second one kills at once)."""

    def __init__(self, programs: Iterable[Program], *, ready: Callable[[], bool], on_ready: Callable[[], None]) -> None:
        self._running = [_Running(program) for program in programs]
        self._ready, self._on_ready = ready, on_ready
        self._stop = threading.Event()

    def run(self) -> None:
        """Start everything, call ``on_ready`` once ``ready()`` says yes, return when everything has stopped."""
        earlier = {number: signal.signal(number, self._told) for number in (signal.SIGINT, signal.SIGTERM)}
        announced = False
        try:
            while not self._stop.is_set():
                for one in self._running:
                    one.look()
                if not announced and self._ready():
                    announced = True
                    self._on_ready()
                self._stop.wait(_LOOK)
        finally:
            self._end()
            for number, handler in earlier.items():
                signal.signal(number, handler)

    def _told(self, number: int, frame: FrameType | None) -> None:
        if self._stop.is_set():
            for one in self._running:
                one.signal(signal.SIGKILL)
        self._stop.set()

    def _end(self) -> None:
        for one in self._running:
            # The leader alone: a web server stops its own workers in order.
            if one.process is not None and one.process.poll() is None:
                one.process.terminate()
        deadline = time.monotonic() + GRACE
        for one in self._running:
            one.stop_by(deadline)
