"""A rate that never stands alone: both its counts with their names. Of nothing there is no rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from motcua.kernel.words import N_, Said, said


@dataclass(frozen=True, slots=True)
class Rate:
    """``numerator`` of ``denominator`` things; the names are marked sentences («hồ sơ nộp trực tuyến»)."""

    numerator: int
    denominator: int
    numerator_name: str
    denominator_name: str

    def __post_init__(self) -> None:
        """Refuse what cannot be counted: fewer than none, or a part of nothing."""
        if self.numerator < 0 or self.denominator < 0 or (self.numerator and not self.denominator):
            raise ValueError(f"no rate: {self.numerator}/{self.denominator}")

    @property
    def percent(self) -> Decimal | None:
        """Return the exact per cent, ``None`` of nothing."""
        return Decimal(100 * self.numerator) / Decimal(self.denominator) if self.denominator else None

    def rounded(self, places: int = 1) -> Decimal | None:
        """Return the per cent to so many places, halves up; ``None`` of nothing."""
        exact = self.percent
        return None if exact is None else exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)

    def cut(self, places: int = 1) -> Decimal | None:
        """Return the per cent to so many places, never rounded up: only the whole reads 100; ``None`` of nothing."""
        exact = self.percent
        return None if exact is None else exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR)

    @property
    def said(self) -> Said:
        """Return the counts with their names; the per cent is printed by whoever knows the reader's language."""
        return said(
            N_("{numerator}/{denominator} ({part} trên {whole})"),
            numerator=self.numerator,
            denominator=self.denominator,
            part=said(self.numerator_name),
            whole=said(self.denominator_name),
        )


def together(rates: Iterable[Rate]) -> Rate | None:
    """Return the rate of several scopes together: counts are added, per cents are never averaged; ``None`` of none.

    :class:`ValueError` where the names differ: those do not count the same thing.
    """
    found = list(rates)
    if not found:
        return None
    names = {(one.numerator_name, one.denominator_name) for one in found}
    if len(names) > 1:
        raise ValueError(f"rates of different things: {sorted(names)}")
    part, whole = names.pop()
    return Rate(sum(one.numerator for one in found), sum(one.denominator for one in found), part, whole)
