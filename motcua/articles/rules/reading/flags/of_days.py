"""Traps of days: exclusive deadlines, rest days, years nobody wrote, publication after the event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from motcua.articles.rules.reading.days import HOLIDAYS, WEEKDAYS, story_day
from motcua.articles.rules.reading.flags.codes import flag
from motcua.articles.rules.reading.shapes import Day, Flag, Parts
from motcua.kernel.words import N_, said
from motcua.office.gazetteer.facts import say_day

GROUNDS: Final = {
    "reform": N_("việc sắp xếp đơn vị hành chính năm 2025"),
    "published": N_("ngày đăng"),
    "text": N_("ngày khác trong bài"),
}


def of_days(parts: Parts, days: Sequence[Day]) -> Iterable[Flag]:
    """Yield the traps of the days of a text."""
    # What lies before the day of the story is history: no deadline, and nobody can be put on duty then.
    begun = story_day(days, parts.lead_at)
    ahead = [day for day in days if day.day is None or begun is None or day.day >= begun]
    yield from _exclusive(ahead)
    yield from _rest_days(ahead)
    yield from _years(days)
    yield from _published_later(parts, days)


def _exclusive(days: Sequence[Day]) -> Iterable[Flag]:
    for day in days:
        if day.limit == "before":
            last = say_day(day.last_day) if day.last_day else said(N_("ngày liền trước"))
            yield flag("date.exclusive", day.words, day.where, last=last)


def _rest_days(days: Sequence[Day]) -> Iterable[Flag]:
    seen = set()
    known = {day.day for day in days if day.rest_known}
    for day in days:
        # A national holiday named as such surprises nobody; neither does a lunar feast, which we reckoned ourselves.
        if day.day is None or not day.rest or day.day in known or day.event in HOLIDAYS or day.ground == "lunar":
            continue
        if day.day not in seen:
            seen.add(day.day)
            weekday = said(WEEKDAYS[day.day.weekday()])
            yield flag("date.rest_day", day.words, day.where, day=say_day(day.day), weekday=weekday)


def _years(days: Sequence[Day]) -> Iterable[Flag]:
    """Yield one flag for all days without a year: that of the reform, or none at all."""
    plain = [day for day in days if day.number and day.ground != "lunar"]
    inferred = [day for day in plain if day.ground == "reform"]
    if inferred:
        years = sorted({day.day.year for day in inferred if day.day is not None})
        ground = said(GROUNDS["reform"])
        words = "; ".join(dict.fromkeys(day.words for day in inferred))
        yield flag("date.year_inferred", words, inferred[0].where, year=years[0], ground=ground)
    unknown = [day for day in plain if day.year == "unknown"]
    if unknown:
        yield flag("date.year_unknown", "; ".join(dict.fromkeys(day.words for day in unknown)), unknown[0].where)


def _published_later(parts: Parts, days: Sequence[Day]) -> Iterable[Flag]:
    """Yield one flag when the first day of the story is not the day of publication but before it."""
    if parts.published is None:
        return
    of_story = [day for day in days if day.where >= parts.lead_at and day.day is not None and day.limit == "on"]
    if of_story:
        event, published = of_story[0].day, parts.published.date()
        if event is not None and event < published:
            yield flag(
                "date.published_later",
                of_story[0].words,
                of_story[0].where,
                event=say_day(event),
                published=say_day(published),
            )
