"""Drawing units at random so that anybody can draw again: from a seed that was fixed before and is told afterwards. Pure."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_

SEED_BYTES: Final = 32


def committed(seed: str) -> str:
    """Return what binds whoever draws to a seed without telling it: the SHA-256 of its text, in hexadecimal."""
    return hashlib.sha256(seed.encode()).hexdigest()


def ticket(seed: str, unit: UUID) -> str:
    """Return the number a unit draws: the SHA-256 of «seed:unit» (the id in hexadecimal without dashes)."""
    return hashlib.sha256(f"{seed}:{unit.hex}".encode()).hexdigest()


def drawn(seed: str, pool: Iterable[UUID], count: int) -> tuple[UUID, ...]:
    """Return the ``count`` units with the lowest numbers, lowest first; the order of the pool does not matter.

    :class:`RuleError` when fewer are in the pool than are wanted, or none is wanted.
    """
    units = set(pool)
    if not 1 <= count <= len(units):
        raise RuleError(
            N_("Danh sách bốc thăm có {size} đơn vị, không bốc được {count}."),
            field="count",
            size=len(units),
            count=count,
        )
    return lowest(seed, units, count)


def lowest(seed: str, pool: Iterable[UUID], count: int) -> tuple[UUID, ...]:
    """Return the ``count`` things with the lowest numbers, lowest first, all of a smaller pool.

    No more than these are kept in mind, so that a pool of a million may be read as it comes.
    """
    return tuple(heapq.nsmallest(count, pool, key=lambda one: (ticket(seed, one), one)))
