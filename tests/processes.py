"""Real processes on one real database: for what only shows when several machines write at once, or one is killed.

A test makes a :func:`database`, then lets :meth:`Node.run` call a function of its own (named ``module:function``) in
several processes at once. Each call gets its number and the keyword arguments, and answers something JSON can carry. All
wait for each other at a gate before they begin, so that they really collide. The processes are forked by a nursery that
has set Django up and has no connection open, so that starting one costs nothing.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests import blank

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Worker:
    """A process at work; its answer will lie in ``file``."""

    pid: int
    file: Path
    gate: Path


class Node:
    """A database and a folder for keys and files; processes started by it see no other. ``settings`` are the node's own."""

    def __init__(self, folder: Path, url: str, prepare: str, **settings: str) -> None:
        environment = {**os.environ, "MOTCUA_VAR": str(folder / "var"), "MOTCUA_NODE": "test", "DATABASE_URL": url}
        environment.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
        environment.pop("MOTCUA_CLOCK", None)
        environment |= settings
        environment["PYTHONPATH"] = os.pathsep.join([str(PROJECT), environment.get("PYTHONPATH", "")])
        self.folder, self.environment = folder, environment
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.processes", prepare],
            env=environment,
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._ask()

    def _ask(self, **question: Any) -> Any:
        if self._nursery.stdin is None or self._nursery.stdout is None:
            raise RuntimeError("the nursery has no pipes")
        if question:
            self._nursery.stdin.write(json.dumps(question) + "\n")
            self._nursery.stdin.flush()
        line = self._nursery.stdout.readline()
        if not line:
            raise RuntimeError(f"the nursery ended: exit {self._nursery.wait()}")
        return json.loads(line)

    def gate(self) -> Path:
        """Return a gate that is still shut."""
        return Path(tempfile.mkdtemp(prefix="gate-", dir=self.folder))

    def start(self, function: str, number: int, gate: Path, **values: Any) -> Worker:
        """Start one process that waits at ``gate`` and then calls ``function(number, **values)``."""
        file = Path(tempfile.mkdtemp(prefix="answer-", dir=self.folder)) / "answer"
        pid = self._ask(function=function, number=number, gate=str(gate), file=str(file), values=values)
        return Worker(pid, file, gate)

    def run(self, function: str, processes: int = 1, **values: Any) -> list[Any]:
        """Call ``function`` in so many processes at once; return their answers in order. A failed one fails us."""
        gate = self.gate()
        workers = [self.start(function, number, gate, **values) for number in range(processes)]
        open_gate(*workers)
        return [self.answer(worker) for worker in workers]

    def answer(self, worker: Worker) -> Any:
        """Return what the process answered; ``RuntimeError`` with its words when it failed."""
        status = self._ask(wait=worker.pid)
        said = json.loads(worker.file.read_text()) if worker.file.exists() else {"fault": f"killed: {status}"}
        if "fault" in said:
            raise RuntimeError(said["fault"])
        return said["answer"]

    def kill(self, worker: Worker) -> bool:
        """End the process as a power cut would; say whether it was still at its work."""
        os.kill(worker.pid, signal.SIGKILL)
        return bool(self._ask(wait=worker.pid) == -signal.SIGKILL)

    def close(self) -> None:
        """Send the nursery home."""
        if self._nursery.stdin is not None:
            self._nursery.stdin.close()
        self._nursery.wait()


def open_gate(*workers: Worker) -> None:
    """Let all begin once each has come to its gate."""
    while not all((worker.gate / str(worker.pid)).exists() for worker in workers):
        time.sleep(0.005)
    for worker in workers:
        (worker.gate / "open").touch()


@contextmanager
def database(engine: str, prepare: str) -> Iterator[Node]:
    """Make a new migrated database (``sqlite`` or ``postgresql``) and remove it afterwards.

    ``prepare`` (``module:function``) is called once: it imports what declares the acts, hooks up
    what is needed and may make tables or rows of its own.
    """
    with tempfile.TemporaryDirectory(prefix="motcua-processes-", ignore_cleanup_errors=True) as name:
        if engine == "sqlite":
            yield from _served(Node(Path(name), blank.sqlite_at(Path(name) / "books.sqlite3"), prepare))
        else:
            with blank.postgres() as url:
                yield from _served(Node(Path(name), url, prepare))


def _served(node: Node) -> Iterator[Node]:
    try:
        yield node
    finally:
        node.close()


def _called(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


def nursery(prepare: str) -> None:
    """Set Django up once, then fork a process for each that is asked for, and tell how each ended."""
    import django
    from django.db import connections

    django.setup()
    _called(prepare)()
    connections.close_all()
    _say("ready")
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            _, status = os.waitpid(asked["wait"], 0)
            _say(os.waitstatus_to_exitcode(status))
            continue
        pid = os.fork()
        if pid == 0:
            _work(**asked)
        _say(pid)


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _work(function: str, number: int, gate: str, file: str, values: dict[str, Any]) -> None:
    """Be one of the processes, and never come back."""
    try:
        called = _called(function)
        (Path(gate) / str(os.getpid())).touch()
        while not (Path(gate) / "open").exists():
            time.sleep(0.002)
        said = {"answer": called(number, **values)}
    except BaseException:
        said = {"fault": traceback.format_exc()[-4000:]}
    Path(file).write_text(json.dumps(said))
    os._exit(0)


if __name__ == "__main__":
    nursery(sys.argv[1])
