"""Limits in working days and the same-day rule, case by case; each row names why its answer is right and what decides it."""

from __future__ import annotations

import pytest

from motcua.kernel.tests.worktime_years import ask, rows, when
from motcua.kernel.worktime import add_up

WORKING_DAYS = rows("""
# received | limit | due | said | reason | source
2025-08-29 09:00 | 5 ngày làm việc | 2025-09-09 09:00 | 09:00 ngày 9/9 | C21: 1/9, 2/9 off; 3 4 5 8 9 | TB nghỉ lễ 2025; BLLĐ 2019 Đ112 k1
2025-07-11 09:00 | 3 ngày làm việc | 2025-07-16 09:00 | 09:00 ngày 16/7 | C23: 14 15 16 | BLDS Đ147-148
2025-07-04 09:00 | 8 ngày làm việc | 2025-07-16 09:00 | 09:00 ngày 16/7 | 7-11 five, 14 15 16 | BLDS Đ147-148
2025-07-11 16:59 | 1 ngày làm việc | 2025-07-14 16:59 | 16:59 ngày 14/7 | last open minute of Friday | BLDS Đ147-148
2025-07-07 07:30 | 1 ngày làm việc | 2025-07-08 07:30 | hết ngày 7/7, 17:00 | opening time is said as end of the day before | BLDS Đ147-148; deadlines.md 7
2025-07-14 07:30 | 1 ngày làm việc | 2025-07-15 07:30 | hết ngày 14/7, 17:00 | note 4 | BLDS Đ147-148; deadlines.md 7
2025-07-11 07:30 | 1 ngày làm việc | 2025-07-14 07:30 | hết ngày 11/7, 17:00 | Monday opening is Friday's end | BLDS Đ147-148; deadlines.md 7
2025-07-07 11:29 | 2 ngày làm việc | 2025-07-09 11:29 | 11:29 ngày 9/7 | last minute of the morning | BLDS Đ147-148
2025-07-07 13:00 | 2 ngày làm việc | 2025-07-09 13:00 | 13:00 ngày 9/7 | first minute of the afternoon | BLDS Đ147-148
2025-07-07 09:00 | 10 ngày làm việc | 2025-07-21 09:00 | 09:00 ngày 21/7 | two whole weeks | BLDS Đ147-148
2025-07-07 09:00 | 30 ngày làm việc | 2025-08-18 09:00 | 09:00 ngày 18/8 | six whole weeks | BLDS Đ147-148
2025-07-01 08:00 | 9 ngày làm việc | 2025-07-14 08:00 | 08:00 ngày 14/7 | 1/7-14/7 are 10 working days | BLDS Đ147-148
# outside hours and at noon (NĐ 118/2025 Đ17)
2025-07-11 17:00 | 1 ngày làm việc | 2025-07-15 07:30 | hết ngày 14/7, 17:00 | 17:00 sharp is closed: Monday 07:30 | NĐ 118/2025 Đ17; deadlines.md 7
2025-07-11 17:30 | 3 ngày làm việc | 2025-07-17 07:30 | hết ngày 16/7, 17:00 | accepted Monday 14 | NĐ 118/2025 Đ17; deadlines.md 7
2025-07-11 23:59 | 1 ngày làm việc | 2025-07-15 07:30 | hết ngày 14/7, 17:00 | night filing | NĐ 118/2025 Đ17; deadlines.md 7
2025-07-12 10:00 | 1 ngày làm việc | 2025-07-15 07:30 | hết ngày 14/7, 17:00 | Saturday | NĐ 118/2025 Đ17; deadlines.md 7
2025-07-13 00:00 | 2 ngày làm việc | 2025-07-16 07:30 | hết ngày 15/7, 17:00 | Sunday | NĐ 118/2025 Đ17; deadlines.md 7
2025-07-14 00:00 | 2 ngày làm việc | 2025-07-16 07:30 | hết ngày 15/7, 17:00 | midnight before opening | NĐ 118/2025 Đ17; deadlines.md 7
2025-07-14 07:29 | 2 ngày làm việc | 2025-07-16 07:30 | hết ngày 15/7, 17:00 | a minute before opening | NĐ 118/2025 Đ17; deadlines.md 7
2025-07-14 11:30 | 1 ngày làm việc | 2025-07-15 13:00 | 13:00 ngày 15/7 | 11:30 sharp is noon rest | NĐ 118/2025 Đ17
2025-07-14 12:15 | 1 ngày làm việc | 2025-07-15 13:00 | 13:00 ngày 15/7 | noon | NĐ 118/2025 Đ17
2025-07-14 12:59 | 5 ngày làm việc | 2025-07-21 13:00 | 13:00 ngày 21/7 | a minute before the afternoon | NĐ 118/2025 Đ17
2025-07-11 12:00 | 1 ngày làm việc | 2025-07-14 13:00 | 13:00 ngày 14/7 | noon on Friday | NĐ 118/2025 Đ17
# 26/4-2/5/2025: make-up Saturday, Giỗ Tổ, swap
2025-04-25 10:00 | 1 ngày làm việc | 2025-04-26 10:00 | 10:00 ngày 26/4 | make-up Saturday counts | hoán đổi 2/5/2025
2025-04-25 10:00 | 2 ngày làm việc | 2025-04-28 10:00 | 10:00 ngày 28/4 | 26, 28 | hoán đổi 2/5/2025
2025-04-25 10:00 | 3 ngày làm việc | 2025-04-29 10:00 | 10:00 ngày 29/4 | 26, 28, 29 | hoán đổi 2/5/2025
2025-04-25 10:00 | 4 ngày làm việc | 2025-05-05 10:00 | 10:00 ngày 5/5 | 30/4 1/5 2/5 off, weekend | hoán đổi 2/5/2025; BLLĐ 2019 Đ112 k1
2025-04-25 10:00 | 5 ngày làm việc | 2025-05-06 10:00 | 10:00 ngày 6/5 | one more | hoán đổi 2/5/2025; BLLĐ 2019 Đ112 k1
2025-04-25 17:15 | 1 ngày làm việc | 2025-04-28 07:30 | hết ngày 26/4, 17:00 | accepted on the make-up Saturday | NĐ 61/2018 Đ17; deadlines.md 7
2025-04-26 09:00 | 1 ngày làm việc | 2025-04-28 09:00 | 09:00 ngày 28/4 | received on the make-up Saturday | BLDS Đ147-148
2025-04-26 17:00 | 1 ngày làm việc | 2025-04-29 07:30 | hết ngày 28/4, 17:00 | after it closed | NĐ 61/2018 Đ17; deadlines.md 7
2025-04-27 09:00 | 2 ngày làm việc | 2025-05-05 07:30 | hết ngày 29/4, 17:00 | Sunday; 28 not counted; 29, 5/5 | NĐ 61/2018 Đ17; BLLĐ 2019 Đ112 k1; hoán đổi 2/5/2025; deadlines.md 7
2025-04-29 15:00 | 1 ngày làm việc | 2025-05-05 15:00 | 15:00 ngày 5/5 | over the whole rest | BLLĐ 2019 Đ112 k1; hoán đổi 2/5/2025
2025-04-30 09:00 | 1 ngày làm việc | 2025-05-06 07:30 | hết ngày 5/5, 17:00 | filed on the holiday | NĐ 61/2018 Đ17; BLLĐ 2019 Đ112 k1; hoán đổi 2/5/2025; deadlines.md 7
2025-05-02 09:00 | 3 ngày làm việc | 2025-05-08 07:30 | hết ngày 7/5, 17:00 | filed on the swapped day | NĐ 61/2018 Đ17; hoán đổi 2/5/2025; deadlines.md 7
2025-05-03 09:00 | 1 ngày làm việc | 2025-05-06 07:30 | hết ngày 5/5, 17:00 | ordinary Saturday | NĐ 61/2018 Đ17; deadlines.md 7
2025-04-04 09:00 | 1 ngày làm việc | 2025-04-08 09:00 | 09:00 ngày 8/4 | Giỗ Tổ Monday 7/4 | BLLĐ 2019 Đ112 k1
2025-04-04 09:00 | 5 ngày làm việc | 2025-04-14 09:00 | 09:00 ngày 14/4 | 8 9 10 11 14 | BLLĐ 2019 Đ112 k1
# New Year and Tết 2025
2025-01-24 14:00 | 1 ngày làm việc | 2025-02-03 14:00 | 14:00 ngày 3/2 | Tết 27-31/1 | TB nghỉ lễ 2025
2025-01-23 14:00 | 5 ngày làm việc | 2025-02-06 14:00 | 14:00 ngày 6/2 | 24, 3 4 5 6/2 | TB nghỉ lễ 2025
2025-01-28 14:00 | 1 ngày làm việc | 2025-02-04 07:30 | hết ngày 3/2, 17:00 | filed at Tết | NĐ 61/2018 Đ17; TB nghỉ lễ 2025; deadlines.md 7
2024-12-31 09:00 | 1 ngày làm việc | 2025-01-02 09:00 | 09:00 ngày 2/1/2025 | year turns, 1/1 off | BLLĐ 2019 Đ112 k1
2024-12-27 09:00 | 3 ngày làm việc | 2025-01-02 09:00 | 09:00 ngày 2/1/2025 | 30, 31, 2/1 | BLLĐ 2019 Đ112 k1
# around 2/1 and 10/1/2026
2025-12-31 09:00 | 1 ngày làm việc | 2026-01-05 09:00 | 09:00 ngày 5/1/2026 | 1/1 off, 2/1 swapped | BLLĐ 2019 Đ112 k1; hoán đổi 2/1/2026
2025-12-31 09:00 | 5 ngày làm việc | 2026-01-09 09:00 | 09:00 ngày 9/1/2026 | 5 6 7 8 9 | BLLĐ 2019 Đ112 k1; hoán đổi 2/1/2026
2025-12-31 09:00 | 6 ngày làm việc | 2026-01-10 09:00 | 09:00 ngày 10/1/2026 | make-up Saturday | BLLĐ 2019 Đ112 k1; hoán đổi 2/1/2026
2025-12-31 09:00 | 7 ngày làm việc | 2026-01-12 09:00 | 09:00 ngày 12/1/2026 | Monday after | BLLĐ 2019 Đ112 k1; hoán đổi 2/1/2026
2026-01-02 09:00 | 1 ngày làm việc | 2026-01-06 07:30 | hết ngày 5/1, 17:00 | filed on the swapped day | NĐ 118/2025 Đ17; hoán đổi 2/1/2026; deadlines.md 7
2026-01-09 16:00 | 1 ngày làm việc | 2026-01-10 16:00 | 16:00 ngày 10/1 | Friday to make-up Saturday | hoán đổi 2/1/2026
2026-01-10 16:00 | 1 ngày làm việc | 2026-01-12 16:00 | 16:00 ngày 12/1 | from it | BLDS Đ147-148
# Tết 2026
2026-02-13 09:00 | 1 ngày làm việc | 2026-02-23 09:00 | 09:00 ngày 23/2 | 16-20/2 off | TB 9441/TB-BNV
2026-02-13 09:00 | 3 ngày làm việc | 2026-02-25 09:00 | 09:00 ngày 25/2 | 23 24 25 | TB 9441/TB-BNV
2026-02-11 09:00 | 5 ngày làm việc | 2026-02-25 09:00 | 09:00 ngày 25/2 | 12 13 23 24 25 | TB 9441/TB-BNV
2026-02-13 17:30 | 1 ngày làm việc | 2026-02-24 07:30 | hết ngày 23/2, 17:00 | accepted after Tết | NĐ 118/2025 Đ17; TB 9441/TB-BNV; deadlines.md 7
2026-02-17 09:00 | 5 ngày làm việc | 2026-03-02 07:30 | hết ngày 27/2, 17:00 | mùng 1; 24 25 26 27 2/3 | NĐ 118/2025 Đ17; TB 9441/TB-BNV; deadlines.md 7
# Giỗ Tổ on Sunday, 30/4 and 1/5/2026
2026-04-24 09:00 | 1 ngày làm việc | 2026-04-28 09:00 | 09:00 ngày 28/4 | 27/4 compensates Sunday 26/4 | BLLĐ 2019 Đ111 k3
2026-04-24 09:00 | 3 ngày làm việc | 2026-05-04 09:00 | 09:00 ngày 4/5 | 28 29 4/5 | BLLĐ 2019 Đ111 k3; BLLĐ 2019 Đ112 k1
2026-04-29 09:00 | 1 ngày làm việc | 2026-05-04 09:00 | 09:00 ngày 4/5 | 30/4, 1/5, weekend | BLLĐ 2019 Đ112 k1
# 22/8-2/9/2026
2026-08-21 09:00 | 1 ngày làm việc | 2026-08-22 09:00 | 09:00 ngày 22/8 | make-up Saturday for 31/8 | hoán đổi 31/8/2026
2026-08-21 09:00 | 2 ngày làm việc | 2026-08-24 09:00 | 09:00 ngày 24/8 | then Monday | hoán đổi 31/8/2026
2026-08-21 09:00 | 6 ngày làm việc | 2026-08-28 09:00 | 09:00 ngày 28/8 | 22, 24-28 | hoán đổi 31/8/2026
2026-08-21 09:00 | 7 ngày làm việc | 2026-09-03 09:00 | 09:00 ngày 3/9 | 31/8, 1/9, 2/9 off | hoán đổi 31/8/2026; TB 9441/TB-BNV; BLLĐ 2019 Đ112 k1
2026-08-28 09:00 | 1 ngày làm việc | 2026-09-03 09:00 | 09:00 ngày 3/9 | five days of rest | hoán đổi 31/8/2026; TB 9441/TB-BNV; BLLĐ 2019 Đ112 k1
2026-08-28 17:00 | 1 ngày làm việc | 2026-09-04 07:30 | hết ngày 3/9, 17:00 | accepted 3/9 | NĐ 118/2025 Đ17; hoán đổi 31/8/2026; TB 9441/TB-BNV; BLLĐ 2019 Đ112 k1; deadlines.md 7
2026-08-31 10:00 | 2 ngày làm việc | 2026-09-07 07:30 | hết ngày 4/9, 17:00 | 3/9 not counted; 4, 7 | NĐ 118/2025 Đ17; hoán đổi 31/8/2026; TB 9441/TB-BNV; BLLĐ 2019 Đ112 k1; deadlines.md 7
2026-08-20 09:00 | 10 ngày làm việc | 2026-09-07 09:00 | 09:00 ngày 7/9 | 21 22 24-28 3 4 7 | hoán đổi 31/8/2026; TB 9441/TB-BNV; BLLĐ 2019 Đ112 k1
# Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)
2026-11-23 09:00 | 1 ngày làm việc | 2026-11-25 09:00 | 09:00 ngày 25/11 | 24/11 off | NQ 28/2026/QH16
2026-11-20 09:00 | 3 ngày làm việc | 2026-11-26 09:00 | 09:00 ngày 26/11 | 23 25 26 | NQ 28/2026/QH16
2026-11-24 09:00 | 1 ngày làm việc | 2026-11-26 07:30 | hết ngày 25/11, 17:00 | filed on it | NĐ 118/2025 Đ17; NQ 28/2026/QH16; deadlines.md 7
2025-11-24 09:00 | 1 ngày làm việc | 2025-11-25 09:00 | 09:00 ngày 25/11 | not a holiday before 1/7/2026 | BLDS Đ147-148
# 2027, 2024, 2018
2026-12-31 09:00 | 1 ngày làm việc | 2027-01-04 09:00 | 09:00 ngày 4/1/2027 | Friday 1/1 off | BLLĐ 2019 Đ112 k1
2027-04-15 09:00 | 1 ngày làm việc | 2027-04-19 09:00 | 09:00 ngày 19/4 | Giỗ Tổ Friday 16/4 | BLLĐ 2019 Đ112 k1
2027-04-29 09:00 | 1 ngày làm việc | 2027-05-04 09:00 | 09:00 ngày 4/5 | 3/5 compensates Saturday 1/5 | BLLĐ 2019 Đ112 k1; BLLĐ 2019 Đ111 k3
2027-11-23 09:00 | 1 ngày làm việc | 2027-11-25 09:00 | 09:00 ngày 25/11 | Wednesday 24/11 | NQ 28/2026/QH16
2024-02-07 09:00 | 1 ngày làm việc | 2024-02-15 09:00 | 09:00 ngày 15/2 | Tết 8-14/2 | TB nghỉ Tết 2024; BLLĐ 2019 Đ111 k3
2024-04-17 09:00 | 1 ngày làm việc | 2024-04-19 09:00 | 09:00 ngày 19/4 | Giỗ Tổ 18/4 | BLLĐ 2019 Đ112 k1
2024-04-26 09:00 | 2 ngày làm việc | 2024-05-03 09:00 | 09:00 ngày 3/5 | 29/4-1/5 off; 2, 3 | hoán đổi 29/4/2024; BLLĐ 2019 Đ112 k1
2024-04-26 09:00 | 3 ngày làm việc | 2024-05-04 09:00 | 09:00 ngày 4/5 | make-up Saturday | hoán đổi 29/4/2024; BLLĐ 2019 Đ112 k1
2024-08-30 09:00 | 1 ngày làm việc | 2024-09-04 09:00 | 09:00 ngày 4/9 | 2-3/9 | BLLĐ 2019 Đ112 k1; TB nghỉ Tết 2024
2018-02-13 09:00 | 1 ngày làm việc | 2018-02-21 09:00 | 09:00 ngày 21/2 | C10: first working day is mùng 6 | lịch nghỉ Tết 2018; BLLĐ 2012 Đ115 k3
2018-02-13 09:00 | 2 ngày làm việc | 2018-02-22 09:00 | 09:00 ngày 22/2 | day of the 2018 inspection | lịch nghỉ Tết 2018; BLLĐ 2012 Đ115 k3
2018-02-15 09:00 | 1 ngày làm việc | 2018-02-22 07:30 | hết ngày 21/2, 17:00 | filed on 30 Chạp | QĐ 09/2015; lịch nghỉ Tết 2018; BLLĐ 2012 Đ115 k3; deadlines.md 7
2018-04-24 09:00 | 1 ngày làm việc | 2018-04-26 09:00 | 09:00 ngày 26/4 | Giỗ Tổ 25/4 | BLLĐ 2012 Đ115 k1
2018-04-27 09:00 | 1 ngày làm việc | 2018-05-02 09:00 | 09:00 ngày 2/5 | 30/4, 1/5 | BLLĐ 2012 Đ115 k1
2018-08-31 09:00 | 1 ngày làm việc | 2018-09-04 09:00 | 09:00 ngày 4/9 | 3/9 compensates Sunday 2/9 | BLLĐ 2012 Đ115 k3
""")

