"""Counting of limits in working time: working days, working hours, same day; and what pauses give back to them."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.kernel.words import N_, said
from motcua.kernel.worktime import grounds
from motcua.kernel.worktime.explain import Line, consumed, doubts, skipped
from motcua.kernel.worktime.limits import SameDay, WorkingDays, WorkingHours
from motcua.kernel.worktime.outcome import Outcome, Start, ground_of, lasting, too_late
from motcua.kernel.worktime.pauses import Standstill
from motcua.kernel.worktime.phrases import say_day, say_moment
from motcua.kernel.worktime.spans import MINUTES_A_DAY, clock_text
from motcua.kernel.worktime.table import Run


def count_working(start: Start, limit: WorkingDays | WorkingHours | SameDay, stills: Sequence[Standstill]) -> Outcome:
    """Return the due moment of a limit in working time, with its lines."""
    match limit:
        case WorkingDays(days):
            base, lines = _days(start, days)
        case WorkingHours():
            base, lines = _minutes(start, limit.total)
        case SameDay(cutoff):
            base, lines = _same_day(start, cutoff)
    later = _extended(start, base, stills)
    end = later.at if later.at is not None else max(base, later.paused_from or base)
    warnings = doubts(start.run, start.received // MINUTES_A_DAY - 1, min(end // MINUTES_A_DAY, start.run.last))
    return Outcome([*lines, *later.lines, *warnings], later.at, later.paused_from)


def place_in_day(run: Run, ordinal: int, minute: int) -> int:
    """Return a clock time on a counted day if open there, else the next open minute of that day, else its close."""
    for begin, end in run.spans(ordinal):
        if minute < end:
            return ordinal * MINUTES_A_DAY + max(minute, begin)
    return run.close(ordinal)


def _days(start: Start, days: int) -> tuple[int, list[Line]]:
    run = start.run
    first, minute = divmod(start.starts, MINUTES_A_DAY)
    last = run.step(first, days)
    base = place_in_day(run, last, minute)
    a = run.step(first, 1)
    template = (
        N_("Đếm {days} ngày làm việc: {first} đến {last}.") if days > 1 else N_("Đếm {days} ngày làm việc: {first}.")
    )
    counted = said(template, days=days, first=say_day(a), last=say_day(last))
    lines = [_first_day(start, first), Line("working_days", counted, grounds.COUNT, days=days, counted=days)]
    lines += skipped(run, first, last)
    return base, [*lines, _clock_line(start, base, minute)]


def _clock_line(start: Start, base: int, minute: int) -> Line:
    reached = base % MINUTES_A_DAY
    if reached == minute:
        sentence = said(N_("Hẹn cùng giờ: {moment}."), moment=say_moment(base))
    elif reached > minute:
        sentence = said(
            N_("Lúc {clock} ngày ấy không làm việc: hẹn vào giờ làm việc kế tiếp trong ngày, {moment}."),
            clock=clock_text(minute),
            moment=say_moment(base),
        )
    else:
        sentence = said(
            N_("Lúc {clock} ngày ấy đã hết giờ làm việc: hẹn vào giờ đóng cửa, {moment}."),
            clock=clock_text(minute),
            moment=say_moment(base),
        )
    return Line("clock", sentence, grounds.slip(start.day), clock=reached)


def _minutes(start: Start, minutes: int) -> tuple[int, list[Line]]:
    base = start.run.when_worked(start.run.worked(start.starts) + minutes)
    return base, consumed(start.calendar, start.run, start.starts, base)


def _same_day(start: Start, cutoff: int) -> tuple[int, list[Line]]:
    run = start.run
    first, minute = divmod(start.starts, MINUTES_A_DAY)
    if minute <= cutoff:
        base = run.close(first)
        template = N_("Tiếp nhận không muộn hơn {cutoff}: trả trong ngày, đến {moment}.")
        sentence = said(template, cutoff=clock_text(cutoff), moment=say_moment(base))
        return base, [Line("same_day", sentence, grounds.SAME_DAY, clock=base % MINUTES_A_DAY)]
    last = run.step(first, 1)
    base = run.close(last)
    template = N_("Tiếp nhận sau {cutoff}: trả trong ngày làm việc tiếp theo, đến {moment}.")
    sentence = said(template, cutoff=clock_text(cutoff), moment=say_moment(base))
    line = Line("after_cutoff", sentence, grounds.SAME_DAY, days=1, clock=base % MINUTES_A_DAY, counted=1)
    return base, [line, *skipped(run, first, last)]


def _first_day(start: Start, ordinal: int) -> Line:
    """Say which day is not counted: that of acceptance, or after an extra reception the first day of work."""
    sentence = N_("Không tính {day} là ngày tiếp nhận; đếm từ ngày làm việc kế tiếp.")
    if start.accepted // MINUTES_A_DAY != ordinal:
        sentence = N_("Ngày làm việc đầu tiên sau khi nhận là {day}, không tính ngày ấy; đếm từ ngày kế tiếp.")
    return Line("first_day", said(sentence, day=say_day(ordinal)), grounds.FIRST_DAY)


def _extended(start: Start, base: int, stills: Sequence[Standstill]) -> Outcome:
    """Move ``base`` on by the working minutes of the pauses that began while working time was left."""
    run = start.run
    lines: list[Line] = []
    at, given = base, 0
    for still in stills:
        if still.start >= at or run.worked(still.start) >= run.worked(at):
            lines.append(too_late(start, still))
            continue
        if still.end is None:
            open_ended = lasting(start, still)
            return Outcome(lines + open_ended.lines, None, still.start)
        minutes = run.worked(still.end) - run.worked(still.start)
        sentence = said(
            N_("Tạm dừng từ {start} đến {end}{because}: {minutes} phút làm việc không tính vào thời hạn."),
            start=say_moment(still.start),
            end=say_moment(still.end),
            because=still.because(),
            minutes=minutes,
        )
        lines.append(Line("pause", sentence, ground_of(start, still), paused=minutes))
        given += minutes
        at = run.when_worked(run.worked(base) + given) if given else base
    return Outcome(lines + (consumed(start.calendar, run, base, at) if given else []), at)
