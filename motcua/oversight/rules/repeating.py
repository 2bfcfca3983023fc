"""When what repeats is due: the periods of a week, a month or a quarter, each with its own last day. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_


class Repeat(StrEnum):
    """How often a directive comes again."""

    NONE = "none"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


REPEAT_NAMES: Final = {
    Repeat.NONE: N_("Một lần"),
    Repeat.WEEKLY: N_("Hằng tuần"),
    Repeat.MONTHLY: N_("Hằng tháng"),
    Repeat.QUARTERLY: N_("Hằng quý"),
}
DAY_MOST: Final = {Repeat.NONE: 0, Repeat.WEEKLY: 7, Repeat.MONTHLY: 31, Repeat.QUARTERLY: 31}
PERIODS_MOST: Final = 60
"""So many occurrences at most are made at once for what was started long ago."""
_MONTHS: Final = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3}


def check_repeat(repeat: Repeat, day: int, last: date | None) -> None:
    """Refuse a day the period does not have, and a repetition without an end: it would never be done."""
    if not 0 <= day <= DAY_MOST[repeat]:
        raise BadInput(
            N_("Ngày trong kỳ là từ 0 (ngày cuối kỳ) đến {most}."), field="repeat_day", most=DAY_MOST[repeat]
        )
    if repeat is not Repeat.NONE and last is None:
        raise BadInput(N_("Việc lặp lại phải có ngày kết thúc: ghi hạn của cả việc."), field="due_day")


def period_of(repeat: Repeat, day: date) -> tuple[str, date, date]:
    """Return the period a day lies in: its name («2025-W28», «2025-07», «2025-Q3»), first and last day."""
    if repeat is Repeat.WEEKLY:
        year, week, weekday = day.isocalendar()
        first = day - timedelta(days=weekday - 1)
        return f"{year}-W{week:02}", first, first + timedelta(days=6)
    months = _MONTHS[repeat]
    start = (day.month - 1) // months * months + 1
    end = start + months - 1
    first, last = date(day.year, start, 1), date(day.year, end, monthrange(day.year, end)[1])
    return (f"{day.year}-{start:02}" if months == 1 else f"{day.year}-Q{(start + 2) // 3}"), first, last


def due_in(repeat: Repeat, day: int, last: date) -> date:
    """Return the last day in time within a period that ends on ``last``; a month too short for the day ends it."""
    if day == 0:
        return last
    if repeat is Repeat.WEEKLY:
        return last - timedelta(days=7 - day)
    return last.replace(day=min(day, last.day))


def occurrences(repeat: Repeat, day: int, since: date, last: date, today: date) -> list[tuple[str, date]]:
    """Return each period that has begun by today, with its due: none due before it all began or after it all ends."""
    if repeat is Repeat.NONE:
        return []
    found, at = [], since
    while at <= min(today, last) and len(found) < PERIODS_MOST:
        name, _, ends = period_of(repeat, at)
        due = due_in(repeat, day, ends)
        if since <= due <= last:
            found.append((name, due))
        at = ends + timedelta(days=1)
    return found