SAME_DAY = rows("""
2025-07-11 10:00 | trong ngày | 2025-07-11 17:00 | hết ngày 11/7, 17:00 | note 4 | NĐ 23/2015 Đ7
2025-07-11 15:00 | trong ngày | 2025-07-11 17:00 | hết ngày 11/7, 17:00 | 15:00 sharp still counts | NĐ 23/2015 Đ7
2025-07-11 15:01 | trong ngày | 2025-07-14 17:00 | hết ngày 14/7, 17:00 | after 15:00, next working day | NĐ 23/2015 Đ7
2025-07-11 16:59 | trong ngày | 2025-07-14 17:00 | hết ngày 14/7, 17:00 | after 15:00 | NĐ 23/2015 Đ7
2025-07-11 17:30 | trong ngày | 2025-07-14 17:00 | hết ngày 14/7, 17:00 | accepted Monday, settled Monday | NĐ 118/2025 Đ17; NĐ 23/2015 Đ7
2025-07-12 09:00 | trong ngày | 2025-07-14 17:00 | hết ngày 14/7, 17:00 | Saturday | NĐ 118/2025 Đ17; NĐ 23/2015 Đ7
2025-07-11 06:00 | trong ngày | 2025-07-11 17:00 | hết ngày 11/7, 17:00 | before opening | NĐ 118/2025 Đ17; NĐ 23/2015 Đ7
2025-07-11 12:00 | trong ngày | 2025-07-11 17:00 | hết ngày 11/7, 17:00 | at noon | NĐ 118/2025 Đ17; NĐ 23/2015 Đ7
2025-07-10 15:30 | trong ngày | 2025-07-11 17:00 | hết ngày 11/7, 17:00 | Thursday afternoon | NĐ 23/2015 Đ7
2025-04-25 15:01 | trong ngày | 2025-04-26 17:00 | hết ngày 26/4, 17:00 | next working day is the make-up Saturday | hoán đổi 2/5/2025; NĐ 23/2015 Đ7
2025-04-26 14:00 | trong ngày | 2025-04-26 17:00 | hết ngày 26/4, 17:00 | same day on a make-up Saturday | NĐ 23/2015 Đ7
2025-04-26 15:30 | trong ngày | 2025-04-28 17:00 | hết ngày 28/4, 17:00 | after it | NĐ 23/2015 Đ7
2025-04-29 15:30 | trong ngày | 2025-05-05 17:00 | hết ngày 5/5, 17:00 | over 30/4-4/5 | BLLĐ 2019 Đ112 k1; hoán đổi 2/5/2025; NĐ 23/2015 Đ7
2025-08-29 15:01 | trong ngày | 2025-09-03 17:00 | hết ngày 3/9, 17:00 | over Quốc khánh | TB nghỉ lễ 2025; BLLĐ 2019 Đ112 k1; NĐ 23/2015 Đ7
2026-02-13 15:01 | trong ngày | 2026-02-23 17:00 | hết ngày 23/2, 17:00 | over Tết 2026 | TB 9441/TB-BNV; NĐ 23/2015 Đ7
2026-02-17 08:00 | trong ngày | 2026-02-23 17:00 | hết ngày 23/2, 17:00 | filed on mùng 1 | NĐ 118/2025 Đ17; TB 9441/TB-BNV; NĐ 23/2015 Đ7
2026-01-09 16:00 | trong ngày | 2026-01-10 17:00 | hết ngày 10/1, 17:00 | make-up Saturday 10/1 | hoán đổi 2/1/2026; NĐ 23/2015 Đ7
2026-11-23 15:01 | trong ngày | 2026-11-25 17:00 | hết ngày 25/11, 17:00 | over 24/11 | NQ 28/2026/QH16; NĐ 23/2015 Đ7
2025-12-31 15:01 | trong ngày | 2026-01-05 17:00 | hết ngày 5/1/2026, 17:00 | over New Year and the swap | BLLĐ 2019 Đ112 k1; hoán đổi 2/1/2026; NĐ 23/2015 Đ7
2018-02-13 15:01 | trong ngày | 2018-02-21 17:00 | hết ngày 21/2, 17:00 | over Tết 2018 | lịch nghỉ Tết 2018; BLLĐ 2012 Đ115 k3; NĐ 23/2015 Đ7
""")


