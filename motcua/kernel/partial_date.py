"""Dates of which only the year, or the month and year, is known: births of older people above all.

Solar calendar only, as papers of civil status are. What is not known stays unknown: no first of January is invented.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from motcua.kernel import text
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said

FIRST_YEAR, LAST_YEAR = 1800, 2199

_SEP = r"\s*[/.\-\s]\s*"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})",
        rf"(?P<month>\d{{1,2}}){_SEP}(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}}){_SEP}(?P<month>\d{{1,2}}){_SEP}(?P<year>\d{{4}})",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
    )
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps with month, perhaps with day. ``ValueError`` for a date that does not exist."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError("year out of range")
        if self.month is None and self.day is not None:
            raise ValueError("a day without a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return the full date of ``day``."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, iso: str) -> PartialDate:
        """Return the date of :attr:`iso` (``1958``, ``1958-03``, ``1958-03-12``); ``ValueError`` otherwise."""
        return cls(*map(int, iso.split("-")))

    @property
    def iso(self) -> str:
        """``1958``, ``1958-03`` or ``1958-03-12``: sorts as text, goes into databases and JSON."""
        known = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(known)

    def __str__(self) -> str:
        known = [*(f"{part:02}" for part in (self.day, self.month) if part is not None), f"{self.year:04}"]
        return "/".join(known)

    @property
    def exact(self) -> date | None:
        """The day itself where it is fully known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def earliest(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def ages_on(self, day: date) -> tuple[int, int]:
        """Return the least and the greatest age in completed years on ``day``; they differ where the date is partial.

        Before the birth an age is negative.
        """
        return _completed_years(self.latest, day), _completed_years(self.earliest, day)

    def agrees_with(self, other: PartialDate) -> bool:
        """Say whether both can be the same day: what both know is equal."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(a is None or b is None or a == b for a, b in pairs)


def _completed_years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def parse(typed: str, *, field: str = "born") -> PartialDate:
    """Return the date of what people type or a card holds; :class:`BadInput` says what is wrong with it.

    ``1958``, ``3/1958``, ``12/03/1958`` (also with dots, dashes, spaces), ``12031958``, ``1958-03-12``. A day or month
    of ``00`` is unknown. Years have four digits; lunar dates are refused, for papers hold solar ones.
    """
    shown = text.clean(typed, 40)
    if re.search(r"\b(al|am lich)\b", text.fold(shown)):
        raise BadInput(
            N_("«{text}» là ngày âm lịch; hãy ghi ngày dương lịch như trên giấy tờ."), field=field, text=shown
        )
    found = next((m for form in _FORMS if (m := form.fullmatch(shown))), None)
    if found is None:
        raise BadInput(
            N_("Ngày «{text}» không đúng dạng; ghi ngày/tháng/năm, tháng/năm hoặc năm, năm đủ bốn chữ số."),
            field=field,
            text=shown,
        )
    parts = {name: int(value) for name, value in found.groupdict().items()}
    year, month, day = parts["year"], parts.get("month") or None, parts.get("day") or None
    try:
        return PartialDate(year, month, day)
    except ValueError as error:
        raise BadInput(
            N_("Không có ngày «{text}»{hint}."), field=field, text=shown, hint=_lunar_hint(year, month, day)
        ) from error


def _lunar_hint(year: int, month: int | None, day: int | None) -> Said | str:
    """Return a word about the lunar calendar where the day would exist there (its second month may have 30 days)."""
    if month == 2 and day in (29, 30) and FIRST_YEAR <= year <= LAST_YEAR:
        return said(N_(" trong dương lịch; có thể đây là ngày âm lịch"))
    return ""
