"""What an asset is still worth in the books (hao mòn tài sản cố định): whole đồng, by an imported table.

Straight line: each 31/12 on which the asset is in the books takes one year's share of its cost, until nothing is left
(TT 23/2023/TT-BTC as practised; the text was not at hand). Without a table no value is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rate:
    """One line of a table: the kind it is for, after how many years nothing is left, hundredths of a per cent a year."""

    kind: str
    years: int
    basis_points: int


@dataclass(frozen=True, slots=True)
class Worth:
    """What is written off so far and what is left, in đồng, after ``years`` whole years."""

    years: int
    written_off: int
    left: int


def years_written(used_since: date, on: date) -> int:
    """Return how many ends of a year (31/12) lie in the days from the first day of use to ``on``, both included."""
    if on < used_since:
        return 0
    ended = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    return max(0, ended - used_since.year + 1)


def worth(cost: int, used_since: date, on: date, rate: Rate) -> Worth:
    """Return what an asset that cost ``cost`` đồng is worth on a day; never below nothing, never above its cost."""
    years = years_written(used_since, on)
    if years >= rate.years:
        return Worth(years, cost, 0)
    written_off = min(cost, (cost * rate.basis_points * years + 5_000) // 10_000)
    return Worth(years, written_off, cost - written_off)
