"""Days, months, years and periods as spreadsheets hold them: typed, as dates, as serial numbers.

Day comes before month, as Vietnamese papers write it. A year of two digits is of this century below 50, of the last one
from there on. What does not exist is refused, never moved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import FIRST_YEAR, LAST_YEAR, PartialDate
from motcua.kernel.sheets.grid import Value, shown
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_

CENTURY_FROM: Final = 50
"""Two-digit years from here on are 19xx."""
_SERIAL: Final = re.compile(r"[2-7]\d{4}", re.ASCII)
_SERIALS: Final = range(20_000, 80_000)
"""Days counted from 1900 that are taken for a date: 3/10/1954 to 10/1/2119."""
_EPOCH_1900: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_CLOCK: Final = re.compile(r"[ T]\d{1,2}[:h]\d{0,2}(:\d{2})?(\.\d+)?( ?[ap]m)?\Z", re.IGNORECASE)
_SEP: Final = r"\s*[/.\-\s]\s*"
_FORMS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?P<day>\d{{1,2}}){_SEP}(?P<month>\d{{1,2}}){_SEP}(?P<year>\d{{4}}|\d{{2}})",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2}) thang (?P<month>\d{1,2})(?: nam)? (?P<year>\d{4}|\d{2})",
        r"(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})",
        r"(?P<month>\d{1,2})/(?P<year>\d{2})",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
        r"thang (?P<month>\d{1,2})(?: nam)?[ /](?P<year>\d{4})",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})",
        r"(?:nam )?(?P<year>\d{4})",
    )
)
_OPEN: Final = frozenset(("nay", "hien nay", "hien tai", "bay gio", ""))
_BETWEEN: Final = re.compile(
    r"\s*(?:[–—~→]|->|\bđến hết\b|\bđến\b|\btới\b|\bden het\b|\bden\b|\btoi\b)\s*", re.IGNORECASE
)
_HYPHENS: Final = tuple(
    re.compile(form)
    for form in (
        r"(\d{4})\s*-\s*(\d{4}|nay)",
        r"(\d{1,2}[/.]\d{4})\s*-\s*(\d{1,2}[/.]\d{4}|nay)",
        r"(\d{1,2})\s*-\s*(\d{1,2}[/.]\d{4})",
        r"(\d{1,2}[/.]\d{1,2}[/.]\d{4})\s*-\s*(\d{1,2}[/.]\d{1,2}[/.]\d{4}|nay)",
        r"(\S.*?)\s+-\s+(\S.*)",
    )
)


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included, as exactly as was written; ``last`` is None while it goes on."""

    first: PartialDate
    last: PartialDate | None

    @property
    def from_day(self) -> date:
        """The first day it can have begun."""
        return self.first.earliest

    @property
    def to_day(self) -> date | None:
        """The last day it can have ended."""
        return None if self.last is None else self.last.latest

    def __str__(self) -> str:
        if self.last is None:
            return f"{self.first} đến nay"
        return str(self.first) if self.first == self.last else f"{self.first} đến {self.last}"


def day(value: Value, *, days_from_1904: bool = False) -> date:
    """Return the day of a cell; :class:`BadInput` for one that does not exist or is known in part only."""
    found = partial(value, days_from_1904=days_from_1904)
    if found.exact is None:
        raise BadInput(N_("«{text}» thiếu ngày; ghi đủ ngày/tháng/năm."), text=shown(value))
    return found.exact


def partial(value: Value, *, days_from_1904: bool = False) -> PartialDate:
    """Return the day, month or year of a cell; :class:`BadInput` says what is wrong with it."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _within(value, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(value, days_from_1904=days_from_1904)
    return _of_text(clean(str(value or ""), 80))


def year(value: Value) -> int:
    """Return the year of a cell: ``2019``, ``năm 2019``, the year of a date; :class:`BadInput` otherwise."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if FIRST_YEAR <= value <= LAST_YEAR:
            return value
        raise BadInput(N_("«{text}» không phải năm; ghi năm đủ bốn chữ số."), text=shown(value))
    return partial(value).year


