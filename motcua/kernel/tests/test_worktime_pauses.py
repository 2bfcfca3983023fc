"""Pauses of every kind: working minutes back to limits in working time, calendar days back to limits in days."""

from __future__ import annotations

import pytest

from motcua.kernel.errors import BadInput
from motcua.kernel.tests.worktime_years import YEARS, ask, rows, when
from motcua.kernel.worktime import WAITING_FOR_SUPPLEMENT, Pause, WorkingDays, add_up, due

PAUSED = rows("""
# received | limit | pauses, separated by ; | due | reason | source
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 09:00 .. 2025-07-10 09:00 | 2025-07-16 09:00 | two working days: 14 -> 16 | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 09:00 .. 2025-07-08 10:00 | 2025-07-14 10:00 | one hour | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 09:00 .. 2025-07-08 13:00 | 2025-07-14 11:30 | 150 min to noon end the morning | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 11:30 .. 2025-07-08 13:00 | 2025-07-14 09:00 | noon is not working time | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 17:00 .. 2025-07-09 07:30 | 2025-07-14 09:00 | night is not | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-11 17:00 .. 2025-07-14 07:30 | 2025-07-14 09:00 | weekend is not | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-11 16:00 .. 2025-07-14 08:00 | 2025-07-14 10:30 | 60 + 30 | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-12 10:00 .. 2025-07-13 10:00 | 2025-07-14 09:00 | wholly in the weekend | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-14 08:59 .. 2025-07-15 08:59 | 2025-07-15 09:00 | one minute before it was due | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-14 09:00 .. 2025-07-15 09:00 | 2025-07-14 09:00 | no time was left to stop | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-16 09:00 .. 2025-07-18 09:00 | 2025-07-14 09:00 | already late | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-01 09:00 .. 2025-07-07 08:00 | 2025-07-14 09:00 | over before acceptance | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-01 09:00 .. 2025-07-07 10:00 | 2025-07-14 10:00 | only the hour since acceptance | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 09:00 .. 2025-07-08 09:00 | 2025-07-14 09:00 | no length | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 09:00 .. 2025-07-09 09:00 ; 2025-07-10 09:00 .. 2025-07-11 09:00 | 2025-07-16 09:00 | two apart add up | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 09:00 .. 2025-07-09 09:00 ; 2025-07-08 15:00 .. 2025-07-10 09:00 | 2025-07-16 09:00 | overlap counts once | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 09:00 .. 2025-07-10 09:00 ; 2025-07-09 09:00 .. 2025-07-09 10:00 | 2025-07-16 09:00 | one inside another | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-08 09:00 .. 2025-07-09 09:00 ; 2025-07-09 09:00 .. 2025-07-10 09:00 | 2025-07-16 09:00 | touching | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-10 09:00 .. 2025-07-11 09:00 ; 2025-07-08 09:00 .. 2025-07-09 09:00 | 2025-07-16 09:00 | given in any order | deadlines.md 6
2025-07-07 09:00 | 5 ngày làm việc | 2025-07-11 09:00 .. 2025-07-14 09:00 ; 2025-07-14 16:00 .. 2025-07-15 16:00 | 2025-07-16 09:00 | the second begins before the moved due | deadlines.md 6
2025-07-14 07:30 | 1 ngày làm việc | 2025-07-14 09:00 .. 2025-07-14 10:00 | 2025-07-15 08:30 | due at opening, plus an hour | deadlines.md 6
2025-07-14 07:30 | 1 ngày làm việc | 2025-07-14 07:30 .. 2025-07-15 07:30 | 2025-07-15 17:00 | a whole day: end of the 15th | deadlines.md 6
2025-07-14 07:30 | 1 ngày làm việc | 2025-07-14 17:00 .. 2025-07-15 12:00 | 2025-07-15 07:30 | begins after the spoken end | deadlines.md 6
2025-04-25 10:00 | 3 ngày làm việc | 2025-04-26 10:00 .. 2025-05-05 10:00 | 2025-05-07 10:00 | 26 28 29: 3 days; 29, 5 6 7 | hoán đổi 2/5/2025; BLLĐ 2019 Đ112 k1; deadlines.md 6
2026-02-12 09:00 | 5 ngày làm việc | 2026-02-13 09:00 .. 2026-02-24 09:00 | 2026-03-02 09:00 | Tết inside: 2 days; 26/2, 27, 2/3 | TB 9441/TB-BNV; deadlines.md 6
2025-07-11 09:00 | 16 giờ làm việc | 2025-07-11 10:00 .. 2025-07-11 11:00 | 2025-07-15 10:00 | hours get an hour back | deadlines.md 6
2025-07-11 09:00 | 16 giờ làm việc | 2025-07-11 11:00 .. 2025-07-14 09:00 | 2025-07-15 16:30 | 270 + 90 after 15/7 09:00: 150 to noon, 210 after | deadlines.md 6
2025-07-11 16:00 | 1 giờ làm việc | 2025-07-11 16:30 .. 2025-07-14 08:00 | 2025-07-14 08:30 | half an hour was left | deadlines.md 6
2025-07-11 10:00 | trong ngày | 2025-07-11 16:00 .. 2025-07-14 09:00 | 2025-07-14 10:00 | same day: an hour was left | deadlines.md 6; NĐ 23/2015 Đ7
2025-07-11 10:00 | trong ngày | 2025-07-11 17:00 .. 2025-07-14 09:00 | 2025-07-11 17:00 | the day was over | deadlines.md 6; NĐ 23/2015 Đ7
2025-07-01 09:00 | 15 ngày | 2025-07-08 09:00 .. 2025-07-10 09:00 | 2025-07-18 17:00 | 16 + 2 | deadlines.md 6; BLDS Đ148 k6
2025-07-01 09:00 | 15 ngày | 2025-07-08 14:00 .. 2025-07-10 08:00 | 2025-07-18 17:00 | days between dates, not hours | deadlines.md 6; BLDS Đ148 k6
2025-07-01 09:00 | 15 ngày | 2025-07-08 09:00 .. 2025-07-08 16:00 | 2025-07-16 17:00 | within one day: none | deadlines.md 6; BLDS Đ148 k6
2025-07-01 09:00 | 15 ngày | 2025-07-11 16:00 .. 2025-07-14 08:00 | 2025-07-21 17:00 | weekend counts: 16 + 3 = Saturday 19 | deadlines.md 6; BLDS Đ148 k5
2025-07-01 09:00 | 15 ngày | 2025-07-07 09:00 .. 2025-07-08 09:00 ; 2025-07-10 09:00 .. 2025-07-11 09:00 | 2025-07-18 17:00 | 16 + 1 + 1 | deadlines.md 6; BLDS Đ148 k6
2025-07-01 09:00 | 15 ngày | 2025-07-07 09:00 .. 2025-07-10 09:00 ; 2025-07-08 09:00 .. 2025-07-09 09:00 | 2025-07-21 17:00 | overlap once: 19 rolls | deadlines.md 6; BLDS Đ148 k5
2025-07-01 09:00 | 15 ngày | 2025-07-16 17:00 .. 2025-07-18 09:00 | 2025-07-16 17:00 | over at close | deadlines.md 6; BLDS Đ148 k6
2025-07-01 09:00 | 15 ngày | 2025-07-16 16:00 .. 2025-07-18 09:00 | 2025-07-18 17:00 | last day: 16 + 2 | deadlines.md 6; BLDS Đ148 k6
2025-07-07 09:00 | 5 ngày | 2025-07-13 09:00 .. 2025-07-16 09:00 | 2025-07-16 17:00 | begun in the rolled weekend: not before it ends | deadlines.md 6; BLDS Đ148 k5
2025-07-01 09:00 | 15 ngày | 2025-07-16 10:00 .. 2025-07-16 18:00 | 2025-07-17 17:00 | ends after closing: next working day | deadlines.md 6; BLDS Đ148 k5
2025-07-01 09:00 | 15 ngày | 2025-07-16 10:00 .. 2025-07-16 17:00 | 2025-07-17 17:00 | ends as it closes: no minute left that day | deadlines.md 6; BLDS Đ148 k5
2025-06-13 09:00 | trước ngày 25/6/2025 | 2025-06-16 09:00 .. 2025-06-20 09:00 | 2025-06-24 23:59:59 | a fixed date stays | deadlines.md 3
""")


@pytest.mark.parametrize(("received", "limit", "pauses", "expected", "reason", "source"), PAUSED)
def test_pauses_add_as_ruled(received: str, limit: str, pauses: str, expected: str, reason: str, source: str) -> None:
    answer = ask(received, limit, *pauses.split(";"))
    assert answer.at == when(expected), (reason, source)
    assert add_up(answer.why) == answer.at


@pytest.mark.parametrize("limit", ["5 ngày làm việc", "40 giờ làm việc", "5 ngày", "trong ngày"])
def test_while_a_pause_lasts_there_is_no_due_instant(limit: str) -> None:
    answer = ask("2025-07-07 09:00", limit, "2025-07-07 14:00 ..")
    assert answer.at is None
    assert answer.paused_from == when("2025-07-07 14:00")
    assert str(answer.spoken) == "đang tạm dừng từ 14:00 thứ Hai 7/7/2025"
    assert not answer.late_at(when("2026-07-07 09:00"))


@pytest.mark.parametrize("limit", ["5 ngày làm việc", "40 giờ làm việc", "trong ngày", "5 ngày"])
def test_an_open_pause_begun_too_late_does_not_hide_that_it_is_late(limit: str) -> None:
    answer = ask("2025-07-07 09:00", limit, "2025-07-21 14:00 ..")
    assert answer.at == ask("2025-07-07 09:00", limit).at
    assert any(line.step == "pause_ignored" for line in answer.why)


def test_an_earlier_pause_and_one_that_lasts() -> None:
    answer = ask("2025-07-07 09:00", "5 ngày làm việc", "2025-07-08 09:00 .. 2025-07-09 09:00", "2025-07-10 09:00 ..")
    assert answer.at is None
    assert answer.paused_from == when("2025-07-10 09:00")


def test_overlapping_with_one_that_lasts_is_one_standstill_from_the_first_start() -> None:
    answer = ask("2025-07-07 09:00", "5 ngày làm việc", "2025-07-08 09:00 .. 2025-07-10 09:00", "2025-07-09 09:00 ..")
    assert answer.paused_from == when("2025-07-08 09:00")


def test_a_pause_says_its_reason_and_ground_and_braces_do_no_harm() -> None:
    pauses = [
        Pause(when("2025-07-08 09:00"), when("2025-07-09 09:00"), WAITING_FOR_SUPPLEMENT, "Phiếu yêu cầu số 12"),
        Pause(when("2025-07-08 10:00"), when("2025-07-09 10:00"), "thuế {0}"),
    ]
    answer = due(YEARS, when("2025-07-07 09:00"), WorkingDays(5), pauses)
    line = next(line for line in answer.why if line.step == "pause")
    assert "(chờ bổ sung hồ sơ, thuế {0})" in str(line)
    assert line.ground == "Phiếu yêu cầu số 12"
    assert line.paused == 540
    assert sum(one.minutes for one in answer.why) == 540


def test_touching_pauses_are_told_as_one() -> None:
    pauses = ("2025-07-08 09:00 .. 2025-07-09 09:00", "2025-07-09 09:00 .. 2025-07-10 09:00")
    told = [line for line in ask("2025-07-07 09:00", "5 ngày làm việc", *pauses).why if line.step == "pause"]
    assert [line.paused for line in told] == [960]


def test_a_pause_cannot_end_before_it_starts() -> None:
    with pytest.raises(BadInput):
        Pause(when("2025-07-09 09:00"), when("2025-07-08 09:00"))
