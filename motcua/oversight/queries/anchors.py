"""What a time can hang on: the day of an occasion in its year, the operating day of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from motcua.kernel.errors import NotFound, RuleError
from motcua.kernel.words import N_
from motcua.office import family
from motcua.oversight.models import Occasion, OccasionDay
from motcua.oversight.rules.occasions import day_in

YEARS_AHEAD = 2


def day_of(occasion: UUID | None, unit: UUID | None, today: date) -> date | None:
    """Return the next day of an occasion, else the first day of a unit; ``None`` where it has none."""
    if occasion is not None:
        found = Occasion.objects.filter(pk=occasion, kept=True).first()
        if found is None:
            raise NotFound(N_("Không có sự kiện này."))
        return next_day(found, today)
    kin = family.kin(unit) if unit is not None else None
    return kin.valid.start if kin else None


def next_day(occasion: Occasion, today: date) -> date | None:
    """Return the day of this year, or of the next where this year's is over; ``None`` beyond the lunar table."""
    return next_days([occasion], today)[occasion.pk]


def next_days(found: Iterable[Occasion], today: date) -> dict[UUID, date | None]:
    """Return the next day of each occasion; one statement."""
    occasions = list(found)
    moved = {
        (id_, year): day
        for id_, year, day in OccasionDay.objects.filter(occasion__in=[one.pk for one in occasions]).values_list(
            "occasion_id", "year", "day"
        )
    }
    days: dict[UUID, date | None] = {}
    for one in occasions:
        ahead = (_day(one, year, moved) for year in range(today.year, today.year + YEARS_AHEAD))
        days[one.pk] = next((day for day in ahead if day is not None and day >= today), None)
    return days


def in_year(occasion: Occasion, year: int) -> date | None:
    """Return the day of a year as it stands; ``None`` beyond the lunar table."""
    moved = dict(OccasionDay.objects.filter(occasion=occasion, year=year).values_list("year", "day"))
    return _day(occasion, year, {(occasion.pk, one): day for one, day in moved.items()})


def _day(occasion: Occasion, year: int, moved: dict[tuple[UUID, int], date]) -> date | None:
    if (own := moved.get((occasion.pk, year))) is not None:
        return own
    try:
        return day_in(occasion.month, occasion.day, year)
    except RuleError:
        return None
