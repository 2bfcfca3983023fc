"""The due instant of a dossier and its explanation. The rule is told at length in docs/rules/deadlines.md.

Acceptance moves to the next open minute; that day is not counted. N working days end on the N-th counted day at the same
clock time, else at the next open minute of that day, else at its close. Hours use up working minutes. Calendar days end
at the close of the last day, or of the next working day. A pause gives its working minutes back to limits in working
time and its calendar days to limits in days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import grounds
from motcua.kernel.worktime.calendar import Calendar
from motcua.kernel.worktime.count_days import before_lines, count_calendar, last_instant_before
from motcua.kernel.worktime.count_working import count_working
from motcua.kernel.worktime.explain import Line
from motcua.kernel.worktime.limits import Before, CalendarDays, Limit, limit_from_dict, limit_to_dict
from motcua.kernel.worktime.outcome import Outcome, Start
from motcua.kernel.worktime.pauses import Pause, standstills
from motcua.kernel.worktime.phrases import date_text, said_from, say_at, say_end_of, say_moment, stored_said
from motcua.kernel.worktime.reckon import covered, spoken_moment
from motcua.kernel.worktime.spans import MINUTES_A_DAY
from motcua.kernel.worktime.table import Run, instant, moment


@dataclass(frozen=True, slots=True)
class Due:
    """When an answer is due, how people say it, and why.

    ``received_at`` is when it was handed in, ``accepted_at`` the next minute the counter was open, ``starts_at`` the
    working minute counting starts from (the same, except in extra reception hours). ``at`` is ``None`` while a pause
    that began at ``paused_from`` lasts.
    """

    calendar: str
    limit: Limit
    received_at: datetime
    accepted_at: datetime
    starts_at: datetime
    at: datetime | None
    paused_from: datetime | None
    spoken: Said
    why: tuple[Line, ...]

    @property
    def warnings(self) -> tuple[Line, ...]:
        """Return the lines about days whose status the State has not decided yet."""
        return tuple(line for line in self.why if line.step == "undecided")

    def late_at(self, when: datetime) -> bool:
        """Tell whether ``when`` is past the due minute; never, while the clock stands still."""
        return self.at is not None and is_late(when, self.at)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain JSON-able data; a dossier keeps it."""
        return {
            "calendar": self.calendar,
            "limit": limit_to_dict(self.limit),
            "received_at": self.received_at.isoformat(),
            "accepted_at": self.accepted_at.isoformat(),
            "starts_at": self.starts_at.isoformat(),
            "at": self.at.isoformat() if self.at else None,
            "paused_from": self.paused_from.isoformat() if self.paused_from else None,
            "spoken": stored_said(self.spoken),
            "why": [line.to_dict() for line in self.why],
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Due:
        """Return the answer stored by :meth:`to_dict`; :class:`BadInput` when it is none."""
        try:
            return cls(
                stored["calendar"],
                limit_from_dict(stored["limit"]),
                _read(stored["received_at"]),
                _read(stored["accepted_at"]),
                _read(stored["starts_at"]),
                _read(stored["at"]) if stored["at"] else None,
                _read(stored["paused_from"]) if stored["paused_from"] else None,
                said_from(stored["spoken"]),
                tuple(Line.from_dict(line) for line in stored["why"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadInput(N_("Hạn trả lưu trữ không đọc được."), field="due") from error


def due(calendar: Calendar, received_at: datetime, limit: Limit, pauses: Iterable[Pause] = ()) -> Due:
    """Return when an answer to something handed in at ``received_at`` (aware) under ``limit`` is due, and why.

    :class:`RuleError` names the year when the calendar does not cover it, and refuses a fixed date already past.
    """
    received = moment(received_at)
    if isinstance(limit, Before):
        return _due_before(calendar, received, limit, pauses)
    run = calendar.run(received // MINUTES_A_DAY)
    with covered(calendar):
        accepted = run.next_in(run.reception, received)
        start = Start(calendar, run, received, accepted, run.next_in(run.working, accepted))
        stills = standstills(pauses, accepted)
        if isinstance(limit, CalendarDays):
            start = start._replace(starts=accepted)
            outcome = count_calendar(start, limit, stills)
        else:
            outcome = count_working(start, limit, stills)
        spoken, remark = _speak(start, outcome)
    return Due(
        calendar.name,
        limit,
        instant(received),
        instant(accepted),
        instant(start.starts),
        instant(outcome.at) if outcome.at is not None else None,
        instant(outcome.paused_from) if outcome.paused_from is not None else None,
        spoken,
        (*_start_lines(start), *outcome.lines, *remark),
    )


def is_late(when: datetime, due_at: datetime) -> bool:
    """Tell whether the minute of ``when`` is past the due instant: 09:00:59 still keeps an appointment at 09:00."""
    return clock.local(when).replace(second=0, microsecond=0) > due_at


def is_close(run: Run, at: int) -> bool:
    """Tell whether a moment is the close of a counted day."""
    ordinal = at // MINUTES_A_DAY
    return run.is_counted(ordinal) and run.close(ordinal) == at


def _due_before(calendar: Calendar, received: int, limit: Before, pauses: Iterable[Pause]) -> Due:
    here = instant(received)
    if here.date() >= limit.date:
        raise RuleError(
            N_("Ngày {date} đã đến hoặc đã qua khi bắt đầu tính hạn."), date=date_text(limit.date), field="limit"
        )
    at = last_instant_before(limit.date)
    lines = [
        Line("accepted", said(N_("Bắt đầu từ {moment}."), moment=say_moment(received)), at=here),
        *before_lines(limit, standstills(pauses, received)),
    ]
    year = limit.date.year != here.year or at.year != here.year
    spoken = said(
        N_("hết ngày {last} (trước ngày {date})"),
        last=date_text(at.date(), year=year),
        date=date_text(limit.date, year=year),
    )
    return Due(calendar.name, limit, here, here, here, at, None, spoken, tuple(lines))


def _start_lines(start: Start) -> list[Line]:
    """Return how the moment of handing in became the moment counting starts from."""
    ground = grounds.reception(start.day)
    if start.accepted == start.received:
        sentence = said(N_("Tiếp nhận lúc {accepted}."), accepted=say_moment(start.accepted))
    else:
        sentence = said(
            N_("Nộp lúc {received}, ngoài giờ tiếp nhận: tiếp nhận lúc {accepted}."),
            received=say_moment(start.received),
            accepted=say_moment(start.accepted),
        )
    lines = [Line("accepted", sentence, ground, at=instant(start.accepted))]
    if start.starts != start.accepted:
        extra = next((hours.ground for hours in start.calendar.reception if hours.applies(start.day)), "")
        sentence = said(
            N_("Giờ tiếp nhận thêm không tính vào thời hạn: bắt đầu tính từ {starts}."), starts=say_moment(start.starts)
        )
        lines.append(Line("starts", sentence, extra or ground, at=instant(start.starts)))
    return lines


def _speak(start: Start, outcome: Outcome) -> tuple[Said, list[Line]]:
    """Return how the answer is said, and a closing remark where that differs from the clock."""
    if outcome.at is None:
        return said(N_("đang tạm dừng từ {moment}"), moment=say_moment(outcome.paused_from or start.accepted)), []
    since: date = start.day
    named = spoken_moment(start.calendar, start.run, outcome.at)
    spoken = say_end_of(named, since=since) if is_close(start.run, named) else say_at(named, since=since)
    if named == outcome.at:
        return spoken, []
    template = N_("Đúng giờ mở cửa, nghĩa là phải xong từ ngày làm việc trước: {spoken}.")
    return spoken, [Line("said_as", said(template, spoken=spoken), grounds.END_OF_DAY)]


def _read(text: str) -> datetime:
    """Return a stored instant with the Vietnamese zone, so that stored and computed answers are equal."""
    return clock.local(datetime.fromisoformat(text))
