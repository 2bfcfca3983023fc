"""What the links room asks of the outside: somebody who tries the province's system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


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
