"""What a calendar is made of: ordinary weeks, days that differ from their weekday, and extra reception hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.kernel.worktime.spans import Span, checked, spans

NATIONAL_HOURS = "07:30-11:30, 13:00-17:00"
Date = date  # a special day has a field of that name


class Kind(StrEnum):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday"  # nghỉ lễ, tết (Bộ luật Lao động 2019 Đ112)
    COMPENSATORY = "compensatory"  # nghỉ bù (Đ111 k3)
    SWAPPED_OFF = "swapped_off"  # nghỉ hoán đổi
    MAKE_UP = "make_up"  # làm bù
    HALF_DAY = "half_day"  # làm nửa ngày
    CHANGED_HOURS = "changed_hours"  # đổi giờ trong ngày
    PENDING = "pending"  # chưa quyết định nghỉ hay làm; tính là ngày làm việc cho tới khi có quyết định

    @property
    def off(self) -> bool:
        """Tell whether the administration does not work on such a day."""
        return self in _OFF


_OFF = frozenset({Kind.HOLIDAY, Kind.COMPENSATORY, Kind.SWAPPED_OFF})


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The seven days of an ordinary week, Monday first; ``()`` is a day of rest. In force from ``valid_from``."""

    days: tuple[tuple[Span, ...], ...]
    valid_from: date = date.min
    ground: str = ""
    longest: int = field(init=False, repr=False, compare=False)
    """Working minutes of its longest day."""

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise BadInput(N_("Một tuần phải khai đủ bảy ngày."), field="hours")
        object.__setattr__(self, "days", tuple(checked(day) for day in self.days))
        if not any(self.days):
            raise BadInput(N_("Tuần làm việc không có giờ mở cửa nào."), field="hours")
        object.__setattr__(self, "longest", max(sum(span.minutes for span in day) for day in self.days))

    @classmethod
    def weekdays(cls, hours: str = NATIONAL_HOURS, valid_from: date = date.min, ground: str = "") -> WeeklyHours:
        """Return Monday to Friday with the same ``hours``, Saturday and Sunday at rest."""
        day = spans(hours)
        return cls((day,) * 5 + ((), ()), valid_from, ground)

    def model_day(self, weekday: int | None = None) -> tuple[Span, ...]:
        """Return the hours of ``weekday`` if it works, else those of the first working day of the week."""
        if weekday is not None and self.days[weekday]:
            return self.days[weekday]
        return next(day for day in self.days if day)


@dataclass(frozen=True, slots=True)
class ExtraReception:
    """Hours beyond the working week in which the counter receives, such as Saturday morning.

    They never apply on a day off by rule. They are not working time unless ``counted`` says so: a dossier received then
    is accepted at once, but limits in working days and hours start with the next working minute.
    """

    weekday: int
    spans: tuple[Span, ...]
    valid_from: date = date.min
    valid_to: date = date.max
    counted: bool = False
    ground: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6 or not self.spans:
            raise BadInput(
                N_("Giờ tiếp nhận thêm cần một thứ trong tuần và ít nhất một khoảng giờ."), field="reception"
            )
        object.__setattr__(self, "spans", checked(self.spans))

    def applies(self, day: date) -> bool:
        """Tell whether these hours are offered on ``day``, holidays aside."""
        return day.weekday() == self.weekday and self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True)
class DayRule:
    """One date that differs from its weekday, why, and on what legal ground.

    ``spans`` gives the hours of a working kind; left out, a make-up day has the hours of the day it makes up for
    (``swapped_with``), a half day the first span of the week's hours, a pending day its weekday's hours.
    """

    date: date
    kind: Kind
    spans: tuple[Span, ...] | None = None
    ground: str = ""
    undecided: bool = False
    name: str = ""
    swapped_with: Date | None = None

    def __post_init__(self) -> None:
        if self.spans is not None:
            object.__setattr__(self, "spans", checked(self.spans))
        if self.kind.off and self.spans:
            raise BadInput(N_("Ngày nghỉ {date} không thể có giờ làm việc."), date=self.date.isoformat(), field="days")
        if not self.kind.off and (self.spans == () or (self.kind is Kind.CHANGED_HOURS and not self.spans)):
            raise BadInput(N_("Ngày làm việc {date} phải có giờ làm việc."), date=self.date.isoformat(), field="days")
        if self.kind is Kind.PENDING and not self.undecided:
            object.__setattr__(self, "undecided", True)


class Day(NamedTuple):
    """How the calendar sees one date: working spans, spans open for reception, and the rule behind it if any."""

    date: date
    working: tuple[Span, ...]
    reception: tuple[Span, ...]
    rule: DayRule | None

    @property
    def counted(self) -> bool:
        """Tell whether this is a day that counts toward limits in working days."""
        return bool(self.working)


def hours_under(rule: DayRule, week: WeeklyHours) -> tuple[Span, ...]:
    """Return the working spans a rule leaves of a day whose ordinary week is ``week``."""
    if rule.kind.off:
        return ()
    if rule.spans is not None:
        return rule.spans
    if rule.kind is Kind.MAKE_UP:
        return week.model_day(rule.swapped_with.weekday() if rule.swapped_with else None)
    if rule.kind is Kind.HALF_DAY:
        return week.model_day(rule.date.weekday())[:1]
    return week.days[rule.date.weekday()]
