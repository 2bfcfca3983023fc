"""The six clear things, what words about time mean, what repeats, days by the moon: by tables and properties."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import BadInput, RuleError
from motcua.oversight.rules import directives as rules
from motcua.oversight.rules import occasions, repeating, weekly
from motcua.oversight.rules.directives import Clear, DueKind, Six
from motcua.oversight.rules.repeating import Repeat

ONE = UUID(int=1)
FULL = Six("Rà soát", ONE, date(2025, 6, 24), ONE, ONE, "Báo cáo", "Biên bản", "Chủ tịch UBND huyện, KL 13/6")
D = date(2025, 6, 25)


@pytest.mark.parametrize(
    ("missing", "change"),
    [
        (Clear.PERSON, {"person": None}),
        (Clear.WORK, {"work": "  "}),
        (Clear.TIME, {"until": None}),
        (Clear.RESPONSIBILITY, {"lead": None}),
        (Clear.RESPONSIBILITY, {"leader": None}),
        (Clear.PRODUCT, {"product": ""}),
        (Clear.PRODUCT, {"evidence": " "}),
        (Clear.AUTHORITY, {"authority": ""}),
    ],
)
def test_each_of_the_six_is_missed_by_its_name_here(missing, change):
    six = Six(**{name: getattr(FULL, name) for name in Six.__slots__} | change)
    assert rules.lacking(six) == (missing,)
    own = {**rules.CLEAR_NAMES, missing: "tên riêng của xã"}
    assert "tên riêng của xã" in str(rules.refuse_start(six, own, "", 0))


def test_all_six_start_but_a_group_must_become_units():
    assert rules.refuse_start(FULL, rules.CLEAR_NAMES, "", 0) is None
    assert "các cơ quan chuyên môn" in str(rules.refuse_start(FULL, {}, "các cơ quan chuyên môn", 0))
    assert rules.refuse_start(FULL, {}, "các cơ quan chuyên môn", 2) is None
    assert len(rules.lacking(Six())) == 6


@pytest.mark.parametrize(
    ("kind", "offset", "last", "late_from"),
    [
        (DueKind.BEFORE, 0, date(2025, 6, 24), date(2025, 6, 25)),
        (DueKind.WITHIN, 0, date(2025, 6, 25), date(2025, 6, 26)),
        (DueKind.BY_END, 0, date(2025, 6, 25), date(2025, 6, 26)),
        (DueKind.SEASON, 0, date(2025, 6, 25), date(2025, 6, 26)),
        (DueKind.EVENT, -3, date(2025, 6, 22), date(2025, 6, 23)),
        (DueKind.EVENT, 5, date(2025, 6, 30), date(2025, 7, 1)),
    ],
)
def test_the_words_decide_the_last_day(kind, offset, last, late_from):
    assert rules.until(kind, D, offset) == last
    assert rules.days_late(last, last) == 0
    assert (rules.days_late(last, late_from), rules.degree(last, late_from)) == (1, 2)


@pytest.mark.parametrize("kind", [DueKind.SOON, DueKind.LATER])
def test_soon_is_no_day(kind):
    assert rules.until(kind, D) is None
    assert rules.days_late(None, D) == rules.degree(None, D) == 0
    with pytest.raises(BadInput):
        rules.check_due(kind, D, None, False, 0)


@pytest.mark.parametrize(
    ("kind", "day", "starts", "anchored", "offset", "field"),
    [
        (DueKind.BEFORE, None, None, False, 0, "due_day"),
        (DueKind.EVENT, None, None, False, 0, "occasion"),
        (DueKind.SEASON, D, None, False, 0, "starts_on"),
        (DueKind.SEASON, D, D + timedelta(1), False, 0, "starts_on"),
        (DueKind.EVENT, None, None, True, 366, "offset_days"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused_beside_its_field(kind, day, starts, anchored, offset, field):
    with pytest.raises(BadInput) as refused:
        rules.check_due(kind, day, starts, anchored, offset)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("days", "degree"), [(-4, 0), (-3, 1), (0, 1), (1, 2), (2, 2), (3, 3), (6, 3), (7, 4), (400, 4)]
)
def test_reminder_then_the_leader_then_the_steering_office(days, degree):
    assert rules.degree(D, D + timedelta(days)) == degree


@pytest.mark.parametrize(("before", "now", "words"), [(0, None, " "), (0, 101, "x"), (0, -1, "x"), (50, 40, "")])
def test_a_report_says_something_and_tells_why_it_goes_back(before, now, words):
    with pytest.raises(BadInput):
        rules.check_percent(before, now, words)


def test_more_time_is_later_than_the_day_and_not_gone():
    rules.check_extension(D, D + timedelta(1), D)
    for asked, today in ((D, D), (D + timedelta(1), D + timedelta(2))):
        with pytest.raises(BadInput):
            rules.check_extension(D, asked, today)
    with pytest.raises(RuleError):
        rules.check_extension(None, D, D)


REPEATS = st.sampled_from([Repeat.WEEKLY, Repeat.MONTHLY, Repeat.QUARTERLY])


@given(
    REPEATS, st.integers(0, 7), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 300), st.integers(0, 300)
)
def test_every_period_that_began_is_due_once_within_itself(repeat, day, since, lasts, gone):
    last, today = since + timedelta(lasts), since + timedelta(gone)
    found = repeating.occurrences(repeat, day, since, last, today)
    assert len({period for period, _ in found}) == len(found)
    for period, due in found:
        name, first, ends = repeating.period_of(repeat, due)
        assert (name, first <= due <= ends) == (period, True)
        assert since <= due <= last
        assert first <= today
    later = repeating.occurrences(repeat, day, since, last, today + timedelta(30))
    assert later[: len(found)] == found


@pytest.mark.parametrize(
    ("repeat", "day", "periods"),
    [
        (Repeat.WEEKLY, 5, [("2025-W27", date(2025, 7, 4)), ("2025-W28", date(2025, 7, 11))]),
        (Repeat.MONTHLY, 0, [("2025-07", date(2025, 7, 31))]),
        (Repeat.QUARTERLY, 31, [("2025-Q3", date(2025, 9, 30))]),
        (Repeat.NONE, 0, []),
    ],
)
def test_weeks_months_and_quarters_begin_on_their_own_days(repeat, day, periods):
    assert repeating.occurrences(repeat, day, date(2025, 7, 1), date(2025, 12, 31), date(2025, 7, 11)) == periods


def test_what_repeats_has_an_end_and_a_day_its_period_has():
    for repeat, day, last in ((Repeat.WEEKLY, 8, D), (Repeat.MONTHLY, 0, None), (Repeat.NONE, 1, D)):
        with pytest.raises(BadInput):
            repeating.check_repeat(repeat, day, last)


@pytest.mark.parametrize(
    ("key", "year", "day", "weekend"),
    [
        ("27-7", 2025, date(2025, 7, 27), True),
        ("2-9", 2025, date(2025, 9, 2), False),
        ("khai-giang", 2025, date(2025, 9, 5), False),
        ("trung-thu", 2025, date(2025, 10, 6), False),
        ("trung-thu", 2034, date(2034, 9, 26), False),
    ],
)
def test_days_of_the_year(key, year, day, weekend):
    usual = next(one for one in occasions.USUAL if one.key == key)
    assert occasions.day_in(usual.month, usual.day, year) == day
    assert occasions.is_weekend(day) is weekend


def test_the_lunar_table_is_whole_and_mid_autumn_lies_a_lunar_year_apart():
    days = [occasions.day_in(0, 0, year) for year in range(2018, 2036)]
    assert all((b - a).days in {354, 355, 383, 384, 385} for a, b in pairwise(days))
    with pytest.raises(RuleError):
        occasions.day_in(0, 0, 2036)
    for month, day in ((13, 1), (2, 30), (0, 1)):
        with pytest.raises(BadInput):
            occasions.check_day(month, day)


def test_wording_names_each_of_the_six_once():
    assert rules.checked_wording(dict(rules.CLEAR_NAMES))["person"] == "rõ người"
    for words in ({**rules.CLEAR_NAMES, "person": ""}, {**rules.CLEAR_NAMES, "person": "rõ việc"}):
        with pytest.raises(BadInput):
            rules.checked_wording(words)


def test_a_week_is_monday_to_sunday():
    assert weekly.week_of(date(2025, 7, 16)) == (date(2025, 7, 14), date(2025, 7, 20))
