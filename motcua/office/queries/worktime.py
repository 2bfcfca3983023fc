"""The calendar a unit works by: national days and hours, with those of its province, commune and itself over them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_
from motcua.kernel.worktime import Calendar, DayRule, ExtraReception, Kind, Span, WeeklyHours, spans
from motcua.office import calendars, family
from motcua.office.models import CalendarDay, CalendarYear, OpeningHours
from motcua.office.stamps import kept


@dataclass(frozen=True, slots=True)
class DayRow:
    """A special day as screens list it; ``edited`` when it was decided here."""

    day: date
    kind: str
    intervals: str
    name: str
    ground: str
    source: str
    trust: str
    undecided: bool
    edited: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the national calendar; ``id`` is what :class:`SetNationalDay` is about."""

    id: UUID
    year: int
    ground: str
    undecided: bool


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week in force from a day on: hours of Monday to Sunday as text, extra reception hours likewise."""

    valid_from: date
    week: tuple[str, ...]
    extra: tuple[str, ...]
    ground: str


def calendar_for(unit: UUID) -> Calendar:
    """Return the calendar a unit works by; :class:`RuleError` when no year has been entered at all.

    Built once and shared by all units that have no hours or days of their own; an edit shows with the next question
    (see :mod:`motcua.office.stamps`).
    """
    own = _with_own()
    return _calendar(tuple(one.id for one in family.line(unit) if one.id in own))


def calendar_years() -> tuple[YearRow, ...]:
    """Return the years of the national calendar."""
    rows = CalendarYear.objects.order_by("year")
    return tuple(YearRow(row.id, row.year, row.ground, row.undecided) for row in rows)


def national_days(year: int) -> tuple[DayRow, ...]:
    """Return the special days of a national year in order."""
    return _days(None, year)


def unit_days(unit: UUID, year: int) -> tuple[DayRow, ...]:
    """Return the days a unit has set for itself in a year."""
    return _days(unit, year)


def hours_of(unit: UUID | None) -> tuple[WeekRow, ...]:
    """Return the weeks a unit has set for itself (``None``: the national default), oldest first."""
    found: dict[date, list[OpeningHours]] = defaultdict(list)
    for row in OpeningHours.objects.filter(unit=unit):
        found[row.valid_from].append(row)
    return tuple(
        WeekRow(since, _texts(rows, counted=True), _texts(rows, counted=False), rows[0].ground)
        for since, rows in sorted(found.items())
    )


def _texts(rows: list[OpeningHours], *, counted: bool) -> tuple[str, ...]:
    by_day = {row.weekday: row.intervals for row in rows if row.counted is counted}
    return tuple(by_day.get(weekday, "") for weekday in range(7))


def _days(unit: UUID | None, year: int) -> tuple[DayRow, ...]:
    rows = CalendarDay.objects.filter(unit=unit, day__year=year).order_by("day")
    return tuple(
        DayRow(r.day, r.kind, r.intervals, r.name, r.ground, r.source, r.trust, r.undecided, r.edited) for r in rows
    )


@kept
def _with_own() -> frozenset[UUID]:
    """Return the units that have hours or days of their own."""
    days = CalendarDay.objects.filter(unit__isnull=False).values_list("unit_id", flat=True).distinct()
    hours = OpeningHours.objects.filter(unit__isnull=False).values_list("unit_id", flat=True).distinct()
    return frozenset(found for found in (*days, *hours) if found is not None)


@kept
def _calendar(own: tuple[UUID, ...]) -> Calendar:
    """Build the calendar of the units in ``own`` (nearest first) over the national one."""
    years = tuple(CalendarYear.objects.order_by("year").values_list("year", flat=True))
    if not years:
        raise RuleError(N_("Chưa có lịch làm việc năm nào: hãy nạp lịch trước khi tính hạn."), field="calendar")
    layers: tuple[UUID | None, ...] = (None, *reversed(own))
    rules: dict[date, DayRule | None] = {}
    for layer in layers:
        rules.update(_rules(layer, years))
    hours = [WeeklyHours.weekdays(valid_from=date.min)]
    extra: list[ExtraReception] = []
    for layer in layers:
        hours, extra = _over(hours, extra, hours_of(layer))
    nearest = family.kin(own[0]) if own else None
    name = nearest.full_name if nearest else calendars.national().name
    return Calendar(name, years, tuple(hours), tuple(rule for rule in rules.values() if rule), tuple(extra))


def _rules(layer: UUID | None, years: tuple[int, ...]) -> dict[date, DayRule | None]:
    return {
        row.day: DayRule(
            row.day,
            Kind(row.kind),
            spans(row.intervals) if row.intervals else None,
            row.ground,
            row.undecided,
            row.name,
            row.swapped_with,
        )
        if row.kind
        else None
        for row in CalendarDay.objects.filter(unit=layer)
        if row.day.year in years
    }


def _over(
    hours: list[WeeklyHours], extra: list[ExtraReception], weeks: tuple[WeekRow, ...]
) -> tuple[list[WeeklyHours], list[ExtraReception]]:
    """Put a nearer unit's weeks over those of the units above it: from its first week on only its own hold."""
    if not weeks:
        return hours, extra
    first = weeks[0].valid_from
    kept_hours = [week for week in hours if week.valid_from < first]
    kept_extra = [
        ExtraReception(
            e.weekday, e.spans, e.valid_from, min(e.valid_to, first - timedelta(days=1)), e.counted, e.ground
        )
        for e in extra
        if e.valid_from < first
    ]
    for week, later in zip(weeks, (*weeks[1:], None), strict=True):
        kept_hours.append(WeeklyHours(tuple(spans(day) for day in week.week), week.valid_from, week.ground))
        until = later.valid_from - timedelta(days=1) if later else date.max
        kept_extra += [
            ExtraReception(weekday, given, week.valid_from, until, ground=week.ground)
            for weekday, given in enumerate(_read(week.extra))
            if given
        ]
    return kept_hours, kept_extra


def _read(texts: tuple[str, ...]) -> list[tuple[Span, ...]]:
    return [spans(text) for text in texts]
