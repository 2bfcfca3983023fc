"""The half-day: the unit in which people are put on duty, go on leave and are present. Taken from the working calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.kernel.worktime import Calendar, Span

NOON: Final = time(12)
"""Before it a sign-in belongs to the morning, from it on to the afternoon (ours: the middle of the usual break)."""


class Half(StrEnum):
    """Morning or afternoon."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


HALF_NAMES: Final = {Half.MORNING: N_("sáng"), Half.AFTERNOON: N_("chiều")}
ORDER: Final = {Half.MORNING: 0, Half.AFTERNOON: 1}


@dataclass(frozen=True, slots=True)
class Sitting:
    """One half-day on which the counter is open: from ``opens`` to ``closes``, both aware."""

    day: date
    half: Half
    opens: datetime
    closes: datetime

    @property
    def key(self) -> tuple[date, Half]:
        """Return what the sitting is known by."""
        return (self.day, self.half)


def half_at(instant: datetime) -> Half:
    """Return the half-day of an aware instant on Vietnamese clocks."""
    return Half.MORNING if clock.local(instant).time() < NOON else Half.AFTERNOON


def sittings(calendar: Calendar, day: date, *, planned: bool = False) -> tuple[Sitting, ...]:
    """Return the half-days of a day on which the counter receives, in order; none on a day of rest.

    ``planned`` says that work is planned although the calendar rests: the hours of an ordinary day then hold. Raises
    :class:`~motcua.kernel.errors.RuleError` for a year the calendar does not know.
    """
    spans = calendar.day(day).reception
    if not spans and planned:
        spans = calendar.week(day).model_day()
    noon = NOON.hour * 60
    halves = (
        (Half.MORNING, [s for s in spans if s.start < noon]),
        (Half.AFTERNOON, [s for s in spans if s.start >= noon]),
    )
    return tuple(_sitting(day, half, found) for half, found in halves if found)


def sittings_between(
    calendar: Calendar, first: date, last: date, planned: frozenset[date] = frozenset()
) -> tuple[Sitting, ...]:
    """Return the half-days from ``first`` to ``last``, both included; ``planned`` are days of rest with work."""
    return tuple(one for day in days(first, last) for one in sittings(calendar, day, planned=day in planned))


def days(first: date, last: date) -> Iterator[date]:
    """Yield the days from ``first`` to ``last``, both included."""
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)


def _sitting(day: date, half: Half, spans: list[Span]) -> Sitting:
    opens, closes = min(s.start for s in spans), max(s.end for s in spans)
    start = clock.at(day.year, day.month, day.day)
    return Sitting(day, half, start + timedelta(minutes=opens), start + timedelta(minutes=closes))


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of half-days, both ends included: from ``first_half`` of ``first`` to ``last_half`` of ``last``."""

    first: date
    last: date
    first_half: Half = Half.MORNING
    last_half: Half = Half.AFTERNOON

    def holds(self, day: date, half: Half) -> bool:
        """Say whether a half-day lies in the stretch."""
        place = (day, ORDER[half])
        return (self.first, ORDER[self.first_half]) <= place <= (self.last, ORDER[self.last_half])

    def overlaps(self, other: Away) -> bool:
        """Say whether the two have a half-day in common."""
        return (self.first, ORDER[self.first_half]) <= (other.last, ORDER[other.last_half]) and (
            other.first,
            ORDER[other.first_half],
        ) <= (self.last, ORDER[self.last_half])

    @property
    def empty(self) -> bool:
        """Say whether it ends before it begins."""
        return (self.first, ORDER[self.first_half]) > (self.last, ORDER[self.last_half])
