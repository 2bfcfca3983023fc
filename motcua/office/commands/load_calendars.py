"""Bring the packaged national calendars into the tables: once for each edition of the data."""

from __future__ import annotations

from datetime import date

from motcua.kernel.words import N_
from motcua.kernel.worktime import spans_text
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import DataSetLoaded
from motcua.ledger.perform import Outcome, perform
from motcua.office import calendars, packaged, policies, stamps
from motcua.office.models import CalendarDay, CalendarYear, DataLoad, OpeningHours

SINCE = date(1990, 1, 1)
"""First day of the default hours: before any year of a packaged calendar."""


class LoadCalendars(Command, frozen=True, kw_only=True):
    """Write the national years, their special days and the default hours; days decided here stay as decided."""

    edition: str


@act(LoadCalendars, on=DataLoad, verb=N_("Nạp lịch làm việc"), may=policies.may_load)
def _load(command: LoadCalendars, context: Context) -> Done[DataLoad]:
    """Bring years and days up to date; days that left the packaged calendar go, days people edited stay."""
    years, days = packaged.years(), packaged.days()
    edited = set(CalendarDay.objects.filter(unit=None, edited=True).values_list("day", flat=True))
    CalendarDay.objects.filter(unit=None, edited=False, day__year__in=[year.year for year in years]).delete()
    CalendarDay.objects.bulk_create(day for day in days if day.day not in edited)
    pending = set(CalendarDay.objects.filter(unit=None, undecided=True).values_list("day__year", flat=True))
    for year in years:
        year.undecided = year.year in pending
    CalendarYear.objects.bulk_create(
        years, update_conflicts=True, unique_fields=["year"], update_fields=["ground", "undecided"]
    )
    week = calendars.national().hours[0]
    if not OpeningHours.objects.filter(unit=None).exists():
        OpeningHours.objects.bulk_create(
            OpeningHours(weekday=weekday, intervals=spans_text(hours), valid_from=SINCE, ground=week.ground[:250])
            for weekday, hours in enumerate(week.days)
        )
    rows = {"years": len(years), "days": len(days)}
    stamps.bump()
    load = DataLoad(name="calendars", edition=command.edition, rows=len(days))
    source = calendars.national().name
    return Done(DataSetLoaded(name="calendars", edition=command.edition, rows=rows, source=source), load, rows)


def load_calendars(actor: Actor) -> Outcome | None:
    """Load the packaged calendars; ``None`` where this edition is there already."""
    edition = packaged.calendars_edition()
    if DataLoad.objects.filter(name="calendars", edition=edition).exists():
        return None
    return perform(LoadCalendars(edition=edition), actor, key=f"calendars-{edition}")
