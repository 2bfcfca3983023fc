"""What a day asked for means, how far works are, when they will end, who is silent: by tables and for all values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.kernel.errors import BadInput, RuleError
from motcua.works import rules
from motcua.works.rules import AskedKind, Pace, Point, StagePlan

START = date(2025, 6, 2)


def on(day: int, month: int = 6) -> date:
    return date(2025, month, day)


@pytest.mark.parametrize(
    ("kind", "asked", "last", "words"),
    [
        (AskedKind.BEFORE, on(25), on(24), "trước ngày 25/6/2025"),
        (AskedKind.BEFORE, date(2025, 1, 1), date(2024, 12, 31), "trước ngày 1/1/2025"),
        (AskedKind.WITHIN, on(25), on(25), "trong ngày 25/6/2025"),
        (AskedKind.BY_END, on(25), on(25), "đến hết ngày 25/6/2025"),
        (AskedKind.SOON, None, None, "sớm"),
    ],
)
def test_the_words_decide_the_last_day_in_time(kind, asked, last, words):
    assert rules.last_day(kind, asked) == last
    assert str(rules.asked_words(kind, asked)) == words


@pytest.mark.parametrize(
    ("kind", "day"), [(AskedKind.SOON, on(25)), (AskedKind.BEFORE, None), (AskedKind.WITHIN, None)]
)
def test_a_day_and_its_words_must_fit(kind, day):
    with pytest.raises(BadInput):
        rules.check_asked(kind, day)


@pytest.mark.parametrize(
    ("last", "day", "late"), [(on(24), on(24), 0), (on(24), on(25), 1), (on(24), on(4, 7), 10), (None, on(25), 0)]
)
def test_lateness_begins_with_the_day_after_the_last(last, day, late):
    assert rules.days_late(last, day) == late


@pytest.mark.parametrize(
    ("late", "last", "words"),
    [(0, on(24), "đúng hạn"), (1, on(24), "trễ 1 ngày"), (0, None, "đã nghiệm thu, không có hạn")],
)
def test_an_acceptance_is_judged_in_words(late, last, words):
    assert str(rules.verdict(late, last)) == words


def stage(done, weight=1, starts=START, ends=date(2025, 6, 11)):
    return StagePlan(weight, starts, ends, done)


@pytest.mark.parametrize(
    ("stages", "percent"),
    [
        ([], 0),
        ([stage(None)], 0),
        ([stage(100, 40), stage(50, 40), stage(0, 20)], 60),
        ([stage(100, 40), stage(50, 40), stage(None, 20)], 60),
        ([stage(100, 999), stage(99, 1)], 99),
        ([stage(100, 3), stage(100, 5)], 100),
    ],
)
def test_the_whole_follows_from_the_weights(stages, percent):
    assert rules.overall(stages) == percent


percents = st.integers(0, 100)


@given(st.lists(st.tuples(st.integers(1, 1000), st.none() | percents), min_size=1, max_size=8))
def test_an_unanswered_or_unfinished_stage_never_gives_the_whole(rows):
    whole = rules.overall([stage(done, weight) for weight, done in rows])
    assert (whole == 100) == all(done == 100 for _, done in rows)
    assert 0 <= whole <= 100


@pytest.mark.parametrize(("day", "percent"), [(on(1), 0), (on(2), 10), (on(6), 50), (on(11), 100), (on(30), 100)])
def test_the_plan_grows_evenly_over_both_its_days(day, percent):
    assert rules.planned([stage(None)], day) == percent


def test_a_plan_without_stages_wants_nothing():
    assert rules.planned([], on(6)) == 0


@pytest.mark.parametrize(
    ("stages", "fault"),
    [
        ([], "1 đến 40"),
        ([("a", stage(None))] * 41, "1 đến 40"),
        ([("", stage(None))], "phải có tên"),
        ([("Móng", stage(None)), ("  móng ", stage(None))], "trùng tên"),
        ([("Móng", stage(None, 0))], "Tỷ trọng"),
        ([("Móng", stage(None, 1001))], "Tỷ trọng"),
        ([("Móng", stage(None, ends=on(1)))], "kết thúc trước"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(stages, fault):
    with pytest.raises(BadInput, match=fault):
        rules.check_stages(stages)


def test_going_back_needs_a_reason():
    with pytest.raises(RuleError, match="lùi tiến độ"):
        rules.check_progress({"g1": 60}, {"g1": 50}, " ")
    rules.check_progress({"g1": 60}, {"g1": 50}, "Đo lại")
    rules.check_progress({"g1": 60}, {"g1": 60}, "")


@pytest.mark.parametrize("now", [{"g9": 1}, {"g1": -1}, {"g1": 101}])
def test_unknown_stages_and_percents_are_refused(now):
    with pytest.raises(BadInput):
        rules.check_progress({"g1": None}, now, "lý do")


@pytest.mark.parametrize(
    ("points", "today", "pace", "day", "late"),
    [
        # nothing said, or no day gone by: too little to say
        ([], on(13), Pace.UNKNOWN, None, 0),
        ([(on(2), 10)], on(2), Pace.UNKNOWN, None, 0),
        # 60 % in 11 days: the rest takes 8 (7,33 rounded up)
        ([(on(13), 60)], on(13), Pace.MOVING, on(21), 0),
        # three days of nothing: the last seven days were slower than the whole, and count
        ([(on(13), 60)], on(16), Pace.MOVING, on(29), 5),
        # nothing for a week
        ([(on(13), 60)], on(20), Pace.STANDSTILL, None, 0),
        ([(on(13), 60)], on(30), Pace.STANDSTILL, None, 6),
        # fast now, slow before: the slower counts
        ([(on(9), 0), (on(12), 60)], on(12), Pace.MOVING, on(19), 0),
        # only the last word of a day counts, and what went back is forecast from where it is
        ([(on(13), 60), (on(13), 20)], on(13), Pace.MOVING, date(2025, 7, 27), 33),
        ([(on(10), 0)], on(13), Pace.STANDSTILL, None, 0),
        ([(on(10), 50), (on(20), 100), (on(22), 100)], on(23), Pace.DONE, on(20), 0),
        ([(on(20), 100), (on(22), 90), (on(26), 100)], on(27), Pace.DONE, on(26), 2),
    ],
)
def test_the_end_is_forecast_by_the_slower_pace(points, today, pace, day, late):
    found = rules.forecast(START, [Point(*point) for point in points], today, on(24))
    assert (found.pace, found.day, found.late) == (pace, day, late)


histories = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 99)), min_size=1, max_size=10)


@given(histories, st.integers(1, 60))
def test_what_is_not_whole_never_ends_before_tomorrow(history, today):
    points = [Point(START + timedelta(days=day), percent) for day, percent in history]
    here = START + timedelta(days=today)
    found = rules.forecast(START, points, here, None)
    assert found.late == 0
    if found.day is not None:
        assert found.day > here
        assert found.pace is Pace.MOVING


@given(histories, st.integers(1, 60), st.randoms())
def test_the_order_of_days_told_does_not_matter(history, today, random):
    once = dict(history)
    points = [Point(START + timedelta(days=day), percent) for day, percent in once.items()]
    here = START + timedelta(days=today)
    before = rules.forecast(START, points, here, on(24))
    random.shuffle(points)
    assert rules.forecast(START, points, here, on(24)) == before


@example([(1, 16), (36, 1), (37, 2)], 41, 1)  # a correction downwards, then silence
@given(histories, st.integers(41, 60), st.integers(1, 30))
def test_silence_never_brings_the_end_nearer(history, today, more):
    points = [Point(START + timedelta(days=day), percent) for day, percent in history]
    first = rules.forecast(START, points, START + timedelta(days=today), None)
    later = rules.forecast(START, points, START + timedelta(days=today + more), None)
    if first.day is None:
        assert later.day is None
    elif later.day is not None:
        assert later.day >= first.day


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 40))
def test_more_done_by_the_same_day_never_ends_later(one, other, days):
    here = START + timedelta(days=days)
    less, more = sorted((one, other))
    slow = rules.forecast(START, [Point(here, less)], here, None).day
    fast = rules.forecast(START, [Point(here, more)], here, None).day
    assert slow is None or (fast is not None and fast <= slow)


@pytest.mark.parametrize(
    ("forecast", "words"),
    [
        (rules.Forecast(Pace.UNKNOWN), "chưa đủ số liệu"),
        (rules.Forecast(Pace.STANDSTILL), "đứng yên, chưa thấy ngày xong"),
        (rules.Forecast(Pace.MOVING, on(21)), "dự báo xong 21/6/2025"),
        (rules.Forecast(Pace.MOVING, on(29), 5), "dự báo xong 29/6/2025, trễ 5 ngày"),
        (rules.Forecast(Pace.DONE, on(20)), "đã đạt 100 %"),
    ],
)
def test_the_forecast_is_said(forecast, words):
    assert str(forecast.words) == words


@pytest.mark.parametrize(
    ("told", "late", "tell"), [(0, 0, False), (0, 1, True), (1, 3, False), (1, 4, True), (5, 2, False)]
)
def test_a_slip_is_told_when_new_or_grown(told, late, tell):
    assert rules.slip_to_tell(told, rules.Forecast(Pace.MOVING, on(30), late)) is tell


@pytest.mark.parametrize(
    ("today", "days", "degree"),
    [(on(13), 0, 0), (on(15), 2, 0), (on(16), 3, 1), (on(18), 5, 1), (on(19), 6, 2), (on(30), 17, 2), (on(1), 0, 0)],
)
def test_silence_grows_by_degrees(today, days, degree):
    assert rules.silence(on(13), today, 3) == (days, degree)


@pytest.mark.parametrize(
    ("percent", "blockers", "defects", "error"),
    [
        (99, 0, [], RuleError),
        (100, 1, [], RuleError),
        (100, 0, [("", on(30))], BadInput),
        (100, 0, [("Cửa kẹt", None)], BadInput),
        (100, 0, [("Cửa kẹt", on(23))], BadInput),
    ],
)
def test_what_is_not_whole_or_blocked_is_not_accepted(percent, blockers, defects, error):
    with pytest.raises(error):
        rules.check_acceptance(percent, blockers, defects, on(24))


def test_what_is_whole_is_accepted_with_defects_to_come():
    rules.check_acceptance(100, 0, [("Cửa kẹt", on(24))], on(24))