def period(value: Value, *, days_from_1904: bool = False) -> Period:
    """Return the period of a cell: ``2019-2021``, ``từ 3/2019 đến 5/2020``, ``2019 đến nay``, a single month or day."""
    if not isinstance(value, str):
        if isinstance(value, (int, float)) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
            one = PartialDate(year(value))
        else:
            one = partial(value, days_from_1904=days_from_1904)
        return Period(one, one)
    text = clean(value, 80)
    first, last = _parted(re.sub(r"^(?:từ|tu)\b\s*(?:(?:năm|nam)\b\s*(?=\d{4}))?", "", text, flags=re.IGNORECASE))
    if last is None:
        one = _of_text(first)
        return Period(one, one)
    if first.isdigit() and len(first) <= 2:
        first = f"{first}/{_of_text(last).year}"
    begun = _of_text(first)
    ended = None if fold(last) in _OPEN else _of_text(last)
    if ended is not None and ended.latest < begun.earliest:
        raise BadInput(N_("«{text}»: mốc cuối trước mốc đầu."), text=text)
    return Period(begun, ended)


def _parted(text: str) -> tuple[str, str | None]:
    for form in _HYPHENS:
        if found := form.fullmatch(text):
            return found[1], found[2]
    parts = _BETWEEN.split(text)
    if len(parts) == 2:
        return parts[0].strip(" ,;."), parts[1].strip(" ,;.")
    return text, None


def _of_number(number: float, *, days_from_1904: bool) -> PartialDate:
    whole = int(number) if number == number and abs(number) < 1e9 else 0  # noqa: PLR0124 - not a number is not itself
    if whole in _SERIALS:
        epoch = _EPOCH_1904 if days_from_1904 else _EPOCH_1900
        return PartialDate.of(epoch + timedelta(days=whole))
    if FIRST_YEAR <= whole <= LAST_YEAR and whole == number:
        return PartialDate(whole)
    if number == whole and len(str(whole)) in (7, 8):
        return _of_text(f"{whole:08}")
    raise BadInput(N_("«{text}» không phải ngày; ghi ngày/tháng/năm."), text=shown(number))


def _of_text(text: str) -> PartialDate:
    if re.search(r"\b(al|am lich)\b", fold(text)):
        raise BadInput(N_("«{text}» là ngày âm lịch; hãy ghi ngày dương lịch."), text=text)
    plain = _CLOCK.sub("", text)
    if _SERIAL.fullmatch(plain):
        return _of_number(int(plain), days_from_1904=False)
    spelled = re.sub(r"\s*,\s*", " ", plain).strip(" .;")
    words = re.sub(r"^ngay\b:?\s*", "", _folded_but_marks(spelled))
    for form in _FORMS:
        if found := form.fullmatch(words):
            parts = found.groupdict()
            if len(parts["year"]) == 2:
                parts["year"] = f"{20 if int(parts['year']) < CENTURY_FROM else 19}{parts['year']}"
            return _made(text, **{name: int(part) for name, part in parts.items()})
    raise BadInput(N_("«{text}» không phải ngày; ghi ngày/tháng/năm."), text=text)


def _folded_but_marks(text: str) -> str:
    """Return the text without marks of letters, its stops, slashes and hyphens kept."""
    return " ".join("".join(fold(character) or character for character in text).split()).lower()


def _made(text: str, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    try:
        return PartialDate(year, month or None, day or None)
    except ValueError as error:
        if month is not None and day is not None and month > 12 >= day:
            raise BadInput(
                N_("Không có ngày «{text}»; có phải {day}/{month}/{year} viết theo kiểu tháng trước ngày?"),
                text=text,
                day=month,
                month=day,
                year=year,
            ) from error
        raise BadInput(N_("Không có ngày «{text}»."), text=text) from error


def _within(found: date, value: Value) -> PartialDate:
    try:
        return PartialDate.of(found)
    except ValueError as error:
        raise BadInput(N_("Không có ngày «{text}»."), text=shown(value)) from error
