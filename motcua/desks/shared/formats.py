"""Dates, numbers and money written as people here write them, in the language of the reader.

Vietnamese is the default; English variants are used when Django's active language is English. Spaces are plain, so that
what is read, searched for and copied is the same; the style sheet keeps a figure and its unit on one line. What cannot
be written honestly is said in words: a rate of nothing is "chưa có".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.money import VND
from motcua.kernel.phone import Phone, parse
from motcua.kernel.words import N_, Said

NONE_YET = N_("chưa có")

# Names of days and months belong to a way of writing dates, not to sentences: each language has its own order.
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_SWAPPED = str.maketrans(",.", ".,")

# A page is in one language from its first byte to its last. Asking Django for it costs more than finding the sentence,
# so a render asks once (:func:`reading`) and remembers.
_reading: ContextVar[str] = ContextVar("motcua_reading", default="")


def language() -> str:
    """Return the reader's language, ``vi`` or ``en``."""
    return _reading.get() or (get_language() or "vi").split("-")[0]


@contextmanager
def reading() -> Iterator[None]:
    """Hold the reader's language for the length of one render."""
    token = _reading.set(language())
    try:
        yield
    finally:
        _reading.reset(token)


@lru_cache(maxsize=8192)
def _looked_up(language: str, sentence: str) -> str:
    del language  # only tells the remembered answers apart: it is the one Django has active
    return gettext(sentence)


def say(sentence: str) -> str:
    """Return a marked Vietnamese sentence in the reader's language."""
    return _looked_up(language(), sentence)


def in_english() -> bool:
    """Return whether the reader's language is English."""
    return language() == "en"


def _day(value: date | datetime) -> date:
    """Return the Vietnamese calendar day of a date or an aware instant (``ValueError`` when naive)."""
    return clock.local(value).date() if isinstance(value, datetime) else value


def short_date(value: date | datetime | None) -> str:
    """Return ``11/07/2025`` (English ``11 Jul 2025``); nothing gives "chưa có"."""
    if value is None:
        return say(NONE_YET)
    day = _day(value)
    if in_english():
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def weekday(number: int) -> str:
    """Return the name of a weekday, 0 is Monday, as a head of a column: ``Thứ Hai`` (English ``Monday``)."""
    name = (ENGLISH_WEEKDAYS if in_english() else WEEKDAYS)[number]
    return name[:1].upper() + name[1:]


def long_date(value: date | datetime | None) -> str:
    """Return ``thứ Sáu, 11/07/2025`` (English ``Friday, 11 Jul 2025``)."""
    if value is None:
        return say(NONE_YET)
    names = ENGLISH_WEEKDAYS if in_english() else WEEKDAYS
    day = _day(value)
    return f"{names[day.weekday()]}, {short_date(day)}"


def clock_time(value: datetime | time | None) -> str:
    """Return ``14:30`` of an aware instant or a wall-clock time."""
    if value is None:
        return say(NONE_YET)
    local = clock.local(value) if isinstance(value, datetime) else value
    return f"{local.hour:02}:{local.minute:02}"


def long_moment(value: datetime | None) -> str:
    """Return ``thứ Sáu, 11/07/2025 14:30`` (English ``Friday, 11 Jul 2025 14:30``)."""
    if value is None:
        return say(NONE_YET)
    local = clock.local(value)
    return f"{long_date(local.date())} {clock_time(local.time())}"


def short_moment(value: datetime | None) -> str:
    """Return ``11/07 14:30``, with the year when it is not this one: ``11/07/2024 14:30``."""
    if value is None:
        return say(NONE_YET)
    local = clock.local(value)
    if local.year != clock.today().year:
        return f"{short_date(local.date())} {clock_time(local.time())}"
    shown = f"{local.day} {ENGLISH_MONTHS[local.month - 1]}" if in_english() else f"{local.day:02}/{local.month:02}"
    return f"{shown} {clock_time(local.time())}"


