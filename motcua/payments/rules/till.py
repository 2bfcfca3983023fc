"""The till: what should lie in it, what was counted, and what a day needs before it is closed. Amounts: whole đồng."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.money import VND
from motcua.kernel.words import N_, Said, said

NOTES: Final = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200)
"""What money there is in Vietnam that a counter takes, the greatest first (notes, and coins of old)."""
PIECES_MOST: Final = 100_000
FLOAT_MOST: Final = 100_000_000


class ShiftState(StrEnum):
    """Whether money may be taken in a shift."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Cash:
    """What moved in a till: the float it began with, what was taken, given back and handed on."""

    float_amount: int
    taken: int
    refunded: int
    handed: int

    @property
    def expected(self) -> int:
        """Return what should lie in the till."""
        return self.float_amount + self.taken - self.refunded - self.handed


def counted(pieces: Mapping[int, int]) -> int:
    """Return what pieces by denomination make together; :class:`BadInput` for money that is none and absurd counts."""
    for note, count in pieces.items():
        if note not in NOTES:
            raise BadInput(N_("Không có tờ {note}."), field="pieces", note=VND(note))
        if not 0 <= count <= PIECES_MOST:
            raise BadInput(N_("Số tờ phải từ 0 đến {most}."), field=f"to-{note}", most=PIECES_MOST)
    return sum(note * count for note, count in pieces.items())


def check_float(amount: int) -> int:
    """Return the money a shift begins with; :class:`BadInput` outside what a till holds."""
    if not 0 <= amount <= FLOAT_MOST:
        raise BadInput(N_("Tiền đầu ca từ 0 đến {most} đồng."), field="pieces", most=VND(FLOAT_MOST).digits)
    return amount


def difference(expected: int, found: int, reason: str) -> int:
    """Return what was found beyond what should be there (negative: it lacks); any difference asks for a ``reason``."""
    over = found - expected
    if over and not reason:
        raise RuleError(difference_told(over).sentence, field="reason", amount=VND(abs(over)))
    return over


def difference_told(over: int) -> Said:
    """Name a difference in words that ask for its reason."""
    if over > 0:
        return said(N_("Quỹ thừa {amount} so với sổ. Ghi lý do."), amount=VND(over))
    return said(N_("Quỹ thiếu {amount} so với sổ. Ghi lý do."), amount=VND(-over))


def there(cash: Cash, found: int | None, handed: int) -> int:
    """Return what may still be handed on: what should lie there, once counted (``found``) what does.

    ``handed`` is all that was handed on so far; ``cash`` knows what of it was before the count.
    """
    return cash.expected if found is None else found - (handed - cash.handed)


def check_handover(amount: int, there: int) -> int:
    """Return an amount handed to the treasurer; refuse nothing, and more than lies in the till."""
    if not 0 < amount <= there:
        raise RuleError(N_("Nộp từ 1 đồng đến {there} đang có trong quỹ."), field="amount", there=VND(there))
    return amount


def refuse_closing(shifts_open: int, unexplained: int) -> Said | None:
    """Say why a day's reconciliation cannot be closed."""
    if shifts_open:
        return said(N_("Còn {count} ca thu của ngày chưa kết ca."), count=shifts_open)
    if unexplained:
        return said(N_("Còn {count} chênh lệch chưa giải trình."), count=unexplained)
    return None


def day_series(prefix: str, year: int) -> str:
    """Return a series of numbers of a year, such as ``BL-25``."""
    return f"{prefix}-{year % 100:02d}"


def number_text(symbol: str, number: int) -> str:
    """Return a paper's number as people say it: ``BL-25 số 0000012``."""
    return f"{symbol} {number:07d}"
