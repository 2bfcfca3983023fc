"""How findings live, when one repeats another, and how a place stands in words."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.findings.rules import life, repeats
from motcua.findings.rules.life import Kind, Standing, State
from motcua.findings.rules.repeats import Earlier
from motcua.kernel.errors import BadInput

DAY = date(2025, 7, 15)
HERE, ELSEWHERE = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("kind", "words", "refused"),
    [
        (Kind.SHORTCOMING, "Bảng phí chưa niêm yết đủ", False),
        (Kind.SHORTCOMING, "  \n ", True),
        (Kind.SHORTCOMING, "x" * 3001, True),
        (Kind.GOOD, "Cán bộ làm việc khẩn trương", False),
        (Kind.GOOD, "", True),
        (Kind.UNDESCRIBED, "", False),
    ],
)
def test_a_shortcoming_without_words_cannot_be_noted(kind, words, refused):
    if refused:
        with pytest.raises(BadInput):
            life.checked_words(kind, words)
    else:
        assert life.checked_words(kind, words) == words.strip()


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(), "chưa ghi nhận tồn tại nào"),
        (Standing(good=3), "chưa ghi nhận tồn tại nào"),
        (Standing(undescribed=1), "có tồn tại nhưng chưa được mô tả"),
        (Standing(good=2, undescribed=2), "có tồn tại nhưng chưa được mô tả"),
        (Standing(closed=1, unsettled=1), "1/2 tồn tại đã khắc phục"),
        (Standing(closed=2, undescribed=1), "2/2 tồn tại đã khắc phục; còn tồn tại chưa được mô tả"),
    ],
)
def test_what_is_not_described_is_never_none(standing, words):
    assert str(standing.words) == words


@given(st.builds(Standing, *[st.integers(0, 3)] * 3, st.integers(1, 3)))
def test_no_standing_with_something_undescribed_reads_as_if_all_were_well(standing):
    assert "chưa được mô tả" in str(standing.words)


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        (State.OPEN, DAY - timedelta(days=1), 1),
        (State.OPEN, DAY - timedelta(days=30), 30),
        (State.OPEN, DAY, 0),
        (State.OPEN, None, 0),
        (State.PROVEN, DAY - timedelta(days=5), 0),
        (State.CLOSED, DAY - timedelta(days=5), 0),
    ],
)
def test_a_shortcoming_is_late_after_its_day_until_it_is_proven(state, due, late):
    assert life.days_late(state, due, DAY) == late


@pytest.mark.parametrize(("days", "refused"), [(0, False), (366, False), (367, True), (-1, True)])
def test_a_day_to_put_right_by_is_one_that_can_be_kept(days, refused):
    if refused:
        with pytest.raises(BadInput):
            life.check_due(DAY + timedelta(days=days), DAY)
    else:
        life.check_due(DAY + timedelta(days=days), DAY)


def one(about="item:phi", place=HERE, day=DAY, stop: UUID | None = None) -> Earlier:
    return Earlier(uuid4(), place, about, day, stop or uuid4())


@pytest.mark.parametrize(
    ("other", "repeated"),
    [
        (one(day=DAY - timedelta(days=1)), True),
        (one(day=DAY - timedelta(days=731)), True),
        (one(day=DAY - timedelta(days=732)), False),
        (one(day=DAY), False),
        (one(day=DAY + timedelta(days=1)), False),
        (one(place=ELSEWHERE, day=DAY - timedelta(days=9)), False),
        (one(about="item:khac", day=DAY - timedelta(days=9)), False),
    ],
)
def test_the_same_thing_at_the_same_place_on_an_earlier_day_is_a_repeat(other, repeated):
    assert bool(repeats.repeats(one(), [other])) is repeated


def test_what_was_noted_twice_at_one_stop_is_no_repeat():
    stop = uuid4()
    assert repeats.repeats(one(stop=stop), [one(stop=stop, day=DAY - timedelta(days=1))]) == ()


@pytest.mark.parametrize(
    ("item", "criterion", "same_as"),
    [
        ("phi", "Niêm yết phí", ("phi", "")),
        ("", "Niêm yết mức thu phí", ("", "niêm  yết mức thu PHÍ")),
    ],
)
def test_a_thing_is_known_by_its_question_or_else_by_its_criterion(item, criterion, same_as):
    assert repeats.key(item, criterion) == repeats.key(*same_as) != ""


def test_what_says_nothing_of_what_it_is_about_repeats_nothing():
    assert repeats.key("", "  ") == ""
    assert repeats.repeats(one(about=""), [one(about="", day=DAY - timedelta(days=9))]) == ()
