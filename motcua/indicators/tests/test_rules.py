"""Rules of figures as tables and properties: flags, numbers as people type them, scales, sentences."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.indicators import vocabulary
from motcua.indicators.computing import FORMULAS
from motcua.indicators.rules import facts, flags, sentences
from motcua.indicators.rules.facts import Basis, Facts, Kind, Part, Role
from motcua.indicators.rules.flags import Code
from motcua.kernel.errors import BadInput
from motcua.kernel.rate import Rate

D = Decimal


def rate(value, part=None, whole=None, **more):
    return Facts(kind=Kind.RATE, value=None if value is None else D(value), numerator=part, denominator=whole, **more)


def count(value, *parts, **more):
    told = tuple(Part(role, str(role), D(number)) for role, number in parts)
    return Facts(kind=Kind.COUNT, value=D(value), parts=told, **more)


FLAGGED = [
    # 190/200 is 95,0 %
    (rate("95", 190, 200), []),
    (rate("95.0", 190, 200), []),
    (rate(None, 190, 200), []),
    (rate("96", 190, 200), [Code.NOT_ITS_COUNTS]),
    (rate("95.1", 190, 200), [Code.NOT_ITS_COUNTS]),
    (rate("33.3", 1, 3), []),
    (rate("33.4", 1, 3), [Code.NOT_ITS_COUNTS]),
    (rate("95"), []),
    (rate("0", 0, 0), [Code.NO_DENOMINATOR]),
    (rate("100", 200, 200), []),
    (rate("100.1"), [Code.OVER_WHOLE]),
    (rate("105", 210, 200), [Code.OVER_WHOLE]),
    # a total and its parts
    (count("200", (Role.PART, 120), (Role.PART, 80)), []),
    (count("200", (Role.PART, 120), (Role.PART, 79)), [Code.NOT_ITS_PARTS]),
    # carried over + received = resolved + in process + refused
    (count("200", (Role.CARRIED, 10), (Role.RECEIVED, 190), (Role.RESOLVED, 150), (Role.IN_PROCESS, 45), (Role.REFUSED, 5)), []),
    (count("200", (Role.CARRIED, 10), (Role.RECEIVED, 190), (Role.RESOLVED, 150), (Role.IN_PROCESS, 45)), [Code.UNBALANCED]),
    (count("190", (Role.RECEIVED, 190), (Role.RESOLVED, 150)), []),
    # a headline and a paragraph
    (count("4", (Role.HEADLINE, 4), (Role.PARAGRAPH, 2)), [Code.TEXT_DISAGREES]),
    (count("4", (Role.HEADLINE, 4), (Role.STOPS, 4)), []),
    # a joint figure for one place
    (rate("95", places=1, joint_elsewhere=True), [Code.JOINT_FOR_ONE]),
]  # fmt: skip


@pytest.mark.parametrize(("told", "codes"), FLAGGED)
def test_what_does_not_fit_is_flagged_and_nothing_else(told, codes):
    assert [flag.code for flag in flags.lasting(told)] == codes


def test_every_lasting_flag_stands_in_the_table():
    assert {code for _, codes in FLAGGED for code in codes} == flags.LASTING
    assert set(flags.CODE_NAMES) == set(Code)


@pytest.mark.parametrize(
    ("day", "found"), [(date(2025, 10, 1), False), (date(2025, 10, 2), True), (date(2025, 7, 1), False)]
)
def test_a_figure_grows_old_the_day_after_its_days_are_over(day, found):
    told = rate("95", told_on=date(2025, 7, 3), fresh_days=90)
    assert bool(flags.dated(told, day)) is found


@pytest.mark.parametrize(
    ("told", "ours", "found"),
    [
        (rate("95"), Rate(190, 200, "a", "b"), False),
        (rate("95"), Rate(150, 200, "a", "b"), True),
        (rate(None, 190, 200), Rate(19, 20, "a", "b"), False),
        (rate("95"), Rate(0, 0, "a", "b"), False),
        (rate("95"), None, False),
        (count("200"), 200, False),
        (count("200"), 199, True),
    ],
)
def test_a_figure_that_our_books_contradict_is_flagged_and_nothing_contradicts_nothing(told, ours, found):
    assert bool(flags.against(told, ours)) is found


@given(st.integers(1, 10**6), st.data(), st.integers(0, 3), st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
def test_a_rate_honestly_rounded_is_never_flagged_and_one_a_step_off_always(whole, data, places, rounding):
    part = data.draw(st.integers(0, whole))
    exact, step = D(100 * part) / D(whole), D(1).scaleb(-places)
    fair = exact.quantize(step, rounding=ROUND_HALF_UP)
    assert flags.lasting(rate(fair, part, whole)) == ()
    for off in (fair + step, fair - step):
        assume(abs(off - exact) > step / 2)
        if off >= 0:
            assert Code.NOT_ITS_COUNTS in {flag.code for flag in flags.lasting(rate(off, part, whole))}
    del rounding


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.integers(-3, 3))
def test_a_total_is_flagged_exactly_when_it_is_not_the_sum(parts, off):
    told = count(str(sum(parts) + off), *((Role.PART, one) for one in parts))
    assert bool(flags.lasting(told)) is (off != 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [("95", "95"), ("95,0", "95.0"), ("95 %", "95"), ("1.250", "1250"), ("1.250.000,5", "1250000.5"), ("", None)],
)
def test_numbers_are_read_as_people_type_them(text, value):
    assert facts.read_number(text, "value") == (None if value is None else D(value))


@pytest.mark.parametrize("text", ["abc", "9.5", "1,2,3", "-5", "1.25", "²", "1e5", "9" * 20, "1,23456"])
def test_what_is_no_number_is_refused_beside_its_field(text):
    with pytest.raises(BadInput) as refused:
        facts.read_number(text, "value")
    assert refused.value.field == "value"


@given(st.decimals(0, 10**12, places=2) | st.integers(0, 10**12).map(D))
def test_a_number_that_was_shown_is_read_back(value):
    assert facts.read_number(facts.show_number(value), "value") == value


def test_numbers_beside_a_figure_have_their_role_by_name():
    found = facts.read_parts("tiếp nhận trong kỳ: 200\nXã Phượng Dực: 1.120\n\nSố ở tiêu đề: 4")
    assert [(part.role, part.value) for part in found] == [
        (Role.RECEIVED, 200),
        (Role.PART, 1120),
        (Role.HEADLINE, 4),
    ]
    with pytest.raises(BadInput):
        facts.read_parts("không có số")


@pytest.mark.parametrize(
    ("day", "scale", "level", "words"),
    [
        (date(2018, 2, 22), "four", "3", "mức độ 3 (thang bốn mức độ), nay là một phần"),
        (date(2022, 8, 14), "four", "4", "mức độ 4 (thang bốn mức độ), nay là toàn trình"),
        (date(2022, 8, 15), "two", "full", "toàn trình"),
    ],
)
def test_a_level_is_said_with_its_scale_and_what_it_is_now(day, scale, level, words):
    known = vocabulary.scales()
    assert facts.scale_on(known, day).key == scale
    assert str(facts.level_said(known, scale, level)) == words
    assert facts.level_said(known, scale, "9") is None


def test_a_joint_figure_is_said_as_joint():
    assert str(sentences.scope_words(2, Basis.SELF)) == "số liệu chung hai xã, tự báo cáo"
    assert str(sentences.scope_words(1, Basis.SEEN)) == "người kiểm tra thấy"


def test_the_vocabulary_is_whole():
    for key, one in vocabulary.indicators().items():
        assert (one.kind is Kind.RATE) == bool(one.numerator and one.denominator), key
        assert one.source
        assert one.fresh_days > 0
        assert not one.computed or one.computed in FORMULAS
    assert {one.computed for one in vocabulary.indicators().values()} - {""} == FORMULAS.keys()
