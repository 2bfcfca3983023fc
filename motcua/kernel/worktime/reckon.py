"""Questions people ask a calendar: is it open, when does it open next, how much working time lies between two instants.

All instants are aware; all answers that need a year the calendar does not cover are :class:`RuleError` naming it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from motcua.kernel.worktime.calendar import Calendar
from motcua.kernel.worktime.spans import MINUTES_A_DAY
from motcua.kernel.worktime.table import OffTheTable, Run, instant, moment


@contextmanager
def covered(calendar: Calendar) -> Iterator[None]:
    """Turn running off the laid-out years into the error that names the missing year."""
    try:
        yield
    except OffTheTable as off:
        raise calendar.missing(off.year) from None


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Tell whether the counter receives at ``at`` (extra reception hours included)."""
    ordinal, minute = divmod(moment(at), MINUTES_A_DAY)
    run = calendar.run(ordinal)
    return any(start <= minute < end for start, end in run.reception[ordinal - run.first])


def next_open(calendar: Calendar, at: datetime) -> datetime:
    """Return ``at`` to the minute if the counter receives then, else the next minute it does (NĐ 118/2025 Đ17)."""
    here = moment(at)
    run = calendar.run(here // MINUTES_A_DAY)
    with covered(calendar):
        return instant(run.next_in(run.reception, here))


def next_working(calendar: Calendar, at: datetime) -> datetime:
    """Return ``at`` to the minute if it is working time, else the next working minute; extra reception is not."""
    here = moment(at)
    run = calendar.run(here // MINUTES_A_DAY)
    with covered(calendar):
        return instant(run.next_in(run.working, here))


def working_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Return the working minutes from ``start`` to ``end``; negative when ``end`` comes first. Additive."""
    a, b = moment(start), moment(end)
    run = _stretch(calendar, a // MINUTES_A_DAY, b // MINUTES_A_DAY)
    return run.worked(b) - run.worked(a)


def counted_days(calendar: Calendar, first: date, last: date) -> int:
    """Return the working days of a period, both ends included (a report "từ 1/7 đến 11/7"); 0 when it is empty."""
    if last < first:
        return 0
    run = _stretch(calendar, first.toordinal(), last.toordinal())
    return run.counted_before[last.toordinal() - run.first + 1] - run.counted_before[first.toordinal() - run.first]


def counted_days_after(calendar: Calendar, day: date, target: date) -> int:
    """Return the working days after ``day`` up to and including ``target`` (a countdown); negative when it is past."""
    run = _stretch(calendar, day.toordinal(), target.toordinal())
    return run.counted_between(day.toordinal(), target.toordinal())


def is_counted(calendar: Calendar, day: date) -> bool:
    """Tell whether ``day`` counts toward limits in working days."""
    return calendar.run(day.toordinal()).is_counted(day.toordinal())


def add_working_days(calendar: Calendar, day: date, n: int) -> date:
    """Return the ``n``-th working day after ``day`` (before it, if negative); ``day`` itself is never counted."""
    if n == 0:
        return day
    run = calendar.run(day.toordinal())
    with covered(calendar):
        return date.fromordinal(run.step(day.toordinal(), n))


def last_counted_day_before(calendar: Calendar, day: date) -> date:
    """Return the working day before ``day``."""
    return add_working_days(calendar, day, -1)


def close_of(calendar: Calendar, day: date) -> datetime | None:
    """Return the instant ``day`` closes for work, ``None`` when it is not a working day."""
    run = calendar.run(day.toordinal())
    return instant(run.close(day.toordinal())) if run.is_counted(day.toordinal()) else None


def spoken_instant(calendar: Calendar, due_at: datetime) -> datetime:
    """Return the instant people name for a due instant: at opening time, the close of the working day before.

    Staff told "07:30 thứ Ba" would be late at 07:31 with a whole closed night behind them; the time itself is the same
    in working minutes.
    """
    here = moment(due_at)
    run = calendar.run(here // MINUTES_A_DAY)
    return instant(spoken_moment(calendar, run, here)) if due_at.second == 0 else due_at


def spoken_moment(calendar: Calendar, run: Run, at: int) -> int:
    """Return :func:`spoken_instant` in moments."""
    ordinal = at // MINUTES_A_DAY
    if not run.is_counted(ordinal) or run.opening(ordinal) != at:
        return at
    with covered(calendar):
        return run.close(run.step(ordinal, -1))


def _stretch(calendar: Calendar, a: int, b: int) -> Run:
    """Return the run that covers both days; the error names the first year missing between them."""
    run, other = calendar.run(min(a, b)), calendar.run(max(a, b))
    if run is not other:
        raise calendar.missing(date.fromordinal(run.last).year + 1)
    return run
