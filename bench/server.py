"""The real server under measurement: started as an operator starts it, watched from outside."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.postgres import free_port

READY_WITHIN = 180.0


@dataclass
class Server:
    """A running server: its port, and how much processor time it and its database have used."""

    port: int
    process: subprocess.Popen[bytes]

    def app_seconds(self) -> float:
        """Return the processor seconds of the server's processes so far."""
        return sum(_seconds(each) for each in _tree(psutil.Process(self.process.pid)))


def database_seconds() -> float:
    """Return the processor seconds of the PostgreSQL cluster under measurement so far (0 on SQLite)."""
    data = os.environ.get("MOTCUA_BENCH_CLUSTER")
    if not data:
        return 0.0
    postmaster = int(Path(data, "postmaster.pid").read_text().splitlines()[0])
    main = psutil.Process(postmaster).cpu_times()
    # A backend that has ended is in no tree any more: its time is its parent's children's.
    ended = float(main.children_user + main.children_system)
    return ended + sum(_seconds(each) for each in _tree(psutil.Process(postmaster)))


@contextmanager
def serving(
    application: str,
    environment: Mapping[str, str] = os.environ,
    *,
    command_for: Callable[[str, int], list[str]] | None = None,
) -> Iterator[Server]:
    """Serve a WSGI application and stop it afterwards: with granian, one worker, or as ``command_for(host, port)`` says."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--backlog", "4096", "--backpressure", "64", application]
    if command_for is not None:
        command = command_for("127.0.0.1", port)
    with Path(environment["MOTCUA_VAR"], "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
    try:
        _wait(port)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        with suppress(OSError, http.client.HTTPException):
            probe = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            probe.request("GET", "/")
            probe.getresponse().read()
            return
        time.sleep(0.1)
    raise SystemExit("the server did not answer")


def _tree(process: psutil.Process) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return [process, *process.children(recursive=True)]
    return []


def _seconds(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0
