"""How much comes to the counter when, and how many counters that wants; who worked after hours. Plain arithmetic, no guess.

What is expected of a weekday is the mean of that weekday before. How long one dossier takes is measured: the middle gap
between two receptions of one official in one part of a day. Where there are too few, an assumption stands in and says so.
The method is an engineering choice, no rule of law: the numbers it rests on are always shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import ceil
from statistics import mean, median
from typing import Final

from motcua.kernel.worktime.days import Day

USUAL_MINUTES: Final = 15
"""Working minutes assumed for one dossier at the counter where too little was measured."""
ENOUGH: Final = 20
"""Gaps from which a middle is believed."""
GAP_MOST: Final = 60
"""Minutes: a longer gap between two receptions was no work on one dossier."""
FULL: Final = 0.8
"""The share of a counter's open time beyond which people queue: from there on a second one is wanted."""


@dataclass(frozen=True, slots=True)
class Handling:
    """Working minutes one dossier takes at the counter; ``measured`` from ``gaps`` of them, or assumed."""

    minutes: float
    gaps: int
    measured: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """What a weekday (0 is Monday) brings of a field: the mean of ``days`` such days, and the share of one counter."""

    field: str
    weekday: int
    mean: float
    days: int
    load: float

    @property
    def counters(self) -> int:
        """How many counters keep each below what makes people queue; 0 where nothing comes."""
        return counters_for(self.load)


def counters_for(load: float) -> int:
    """Return how many counters a load (1.0 fills one all day) wants."""
    return ceil(round(load / FULL, 9))


def gaps_between(received: Iterable[datetime]) -> list[float]:
    """Return the minutes between receptions of one official that follow each other closely enough to be one's work."""
    found = ((later - earlier).total_seconds() / 60 for earlier, later in pairwise(sorted(received)))
    return [gap for gap in found if 0 < gap <= GAP_MOST]


def handling(gaps: Sequence[float]) -> Handling:
    """Return how long one dossier takes: the middle of the gaps, or the assumption where they are too few."""
    if len(gaps) < ENOUGH:
        return Handling(float(USUAL_MINUTES), len(gaps), measured=False)
    return Handling(float(median(gaps)), len(gaps), measured=True)


def expected(
    came: Mapping[tuple[str, date], int], days: Sequence[Day], takes: Mapping[str, Handling]
) -> tuple[Expected, ...]:
    """Return what each weekday brings of each field, by field and weekday.

    ``came``: dossiers by field and day; ``days``: the calendar days looked at, of which only open ones count, those on
    which nothing came too; ``takes``: the handling of each field in ``came``.
    """
    found = []
    for field in sorted({field for field, _ in came}):
        for weekday in range(7):
            open_days = [day for day in days if day.date.weekday() == weekday and day.reception]
            if not open_days:
                continue
            numbers = [came.get((field, day.date), 0) for day in open_days]
            minutes = mean(sum(span.minutes for span in day.reception) for day in open_days)
            load = mean(numbers) * takes[field].minutes / minutes
            found.append(Expected(field, weekday, mean(numbers), len(open_days), load))
    return tuple(found)


def minutes_beyond(moments: Iterable[datetime], day: Day) -> int:
    """Return for how many minutes somebody worked beyond the hours of a day, by the local moments their work is written at.

    After the last closing, before the first opening; on a day of rest from the first to the last moment. Between two
    parts of a day nobody is counted: a noon is no overtime.
    """
    at = sorted(moment.hour * 60 + moment.minute for moment in moments)
    if not at:
        return 0
    if not day.reception:
        return at[-1] - at[0]
    return max(0, at[-1] - day.reception[-1].end) + max(0, day.reception[0].start - at[0])


def is_beyond(moment: datetime, day: Day) -> bool:
    """Say whether a local moment lies before the first opening, after the last closing, or on a day of rest."""
    if not day.reception:
        return True
    minute = moment.hour * 60 + moment.minute
    return minute >= day.reception[-1].end or minute < day.reception[0].start
