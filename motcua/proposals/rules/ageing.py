"""How long a proposal has waited: calendar days and working days, and the bands a board counts them in. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import Calendar, counted_days_after


@dataclass(frozen=True, slots=True)
class Band:
    """An age in working days, both ends counted; ``most`` is ``None`` for the oldest. ``key`` stands in addresses."""

    key: str
    least: int
    most: int | None

    @property
    def name(self) -> Said:
        """Return how the band is called."""
        if self.most is None:
            return said(N_("trên {n} ngày làm việc"), n=self.least - 1)
        return said(N_("{least}–{most} ngày làm việc"), least=self.least, most=self.most)

    def holds(self, age: int) -> bool:
        """Say whether an age belongs here."""
        return self.least <= age and (self.most is None or age <= self.most)


BANDS: Final = (Band("0-5", 0, 5), Band("6-10", 6, 10), Band("11-20", 11, 20), Band("21", 21, None))
"""Ours: no text says within how many days a commune's proposal must be answered."""
OLD: Final = 10
"""Working days after which a waiting proposal stands out."""


def band_named(key: str) -> Band | None:
    """Return the band of that key, ``None`` for none."""
    return next((band for band in BANDS if band.key == key), None)


def calendar_days(since: date, on: date) -> int:
    """Return the calendar days that have gone by; the day itself is not counted."""
    return max(0, (on - since).days)


def working_days(calendar: Calendar | None, since: date, on: date) -> int | None:
    """Return the working days after ``since`` up to and including ``on``; ``None`` where no calendar covers them."""
    if calendar is None:
        return None
    if on <= since:
        return 0
    try:
        return counted_days_after(calendar, since, on)
    except RuleError:
        return None


def band_of(calendar: Calendar | None, since: date, on: date) -> Band:
    """Return the band an age belongs to; without a calendar five days of each week are taken for working days."""
    age = working_days(calendar, since, on)
    if age is None:
        age = calendar_days(since, on) * 5 // 7
    return next(band for band in BANDS if band.holds(age))


def counted(by_day: Mapping[date, int], calendar: Calendar | None, on: date) -> dict[str, int]:
    """Return how many waiting proposals belong to each band, from how many were filed on each day."""
    found = {band.key: 0 for band in BANDS}
    for day, many in by_day.items():
        found[band_of(calendar, day, on).key] += many
    return found


def days_of(band: Band, calendar: Calendar | None, on: date, filed: Iterable[date]) -> tuple[date, date] | None:
    """Return the first and last of the days of filing whose age on a day falls into a band, ``None`` when none does.

    An age never falls as days go back, so these days are a stretch: a list is cut by two dates.
    """
    fitting = [day for day in filed if band_of(calendar, day, on) is band]
    return (min(fitting), max(fitting)) if fitting else None
