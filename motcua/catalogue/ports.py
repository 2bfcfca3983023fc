"""What the catalogue needs of the outside: the national catalogue, asked for its list and for single records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from motcua.kernel.errors import MotcuaError


class NotReached(MotcuaError):
    """The national catalogue did not answer, or not in a way that can be used; nothing was taken in."""

    status = 503


class NationalCatalogue(Protocol):
    """The national catalogue, whichever way it is reached. Everything raises :class:`NotReached`."""

    def listed(self) -> Iterator[tuple[str, str]]:
        """Yield (code, id there) of every procedure it lists."""
        ...

    def record(self, code: str, id_: str) -> bytes:
        """Return one record as it is given out; refused when it is another procedure's."""
        ...
