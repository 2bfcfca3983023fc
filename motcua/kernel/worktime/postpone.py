"""What moves a due instant after it was promised: a pause behind an appointment made anew, and the eve of a due date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime.calendar import Calendar
from motcua.kernel.worktime.due import Due, is_close
from motcua.kernel.worktime.explain import Line
from motcua.kernel.worktime.limits import Limit
from motcua.kernel.worktime.pauses import Pause
from motcua.kernel.worktime.phrases import say_at, say_end_of, say_moment
from motcua.kernel.worktime.reckon import close_of, covered, is_counted, last_counted_day_before, spoken_instant
from motcua.kernel.worktime.spans import MINUTES_A_DAY
from motcua.kernel.worktime.table import instant, moment


def postponed(calendar: Calendar, due_at: datetime, pause: Pause) -> datetime:
    """Return ``due_at`` moved on by the working minutes of ``pause``; unmoved by a pause that began when it had passed.

    For an appointment that was set and not reckoned: the explanation of a reckoned one is :func:`due` with its pauses.
    :class:`BadInput` for a pause that still lasts.
    """
    if pause.end is None:
        raise BadInput(N_("Tạm dừng chưa kết thúc."), field="pauses")
    here, start, end = moment(due_at), moment(pause.start), moment(pause.end)
    if start >= here:
        return due_at
    run = calendar.run(start // MINUTES_A_DAY)
    with covered(calendar):
        minutes = run.worked(end) - run.worked(start)
        return instant(run.when_worked(run.worked(here) + minutes)) if minutes else due_at


def eve(calendar: Calendar, due_at: datetime) -> datetime:
    """Return the last instant that is a day before ``due_at``: the day before at the same time, if that is a working day,
    else the close of the working day before it.

    By then the letter of apology must have been sent (NĐ 118/2025 Đ19; regulations of provinces: at least one day).
    """
    before = due_at - timedelta(days=1)
    day = clock.local(before).date()
    if is_counted(calendar, day):
        return before
    close = close_of(calendar, last_counted_day_before(calendar, day))
    return close if close is not None else before


def moved(calendar: Calendar, due: Due, at: datetime, why: Said, ground: str) -> Due:
    """Return ``due`` as promised anew for ``at``, with one more line that says why and on what ground."""
    named = moment(spoken_instant(calendar, at))
    run, since = calendar.run(named // MINUTES_A_DAY), due.accepted_at.date()
    spoken = say_end_of(named, since=since) if is_close(run, named) else say_at(named, since=since)
    return replace(due, at=at, paused_from=None, spoken=spoken, why=(*due.why, Line("moved", why, ground, at=at)))


def halted(due: Due, since: datetime, why: Said, ground: str) -> Due:
    """Return ``due`` standing still from ``since`` on, with the line that says why."""
    spoken = said(N_("đang tạm dừng từ {moment}"), moment=say_moment(moment(since)))
    return replace(due, at=None, paused_from=since, spoken=spoken, why=(*due.why, Line("paused", why, ground)))


def kept(due: Due, why: Said, ground: str) -> Due:
    """Return ``due`` as it was promised, with one more line that says why it stays and on what ground."""
    return replace(due, why=(*due.why, Line("kept", why, ground, at=due.at)))


def stated(calendar: Calendar, received_at: datetime, limit: Limit, at: datetime, why: Said, ground: str) -> Due:
    """Return a date that somebody else promised, as it was promised: nothing of it is reckoned here."""
    received = instant(moment(received_at))
    bare = Due(calendar.name, limit, received, received, received, at, None, said(""), ())
    return replace(moved(calendar, bare, at, why, ground), why=(Line("kept", why, ground, at=at),))
