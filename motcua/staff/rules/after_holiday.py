"""The check after a long holiday: which days make the first working week, and what of them must be covered.

That offices are manned from the first days of a new year is what inspections look at after Tết (*ngay từ những ngày đầu
xuân mới*). What is a long holiday is ours: four days of rest or more in a row with a holiday among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from motcua.kernel.worktime import Calendar, add_working_days, is_counted

LONG: Final = 4
"""Days of rest in a row, rest days of the week included, from which a holiday is long."""
WEEK: Final = 5
"""Working days of the first week after it."""
_FARTHEST: Final = 21
"""How many days back a holiday is looked for: a week's work is over long before."""


@dataclass(frozen=True, slots=True)
class AfterHoliday:
    """A long holiday and the first working days after it."""

    name: str
    first_off: date
    last_off: date
    days: tuple[date, ...]


def after_holiday(calendar: Calendar, day: date) -> AfterHoliday | None:
    """Return the long holiday in whose first working week ``day`` lies, ``None`` on any other day."""
    at = day
    while (day - at).days < _FARTHEST and calendar.covers(at):
        found = _stretch(calendar, at)
        if found is not None:
            days = tuple(add_working_days(calendar, found.last_off, n) for n in range(1, WEEK + 1))
            within = found.last_off < day <= days[-1]
            return AfterHoliday(found.name, found.first_off, found.last_off, days) if within else None
        at -= timedelta(days=1)
    return None


def _stretch(calendar: Calendar, day: date) -> AfterHoliday | None:
    """Return the stretch of rest around a day if it is a long holiday."""
    if is_counted(calendar, day):
        return None
    first = last = day
    while calendar.covers(first - timedelta(days=1)) and not is_counted(calendar, first - timedelta(days=1)):
        first -= timedelta(days=1)
    while calendar.covers(last + timedelta(days=1)) and not is_counted(calendar, last + timedelta(days=1)):
        last += timedelta(days=1)
    rested = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    rules = [rule for one in rested if (rule := calendar.day(one).rule) is not None and rule.kind.off]
    if len(rested) < LONG or not rules:
        return None
    return AfterHoliday(rules[0].name, first, last, ())
