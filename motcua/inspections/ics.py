"""Stops as a calendar file (iCalendar, RFC 5545): frozen rows in, bytes out. The same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from motcua.inspections.queries import StopRow
from motcua.inspections.rules.stops import HALF_DAY_MINUTES, HALF_NAMES, STAY_MINUTES, STOP_KIND_NAMES, Half, StopState
from motcua.kernel import clock

PRODUCT: Final = "-//Motcua//Kiem tra//VI"
BEGINS: Final = {Half.MORNING: 7 * 60 + 30, Half.AFTERNOON: 13 * 60}
"""When a half-day without an hour begins: the national hours (QĐ of the seat may differ; the entry says «cả buổi»)."""


def calendar(stops: Iterable[StopRow], *, made_at: datetime) -> bytes:
    """Return one entry a stop in UTC, known by the stop's id so that taking it in again moves what was moved.

    Whoever asks has cut the rows to what the reader may see.
    """
    book = Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    for stop in stops:
        book.add_component(_entry(stop, made_at))
    return bytes(book.to_ical())


def _entry(stop: StopRow, made_at: datetime) -> Event:
    minute = stop.at if stop.at is not None else BEGINS[stop.half]
    starts = clock.at(stop.day.year, stop.day.month, stop.day.day) + timedelta(minutes=minute)
    lasts = STAY_MINUTES if stop.at is not None else HALF_DAY_MINUTES
    entry = Event()
    entry.add("uid", f"{stop.id}@motcua")
    entry.add("dtstamp", made_at.astimezone(UTC))
    entry.add("dtstart", starts.astimezone(UTC))
    entry.add("dtend", (starts + timedelta(minutes=lasts)).astimezone(UTC))
    entry.add("summary", f"{stop.place_name}: {stop.title}")
    where = ", ".join(part for part in (stop.venue, stop.unit_name, stop.place_name) if part)
    entry.add("location", where)
    half = HALF_NAMES[stop.half] if stop.at is not None else f"{HALF_NAMES[stop.half]}, cả buổi"
    entry.add("description", f"{STOP_KIND_NAMES[stop.kind]} ({half})")
    entry.add("status", "CANCELLED" if stop.state is StopState.CANCELLED else "CONFIRMED")
    return entry
