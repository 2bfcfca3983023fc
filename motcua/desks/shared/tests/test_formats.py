"""Dates, numbers and money, written as people here write them and as English readers expect."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.desks.shared import formats
from motcua.kernel import clock
from motcua.kernel.money import VND
from motcua.kernel.words import N_, said

FRIDAY = clock.at(2025, 7, 11, 14, 30)

TABLE: list[tuple[str, Any, str, str]] = [
    ("long_moment", FRIDAY, "thứ Sáu, 11/07/2025 14:30", "Friday, 11 Jul 2025 14:30"),
    ("long_date", date(2025, 6, 15), "Chủ nhật, 15/06/2025", "Sunday, 15 Jun 2025"),
    ("long_date", date(2018, 2, 22), "thứ Năm, 22/02/2018", "Thursday, 22 Feb 2018"),
    ("short_date", FRIDAY, "11/07/2025", "11 Jul 2025"),
    ("short_date", date(2025, 1, 2), "02/01/2025", "2 Jan 2025"),
    ("short_moment", FRIDAY, "11/07 14:30", "11 Jul 14:30"),
    ("short_moment", clock.at(2024, 7, 11, 7, 5), "11/07/2024 07:05", "11 Jul 2024 07:05"),
    ("clock_time", FRIDAY, "14:30", "14:30"),
    ("clock_time", time(7, 30), "07:30", "07:30"),
    ("number", 1250000, "1.250.000", "1,250,000"),
    ("number", -1250, "-1.250", "-1,250"),
    ("number", 999, "999", "999"),
    ("number", Decimal("2.5"), "3", "3"),
    ("money", 1250000, "1.250.000 đồng", "1,250,000 VND"),
    ("money", VND(0), "0 đồng", "0 VND"),
    ("phone", "0912345678", "0912 345 678", "0912 345 678"),
    ("phone", "không có", "không có", "không có"),
    ("masked", "034095001234", "•••• 1234", "•••• 1234"),
    ("masked", "1234", "••••", "••••"),
    ("file_size", 812, "812 B", "812 B"),
    ("file_size", 1234567, "1,2 MB", "1.2 MB"),
    ("file_size", 10_000_000, "10 MB", "10 MB"),
    ("file_size", 3_400_000_000, "3,4 GB", "3.4 GB"),
    ("machine_moment", FRIDAY, "2025-07-11T14:30+07:00", "2025-07-11T14:30+07:00"),
    ("machine_moment", date(2025, 7, 11), "2025-07-11", "2025-07-11"),
]

RATES = [
    (190, 200, "95,0 % (190/200)", "95.0% (190/200)"),
    (1, 5, "20,0 % (1/5)", "20.0% (1/5)"),
    (5, 5, "100,0 % (5/5)", "100.0% (5/5)"),
    (0, 5, "0,0 % (0/5)", "0.0% (0/5)"),
    (9999, 10000, "> 99,9 % (9.999/10.000)", "> 99.9% (9,999/10,000)"),
    (1, 10000, "< 0,1 % (1/10.000)", "< 0.1% (1/10,000)"),
    (1, 8, "12,5 % (1/8)", "12.5% (1/8)"),
]


@pytest.mark.parametrize(("name", "value", "vietnamese", "english"), TABLE)
def test_value_is_written_in_the_readers_language(name: str, value: Any, vietnamese: str, english: str) -> None:
    with clock.fixed(FRIDAY):
        with translation.override("vi"):
            assert getattr(formats, name)(value) == vietnamese
        with translation.override("en"):
            assert getattr(formats, name)(value) == english


@pytest.mark.parametrize(("part", "whole", "vietnamese", "english"), RATES)
def test_rate_prints_both_its_counts(part: int, whole: int, vietnamese: str, english: str) -> None:
    with translation.override("vi"):
        assert formats.rate(part, whole) == vietnamese
    with translation.override("en"):
        assert formats.rate(part, whole) == english


def test_rate_of_nothing_is_said_in_words() -> None:
    with translation.override("vi"):
        assert formats.percent(0, 0) == "chưa có"
        assert formats.rate(0, 0) == "chưa có (0/0)"


def test_rate_counted_of_nothing_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no denominator"):
        formats.percent(3, 0)


@given(st.integers(1, 10**7), st.data())
def test_rate_says_whole_only_when_it_is_whole(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    with translation.override("vi"):
        told = formats.percent(part, whole)
    assert (told == "100,0 %") == (part == whole)
    assert (told == "0,0 %") == (part == 0)


@given(st.integers(-(10**14), 10**14))
def test_number_reads_back_as_itself(value: int) -> None:
    with translation.override("vi"):
        assert int(formats.number(value).replace(".", "")) == value


@given(st.text(alphabet="0123456789", max_size=20))
def test_masking_shows_at_most_four_figures_and_never_half(value: str) -> None:
    with translation.override("vi"):
        shown = [sign for sign in formats.masked(value) if sign.isdigit()]
    assert len(shown) <= 4
    assert not value or 2 * len(shown) <= len(value)


@pytest.mark.parametrize("wrong", [12.5, True, "50000"])
def test_money_is_whole_dong_only(wrong: Any) -> None:
    with pytest.raises(TypeError):
        formats.money(wrong)


@pytest.mark.parametrize(
    "name", ["short_date", "long_date", "clock_time", "long_moment", "short_moment", "number", "money"]
)
def test_what_is_missing_is_said(name: str) -> None:
    with translation.override("vi"):
        assert getattr(formats, name)(None) == "chưa có"


def test_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        formats.long_moment(datetime(2025, 7, 11, 14, 30))  # noqa: DTZ001 - that is the point


def test_sentence_reads_its_instants_in_words() -> None:
    inner = said(N_("hạn {at}"), at=FRIDAY)
    with translation.override("vi"):
        assert (
            formats.said(said(N_("{what}, còn {n} ngày"), what=inner, n=2))
            == "hạn thứ Sáu, 11/07/2025 14:30, còn 2 ngày"
        )


def test_no_sentence_gives_no_words() -> None:
    assert formats.said("") == ""
    assert formats.said(None) == ""
