"""The laid-out days of an unbroken stretch of years: every question about working time becomes a look-up here.

A *moment* is a whole number of minutes since the proleptic day 0, in Vietnamese wall-clock time; Vietnam has no summer
time, so moments and instants map one to one. Seconds are dropped: a reception slip is written in hours and minutes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from motcua.kernel import clock
from motcua.kernel.worktime.days import DayRule
from motcua.kernel.worktime.spans import MINUTES_A_DAY, Span

Spans = tuple[Span, ...]


class OffTheTable(Exception):
    """The answer lies in ``year``, which this stretch does not cover."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


def moment(instant: datetime) -> int:
    """Return the minute an aware instant falls in, counted in Vietnam."""
    here = clock.local(instant)
    return here.toordinal() * MINUTES_A_DAY + here.hour * 60 + here.minute


def instant(at: int) -> datetime:
    """Return the aware instant of a moment."""
    ordinal, minute = divmod(at, MINUTES_A_DAY)
    day = date.fromordinal(ordinal)
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=clock.VIETNAM)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Days ``first`` to ``last`` (ordinals) with running totals of counted days and working minutes.

    Compared by identity, so that answers about a stretch can be remembered.
    """

    first: int
    last: int
    working: list[Spans]
    reception: list[Spans]
    counted: list[int]
    counted_before: list[int]
    minutes_before: list[int]
    rules: Mapping[int, DayRule]
    special: list[int]

    @classmethod
    def of(cls, first: int, working: list[Spans], reception: list[Spans], rules: Mapping[int, DayRule]) -> Run:
        """Build the totals from the spans of each day in order."""
        last = first + len(working) - 1
        lengths = [sum(span.minutes for span in day) for day in working]
        return cls(
            first,
            last,
            working,
            reception,
            [first + index for index, day in enumerate(working) if day],
            [0, *accumulate(1 if day else 0 for day in working)],
            [0, *accumulate(lengths)],
            rules,
            [ordinal for ordinal in sorted(rules) if first <= ordinal <= last],
        )

    def spans(self, ordinal: int) -> Spans:
        """Return the working spans of a day of this stretch."""
        return self.working[ordinal - self.first]

    def is_counted(self, ordinal: int) -> bool:
        """Tell whether a day of this stretch counts."""
        return bool(self.working[ordinal - self.first])

    def opening(self, ordinal: int) -> int:
        """Return the moment a counted day opens."""
        return ordinal * MINUTES_A_DAY + self.working[ordinal - self.first][0].start

    def close(self, ordinal: int) -> int:
        """Return the moment a counted day closes."""
        return ordinal * MINUTES_A_DAY + self.working[ordinal - self.first][-1].end

    def step(self, ordinal: int, n: int) -> int:
        """Return the ``n``-th counted day after (or, negative, before) a day; the day itself never counts."""
        index = ordinal - self.first
        place = self.counted_before[index + 1] + n - 1 if n > 0 else self.counted_before[index] + n
        if place < 0:
            raise OffTheTable(date.fromordinal(self.first).year - 1)
        if place >= len(self.counted):
            raise OffTheTable(date.fromordinal(self.last).year + 1)
        return self.counted[place]

    def counted_from(self, ordinal: int) -> int:
        """Return this day if it counts, else the next one that does."""
        if ordinal > self.last:
            raise OffTheTable(date.fromordinal(self.last).year + 1)
        return ordinal if self.is_counted(ordinal) else self.step(ordinal, 1)

    def counted_between(self, after: int, to: int) -> int:
        """Return how many counted days there are after day ``after`` up to and including day ``to``."""
        return self.counted_before[to - self.first + 1] - self.counted_before[after - self.first + 1]

    def worked(self, at: int) -> int:
        """Return the working minutes from the start of the stretch to a moment."""
        ordinal, minute = divmod(at, MINUTES_A_DAY)
        index = ordinal - self.first
        if not 0 <= index < len(self.working):
            raise OffTheTable(date.fromordinal(ordinal).year)
        total = self.minutes_before[index]
        for start, end in self.working[index]:
            if minute <= start:
                break
            total += (minute if minute < end else end) - start
        return total

    def when_worked(self, total: int) -> int:
        """Return the first moment at which ``total`` (at least 1) working minutes of the stretch have passed."""
        index = bisect_left(self.minutes_before, total) - 1
        if index >= len(self.working):
            raise OffTheTable(date.fromordinal(self.last).year + 1)
        left = total - self.minutes_before[index]
        for start, end in self.working[index]:
            if left <= end - start:
                return (self.first + index) * MINUTES_A_DAY + start + left
            left -= end - start
        raise AssertionError("totals and spans of a day disagree")

    def next_in(self, days: list[Spans], at: int) -> int:
        """Return ``at`` if it is open in ``days`` (working or reception), else the next minute that is."""
        ordinal, minute = divmod(at, MINUTES_A_DAY)
        for index in range(ordinal - self.first, len(days)):
            for start, end in days[index]:
                if minute < end:
                    return (self.first + index) * MINUTES_A_DAY + (minute if minute > start else start)
            minute = 0
        raise OffTheTable(date.fromordinal(self.last).year + 1)

    def specials(self, after: int, to: int) -> list[DayRule]:
        """Return the rules of days after day ``after`` up to and including day ``to``, in order."""
        ordinals = self.special[bisect_right(self.special, after) : bisect_right(self.special, to)]
        return [self.rules[ordinal] for ordinal in ordinals]
