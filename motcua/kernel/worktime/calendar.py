"""The calendar of a centre: weekly hours, holidays and swaps, make-up days, extra reception hours, as one value.

A calendar answers only for the years it covers. A year nobody has entered is an error that names the year, never a
guess. Days whose status the State has not decided yet are marked and show up as warnings in every answer they touch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_
from motcua.kernel.worktime.days import Day, DayRule, ExtraReception, WeeklyHours, hours_under
from motcua.kernel.worktime.spans import merged
from motcua.kernel.worktime.table import Run


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hours and special days of the covered ``years``. Immutable: build once, keep, share between threads.

    Construction lays out every covered day (about 2 ms a year); afterwards each question is a look-up.
    """

    name: str
    years: tuple[int, ...]
    hours: tuple[WeeklyHours, ...] = (WeeklyHours.weekdays(),)
    days: tuple[DayRule, ...] = ()
    reception: tuple[ExtraReception, ...] = ()
    _runs: tuple[Run, ...] = field(init=False, compare=False, repr=False)
    _rules: Mapping[int, DayRule] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "years", tuple(sorted(set(self.years))))
        object.__setattr__(self, "hours", tuple(sorted(self.hours, key=lambda week: week.valid_from)))
        object.__setattr__(self, "days", tuple(sorted(self.days, key=lambda rule: rule.date)))
        self._check()
        object.__setattr__(self, "_rules", {rule.date.toordinal(): rule for rule in self.days})
        object.__setattr__(self, "_runs", tuple(self._lay_out(first, last) for first, last in _stretches(self.years)))

    def _check(self) -> None:
        if not self.years or not all(1900 <= year <= 2200 for year in self.years):
            raise BadInput(N_("Lịch «{name}» phải khai những năm mà lịch áp dụng."), name=self.name, field="years")
        if not self.hours or self.hours[0].valid_from > date(self.years[0], 1, 1):
            raise BadInput(
                N_("Lịch «{name}» thiếu giờ làm việc cho đầu năm {year}."),
                name=self.name,
                year=self.years[0],
                field="hours",
            )
        seen: set[date] = set()
        for rule in self.days:
            if rule.date in seen:
                raise BadInput(N_("Ngày {date} được khai hai lần."), date=rule.date.isoformat(), field="days")
            if rule.date.year not in self.years:
                raise BadInput(
                    N_("Ngày {date} nằm ngoài các năm của lịch «{name}»."),
                    date=rule.date.isoformat(),
                    name=self.name,
                    field="days",
                )
            seen.add(rule.date)

    def _lay_out(self, first_year: int, last_year: int) -> Run:
        first, last = date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
        seen = [self._see(date.fromordinal(ordinal)) for ordinal in range(first, last + 1)]
        return Run.of(first, [day.working for day in seen], [day.reception for day in seen], self._rules)

    def _see(self, day: date) -> Day:
        week, rule = self.week(day), self._rules.get(day.toordinal())
        working = hours_under(rule, week) if rule else week.days[day.weekday()]
        extras = () if rule and rule.kind.off else [extra for extra in self.reception if extra.applies(day)]
        counted = [span for extra in extras if extra.counted for span in extra.spans]
        uncounted = [span for extra in extras for span in extra.spans]
        working = merged((*working, *counted))
        return Day(day, working, merged((*working, *uncounted)), rule)

    def week(self, day: date) -> WeeklyHours:
        """Return the weekly hours in force on ``day``."""
        return next(week for week in reversed(self.hours) if week.valid_from <= day)

    def covers(self, day: date) -> bool:
        """Tell whether the calendar answers for ``day``."""
        return day.year in self.years

    def day(self, day: date) -> Day:
        """Return what the calendar says of one date; :class:`RuleError` when the year is not covered."""
        self.run(day.toordinal())
        return self._see(day)

    def run(self, ordinal: int) -> Run:
        """Return the table of covered years around a day; :class:`RuleError` naming the year when there is none."""
        for run in self._runs:
            if run.first <= ordinal <= run.last:
                return run
        raise self.missing(date.fromordinal(ordinal).year)

    def missing(self, year: int) -> RuleError:
        """Return the error for a question that needs a year nobody has entered."""
        return RuleError(
            N_("Lịch «{calendar}» chưa có năm {year}: nhập ngày nghỉ, ngày làm bù của năm {year} rồi tính lại."),
            calendar=self.name,
            year=year,
            field="calendar",
        )


def _stretches(years: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the covered years as (first, last) of each unbroken stretch."""
    found: list[tuple[int, int]] = []
    for year in years:
        if found and found[-1][1] == year - 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found
