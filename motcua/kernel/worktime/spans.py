"""Opening hours within one day: spans of minutes, half open, so that 11:30 is closed when the morning ends at 11:30."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

MINUTES_A_DAY = 24 * 60

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:h]([0-5]\d)")


class Span(NamedTuple):
    """From ``start`` up to but not including ``end``, in minutes after midnight."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Return the length in minutes."""
        return self.end - self.start

    def __str__(self) -> str:
        return f"{clock_text(self.start)}-{clock_text(self.end)}"


def clock_text(minute: int) -> str:
    """Return a minute of the day as ``07:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def clock_minute(text: str) -> int:
    """Return the minute of the day written ``07:30`` or ``7h30``; :class:`BadInput` otherwise."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise BadInput(N_("«{text}» không phải là giờ; viết như 07:30."), text=text[:32], field="clock")
    return int(found[1]) * 60 + int(found[2])


def spans(text: str) -> tuple[Span, ...]:
    """Return the spans written ``07:30-11:30, 13:00-17:00`` (empty text: closed), checked and in order."""
    parts = [part.split("-") for part in text.split(",") if part.strip()]
    if any(len(part) != 2 for part in parts):
        raise BadInput(
            N_("Giờ mở cửa «{text}» không đúng dạng 07:30-11:30, 13:00-17:00."), text=text[:64], field="hours"
        )
    return checked(Span(clock_minute(start), clock_minute(end)) for start, end in parts)


def spans_text(given: Iterable[Span]) -> str:
    """Return spans as :func:`spans` reads them."""
    return ", ".join(str(span) for span in given)


def checked(given: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order; :class:`BadInput` when one ends before it starts, leaves the day or overlaps."""
    ordered = tuple(sorted(given))
    for span in ordered:
        if not 0 <= span.start < span.end < MINUTES_A_DAY:
            raise BadInput(
                N_("Khoảng giờ {span} phải bắt đầu trước khi kết thúc, trong một ngày."), span=str(span), field="hours"
            )
    for earlier, later in pairwise(ordered):
        if later.start < earlier.end:
            raise BadInput(
                N_("Hai khoảng giờ {first} và {second} chồng nhau."),
                first=str(earlier),
                second=str(later),
                field="hours",
            )
    return ordered


def merged(given: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union of spans that may overlap or touch."""
    union: list[Span] = []
    for span in sorted(given):
        if union and span.start <= union[-1].end:
            union[-1] = Span(union[-1].start, max(union[-1].end, span.end))
        else:
            union.append(span)
    return tuple(union)
