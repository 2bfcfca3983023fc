"""Limits in working hours, in days of the calendar and before a date, case by case."""

from __future__ import annotations

import pytest

from motcua.kernel.errors import RuleError
from motcua.kernel.tests.worktime_years import ask, rows, when
from motcua.kernel.worktime import add_up

HOURS = rows("""
# received | limit | due | said | reason | source
2025-07-11 08:00 | 1 giờ làm việc | 2025-07-11 09:00 | 09:00 ngày 11/7 | inside the morning (record 2.001159) | deadlines.md 3
2025-07-11 08:00 | 1 giờ | 2025-07-11 09:00 | 09:00 ngày 11/7 | "Giờ" alone is working time | deadlines.md 3
2025-07-11 10:30 | 1 giờ làm việc | 2025-07-11 11:30 | 11:30 ngày 11/7 | ends with the morning | deadlines.md 3
2025-07-11 11:00 | 1 giờ làm việc | 2025-07-11 13:30 | 13:30 ngày 11/7 | 30 min + 30 min over noon | deadlines.md 3
2025-07-11 11:45 | 1 giờ làm việc | 2025-07-11 14:00 | 14:00 ngày 11/7 | accepted 13:00 | NĐ 118/2025 Đ17
2025-07-11 16:00 | 1 giờ làm việc | 2025-07-11 17:00 | hết ngày 11/7, 17:00 | ends with the day | deadlines.md 3
2025-07-11 16:30 | 1 giờ làm việc | 2025-07-14 08:00 | 08:00 ngày 14/7 | 30 Friday + 30 Monday | deadlines.md 3
2025-07-11 17:00 | 1 giờ làm việc | 2025-07-14 08:30 | 08:30 ngày 14/7 | accepted Monday 07:30 | NĐ 118/2025 Đ17
2025-07-12 09:00 | 4 giờ làm việc | 2025-07-14 11:30 | 11:30 ngày 14/7 | Saturday; Monday morning | NĐ 118/2025 Đ17
2025-07-11 07:30 | 4 giờ làm việc | 2025-07-11 11:30 | 11:30 ngày 11/7 | a morning | deadlines.md 3
2025-07-11 07:30 | 8 giờ làm việc | 2025-07-11 17:00 | hết ngày 11/7, 17:00 | a working day | deadlines.md 3
2025-07-11 09:00 | 8 giờ làm việc | 2025-07-14 09:00 | 09:00 ngày 14/7 | 390 + 90 | deadlines.md 3
2025-07-11 13:00 | 8 giờ làm việc | 2025-07-14 11:30 | 11:30 ngày 14/7 | 240 + 240 | deadlines.md 3
2025-07-11 09:00 | 16 giờ làm việc | 2025-07-15 09:00 | 09:00 ngày 15/7 | 390 + 480 + 90 | deadlines.md 3
2025-07-11 09:00 | 24 giờ làm việc | 2025-07-16 09:00 | 09:00 ngày 16/7 | three days' worth | deadlines.md 3
2025-07-11 09:00 | 40 giờ làm việc | 2025-07-18 09:00 | 09:00 ngày 18/7 | a week's worth | deadlines.md 3
2025-07-14 07:30 | 16 giờ làm việc | 2025-07-15 17:00 | hết ngày 15/7, 17:00 | two whole days | deadlines.md 3
2025-07-11 16:00 | 30 phút | 2025-07-11 16:30 | 16:30 ngày 11/7 | minutes | deadlines.md 3
2025-07-11 16:45 | 30 phút làm việc | 2025-07-14 07:45 | 07:45 ngày 14/7 | 15 + 15 | deadlines.md 3
2025-07-11 10:00 | 2 giờ 30 phút làm việc | 2025-07-11 14:00 | 14:00 ngày 11/7 | 90 + 60 | deadlines.md 3
2025-04-25 16:30 | 1 giờ làm việc | 2025-04-26 08:00 | 08:00 ngày 26/4 | make-up Saturday's minutes count | hoán đổi 2/5/2025
2025-04-25 16:30 | 8 giờ làm việc | 2025-04-26 16:30 | 16:30 ngày 26/4 | 30 + 450 | hoán đổi 2/5/2025
2025-04-25 16:30 | 40 giờ làm việc | 2025-05-06 16:30 | 16:30 ngày 6/5 | 30; 26 28 29/4 5/5; 450 on 6/5 | hoán đổi 2/5/2025; BLLĐ 2019 Đ112 k1
2025-04-29 16:00 | 2 giờ làm việc | 2025-05-05 08:30 | 08:30 ngày 5/5 | 60 + 60 over 30/4-4/5 | BLLĐ 2019 Đ112 k1; hoán đổi 2/5/2025
2025-08-29 16:00 | 8 giờ làm việc | 2025-09-03 16:00 | 16:00 ngày 3/9 | 60 + 420 over Quốc khánh | TB nghỉ lễ 2025; BLLĐ 2019 Đ112 k1
2025-12-31 16:00 | 2 giờ làm việc | 2026-01-05 08:30 | 08:30 ngày 5/1/2026 | over New Year | BLLĐ 2019 Đ112 k1; hoán đổi 2/1/2026
2026-01-09 16:30 | 1 giờ làm việc | 2026-01-10 08:00 | 08:00 ngày 10/1 | make-up Saturday 10/1 | hoán đổi 2/1/2026
2026-02-13 16:30 | 1 giờ làm việc | 2026-02-23 08:00 | 08:00 ngày 23/2 | over Tết 2026 | TB 9441/TB-BNV
2026-08-21 16:30 | 9 giờ làm việc | 2026-08-24 08:00 | 08:00 ngày 24/8 | 30 + 480 on Saturday 22/8 + 30 | hoán đổi 31/8/2026
2026-08-28 16:30 | 1 giờ làm việc | 2026-09-03 08:00 | 08:00 ngày 3/9 | over 29/8-2/9 | hoán đổi 31/8/2026; TB 9441/TB-BNV; BLLĐ 2019 Đ112 k1
2026-11-23 16:30 | 1 giờ làm việc | 2026-11-25 08:00 | 08:00 ngày 25/11 | over 24/11 | NQ 28/2026/QH16
2018-02-13 16:30 | 1 giờ làm việc | 2018-02-21 08:00 | 08:00 ngày 21/2 | over Tết 2018 | lịch nghỉ Tết 2018; BLLĐ 2012 Đ115 k3
""")

