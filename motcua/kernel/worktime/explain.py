"""The lines of an explanation: each a sentence, its legal ground, and what it contributes, so that they add up.

To check an answer by hand, walk the lines in order with one date and one clock time: ``at`` sets both, ``days`` moves the
date, ``clock`` sets the time. What stands at the end is the due instant. ``counted``, ``minutes`` and ``paused`` say how
much of the limit a line uses up or gives back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import grounds
from motcua.kernel.worktime.calendar import Calendar
from motcua.kernel.worktime.days import DayRule, Kind
from motcua.kernel.worktime.phrases import date_text, said_from, say_day, stored_said
from motcua.kernel.worktime.spans import MINUTES_A_DAY, clock_text
from motcua.kernel.worktime.table import Run


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the reckoning. ``clock`` is a minute of the day; the other numbers are days or working minutes."""

    step: str
    said: Said
    ground: str = ""
    at: datetime | None = None
    days: int = 0
    clock: int | None = None
    counted: int = 0
    minutes: int = 0
    paused: int = 0

    def __str__(self) -> str:
        return str(self.said)

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain JSON-able data, contributions only where there are any."""
        stored: dict[str, Any] = {"step": self.step, **stored_said(self.said)}
        if self.ground:
            stored["ground"] = self.ground
        if self.at is not None:
            stored["at"] = self.at.isoformat()
        if self.clock is not None:
            stored["clock"] = self.clock
        for name in ("days", "counted", "minutes", "paused"):
            if getattr(self, name):
                stored[name] = getattr(self, name)
        return stored

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Line:
        """Return the line stored by :meth:`to_dict`."""
        at = stored.get("at")
        return cls(
            stored["step"],
            said_from({"sentence": stored["sentence"], "values": stored["values"]}),
            stored.get("ground", ""),
            datetime.fromisoformat(at) if at else None,
            stored.get("days", 0),
            stored.get("clock"),
            stored.get("counted", 0),
            stored.get("minutes", 0),
            stored.get("paused", 0),
        )


def add_up(lines: Iterable[Line]) -> datetime | None:
    """Return the instant the lines lead to, from their contributions alone: how an inspector checks an explanation."""
    reached: datetime | None = None
    for line in lines:
        if line.at is not None:
            reached = line.at
        if reached is None:
            continue
        reached += timedelta(days=line.days)
        if line.clock is not None:
            reached = reached.replace(hour=line.clock // 60, minute=line.clock % 60)
    return reached


@lru_cache(maxsize=1024)
def skipped(run: Run, after: int, to: int) -> tuple[Line, ...]:
    """Return lines for the days off after day ``after`` up to day ``to``, and remarks on special days that count.

    Remembered, because everything received on one day under one limit skips the same days.
    """
    off: list[list[DayRule]] = []
    remarks: list[Line] = []
    for rule in run.specials(after, to):
        if run.is_counted(rule.date.toordinal()):
            remarks += _working_remark(rule)
        elif rule.kind.off and off and _continues(off[-1][-1], rule):
            off[-1].append(rule)
        elif rule.kind.off:
            off.append([rule])
    rest = to - after - run.counted_between(after, to) - sum(len(group) for group in off)
    resting = said(N_("Bỏ {days} ngày nghỉ hằng tuần."), days=rest)
    lines = [Line("rest", resting, grounds.WEEKLY_REST, days=rest)] if rest else []
    return (*lines, *(_off_line(group) for group in off), *remarks)


@lru_cache(maxsize=1024)
def doubts(run: Run, after: int, to: int) -> tuple[Line, ...]:
    """Return warning lines about the days after ``after`` up to ``to`` whose status is not decided yet."""
    days: dict[str, list[DayRule]] = {}
    for rule in run.specials(after, to):
        if rule.undecided:
            presumed = _PRESUMED_WORKING if run.is_counted(rule.date.toordinal()) else _PRESUMED_OFF
            days.setdefault(presumed, []).append(rule)
    return tuple(
        Line(
            "undecided",
            said(template, days=", ".join(date_text(rule.date) for rule in rules)),
            "; ".join(dict.fromkeys(rule.ground for rule in rules if rule.ground)),
        )
        for template, rules in days.items()
    )


_PRESUMED_WORKING = N_(
    "Lưu ý: chưa có quyết định chính thức về ngày {days}; đang tính là ngày làm việc, hạn có thể thay đổi."
)
_PRESUMED_OFF = N_("Lưu ý: chưa có quyết định chính thức về ngày {days}; đang tính là ngày nghỉ, hạn có thể thay đổi.")


def consumed(calendar: Calendar, run: Run, start: int, end: int) -> list[Line]:
    """Return the lines that use up the working minutes from moment ``start`` to moment ``end``, day by day."""
    first, last = start // MINUTES_A_DAY, end // MINUTES_A_DAY
    if first == last:
        return [_part(calendar, run, start, end, 0)]
    lines = []
    if run.is_counted(first) and run.close(first) > start:
        lines.append(_part(calendar, run, start, run.close(first), 0))
    lines += skipped(run, first, last)
    whole = run.counted_between(first, last) - 1
    if whole:
        minutes = run.minutes_before[last - run.first] - run.minutes_before[first - run.first + 1]
        a, b = run.step(first, 1), run.step(last, -1)
        template = (
            N_("{first} đến {last}: {days} ngày làm việc trọn, {minutes} phút.")
            if whole > 1
            else N_("{first}: trọn ngày làm việc, {minutes} phút.")
        )
        said_whole = said(template, first=say_day(a), last=say_day(b), days=whole, minutes=minutes)
        lines.append(Line("whole_days", said_whole, _hours(calendar, first), days=whole, minutes=minutes))
    lines.append(_part(calendar, run, run.opening(last), end, 1))
    return lines


def _part(calendar: Calendar, run: Run, start: int, end: int, days: int) -> Line:
    minutes = run.worked(end) - run.worked(start)
    sentence = said(
        N_("{day}: {minutes} phút làm việc, từ {start} đến {end}."),
        day=say_day(end // MINUTES_A_DAY),
        minutes=minutes,
        start=clock_text(start % MINUTES_A_DAY),
        end=clock_text(end % MINUTES_A_DAY),
    )
    ground = _hours(calendar, end // MINUTES_A_DAY)
    return Line("part_day", sentence, ground, days=days, clock=end % MINUTES_A_DAY, minutes=minutes)


def _hours(calendar: Calendar, ordinal: int) -> str:
    return calendar.week(date.fromordinal(ordinal)).ground


def _continues(last: DayRule, rule: DayRule) -> bool:
    return (rule.date - last.date).days == 1 and (rule.kind, rule.name, rule.ground) == (
        last.kind,
        last.name,
        last.ground,
    )


_OFF_SAID = {
    Kind.HOLIDAY: N_("Bỏ {days} ngày nghỉ lễ, tết: {when}{name}."),
    Kind.COMPENSATORY: N_("Bỏ {days} ngày nghỉ bù: {when}{name}."),
    Kind.SWAPPED_OFF: N_("Bỏ {days} ngày nghỉ hoán đổi: {when}{name}."),
}


def _off_line(group: list[DayRule]) -> Line:
    first, last = group[0], group[-1]
    when: Said = say_day(first.date.toordinal())
    if last is not first:
        when = said(N_("{first} đến {last}"), first=when, last=say_day(last.date.toordinal()))
    sentence = said(_OFF_SAID[first.kind], days=len(group), when=when, name=_named(first))
    return Line(str(first.kind), sentence, first.ground, days=len(group))


def _working_remark(rule: DayRule) -> list[Line]:
    day = say_day(rule.date.toordinal())
    if rule.kind is Kind.MAKE_UP:
        other = rule.swapped_with
        sentence = (
            said(N_("Có tính {day}: làm bù cho ngày {other}."), day=day, other=date_text(other))
            if other
            else said(N_("Có tính {day}: ngày làm bù{name}."), day=day, name=_named(rule))
        )
    elif rule.kind is Kind.HALF_DAY:
        sentence = said(N_("{day} làm nửa ngày{name}, vẫn tính là ngày làm việc."), day=day, name=_named(rule))
    elif rule.kind is Kind.CHANGED_HOURS:
        sentence = said(N_("{day} đổi giờ làm việc{name}."), day=day, name=_named(rule))
    else:
        return []
    return [Line(str(rule.kind), sentence, rule.ground)]


def _named(rule: DayRule) -> Said | str:
    return said(N_(" ({name})"), name=rule.name) if rule.name else ""
