"""Time left or run over, as working minutes and as people say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime.calendar import Calendar
from motcua.kernel.worktime.due import is_late
from motcua.kernel.worktime.phrases import say_length
from motcua.kernel.worktime.reckon import counted_days_after, spoken_instant, working_minutes


@dataclass(frozen=True, slots=True)
class Remaining:
    """``minutes`` of working time left (negative: run over), whether it is late, and both ways people say it.

    ``said`` is in working time, "còn 2 ngày 3 giờ làm việc"; ``countdown`` in days, "còn 3 ngày (1 ngày làm việc)".
    """

    minutes: int
    late: bool
    said: Said
    countdown: Said


def remaining(calendar: Calendar, now: datetime, due_at: datetime) -> Remaining:
    """Return what is left between ``now`` and ``due_at`` (both aware); a working day is an ordinary day of the week."""
    minutes, late = working_minutes(calendar, now, due_at), is_late(now, due_at)
    length = say_length(abs(minutes), day_minutes(calendar, clock.local(due_at).date()))
    if minutes > 0 and not late:
        words = said(N_("còn {length} làm việc"), length=length)
    elif not late:
        words = said(N_("đến hạn, không còn giờ làm việc"))
    elif minutes < 0:
        words = said(N_("quá hạn {length} làm việc"), length=length)
    else:
        words = said(N_("quá hạn, chưa sang giờ làm việc"))
    target = spoken_instant(calendar, due_at).date()
    return Remaining(minutes, late, words, countdown(calendar, clock.local(now).date(), target))


def countdown(calendar: Calendar, today: date, target: date) -> Said:
    """Return the days to (or past) a date: all days, and the working days among them after ``today``."""
    days = (target - today).days
    working = counted_days_after(calendar, min(today, target), max(today, target))
    if days > 0:
        return said(N_("còn {days} ngày ({working} ngày làm việc)"), days=days, working=working)
    if days < 0:
        return said(N_("quá hạn {days} ngày ({working} ngày làm việc)"), days=-days, working=working)
    return said(N_("hôm nay là ngày cuối"))


def day_minutes(calendar: Calendar, day: date) -> int:
    """Return the working minutes of the longest ordinary day of the week in force on ``day``."""
    return calendar.week(day).longest
