"""Limits as the law writes them: five kinds, never converted into one another.

*Ngày làm việc*, *giờ làm việc*, *ngày*, *trong ngày* (its own kind: the 15:00 rule) and exclusive *trước ngày D*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime.phrases import date_text
from motcua.kernel.worktime.spans import MINUTES_A_DAY, clock_minute, clock_text

MOST_WORKING_DAYS = 999
MOST_CALENDAR_DAYS = 3660
MOST_HOURS = 8000
CUTOFF = 15 * 60


def _within(value: object, most: int, unit: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise BadInput(
            N_("Thời hạn phải là số nguyên từ 1 đến {most} {unit}."), most=most, unit=said(unit), field="limit"
        )


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """``days`` working days (ngày làm việc), 1 to 999; the day of acceptance is not counted."""

    days: int

    def __post_init__(self) -> None:
        _within(self.days, MOST_WORKING_DAYS, N_("ngày làm việc"))

    @property
    def said(self) -> Said:
        """Return the limit as people say it."""
        return said(N_("{days} ngày làm việc"), days=self.days)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """``hours`` and ``minutes`` of working time (giờ làm việc), one minute to 8,000 hours; consumed minute by minute."""

    hours: int
    minutes: int = 0

    def __post_init__(self) -> None:
        for part in (self.hours, self.minutes):
            if isinstance(part, bool) or not isinstance(part, int) or part < 0:
                raise BadInput(N_("Giờ, phút của thời hạn phải là số nguyên không âm."), field="limit")
        total = self.hours * 60 + self.minutes
        if not 1 <= total <= MOST_HOURS * 60:
            raise BadInput(
                N_("Thời hạn tính theo giờ phải từ 1 phút đến {most} giờ làm việc."), most=MOST_HOURS, field="limit"
            )
        object.__setattr__(self, "hours", total // 60)
        object.__setattr__(self, "minutes", total % 60)

    @property
    def total(self) -> int:
        """Return the limit in minutes."""
        return self.hours * 60 + self.minutes

    @property
    def said(self) -> Said:
        """Return the limit as people say it."""
        if not self.hours:
            return said(N_("{minutes} phút làm việc"), minutes=self.minutes)
        if not self.minutes:
            return said(N_("{hours} giờ làm việc"), hours=self.hours)
        return said(N_("{hours} giờ {minutes} phút làm việc"), hours=self.hours, minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """``days`` days of the calendar (ngày), 1 to 3,660; a last day off rolls to the next working day (BLDS Đ148 k5)."""

    days: int

    def __post_init__(self) -> None:
        _within(self.days, MOST_CALENDAR_DAYS, N_("ngày"))

    @property
    def said(self) -> Said:
        """Return the limit as people say it."""
        return said(N_("{days} ngày"), days=self.days)


@dataclass(frozen=True, slots=True)
class SameDay:
    """Trong ngày: received up to and including ``cutoff`` (minute of the day, default 15:00), returned that day.

    Later, the next working day (NĐ 23/2015 Đ7 and the civil-status records that repeat it).
    """

    cutoff: int = CUTOFF

    def __post_init__(self) -> None:
        if isinstance(self.cutoff, bool) or not isinstance(self.cutoff, int) or not 0 <= self.cutoff < MINUTES_A_DAY:
            raise BadInput(N_("Giờ chốt trong ngày không đúng."), field="limit")

    @property
    def said(self) -> Said:
        """Return the limit as people say it."""
        if self.cutoff == CUTOFF:
            return said(N_("trong ngày"))
        return said(N_("trong ngày (chốt {clock})"), clock=clock_text(self.cutoff))


@dataclass(frozen=True, slots=True)
class Before:
    """Trước ngày D, exclusive: the whole day before ``date`` still complies, 00:00 of ``date`` is late."""

    date: date

    @property
    def said(self) -> Said:
        """Return the limit as people say it."""
        return said(N_("trước ngày {date}"), date=date_text(self.date))


Limit = WorkingDays | WorkingHours | CalendarDays | SameDay | Before


def limit_to_dict(limit: Limit) -> dict[str, Any]:
    """Return a limit as plain JSON-able data."""
    match limit:
        case WorkingDays(days):
            return {"kind": "working_days", "days": days}
        case WorkingHours():
            return {"kind": "working_hours", "minutes": limit.total}
        case CalendarDays(days):
            return {"kind": "calendar_days", "days": days}
        case SameDay(cutoff):
            return {"kind": "same_day", "cutoff": clock_text(cutoff)}
        case Before(day):
            return {"kind": "before", "date": day.isoformat()}


def limit_from_dict(data: Mapping[str, Any]) -> Limit:
    """Return the limit stored by :func:`limit_to_dict`; :class:`BadInput` when it is none."""
    try:
        match data["kind"]:
            case "working_days":
                return WorkingDays(data["days"])
            case "working_hours":
                return WorkingHours(0, data["minutes"])
            case "calendar_days":
                return CalendarDays(data["days"])
            case "same_day":
                return SameDay(clock_minute(data["cutoff"]))
            case "before":
                return Before(date.fromisoformat(data["date"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(N_("Thời hạn lưu trữ không đọc được."), field="limit") from error
    raise BadInput(N_("Không có loại thời hạn «{kind}»."), kind=str(data["kind"])[:32], field="limit")
