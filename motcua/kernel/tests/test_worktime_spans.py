"""Limits in working hours, in days of the calendar and before a date, case by case."""

from __future__ import annotations

import pytest

from motcua.kernel.errors import RuleError
from motcua.kernel.tests.worktime_years import ask, rows, when
from motcua.kernel.worktime import add_up

HOURS = rows("""
# received | limit | due | said | reason
2025-07-11 08:00 | 1 giờ làm việc | 2025-07-11 09:00 | 09:00 ngày 11/7 | inside the morning (record 2.001159)
2025-07-11 08:00 | 1 giờ | 2025-07-11 09:00 | 09:00 ngày 11/7 | "Giờ" alone is working time
2025-07-11 10:30 | 1 giờ làm việc | 2025-07-11 11:30 | 11:30 ngày 11/7 | ends with the morning
2025-07-11 11:00 | 1 giờ làm việc | 2025-07-11 13:30 | 13:30 ngày 11/7 | 30 min + 30 min over noon
2025-07-11 11:45 | 1 giờ làm việc | 2025-07-11 14:00 | 14:00 ngày 11/7 | accepted 13:00
2025-07-11 16:00 | 1 giờ làm việc | 2025-07-11 17:00 | hết ngày 11/7, 17:00 | ends with the day
2025-07-11 16:30 | 1 giờ làm việc | 2025-07-14 08:00 | 08:00 ngày 14/7 | 30 Friday + 30 Monday
2025-07-11 17:00 | 1 giờ làm việc | 2025-07-14 08:30 | 08:30 ngày 14/7 | accepted Monday 07:30
2025-07-12 09:00 | 4 giờ làm việc | 2025-07-14 11:30 | 11:30 ngày 14/7 | Saturday; Monday morning
2025-07-11 07:30 | 4 giờ làm việc | 2025-07-11 11:30 | 11:30 ngày 11/7 | a morning
2025-07-11 07:30 | 8 giờ làm việc | 2025-07-11 17:00 | hết ngày 11/7, 17:00 | a working day
2025-07-11 09:00 | 8 giờ làm việc | 2025-07-14 09:00 | 09:00 ngày 14/7 | 390 + 90
2025-07-11 13:00 | 8 giờ làm việc | 2025-07-14 11:30 | 11:30 ngày 14/7 | 240 + 240
2025-07-11 09:00 | 16 giờ làm việc | 2025-07-15 09:00 | 09:00 ngày 15/7 | 390 + 480 + 90
2025-07-11 09:00 | 24 giờ làm việc | 2025-07-16 09:00 | 09:00 ngày 16/7 | three days' worth
2025-07-11 09:00 | 40 giờ làm việc | 2025-07-18 09:00 | 09:00 ngày 18/7 | a week's worth
2025-07-14 07:30 | 16 giờ làm việc | 2025-07-15 17:00 | hết ngày 15/7, 17:00 | two whole days
2025-07-11 16:00 | 30 phút | 2025-07-11 16:30 | 16:30 ngày 11/7 | minutes
2025-07-11 16:45 | 30 phút làm việc | 2025-07-14 07:45 | 07:45 ngày 14/7 | 15 + 15
2025-07-11 10:00 | 2 giờ 30 phút làm việc | 2025-07-11 14:00 | 14:00 ngày 11/7 | 90 + 60
2025-04-25 16:30 | 1 giờ làm việc | 2025-04-26 08:00 | 08:00 ngày 26/4 | make-up Saturday's minutes count
2025-04-25 16:30 | 8 giờ làm việc | 2025-04-26 16:30 | 16:30 ngày 26/4 | 30 + 450
2025-04-25 16:30 | 40 giờ làm việc | 2025-05-06 16:30 | 16:30 ngày 6/5 | 30; 26 28 29/4 5/5; 450 on 6/5
2025-04-29 16:00 | 2 giờ làm việc | 2025-05-05 08:30 | 08:30 ngày 5/5 | 60 + 60 over 30/4-4/5
2025-08-29 16:00 | 8 giờ làm việc | 2025-09-03 16:00 | 16:00 ngày 3/9 | 60 + 420 over Quốc khánh
2025-12-31 16:00 | 2 giờ làm việc | 2026-01-05 08:30 | 08:30 ngày 5/1/2026 | over New Year
2026-01-09 16:30 | 1 giờ làm việc | 2026-01-10 08:00 | 08:00 ngày 10/1 | make-up Saturday 10/1
2026-02-13 16:30 | 1 giờ làm việc | 2026-02-23 08:00 | 08:00 ngày 23/2 | over Tết 2026
2026-08-21 16:30 | 9 giờ làm việc | 2026-08-24 08:00 | 08:00 ngày 24/8 | 30 + 480 on Saturday 22/8 + 30
2026-08-28 16:30 | 1 giờ làm việc | 2026-09-03 08:00 | 08:00 ngày 3/9 | over 29/8-2/9
2026-11-23 16:30 | 1 giờ làm việc | 2026-11-25 08:00 | 08:00 ngày 25/11 | over 24/11
2018-02-13 16:30 | 1 giờ làm việc | 2018-02-21 08:00 | 08:00 ngày 21/2 | over Tết 2018
""")

