"""Results kept on the measuring machine until a node has taken them: with their true times, each batch under one id.

A batch is a file named by its id and never changed; it is sent again until the node answers that it has it, so that an
answer lost on the way doubles nothing. Results wait in ``waiting.jsonl`` until they are made into a batch.
"""

from __future__ import annotations

import http.client
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from motcua.adapters.probe.client import ANSWER_MOST, connection, headers
from motcua.links.ports import Result, Sent, Target

BATCH_MOST: Final = 200
KEPT_MOST: Final = 50_000
"""Results kept at most (half a year of quarter hours): beyond, the oldest are given up, and that is told."""


class Outbox:
    """The folder of one line on one machine; one process at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Hold the folder; yields whether nobody else does."""
        with (self.folder / "lock").open("w") as lock:
            try:
                flock(lock, LOCK_EX | LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def keep(self, result: Result) -> None:
        """Keep a result on disk before anything is sent."""
        with self._waiting.open("a", encoding="utf-8") as file:
            file.write(json.dumps(result.plain(), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def count(self) -> int:
        """Return how many results are here."""
        return len(_lines(self._waiting)) + sum(len(_batch(path)) for path in self._batches())

    def send(self, target: Target, timeout: float) -> Sent:
        """Send what is here, oldest first, until the node cannot be reached or wants none; return what came of it."""
        given_up = self._give_up()
        self._make_batches()
        taken, status = 0, 200
        for path in self._batches():
            measures = _batch(path)
            status = _post(target, UUID(path.stem.split("-", 1)[1]), measures, timeout)
            if status != 200:
                break
            path.unlink()
            taken += len(measures)
        return Sent(taken, self.count(), status, given_up)

    @property
    def _waiting(self) -> Path:
        return self.folder / "waiting.jsonl"

    def _batches(self) -> list[Path]:
        return sorted(self.folder.glob("batch-*.json"), key=_first_time)

    def _make_batches(self) -> None:
        """Turn waiting results into batches; a crash between the two leaves results in both, and the node takes each once."""
        lines = _lines(self._waiting)
        for first in range(0, len(lines), BATCH_MOST):
            path = self.folder / f"batch-{uuid4()}.json"
            part = path.with_suffix(".part")
            part.write_text(json.dumps(lines[first : first + BATCH_MOST], ensure_ascii=False), encoding="utf-8")
            part.replace(path)
        self._waiting.unlink(missing_ok=True)

    def _give_up(self) -> int:
        given_up = 0
        while self.count() > KEPT_MOST and (batches := self._batches()):
            given_up += len(_batch(batches[0]))
            batches[0].unlink()
        return given_up


def _lines(path: Path) -> list[dict[str, Any]]:
    """Return the results of a file; a last line cut off by a crash is left out."""
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def _batch(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _first_time(path: Path) -> str:
    return str(min(one["at"] for one in _batch(path)))


def _post(target: Target, batch: UUID, measures: list[dict[str, Any]], timeout: float) -> int:
    """Send one batch; return the answer's status, 0 when there was none."""
    body = json.dumps({"batch": str(batch), "measures": measures}, ensure_ascii=False).encode()
    line = connection(target.node, timeout)
    try:
        line.request(
            "POST", target.path("ket-qua/"), body, headers(target.token) | {"Content-Type": "application/json"}
        )
        answer = line.getresponse()
        answer.read(ANSWER_MOST)
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()
    return answer.status
