"""How days, times and lengths are said at a counter, as templates with their values."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime.spans import MINUTES_A_DAY, clock_text

_WEEKDAYS = (
    N_("thứ Hai {date}"),
    N_("thứ Ba {date}"),
    N_("thứ Tư {date}"),
    N_("thứ Năm {date}"),
    N_("thứ Sáu {date}"),
    N_("thứ Bảy {date}"),
    N_("Chủ nhật {date}"),
)


def date_text(day: date, *, year: bool = True) -> str:
    """Return ``14/7/2025``, or ``14/7`` where the year goes without saying."""
    return f"{day.day}/{day.month}/{day.year}" if year else f"{day.day}/{day.month}"


@lru_cache(maxsize=4096)
def say_day(ordinal: int) -> Said:
    """Return a day with its weekday: "thứ Hai 14/7/2025"."""
    day = date.fromordinal(ordinal)
    return said(_WEEKDAYS[day.weekday()], date=date_text(day))


def say_moment(at: int) -> Said:
    """Return a moment with its weekday: "09:00 thứ Hai 14/7/2025"."""
    ordinal, minute = divmod(at, MINUTES_A_DAY)
    return said(N_("{clock} {day}"), clock=clock_text(minute), day=say_day(ordinal))


def say_end_of(at: int, *, since: date) -> Said:
    """Return the close of a day as people say it, "hết ngày 14/7, 17:00"; the year only when it is not ``since``'s."""
    ordinal, minute = divmod(at, MINUTES_A_DAY)
    day = date.fromordinal(ordinal)
    return said(
        N_("hết ngày {date}, {clock}"), date=date_text(day, year=day.year != since.year), clock=clock_text(minute)
    )


def say_at(at: int, *, since: date) -> Said:
    """Return a due moment inside a day as people say it, "09:00 ngày 16/7"."""
    ordinal, minute = divmod(at, MINUTES_A_DAY)
    day = date.fromordinal(ordinal)
    return said(N_("{clock} ngày {date}"), clock=clock_text(minute), date=date_text(day, year=day.year != since.year))


def say_length(minutes: int, a_day: int) -> Said:
    """Return a length of working time as "2 ngày 3 giờ", "3 giờ 20 phút" or "45 phút".

    ``a_day`` is the working minutes of an ordinary day. From a day up, minutes are dropped; nobody plans by them.
    """
    days, rest = divmod(minutes, a_day)
    hours, left = divmod(rest, 60)
    if days:
        return (
            said(N_("{days} ngày {hours} giờ"), days=days, hours=hours) if hours else said(N_("{days} ngày"), days=days)
        )
    if hours:
        return (
            said(N_("{hours} giờ {minutes} phút"), hours=hours, minutes=left)
            if left
            else said(N_("{hours} giờ"), hours=hours)
        )
    return said(N_("{minutes} phút"), minutes=left)


def stored_said(sentence: Said) -> dict[str, Any]:
    """Return a sentence as plain JSON-able data; other values than numbers and sentences become text."""
    values = {
        name: stored_said(value) if isinstance(value, Said) else value if isinstance(value, int) else str(value)
        for name, value in sentence.values.items()
    }
    return {"sentence": sentence.sentence, "values": values}


def said_from(stored: dict[str, Any]) -> Said:
    """Return the sentence :func:`stored_said` stored."""
    values = {name: said_from(value) if isinstance(value, dict) else value for name, value in stored["values"].items()}
    return Said(stored["sentence"], values)