CALENDAR_DAYS = rows("""
2025-07-11 09:00 | 1 ngày | 2025-07-14 17:00 | hết ngày 14/7, 17:00 | Saturday rolls to Monday (BLDS Đ148 k5)
2025-07-11 09:00 | 3 ngày | 2025-07-14 17:00 | hết ngày 14/7, 17:00 | Monday itself
2025-07-11 09:00 | 5 ngày | 2025-07-16 17:00 | hết ngày 16/7, 17:00 | 11 + 5
2025-07-11 16:59 | 5 ngày | 2025-07-16 17:00 | hết ngày 16/7, 17:00 | hour of reception does not matter
2025-07-11 17:30 | 5 ngày | 2025-07-21 17:00 | hết ngày 21/7, 17:00 | accepted 14; 19 is Saturday
2025-07-12 09:00 | 4 ngày | 2025-07-18 17:00 | hết ngày 18/7, 17:00 | accepted 14; 18
2025-07-01 09:00 | 15 ngày | 2025-07-16 17:00 | hết ngày 16/7, 17:00 | 1.013225 direct
2025-07-01 09:00 | 20 ngày | 2025-07-21 17:00 | hết ngày 21/7, 17:00 | 1.013225 online
2025-07-01 09:00 | 30 ngày | 2025-07-31 17:00 | hết ngày 31/7, 17:00 | a month of 31
2025-07-01 09:00 | 45 ngày | 2025-08-15 17:00 | hết ngày 15/8, 17:00 | 1.013967 online
2025-07-01 09:00 | 60 ngày | 2025-09-03 17:00 | hết ngày 3/9, 17:00 | 30/8 Saturday rolls over 1/9, 2/9
2025-08-28 09:00 | 5 ngày | 2025-09-03 17:00 | hết ngày 3/9, 17:00 | 2/9 holiday rolls
2025-08-27 09:00 | 5 ngày | 2025-09-03 17:00 | hết ngày 3/9, 17:00 | 1/9 holiday rolls
2025-04-25 09:00 | 1 ngày | 2025-04-26 17:00 | hết ngày 26/4, 17:00 | make-up Saturday is a working day
2025-04-25 09:00 | 2 ngày | 2025-04-28 17:00 | hết ngày 28/4, 17:00 | Sunday rolls
2025-04-25 09:00 | 5 ngày | 2025-05-05 17:00 | hết ngày 5/5, 17:00 | 30/4 rolls over swap and weekend
2025-04-25 09:00 | 7 ngày | 2025-05-05 17:00 | hết ngày 5/5, 17:00 | 2/5 swapped off
2025-12-31 09:00 | 2 ngày | 2026-01-05 17:00 | hết ngày 5/1/2026, 17:00 | 2/1/2026 swapped off
2025-12-31 09:00 | 10 ngày | 2026-01-10 17:00 | hết ngày 10/1/2026, 17:00 | Saturday 10/1 works
2026-02-13 09:00 | 5 ngày | 2026-02-23 17:00 | hết ngày 23/2, 17:00 | mùng 2 rolls past Tết
2026-02-06 09:00 | 7 ngày | 2026-02-13 17:00 | hết ngày 13/2, 17:00 | last day before Tết
2026-08-21 09:00 | 1 ngày | 2026-08-22 17:00 | hết ngày 22/8, 17:00 | make-up Saturday 22/8
2026-08-21 09:00 | 10 ngày | 2026-09-03 17:00 | hết ngày 3/9, 17:00 | 31/8 swapped off
2026-11-14 09:00 | 8 ngày | 2026-11-25 17:00 | hết ngày 25/11, 17:00 | accepted Monday 16; 24/11 rolls
2026-04-21 09:00 | 5 ngày | 2026-04-28 17:00 | hết ngày 28/4, 17:00 | Sunday 26/4, then 27/4 compensates
2018-02-09 09:00 | 5 ngày | 2018-02-21 17:00 | hết ngày 21/2, 17:00 | 14/2/2018 rolls past Tết
""")

