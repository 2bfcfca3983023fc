"""What the links room asks of the outside: somebody who tries the province's system, a machine that measures a line.

The machine may stand anywhere and has neither settings nor database: what it is told and what it answers are plain
values.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

PINGS_MOST: Final = 200
KILOBYTES_MOST: Final = 4096
TIMEOUT_MOST: Final = 60.0


@dataclass(frozen=True, slots=True)
class Connection:
    """One try of the province's system: whether it answered as it should, in how many microseconds, what is wrong.

    ``backlog`` is what the system itself says waits there, ``None`` where it says nothing.
    """

    passed: bool
    took: int | None
    backlog: int | None = None
    fault: str = ""


class ProvincialSystem(Protocol):
    """The province's system, as far as a centre's connection to it can be tried."""

    def try_it(self) -> Connection:
        """Return what came of one try; whatever goes wrong is told in the answer, never raised."""
        ...


_asked: list[ProvincialSystem] = []


def ask(system: ProvincialSystem) -> None:
    """Try this system from now on. Called from ``config/wiring.py`` only."""
    _asked[:] = [system]


def province() -> ProvincialSystem | None:
    """Return the province's system, ``None`` where none is set up."""
    return _asked[0] if _asked else None


@dataclass(frozen=True, slots=True)
class Target:
    """Where to measure: the node's address, the line, its token."""

    node: str
    line: UUID
    token: str = field(repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.node)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
            raise BadInput(N_("Địa chỉ máy chủ không đúng; viết như https://mot-cua.vi-du.vn."), field="node")

    def path(self, rest: str) -> str:
        """Return a path of the end point of this line."""
        return f"{urlsplit(self.node).path.rstrip('/')}/duong-truyen/do/{self.line}/{rest}"


@dataclass(frozen=True, slots=True)
class Plan:
    """How to measure: pings, kilobytes down and up (0: not), seconds for each step, seconds for all."""

    pings: int = 10
    kilobytes: int = 512
    timeout: float = 5.0
    whole: float = 60.0

    def __post_init__(self) -> None:
        if not 1 <= self.pings <= PINGS_MOST:
            raise BadInput(N_("Số lần đo từ 1 đến {most}."), field="pings", most=PINGS_MOST)
        if not 0 <= self.kilobytes <= KILOBYTES_MOST:
            raise BadInput(N_("Cỡ tệp thử từ 0 đến {most} kB."), field="kilobytes", most=KILOBYTES_MOST)
        if not 0 < self.timeout <= TIMEOUT_MOST:
            raise BadInput(N_("Thời gian chờ từ trên 0 đến {most} giây."), field="timeout", most=int(TIMEOUT_MOST))


@dataclass(frozen=True, slots=True)
class Result:
    """What one measurement found: its own id and true time, latencies in µs, speeds in kbit/s, what went wrong."""

    id: UUID
    at: datetime
    sent: int
    received: int
    p50: int | None = None
    p95: int | None = None
    down: int | None = None
    up: int | None = None
    fault: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the result as a node takes it."""
        return {
            "id": str(self.id),
            "at": self.at.isoformat(),
            "sent": self.sent,
            "received": self.received,
            "p50": self.p50,
            "p95": self.p95,
            "down": self.down,
            "up": self.up,
            "fault": self.fault,
        }


class Refused(Exception):
    """The node answered, but not as it should: the token, the address or the pace is wrong. No fault of the line."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending: results taken, results still here, the last answer's status (0: not reached)."""

    taken: int
    left: int
    status: int = 200
    given_up: int = 0


class Box(Protocol):
    """Results kept on the measuring machine until a node has taken them."""

    def alone(self) -> AbstractContextManager[bool]:
        """Hold the box; yields whether nobody else does."""
        ...

    def keep(self, result: Result) -> None:
        """Keep a result on disk."""
        ...

    def count(self) -> int:
        """Return how many results are here."""
        ...

    def send(self, target: Target, timeout: float) -> Sent:
        """Send what is here, oldest first; return what came of it."""
        ...


class Probe(Protocol):
    """What measures a line and reports."""

    def measure(self, target: Target, plan: Plan) -> Result:
        """Measure once; :class:`Refused` when the node answers but does not want this machine."""
        ...

    def box(self, folder: Path) -> Box:
        """Return the box in a folder, made when it is not there."""
        ...
