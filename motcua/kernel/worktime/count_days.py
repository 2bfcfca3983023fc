"""Counting of limits in days of the calendar, and of exclusive fixed dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from motcua.kernel import clock
from motcua.kernel.words import N_, said
from motcua.kernel.worktime import grounds
from motcua.kernel.worktime.explain import Line, doubts, skipped
from motcua.kernel.worktime.limits import Before, CalendarDays
from motcua.kernel.worktime.outcome import Outcome, Start, ground_of, lasting, too_late
from motcua.kernel.worktime.pauses import Standstill
from motcua.kernel.worktime.phrases import date_text, say_day, say_moment
from motcua.kernel.worktime.spans import MINUTES_A_DAY
from motcua.kernel.worktime.table import Run


def count_calendar(start: Start, limit: CalendarDays, stills: Sequence[Standstill]) -> Outcome:
    """Return the due moment of a limit in days: close of the last day, rolled to a working day (BLDS 2015 Đ148 k5)."""
    run, first = start.run, start.accepted // MINUTES_A_DAY
    nominal, resumed = first + limit.days, 0
    lines = [
        Line("first_day", said(N_("Không tính {day} là ngày tiếp nhận."), day=say_day(first)), grounds.FIRST_DAY),
        Line(
            "calendar_days",
            said(N_("Cộng {days} ngày, kể cả ngày nghỉ: {day}."), days=limit.days, day=say_day(nominal)),
            grounds.COUNT,
            days=limit.days,
            counted=limit.days,
        ),
    ]
    for still in stills:
        if still.start >= run.close(_rolled(run, nominal, resumed)):
            lines.append(too_late(start, still))
            continue
        if still.end is None:
            open_ended = lasting(start, still)
            return Outcome(lines + open_ended.lines, None, still.start)
        days = still.end // MINUTES_A_DAY - still.start // MINUTES_A_DAY
        nominal, resumed = nominal + days, still.end
        sentence = said(
            N_("Tạm dừng từ {start} đến {end}{because}: cộng {days} ngày, thành {day}."),
            start=say_moment(still.start),
            end=say_moment(still.end),
            because=still.because(),
            days=days,
            day=say_day(nominal),
        )
        lines.append(Line("pause", sentence, ground_of(start, still), days=days, paused=days))
    last = _rolled(run, nominal, resumed)
    return Outcome(lines + _roll_lines(start, nominal, last, resumed), run.close(last))


def _rolled(run: Run, nominal: int, resumed: int) -> int:
    """Return the first counted day, from ``nominal`` on, that closes after the last pause ended."""
    last = run.counted_from(max(nominal, resumed // MINUTES_A_DAY))
    return run.step(last, 1) if run.close(last) <= resumed else last


def _roll_lines(start: Start, nominal: int, last: int, resumed: int) -> list[Line]:
    run = start.run
    lines = [*skipped(run, nominal - 1, last - 1)]
    passed = run.counted_between(nominal - 1, last - 1)
    if passed:
        sentence = said(
            N_("Tạm dừng đến {end} mới hết: hạn lùi thêm {days} ngày làm việc."), end=say_moment(resumed), days=passed
        )
        lines.append(Line("resumed", sentence, grounds.reception(start.day), days=passed))
    close = run.close(last)
    sentence = said(N_("Hạn là hết giờ làm việc: {moment}."), moment=say_moment(close))
    ground = grounds.ROLL if last != nominal else grounds.END_OF_DAY
    lines.append(Line("close", sentence, ground, clock=close % MINUTES_A_DAY))
    received, accepted = start.received // MINUTES_A_DAY, start.accepted // MINUTES_A_DAY
    return [*lines, *doubts(run, received - 1, accepted), *doubts(run, nominal - 1, last)]


def last_instant_before(day: date) -> datetime:
    """Return the last second that is still before ``day`` in Vietnam."""
    return datetime.combine(date.fromordinal(day.toordinal() - 1), time(23, 59, 59), clock.VIETNAM)


def before_lines(limit: Before, stills: Sequence[Standstill]) -> list[Line]:
    """Return the lines of an exclusive date: its eve, whatever the calendar and the pauses say."""
    last = last_instant_before(limit.date)
    sentence = said(
        N_("Trước ngày {date}: còn đúng hạn đến hết {last}; từ 00:00 ngày {date} là trễ."),
        date=date_text(limit.date),
        last=say_day(last.toordinal()),
    )
    lines = [Line("before", sentence, grounds.END_OF_DAY, at=last)]
    if stills:
        lines.append(Line("pause_ignored", said(N_("Tạm dừng không dời ngày đã ấn định."))))
    return lines
