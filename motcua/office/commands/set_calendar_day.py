"""Decide a day that is not as its weekday says: holiday, make-up, half day, other hours; for a unit or the nation."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.kernel.worktime import DayRule, Kind, spans, spans_text
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import CalendarDaySet, NationalDaySet
from motcua.office import policies, stamps
from motcua.office.models import CalendarDay, CalendarYear, Unit


class SetCalendarDay(Command, frozen=True, kw_only=True):
    """One unit's day (and of all under it): ``kind`` with its legal ground; no ``kind`` puts back what holds above it.

    ``intervals`` gives the hours of a working kind where they are not the usual ones; ``swapped_with`` the day a
    make-up day makes up for.
    """

    TARGET = "unit"

    unit: UUID
    day: date
    kind: Kind | None
    ground: Annotated[str, msgspec.Meta(min_length=1, max_length=250)]
    intervals: Annotated[str, msgspec.Meta(max_length=80)] = ""
    name: Annotated[str, msgspec.Meta(max_length=120)] = ""
    swapped_with: date | None = None


class SetNationalDay(Command, frozen=True, kw_only=True):
    """One day of the national calendar of a year, for every unit of the node; fields as in :class:`SetCalendarDay`.

    No ``kind`` makes it the ordinary day its weekday says, whatever later editions of the packaged calendar hold.
    """

    TARGET = "calendar_year"

    calendar_year: UUID
    day: date
    kind: Kind | None
    ground: Annotated[str, msgspec.Meta(min_length=1, max_length=250)]
    intervals: Annotated[str, msgspec.Meta(max_length=80)] = ""
    name: Annotated[str, msgspec.Meta(max_length=120)] = ""
    swapped_with: date | None = None


@act(SetCalendarDay, on=Unit, verb=N_("Sửa ngày trong lịch"), may=policies.may_change_unit)
def set_calendar_day(command: SetCalendarDay, unit: Unit, context: Context) -> Done[Unit]:
    """Refuse a holiday with hours and a change of hours without."""
    values = _values(command)
    if command.kind is None:
        CalendarDay.objects.filter(unit=unit, day=command.day).delete()
    else:
        CalendarDay.objects.update_or_create(unit=unit, day=command.day, defaults=values)
    stamps.bump()
    return Done(CalendarDaySet(day=command.day, **_told(values)))


@act(SetNationalDay, on=CalendarYear, verb=N_("Sửa ngày trong lịch chung"), may=policies.may_change_nation)
def set_national_day(command: SetNationalDay, year: CalendarYear, context: Context) -> Done[CalendarYear]:
    """Refuse a day of another year; a decided day is no longer marked undecided."""
    if command.day.year != year.year:
        raise BadInput(N_("Ngày này không thuộc năm {year}."), field="day", year=year.year)
    values = _values(command)
    CalendarDay.objects.update_or_create(unit=None, day=command.day, defaults=values)
    year.undecided = CalendarDay.objects.filter(unit=None, day__year=year.year, undecided=True).exists()
    stamps.bump()
    return Done(NationalDaySet(day=command.day, **_told(values)))


def _values(command: SetCalendarDay | SetNationalDay) -> dict[str, Any]:
    """Return the columns of the day, after the calendar itself has accepted it as a rule."""
    hours = spans(command.intervals) if command.intervals.strip() else None
    if command.kind is not None:
        DayRule(command.day, command.kind, hours)
    return {
        "kind": command.kind.value if command.kind else "",
        "intervals": spans_text(hours or ()),
        "name": clean(command.name),
        "swapped_with": command.swapped_with,
        "ground": clean(command.ground),
        "source": "",
        "trust": "",
        "undecided": command.kind is Kind.PENDING,
        "edited": True,
    }


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {key: values[key] for key in ("kind", "intervals", "name", "swapped_with", "ground")}