def machine_moment(value: date | datetime | None) -> str:
    """Return the ISO form for ``<time datetime>``: Vietnamese wall-clock time with its offset."""
    if value is None:
        return ""
    return clock.local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def number(value: int | float | Decimal | None, places: int = 0) -> str:
    """Return ``1.250.000`` or, with places, ``0,25`` (English ``1,250,000``, ``0.25``), halves rounded up."""
    if value is None:
        return say(NONE_YET)
    if isinstance(value, int) and not places:
        written = f"{value:,}"
    else:
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        written = f"{exact:,}"
    return written if in_english() else written.translate(_SWAPPED)


def percent(numerator: int, denominator: int, places: int = 1) -> str:
    """Return the rate alone, ``95,0 %``; of nothing, "chưa có".

    A rate never rounds into completeness: 9.999/10.000 is ``> 99,9 %``, and 1/10.000 is ``< 0,1 %``.
    Raises ``ValueError`` when a part is counted of nothing.
    """
    if denominator == 0:
        if numerator:
            raise ValueError("a rate with a numerator and no denominator")
        return say(NONE_YET)
    step = Decimal(1).scaleb(-places)
    exact = Decimal(100 * numerator) / Decimal(denominator)
    rounded = exact.quantize(step, rounding=ROUND_HALF_UP)
    mark = ""
    if rounded == 100 and exact < 100:
        mark, rounded = "> ", 100 - step
    elif rounded == 0 and exact > 0:
        mark, rounded = "< ", step
    gap = "" if in_english() else " "
    return f"{mark}{number(rounded, places)}{gap}%"


def rate(numerator: int, denominator: int, places: int = 1) -> str:
    """Return the rate with its rows, ``95,0 % (190/200)``; of nothing, ``chưa có (0/0)``."""
    return f"{percent(numerator, denominator, places)} ({number(numerator)}/{number(denominator)})"


def money(value: VND | int | None) -> str:
    """Return ``1.250.000 đồng`` (English ``1,250,000 VND``). Whole đồng only: anything else raises ``TypeError``."""
    if value is None:
        return say(NONE_YET)
    amount = value if isinstance(value, VND) else VND(value)
    return f"{number(amount.amount)} {'VND' if in_english() else 'đồng'}"


def masked(value: str | None, last: int = 4) -> str:
    """Return a number with all but its last figures hidden: ``•••• 1234``. Short values are hidden whole."""
    if not value:
        return say(NONE_YET)
    bare = "".join(value.split())
    return f"•••• {bare[-last:]}" if len(bare) >= 2 * last else "••••"


def phone(value: Phone | str | None) -> str:
    """Return a phone number in the groups people read aloud, ``0912 345 678``; what is no number stays as typed."""
    if not value:
        return say(NONE_YET)
    if isinstance(value, Phone):
        return value.national
    try:
        return parse(value).national
    except BadInput:
        return value


def file_size(size: int) -> str:
    """Return bytes in the unit people know: ``812 B``, ``1,2 MB`` (1 MB = 1.000.000 bytes)."""
    if size < 1000:
        return f"{size} B"
    for unit, limit in (("kB", 1000), ("MB", 1000**2)):
        if size < limit * 1000:
            return f"{number(size / limit, 0 if size % limit == 0 else 1)} {unit}"
    return f"{number(size / 1000**3, 1)} GB"


def _spoken(value: Any) -> Any:
    """Return a value of a sentence as it is read: instants, days and money in words, sentences with theirs; the rest as is."""
    if isinstance(value, Said):
        return Said(value.sentence, {name: _spoken(inner) for name, inner in value.values.items()})
    if isinstance(value, datetime):
        return long_moment(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, VND):
        return money(value)
    return value


def said(value: Said | str | None) -> str:
    """Return a sentence in the reader's language; a plain marked sentence is looked up, nothing gives nothing."""
    if not value:
        return ""
    if isinstance(value, Said):
        spoken: Said = _spoken(value)
        return spoken.render(say)
    return say(value)
