"""Which line of a bank's statement pays which announced transfer: proposed by the dossier's code in its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.kernel.text import fold
from motcua.kernel.words import N_

CONTENT_MOST: Final = 25
"""Letters and digits of a transfer's content: as much as banks are said to show (not verified)."""
_PLAIN = re.compile(r"[^A-Z0-9]")


class Difference(StrEnum):
    """What does not agree between statement and books; each is explained before a day is closed."""

    UNKNOWN = "unknown"
    MISSING = "missing"
    AMOUNT = "amount"
    UNPAID = "unpaid"


DIFFERENCE_NAMES: Final = {
    Difference.UNKNOWN: N_("Sao kê có, sổ không rõ của hồ sơ nào"),
    Difference.MISSING: N_("Sổ chờ chuyển khoản, sao kê không có"),
    Difference.AMOUNT: N_("Số tiền vào khác số phải thu"),
    Difference.UNPAID: N_("Đã ghi hoàn trả chuyển khoản, sao kê chưa có tiền ra"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement that pays nothing yet; ``amount`` is negative for money that went out."""

    id: UUID
    amount: int
    content: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """A transfer announced at the counter (positive), or money to be given back by transfer (negative)."""

    id: UUID
    amount: int
    content: str


@dataclass(frozen=True, slots=True)
class Match:
    """A proposal: this line is that transfer; ``exact`` says that the amounts agree."""

    line: UUID
    awaited: UUID
    exact: bool


def content_of(label: str) -> str:
    """Return a dossier's number as it stands in a transfer: letters and digits only, the last 25 where there are more."""
    return plain(label)[-CONTENT_MOST:]


def plain(text: str) -> str:
    """Return a text as banks pass it on, whatever they did to it: capitals and digits alone."""
    return _PLAIN.sub("", fold(text).upper())


def propose(lines: Sequence[Line], awaited: Iterable[Awaited]) -> tuple[Match, ...]:
    """Return proposals, each line and each transfer once: equal amounts first, longer codes before shorter ones.

    A code counts where its digits do not go on: ``...0012`` does not stand in ``...00123``.
    """
    free = {line.id: line for line in lines}
    read = {line.id: plain(line.content) for line in lines}
    waiting = sorted(awaited, key=lambda one: (-len(one.content), str(one.id)))
    found: list[Match] = []
    for exact in (True, False):
        for one in waiting:
            if any(match.awaited == one.id for match in found):
                continue
            hit = next(
                (
                    line
                    for line in free.values()
                    if (line.amount > 0) == (one.amount > 0)
                    and (line.amount == one.amount or not exact)
                    and _stands(one.content, read[line.id])
                ),
                None,
            )
            if hit is not None:
                found.append(Match(hit.id, one.id, hit.amount == one.amount))
                del free[hit.id]
    return tuple(found)


def _stands(code: str, text: str) -> bool:
    return bool(code) and re.search(re.escape(code) + r"(?![0-9])", text) is not None