@pytest.mark.parametrize(("received", "limit", "expected", "spoken", "reason", "source"), WORKING_DAYS + SAME_DAY)
def test_due_and_how_it_is_said(
    received: str, limit: str, expected: str, spoken: str, reason: str, source: str
) -> None:
    answer = ask(received, limit)
    assert answer.at == when(expected), (reason, source)
    assert str(answer.spoken) == spoken, (reason, source)
    assert add_up(answer.why) == answer.at


def test_the_slip_explains_what_was_skipped_and_on_what_ground() -> None:
    lines = {line.step: line for line in ask("2025-04-25 10:00", "5 ngày làm việc").why}
    assert lines["working_days"].counted == 5
    assert lines["swapped_off"].ground == "hoán đổi"
    assert "26/4/2025" in str(lines["make_up"])
    assert lines["first_day"].ground == "Bộ luật Dân sự 2015, Điều 147 khoản 2"


def test_seconds_do_not_move_a_reception_past_its_minute() -> None:
    assert ask("2025-07-11 15:00:59", "trong ngày").at == when("2025-07-11 17:00")


def test_an_answer_over_undecided_days_warns_and_names_them() -> None:
    answer = ask("2027-02-03 09:00", "2 ngày làm việc")
    assert answer.at == when("2027-02-12 09:00")
    told = " ".join(str(line) for line in answer.warnings)
    assert all(day in told for day in ("4/2/2027", "5/2/2027", "9/2/2027", "12/2/2027"))
    assert "6/2/2027" not in told


def test_an_answer_that_touches_no_undecided_day_does_not_warn() -> None:
    assert ask("2027-02-15 09:00", "2 ngày làm việc").warnings == ()
    assert ask("2025-07-04 09:00", "8 ngày làm việc").warnings == ()
