"""How a sample is drawn: from which strata in which order, so that whoever has the seed and the population draws it again.

The seed is committed and told as that of drawn communes is (``motcua.inspections.rules.draw``): one way for all draws.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.inspections.rules.draw import lowest
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_

COUNT_MOST: Final = 200
"""More nobody checks in a half-day; every one of them goes along on a telephone."""
PERIOD_MOST: Final = timedelta(days=5 * 366)


class Basis(StrEnum):
    """From which dossiers of the period a sample is drawn."""

    CLOSED = "closed"
    ALL = "all"
    LATE_FIRST = "late_first"


BASIS_NAMES: Final = {
    Basis.CLOSED: N_("Ngẫu nhiên trong các hồ sơ đã trả kết quả"),
    Basis.ALL: N_("Ngẫu nhiên trong mọi hồ sơ đã tiếp nhận"),
    Basis.LATE_FIRST: N_("Hồ sơ trễ hẹn trước, còn lại ngẫu nhiên"),
}
STRATA: Final = {Basis.CLOSED: ("closed",), Basis.ALL: ("all",), Basis.LATE_FIRST: ("late", "rest")}
"""The strata of a population in the order they are drawn from, as ``dossiers.sampled`` names them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A population: how many dossiers each stratum has, and what changes when any of them is another."""

    sizes: tuple[int, ...]
    fingerprint: str

    @property
    def size(self) -> int:
        """Return how many there are in all."""
        return sum(self.sizes)


class Counter:
    """Counts a population and takes its fingerprint while it is read, keeping none of it.

    The fingerprint is the SHA-256 of the ids in hexadecimal without dashes, a line each, an empty line after each
    stratum.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._sizes: list[int] = []

    def through(self, stratum: Iterable[UUID]) -> Iterator[UUID]:
        """Yield the ids of the next stratum, counted."""
        self._sizes.append(0)
        for one in stratum:
            self._sizes[-1] += 1
            self._hash.update(one.hex.encode() + b"\n")
            yield one
        self._hash.update(b"\n")

    @property
    def counted(self) -> Counted:
        """Return what was read so far."""
        return Counted(tuple(self._sizes), self._hash.hexdigest())


def counted(strata: Sequence[Iterable[UUID]]) -> Counted:
    """Return the size and the fingerprint of a population read stratum by stratum."""
    counter = Counter()
    for stratum in strata:
        for _ in counter.through(stratum):
            pass
    return counter.counted


def drawn(seed: str, strata: Sequence[Callable[[], Iterable[UUID]]], count: int) -> tuple[tuple[UUID, ...], Counted]:
    """Return the ``count`` dossiers with the lowest numbers under the seed, and the population they came from.

    The first stratum gives as many as it has before the next gives any. All are read, so that the fingerprint is whole.
    """
    counter, found = Counter(), list[UUID]()
    for stratum in strata:
        wanted = count - len(found)
        read = counter.through(stratum())
        found += lowest(seed, read, wanted) if wanted else ()
        for _ in read:
            pass
    return tuple(found), counter.counted


def check_period(since: date, until: date, today: date) -> None:
    """Raise :class:`BadInput` for a period that ends before it begins, lies ahead, or is longer than anybody keeps."""
    if until < since:
        raise BadInput(N_("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."), field="until")
    if since > today:
        raise BadInput(N_("Kỳ chọn mẫu ở thời gian chưa tới."), field="since")
    if until - since > PERIOD_MOST:
        raise BadInput(N_("Kỳ chọn mẫu dài quá năm năm."), field="since")


def check_size(size: int) -> None:
    """Raise :class:`RuleError` where there is nothing to draw from: an empty sample would read as a good one."""
    if not size:
        raise RuleError(
            N_("Trung tâm không có hồ sơ nào trong kỳ và phạm vi này: không có gì để chọn mẫu."), field="since"
        )