CALENDAR_DAYS = rows("""
2025-07-11 09:00 | 1 ngày | 2025-07-14 17:00 | hết ngày 14/7, 17:00 | Saturday rolls to Monday (BLDS Đ148 k5) | BLDS Đ148 k5
2025-07-11 09:00 | 3 ngày | 2025-07-14 17:00 | hết ngày 14/7, 17:00 | Monday itself | BLDS Đ148 k6
2025-07-11 09:00 | 5 ngày | 2025-07-16 17:00 | hết ngày 16/7, 17:00 | 11 + 5 | BLDS Đ148 k6
2025-07-11 16:59 | 5 ngày | 2025-07-16 17:00 | hết ngày 16/7, 17:00 | hour of reception does not matter | BLDS Đ148 k6
2025-07-11 17:30 | 5 ngày | 2025-07-21 17:00 | hết ngày 21/7, 17:00 | accepted 14; 19 is Saturday | NĐ 118/2025 Đ17; BLDS Đ148 k5
2025-07-12 09:00 | 4 ngày | 2025-07-18 17:00 | hết ngày 18/7, 17:00 | accepted 14; 18 | NĐ 118/2025 Đ17; BLDS Đ148 k6
2025-07-01 09:00 | 15 ngày | 2025-07-16 17:00 | hết ngày 16/7, 17:00 | 1.013225 direct | BLDS Đ148 k6
2025-07-01 09:00 | 20 ngày | 2025-07-21 17:00 | hết ngày 21/7, 17:00 | 1.013225 online | BLDS Đ148 k6
2025-07-01 09:00 | 30 ngày | 2025-07-31 17:00 | hết ngày 31/7, 17:00 | a month of 31 | BLDS Đ148 k6
2025-07-01 09:00 | 45 ngày | 2025-08-15 17:00 | hết ngày 15/8, 17:00 | 1.013967 online | BLDS Đ148 k6
2025-07-01 09:00 | 60 ngày | 2025-09-03 17:00 | hết ngày 3/9, 17:00 | 30/8 Saturday rolls over 1/9, 2/9 | TB nghỉ lễ 2025; BLLĐ 2019 Đ112 k1; BLDS Đ148 k5
2025-08-28 09:00 | 5 ngày | 2025-09-03 17:00 | hết ngày 3/9, 17:00 | 2/9 holiday rolls | TB nghỉ lễ 2025; BLLĐ 2019 Đ112 k1; BLDS Đ148 k5
2025-08-27 09:00 | 5 ngày | 2025-09-03 17:00 | hết ngày 3/9, 17:00 | 1/9 holiday rolls | TB nghỉ lễ 2025; BLLĐ 2019 Đ112 k1; BLDS Đ148 k5
2025-04-25 09:00 | 1 ngày | 2025-04-26 17:00 | hết ngày 26/4, 17:00 | make-up Saturday is a working day | hoán đổi 2/5/2025; BLDS Đ148 k6
2025-04-25 09:00 | 2 ngày | 2025-04-28 17:00 | hết ngày 28/4, 17:00 | Sunday rolls | hoán đổi 2/5/2025; BLDS Đ148 k5
2025-04-25 09:00 | 5 ngày | 2025-05-05 17:00 | hết ngày 5/5, 17:00 | 30/4 rolls over swap and weekend | hoán đổi 2/5/2025; BLLĐ 2019 Đ112 k1; BLDS Đ148 k5
2025-04-25 09:00 | 7 ngày | 2025-05-05 17:00 | hết ngày 5/5, 17:00 | 2/5 swapped off | hoán đổi 2/5/2025; BLLĐ 2019 Đ112 k1; BLDS Đ148 k5
2025-12-31 09:00 | 2 ngày | 2026-01-05 17:00 | hết ngày 5/1/2026, 17:00 | 2/1/2026 swapped off | BLLĐ 2019 Đ112 k1; hoán đổi 2/1/2026; BLDS Đ148 k5
2025-12-31 09:00 | 10 ngày | 2026-01-10 17:00 | hết ngày 10/1/2026, 17:00 | Saturday 10/1 works | BLLĐ 2019 Đ112 k1; hoán đổi 2/1/2026; BLDS Đ148 k6
2026-02-13 09:00 | 5 ngày | 2026-02-23 17:00 | hết ngày 23/2, 17:00 | mùng 2 rolls past Tết | TB 9441/TB-BNV; BLDS Đ148 k5
2026-02-06 09:00 | 7 ngày | 2026-02-13 17:00 | hết ngày 13/2, 17:00 | last day before Tết | BLDS Đ148 k6
2026-08-21 09:00 | 1 ngày | 2026-08-22 17:00 | hết ngày 22/8, 17:00 | make-up Saturday 22/8 | hoán đổi 31/8/2026; BLDS Đ148 k6
2026-08-21 09:00 | 10 ngày | 2026-09-03 17:00 | hết ngày 3/9, 17:00 | 31/8 swapped off | hoán đổi 31/8/2026; TB 9441/TB-BNV; BLLĐ 2019 Đ112 k1; BLDS Đ148 k5
2026-11-14 09:00 | 8 ngày | 2026-11-25 17:00 | hết ngày 25/11, 17:00 | accepted Monday 16; 24/11 rolls | NĐ 118/2025 Đ17; NQ 28/2026/QH16; BLDS Đ148 k5
2026-04-21 09:00 | 5 ngày | 2026-04-28 17:00 | hết ngày 28/4, 17:00 | Sunday 26/4, then 27/4 compensates | BLLĐ 2019 Đ111 k3; BLDS Đ148 k5
2018-02-09 09:00 | 5 ngày | 2018-02-21 17:00 | hết ngày 21/2, 17:00 | 14/2/2018 rolls past Tết | lịch nghỉ Tết 2018; BLLĐ 2012 Đ115 k3; BLDS Đ148 k5
""")

