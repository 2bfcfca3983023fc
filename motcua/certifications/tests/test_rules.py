"""Rules of certification by table, and the fee by everything that could be asked of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.certifications import rules
from motcua.certifications.rules import Kind, Moments, Standing
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.payments.rules.levels import Formula, Level, LineKind

BY_PAGE = Level("trang", "Phí chứng thực", LineKind.FEE, 2_000, "trang", Formula.COPY_PAGES, "TT 226/2016/TT-BTC")
A_CASE = Level("viec", "Phí chứng thực", LineKind.FEE, 10_000, "trường hợp", Formula.FLAT, "TT 226/2016/TT-BTC")


@pytest.mark.parametrize(
    ("kind", "level", "pages", "copies", "fee"),
    [
        (Kind.COPY, BY_PAGE, 1, 1, 2_000),
        (Kind.COPY, BY_PAGE, 2, 1, 4_000),
        (Kind.COPY, BY_PAGE, 3, 1, 5_000),
        (Kind.COPY, BY_PAGE, 3, 10, 50_000),
        (Kind.COPY, BY_PAGE, 198, 1, 200_000),
        (Kind.COPY, BY_PAGE, 199, 1, 200_000),
        (Kind.COPY, BY_PAGE, 500, 2, 400_000),
        (Kind.COPY, A_CASE, 7, 2, 20_000),
        (Kind.SIGNATURE, A_CASE, 1, 1, 10_000),
        (Kind.SIGNATURE, A_CASE, 5, 3, 10_000),
        (Kind.COPY, None, 3, 10, 0),
    ],
)
def test_the_fee_follows_pages_and_copies_or_the_case(kind, level, pages, copies, fee):
    assert rules.fee_of(kind, level, pages, copies) == fee


@given(st.integers(1, 2_000), st.integers(1, 200))
def test_a_copy_costs_page_by_page_never_more_than_the_cap_and_copies_add_up(pages, copies):
    one = rules.fee_of(Kind.COPY, BY_PAGE, pages, 1)
    assert one == min(200_000, sum(2_000 if page <= 2 else 1_000 for page in range(1, pages + 1)))
    assert rules.fee_of(Kind.COPY, BY_PAGE, pages, copies) == one * copies
    assert rules.fee_of(Kind.COPY, BY_PAGE, pages + 1 if pages < 2_000 else pages, 1) >= one


@pytest.mark.parametrize(
    ("levels", "kind", "chosen"),
    [
        ((), Kind.COPY, None),
        ((A_CASE, BY_PAGE), Kind.COPY, BY_PAGE),
        ((A_CASE, BY_PAGE), Kind.SIGNATURE, A_CASE),
        ((A_CASE,), Kind.COPY, A_CASE),
    ],
)
def test_copies_are_charged_by_page_where_that_is_posted(levels, kind, chosen):
    assert rules.level_of(kind, levels) is chosen


@pytest.mark.parametrize(
    ("name", "pages", "copies", "field"),
    [
        ("  ", 1, 1, "name"),
        ("x" * 301, 1, 1, "name"),
        ("Căn cước", 0, 1, "pages"),
        ("Căn cước", 2_001, 1, "pages"),
        ("Căn cước", 1, 0, "copies"),
        ("Căn cước", 1, 201, "copies"),
    ],
)
def test_a_line_that_nobody_means_is_refused_beside_its_field(name, pages, copies, field):
    with pytest.raises(BadInput) as caught:
        rules.check_original(name, pages, copies)
    assert caught.value.field == field


@pytest.mark.parametrize("copies", [[], [1] * 21, [150, 151]])
def test_a_time_has_something_and_not_too_much(copies):
    with pytest.raises(BadInput):
        rules.check_time(copies)


@pytest.mark.parametrize(
    ("title", "behalf", "lines"),
    [
        ("Chủ tịch", "", ("CHỦ TỊCH",)),
        ("Chủ tịch UBND xã", "", ("CHỦ TỊCH",)),
        ("Phó Chủ tịch Ủy ban nhân dân xã", "", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Giám đốc Trung tâm", "Bà Thử, Chủ tịch (QĐ 1)", ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC TRUNG TÂM")),
    ],
)
def test_a_signature_says_for_whom_it_stands(title, behalf, lines):
    assert rules.signs_as(title, behalf) == lines


def test_books_and_certifications_are_called_by_their_numbers():
    assert rules.book_text("01", 2025, Kind.COPY) == "01/2025-SCT/BS"
    assert rules.book_text("02", 2025, Kind.SIGNATURE) == "02/2025-SCT/CK,ĐC"
    assert rules.label_of(Kind.COPY, 12, 4, 2025) == "CT-BS 12-15/2025"
    assert rules.label_of(Kind.SIGNATURE, 7, 1, 2025) == "CT-CK 7/2025"


@pytest.mark.parametrize(("hour", "minute", "after"), [(10, 0, False), (15, 0, False), (15, 1, True), (16, 30, True)])
def test_after_fifteen_it_may_wait_for_the_next_working_day(hour, minute, after):
    assert rules.is_after_cutoff(clock.at(2025, 7, 11, hour, minute)) is after


@pytest.mark.parametrize(("minutes", "known"), [(0, True), (1, True), (240, True), (241, False), (-1, False)])
def test_a_form_left_open_says_nothing_about_typing(minutes, known):
    now = clock.at(2025, 7, 11, 10)
    began = now - timedelta(minutes=minutes)
    assert rules.began_at(began, now) == (began if known else None)
    assert rules.began_at(None, now) is None


def minute(number: int) -> datetime:
    return clock.at(2025, 7, 11, 10, number)


def test_preparing_and_checking_are_measured_apart():
    done = Moments(minute(0), minute(1), minute(2), minute(7), minute(9), minute(10))
    assert (done.preparing, done.checking) == (timedelta(minutes=2), timedelta(minutes=7))
    assert Moments(None, minute(1), minute(2)).preparing is None
    assert Moments(minute(0), minute(1)).preparing is None
    assert Moments(minute(0), minute(1), minute(2), minute(7)).checking is None
    assert rules.half([]) is None
    assert rules.half([timedelta(seconds=3), timedelta(seconds=9), timedelta(seconds=4)]) == timedelta(seconds=4)


@pytest.mark.parametrize(
    ("steps", "left", "reached"),
    [
        (0, 1, Standing.TYPED),
        (1, 1, Standing.PRINTED),
        (2, 1, Standing.COMPARED),
        (3, 1, Standing.SIGNED),
        (4, 1, Standing.HANDED),
        (3, 0, Standing.CANCELLED),
    ],
)
def test_how_far_it_has_come_and_what_may_follow(steps, left, reached):
    told = Moments(minute(0), minute(1), *(minute(2 + step) for step in range(steps)))
    assert rules.standing(told, left) is reached
    may = {
        Standing.TYPED: rules.refuse_printing,
        Standing.PRINTED: rules.refuse_comparing,
        Standing.COMPARED: rules.refuse_signing,
        Standing.SIGNED: lambda one: rules.refuse_handing(one, of_dossier=False),
    }
    for at, refuse in may.items():
        assert (refuse(reached) is None) is (reached is at)
    assert (rules.refuse_changing(reached) is None) is (reached not in {Standing.HANDED, Standing.CANCELLED})
    assert (rules.refuse_naming(reached) is None) is (reached in {Standing.TYPED, Standing.PRINTED, Standing.COMPARED})
    assert rules.refuse_handing(reached, of_dossier=True) is not None


def test_a_day_closes_once_nothing_of_it_waits_and_not_before_it_comes():
    today = date(2025, 7, 11)
    assert rules.refuse_closing(today, today, 0) is None
    assert rules.refuse_closing(date(2025, 7, 10), today, 0) is None
    assert rules.refuse_closing(date(2025, 7, 12), today, 0) is not None
    assert rules.refuse_closing(today, today, 1) is not None
    assert rules.refuse_day_of_signing(today, today) is None
    assert rules.refuse_day_of_signing(date(2025, 7, 10), today) is not None
