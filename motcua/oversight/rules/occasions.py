"""Days that come every year, by the sun or by the moon, and their countdown. Pure.

The Vietnamese lunar calendar is reckoned for 105° east, UTC+7 (decision 121-CP of 8/8/1967); the Chinese one for UTC+8 now
and then has another day: mid-autumn of 2034 is 26/9 here and 27/9 there. The table below was computed by the published
algorithm of Hồ Ngọc Đức (new moons and solar terms at UTC+7) and compared with the Chinese table year by year.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_

MID_AUTUMN: Final = {
    2018: (9, 24),
    2019: (9, 13),
    2020: (10, 1),
    2021: (9, 21),
    2022: (9, 10),
    2023: (9, 29),
    2024: (9, 17),
    2025: (10, 6),
    2026: (9, 25),
    2027: (9, 15),
    2028: (10, 3),
    2029: (9, 22),
    2030: (9, 12),
    2031: (10, 1),
    2032: (9, 19),
    2033: (9, 8),
    2034: (9, 26),
    2035: (9, 16),
}
"""The fifteenth of the eighth lunar month, by year: (month, day)."""
SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Usual:
    """A day that every place keeps: its name and when it is; ``month`` 0 says by the moon (mid-autumn)."""

    key: str
    name: str
    month: int
    day: int


USUAL: Final = (
    Usual("27-7", N_("Ngày Thương binh – Liệt sĩ 27/7"), 7, 27),
    Usual("2-9", N_("Quốc khánh 2/9"), 9, 2),
    Usual("khai-giang", N_("Khai giảng năm học mới"), 9, 5),
    Usual("trung-thu", N_("Tết Trung thu (rằm tháng Tám)"), 0, 0),
)
"""Named in the report of 11/7/2025; the first day of school is 5/9 unless the province says otherwise."""


def check_day(month: int, day: int) -> None:
    """Refuse a day no year has; 0 and 0 say mid-autumn, by the moon."""
    if (month, day) == (0, 0):
        return
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:
        raise BadInput(N_("Ngày {day}/{month} không có trong năm nào."), field="day", day=day, month=month)


def day_in(month: int, day: int, year: int) -> date:
    """Return the day of a year; 29/2 falls on 28/2 where there is none. Beyond the lunar table: :class:`RuleError`."""
    if (month, day) == (0, 0):
        if year not in MID_AUTUMN:
            raise RuleError(
                N_("Bảng lịch âm có từ năm {first} đến {last}; hãy ghi ngày của năm này."), first=2018, last=2035
            )
        return date(year, *MID_AUTUMN[year])
    return date(year, month, min(day, monthrange(year, month)[1]))


def is_weekend(day: date) -> bool:
    """Say whether a day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY
