"""Limits as typed, time left as said, answers as stored."""

from __future__ import annotations

import json
import unicodedata
from datetime import date

import pytest

from motcua.kernel.errors import BadInput
from motcua.kernel.tests.worktime_years import YEARS, ask, rows, when
from motcua.kernel.worktime import (
    Before,
    CalendarDays,
    Due,
    Limit,
    SameDay,
    WorkingDays,
    WorkingHours,
    countdown,
    limit_from_dict,
    limit_to_dict,
    parse_limit,
    remaining,
)

READ: list[tuple[str, Limit]] = [
    ("8 ngày làm việc", WorkingDays(8)),
    ("03 ngày làm việc", WorkingDays(3)),
    ("05 (năm) ngày làm việc", WorkingDays(5)),
    ("15 (mười lăm) ngày", CalendarDays(15)),
    ("8 NGÀY LÀM VIỆC", WorkingDays(8)),
    ("8 ngay lam viec", WorkingDays(8)),
    ("8 Ngay Lam Viec.", WorkingDays(8)),
    ("  8   ngày\u00a0làm  việc ", WorkingDays(8)),
    ("8ngày làm việc", WorkingDays(8)),
    ("không quá 10 ngày làm việc", WorkingDays(10)),
    ("trong 5 ngày làm việc", WorkingDays(5)),
    ("trong thời hạn 05 ngày làm việc", WorkingDays(5)),
    ("trong vòng 24 giờ", WorkingHours(24)),
    ("5 ngày", CalendarDays(5)),
    ("5 ngay", CalendarDays(5)),
    ("16 giờ làm việc", WorkingHours(16)),
    ("16 gio", WorkingHours(16)),
    ("2 giờ 30 phút", WorkingHours(2, 30)),
    ("90 phút làm việc", WorkingHours(1, 30)),
    ("trong ngày", SameDay()),
    ("TRONG NGÀY", SameDay()),
    ("Trong ngày làm việc", SameDay()),
    ("ngay trong ngày", SameDay()),
    ("Ngay trong ngày tiếp nhận", SameDay()),
    ("trước ngày 25/6/2025", Before(date(2025, 6, 25))),
    ("truoc 25-06-2025", Before(date(2025, 6, 25))),
    ("trước ngày 2025-06-25", Before(date(2025, 6, 25))),
    ("999 ngày làm việc", WorkingDays(999)),
]
REFUSED = [
    "", "   ", "1", "15", "ngày", "làm việc", "0 ngày", "0 giờ", "-3 ngày làm việc", "1,5 ngày", "1/2 ngày", "1000 ngày làm việc",
    "99999999999999999999 ngày", "3661 ngày", "8001 giờ", "3 tháng", "2 tuần", "1 năm", "ba ngày", "8 ngày 4 giờ", "8 ngày làm việc làm việc",
    "trước ngày 31/2/2025", "trước ngày 25/6", "3 (ba hoa) ngày", "5 working days", "5 ngày; drop table", "٣x ngày",
]  # fmt: skip


@pytest.mark.parametrize(("text", "limit"), READ)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_limit_is_read_however_it_is_typed(text: str, limit: Limit, form: str) -> None:
    assert parse_limit(unicodedata.normalize(form, text)) == limit


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_limit(text)
    assert len(str(caught.value)) > 20


def test_a_bare_number_is_told_that_its_unit_is_missing() -> None:
    with pytest.raises(BadInput, match="thiếu đơn vị"):
        parse_limit("1")
    with pytest.raises(BadInput, match="không được âm"):
        parse_limit("-3 ngày làm việc")
    with pytest.raises(BadInput, match="từ 1 đến 999 ngày làm việc"):
        parse_limit("0 ngày làm việc")


@pytest.mark.parametrize("make", [WorkingDays, CalendarDays, WorkingHours])
@pytest.mark.parametrize("number", [0, -1, 10**9, True, 1.5, "3", None])
def test_a_limit_takes_only_sensible_whole_numbers(make: type, number: object) -> None:
    with pytest.raises(BadInput):
        make(number)


@pytest.mark.parametrize("limit", [limit for _, limit in READ] + [SameDay(14 * 60)])
def test_a_limit_survives_storage_and_can_be_read_as_it_is_said(limit: Limit) -> None:
    assert limit_from_dict(json.loads(json.dumps(limit_to_dict(limit)))) == limit
    if limit != SameDay(14 * 60):
        assert parse_limit(str(limit.said)) == limit


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"kind": "weeks"},
        {"kind": "working_days"},
        {"kind": "before", "date": "25/6"},
        {"kind": "working_days", "days": 0},
    ],
)
def test_a_stored_limit_that_is_none_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        limit_from_dict(stored)


LEFT = rows("""
# now | due | minutes | words | countdown
2025-07-14 09:00 | 2025-07-16 12:00 | 1110 | còn 2 ngày 2 giờ làm việc | còn 2 ngày (2 ngày làm việc)
2025-07-14 09:00 | 2025-07-16 14:00 | 1170 | còn 2 ngày 3 giờ làm việc | còn 2 ngày (2 ngày làm việc)
2025-07-11 16:30 | 2025-07-14 08:00 | 60 | còn 1 giờ làm việc | còn 3 ngày (1 ngày làm việc)
2025-07-14 09:00 | 2025-07-14 09:45 | 45 | còn 45 phút làm việc | hôm nay là ngày cuối
2025-07-14 09:00 | 2025-07-14 14:20 | 230 | còn 3 giờ 50 phút làm việc | hôm nay là ngày cuối
2025-07-14 09:00 | 2025-07-15 09:00 | 480 | còn 1 ngày làm việc | còn 1 ngày (1 ngày làm việc)
2025-07-14 09:00 | 2025-07-15 07:30 | 390 | còn 6 giờ 30 phút làm việc | hôm nay là ngày cuối
2025-07-14 18:00 | 2025-07-15 07:30 | 0 | đến hạn, không còn giờ làm việc | hôm nay là ngày cuối
2025-07-14 09:00 | 2025-07-14 09:00 | 0 | đến hạn, không còn giờ làm việc | hôm nay là ngày cuối
2025-07-14 09:01 | 2025-07-14 09:00 | -1 | quá hạn 1 phút làm việc | hôm nay là ngày cuối
2025-07-11 19:00 | 2025-07-11 17:00 | 0 | quá hạn, chưa sang giờ làm việc | hôm nay là ngày cuối
2025-07-12 19:00 | 2025-07-11 17:00 | 0 | quá hạn, chưa sang giờ làm việc | quá hạn 1 ngày (0 ngày làm việc)
2025-07-15 09:00 | 2025-07-14 09:00 | -480 | quá hạn 1 ngày làm việc | quá hạn 1 ngày (1 ngày làm việc)
2025-07-16 14:00 | 2025-07-14 09:00 | -1170 | quá hạn 2 ngày 3 giờ làm việc | quá hạn 2 ngày (2 ngày làm việc)
2025-05-05 09:00 | 2025-04-29 09:00 | -480 | quá hạn 1 ngày làm việc | quá hạn 6 ngày (1 ngày làm việc)
2025-06-24 23:59 | 2025-06-24 23:59:59 | 0 | đến hạn, không còn giờ làm việc | hôm nay là ngày cuối
2025-06-13 07:30 | 2025-06-24 23:59:59 | 3840 | còn 8 ngày làm việc | còn 11 ngày (7 ngày làm việc)
2025-06-25 09:00 | 2025-06-24 23:59:59 | -90 | quá hạn 1 giờ 30 phút làm việc | quá hạn 1 ngày (1 ngày làm việc)
""")


@pytest.mark.parametrize(("now", "due_at", "minutes", "words", "days"), LEFT)
def test_time_left_or_over(now: str, due_at: str, minutes: str, words: str, days: str) -> None:
    left = remaining(YEARS, when(now), when(due_at))
    assert (left.minutes, str(left.said), str(left.countdown)) == (int(minutes), words, days)
    assert left.late is words.startswith("quá hạn")


def test_the_board_counts_down_to_the_trial_day() -> None:
    assert str(countdown(YEARS, date(2025, 6, 12), date(2025, 6, 15))) == "còn 3 ngày (1 ngày làm việc)"
    assert str(countdown(YEARS, date(2025, 6, 13), date(2025, 6, 24))) == "còn 11 ngày (7 ngày làm việc)"


@pytest.mark.parametrize(
    ("received", "limit", "pause"),
    [
        ("2025-08-29 09:00", "5 ngày làm việc", ""),
        ("2025-04-25 16:30", "40 giờ làm việc", "2025-04-26 09:00 .. 2025-04-28 09:00"),
        ("2025-07-07 09:00", "5 ngày", "2025-07-08 09:00 .. 2025-07-09 09:00"),
        ("2025-07-07 09:00", "trong ngày", "2025-07-07 10:00 .."),
        ("2025-06-13 09:00", "trước ngày 25/6/2025", ""),
        ("2027-02-03 09:00", "3 ngày làm việc", ""),
    ],
)
def test_an_answer_survives_storage_with_its_explanation(received: str, limit: str, pause: str) -> None:
    answer = ask(received, limit, *([pause] if pause else []))
    kept = Due.from_dict(json.loads(json.dumps(answer.to_dict())))
    assert kept == answer
    assert [str(line) for line in kept.why] == [str(line) for line in answer.why]


def test_a_stored_answer_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput):
        Due.from_dict({"calendar": "x"})
    with pytest.raises(BadInput):
        Due.from_dict({**ask("2025-07-07 09:00", "5 ngày").to_dict(), "at": "hôm qua"})


def test_lines_are_translated_by_their_templates() -> None:
    line = next(line for line in ask("2025-07-11 09:00", "3 ngày làm việc").why if line.step == "rest")
    english = {"Bỏ {days} ngày nghỉ hằng tuần.": "{days} days of weekly rest left out."}
    assert line.said.render(lambda text: english.get(text, text)) == "2 days of weekly rest left out."
