"""Money: whole đồng, as fees, tills and receipts count it. No fractions, no floating point anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering

from motcua.kernel import text
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

MOST = 10**15 - 1
"""The greatest amount, either way: above the budget of any commune, below what databases and JSON keep exactly."""

_UNIT = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)\s*$", re.IGNORECASE)
_AMOUNT = re.compile(r"[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_SHORTHAND = re.compile(r"[0-9].*\b(?:k|ng|ngan|nghin|tr|trieu|ty|ti)\b|[0-9](?:k|tr|ty)")

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")


@total_ordering
@dataclass(frozen=True, slots=True)
class VND:
    """An amount in whole đồng; negative only as a difference or a refund.

    Adds and subtracts with its like, multiplies by whole numbers. ``TypeError`` for anything but an int,
    ``OverflowError`` beyond :data:`MOST`: both are faults of the program, not of who typed.
    """

    amount: int

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"money is whole đồng, not {type(self.amount).__name__}")
        if abs(self.amount) > MOST:
            raise OverflowError("more money than there is")

    def __add__(self, other: VND) -> VND:
        return VND(self.amount + other.amount) if isinstance(other, VND) else NotImplemented

    def __sub__(self, other: VND) -> VND:
        return VND(self.amount - other.amount) if isinstance(other, VND) else NotImplemented

    def __mul__(self, times: int) -> VND:
        return VND(self.amount * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> VND:
        return VND(-self.amount)

    def __lt__(self, other: VND) -> bool:
        return self.amount < other.amount if isinstance(other, VND) else NotImplemented

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        return f"{self.digits} đồng"

    @property
    def digits(self) -> str:
        """The figure alone, as tables print it: ``1.250.000``."""
        return f"{self.amount:,}".replace(",", ".")

    @property
    def in_words(self) -> str:
        """The amount as receipts spell it, small letters: ``một triệu hai trăm năm mươi nghìn đồng``."""
        spelled = " ".join(_spell(abs(self.amount))) or _DIGITS[0]
        return f"{'âm ' if self.amount < 0 else ''}{spelled} đồng"


ZERO = VND(0)


def total(amounts: Iterable[VND]) -> VND:
    """Return the sum of ``amounts``; nothing makes zero đồng."""
    return sum(amounts, ZERO)


def _spell(number: int) -> list[str]:
    """Return the words of a whole number ≥ 0, none for zero; above a billion the billions are a number of their own."""
    billions, rest = divmod(number, 10**9)
    spelled = [*_spell(billions), "tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            spelled += _spell_group(group, leading=not spelled)
            spelled += [_SCALES[power]] if power else []
    return spelled


def _spell_group(group: int, *, leading: bool) -> list[str]:
    """Return the words of 1 to 999; behind a greater group its hundreds are said even when there are none."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    spelled = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        spelled += ["linh"] if spelled and ones else []
    else:
        spelled += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        spelled.append(_ones_word(tens, ones))
    return spelled


def _ones_word(tens: int, ones: int) -> str:
    """Return the last digit's word: mốt and tư only after mươi, lăm after mười and mươi."""
    if tens >= 1 and ones == 5:
        return "lăm"
    if tens >= 2 and ones in (1, 4):
        return "mốt" if ones == 1 else "tư"
    return _DIGITS[ones]


def parse(typed: str, *, least: int = 0, most: int = MOST, field: str = "amount") -> VND:
    """Return the amount typed: ``1250000``, ``1.250.000``, ``1 250 000 đ``, ``1,250,000 VND``.

    :class:`BadInput` for shorthand (``50k``, ``1 triệu``), fractions, a comma that may be one (``1,250``), minus signs,
    and amounts outside ``least`` to ``most`` (đồng, both included).
    """
    shown = text.clean(typed, 60)
    figure = _UNIT.sub("", shown)
    if not figure:
        raise BadInput(N_("Chưa nhập số tiền."), field=field)
    if _SHORTHAND.search(text.fold(figure)):
        raise BadInput(N_("Hãy ghi đủ số tiền bằng chữ số, ví dụ 50.000, thay cho «{text}»."), field=field, text=shown)
    if not _AMOUNT.fullmatch(figure):
        raise BadInput(
            N_("Số tiền «{text}» không đúng dạng; ghi số đồng nguyên, ví dụ 1.250.000."), field=field, text=shown
        )
    amount = int(re.sub(r"[^0-9]", "", figure))
    if not least <= amount <= most:
        raise BadInput(
            N_("Số tiền phải từ {least} đến {most}."), field=field, least=str(VND(least)), most=str(VND(most))
        )
    return VND(amount)