BEFORE = rows("""
2025-06-13 09:00 | trước ngày 25/6/2025 | 2025-06-24 23:59:59 | hết ngày 24/6 (trước ngày 25/6) | C04, trap 1 | deadlines.md 3
2025-06-24 20:00 | trước ngày 25/6/2025 | 2025-06-24 23:59:59 | hết ngày 24/6 (trước ngày 25/6) | not moved to opening time | deadlines.md 3
2025-06-15 09:00 | trước ngày 16/6/2025 | 2025-06-15 23:59:59 | hết ngày 15/6 (trước ngày 16/6) | a Sunday stays a Sunday | deadlines.md 3
2025-12-20 09:00 | trước ngày 1/1/2026 | 2025-12-31 23:59:59 | hết ngày 31/12/2025 (trước ngày 1/1/2026) | over the year | deadlines.md 3
2025-06-13 09:00 | trước 25/6/2025 | 2025-06-24 23:59:59 | hết ngày 24/6 (trước ngày 25/6) | without "ngày" | deadlines.md 3
2030-06-13 09:00 | trước ngày 25/6/2030 | 2030-06-24 23:59:59 | hết ngày 24/6 (trước ngày 25/6) | needs no calendar year | deadlines.md 3
""")


@pytest.mark.parametrize(
    ("received", "limit", "expected", "spoken", "reason", "source"), HOURS + CALENDAR_DAYS + BEFORE
)
def test_due_and_how_it_is_said(
    received: str, limit: str, expected: str, spoken: str, reason: str, source: str
) -> None:
    answer = ask(received, limit)
    assert answer.at == when(expected), (reason, source)
    assert str(answer.spoken) == spoken, (reason, source)
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