BEFORE = rows("""
2025-06-13 09:00 | trước ngày 25/6/2025 | 2025-06-24 23:59:59 | hết ngày 24/6 (trước ngày 25/6) | C04, trap 1
2025-06-24 20:00 | trước ngày 25/6/2025 | 2025-06-24 23:59:59 | hết ngày 24/6 (trước ngày 25/6) | not moved to opening time
2025-06-15 09:00 | trước ngày 16/6/2025 | 2025-06-15 23:59:59 | hết ngày 15/6 (trước ngày 16/6) | a Sunday stays a Sunday
2025-12-20 09:00 | trước ngày 1/1/2026 | 2025-12-31 23:59:59 | hết ngày 31/12/2025 (trước ngày 1/1/2026) | over the year
2025-06-13 09:00 | trước 25/6/2025 | 2025-06-24 23:59:59 | hết ngày 24/6 (trước ngày 25/6) | without "ngày"
2030-06-13 09:00 | trước ngày 25/6/2030 | 2030-06-24 23:59:59 | hết ngày 24/6 (trước ngày 25/6) | needs no calendar year
""")


@pytest.mark.parametrize(("received", "limit", "expected", "spoken", "reason"), HOURS + CALENDAR_DAYS + BEFORE)
def test_due_and_how_it_is_said(received: str, limit: str, expected: str, spoken: str, reason: str) -> None:
    answer = ask(received, limit)
    assert answer.at == when(expected), reason
    assert str(answer.spoken) == spoken, reason
    assert add_up(answer.why) == answer.at


def test_before_a_date_is_kept_until_midnight_and_late_from_midnight() -> None:
    answer = ask("2025-06-13 09:00", "trước ngày 25/6/2025")
    assert not answer.late_at(when("2025-06-24 23:59"))
    assert not answer.late_at(when("2025-06-24 23:59:59.999999"))
    assert answer.late_at(when("2025-06-25 00:00"))


def test_an_appointment_is_kept_during_its_minute() -> None:
    answer = ask("2025-07-11 09:00", "3 ngày làm việc")
    assert not answer.late_at(when("2025-07-16 09:00:59"))
    assert answer.late_at(when("2025-07-16 09:01"))


def test_a_fixed_date_already_reached_is_refused() -> None:
    with pytest.raises(RuleError):
        ask("2025-06-25 00:00", "trước ngày 25/6/2025")


@pytest.mark.parametrize(
    ("received", "limit", "year"),
    [
        ("2023-07-11 09:00", "1 ngày làm việc", 2023),  # received in a year nobody entered
        ("2018-12-28 09:00", "2 ngày làm việc", 2019),  # 31/12/2018 swapped off, the rest is in 2019
        ("2018-12-28 16:00", "16 giờ làm việc", 2019),
        ("2018-12-28 16:00", "4 ngày", 2019),
        ("2018-12-28 17:00", "1 giờ", 2019),
        ("2027-12-31 09:00", "1 ngày làm việc", 2028),
        ("2027-12-31 15:01", "trong ngày", 2028),
        ("2025-01-02 09:00", "999 ngày làm việc", 2028),
    ],
)
def test_an_uncovered_year_is_an_error_that_names_it(received: str, limit: str, year: int) -> None:
    with pytest.raises(RuleError) as caught:
        ask(received, limit)
    assert caught.value.said.values["year"] == year
    assert str(year) in str(caught.value)
