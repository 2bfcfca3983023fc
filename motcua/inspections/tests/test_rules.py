"""Double booking, roads, days of rest, outlines and draws: pure, by tables and for all values."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.inspections.rules import campaigns, draw
from motcua.inspections.rules.stops import (
    STAY_MINUTES,
    Clash,
    Half,
    Slot,
    check_booking,
    conflicts,
    day_warnings,
    hour,
    is_overdue,
    legs,
    travel_minutes,
)
from motcua.kernel.errors import BadInput, RuleError
from motcua.office import calendars

DAY = date(2025, 7, 15)
A, B, C, D = (UUID(int=number) for number in range(1, 5))
HANOI, PHU_XUYEN = (21.0285, 105.8542), (20.7333, 105.9000)


def slot(stop=A, campaign=C, place=A, half="morning", ordinal=1, at=None, who=("an",), day=DAY, position=None):
    return Slot(stop, campaign, place, day, half, ordinal, at, frozenset(who), "xã Thử", position)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        # two teams at one commune
        ({"campaign": D, "place": A, "who": ("bình",)}, [Clash.PLACE]),
        ({"campaign": C, "place": A, "who": ("bình",)}, [Clash.PLACE]),
        ({"campaign": D, "place": A, "half": "afternoon"}, []),
        ({"campaign": D, "place": A, "day": date(2025, 7, 16)}, []),
        # one person in two places
        ({"campaign": D, "place": B}, [Clash.PERSON]),
        ({"campaign": D, "place": B, "who": ("bình",)}, []),
        # two communes of one team in one half-day are a route, unless it must be in both at once
        ({"campaign": C, "place": B, "ordinal": 2}, []),
        ({"campaign": C, "place": B, "ordinal": 1}, [Clash.HOUR]),
        ({"campaign": C, "place": B, "ordinal": 1, "who": ("bình",)}, []),
        # an extra stop of the same team at the same commune
        ({"campaign": C, "place": A, "ordinal": 2}, []),
    ],
)
def test_what_gets_in_the_way_of_a_stop(other, found):
    mine = slot()
    assert [one.clash for one in conflicts(mine, [mine, slot(stop=B, **other)])] == found


@given(st.permutations([slot(stop=UUID(int=n), place=UUID(int=n % 3), campaign=UUID(int=n % 2)) for n in range(1, 7)]))
def test_who_was_there_first_and_the_order_read_change_nothing(order):
    pairs = {frozenset((one.stop, bar.other)) for one in order for bar in conflicts(one, order)}
    mirrored = {frozenset((bar.stop, bar.other)) for one in reversed(order) for bar in conflicts(one, order)}
    assert pairs == mirrored


def test_a_booking_in_the_way_needs_a_reason():
    bars = conflicts(slot(), [slot(stop=B, campaign=D)])
    with pytest.raises(RuleError):
        check_booking(bars, "")
    check_booking(bars, "Hai đoàn cùng nghe báo cáo")


@pytest.mark.parametrize(
    ("first", "then", "tight"),
    [
        ({"at": 450, "position": HANOI}, {"at": 600, "position": PHU_XUYEN}, False),
        ({"at": 450, "position": HANOI}, {"at": 520, "position": PHU_XUYEN}, True),
        ({"position": HANOI}, {"position": PHU_XUYEN}, False),
        ({"position": HANOI}, {"position": (19.8, 105.77)}, True),
        ({"position": HANOI}, {"position": None}, None),
    ],
)
def test_the_road_between_two_stops(first, then, tight):
    (leg,) = legs([slot(stop=B, place=B, ordinal=2, **then), slot(**first)])
    assert (leg.stop, leg.next) == (A, B)
    if tight is None:
        assert (leg.minutes, leg.tight) == (None, False)
        assert "chưa có tọa độ" in str(leg.words)
    else:
        assert leg.tight is tight


@given(st.floats(0, 500, allow_nan=False), st.floats(0, 500, allow_nan=False))
def test_a_longer_road_never_takes_less(one, other):
    assert (one <= other) <= (travel_minutes(one) <= travel_minutes(other))
    assert travel_minutes(30) == 60 == STAY_MINUTES


@pytest.mark.parametrize(
    ("day", "half", "at", "said"),
    [
        (date(2025, 7, 27), "morning", None, "Ngày nghỉ hằng tuần: Chủ nhật."),
        (date(2025, 6, 15), "afternoon", None, "Ngày nghỉ hằng tuần: Chủ nhật."),
        (date(2025, 9, 2), "morning", None, "Ngày nghỉ: "),
        (date(2025, 7, 15), "morning", None, ""),
        (date(2025, 7, 15), "morning", 11 * 60 + 30, "11:30 ngoài giờ tiếp nhận"),
        (date(2025, 7, 15), "afternoon", 17 * 60, "17:00 ngoài giờ tiếp nhận"),
        (date(2025, 7, 15), "afternoon", 16 * 60 + 59, ""),
        (date(1950, 1, 2), "morning", None, "Chưa có lịch làm việc của năm 1950"),
    ],
)
def test_what_the_calendar_has_against_a_half_day(day, half, at, said):
    found = [str(one) for one in day_warnings(calendars.national(), day, half, at)]
    assert len(found) == bool(said)
    assert all(one.startswith(said) for one in found)


def test_an_hour_belongs_to_its_half_day():
    assert hour("7h30", Half.MORNING) == 450
    assert hour(" ", Half.MORNING) is None
    for text, half in (
        ("14:00", Half.MORNING),
        ("11:59", Half.AFTERNOON),
        ("25:00", Half.MORNING),
        ("sáng", Half.MORNING),
    ):
        with pytest.raises(BadInput) as refused:
            hour(text, half)
        assert refused.value.field == "clock"


def test_an_outline_is_late_after_the_end_of_its_day():
    assert [is_overdue("draft", DAY, day) for day in (DAY, date(2025, 7, 16))] == [False, True]
    assert not is_overdue("submitted", DAY, date(2025, 7, 16))
    assert not is_overdue("empty", None, date(2025, 7, 16))


def test_an_outline_is_typed_a_question_a_line():
    text = "- Công tác chỉ đạo\n\nNhân sự | Biên chế giao; Có mặt\n"
    assert campaigns.questions(text) == [("Công tác chỉ đạo", []), ("Nhân sự", ["Biên chế giao", "Có mặt"])]
    for wrong in ("| Cột", "x" * 301, "a|1;2;3;4;5;6;7", "\n".join("abc" for _ in range(61))):
        with pytest.raises(BadInput):
            campaigns.questions(wrong)


units = st.lists(st.uuids(), min_size=1, max_size=40, unique=True)


@given(units, st.text("0123456789abcdef", min_size=64, max_size=64), st.data())
def test_whoever_draws_again_draws_the_same(pool, seed, data):
    count = data.draw(st.integers(1, len(pool)))
    found = draw.drawn(seed, pool, count)
    assert found == draw.drawn(seed, list(reversed(pool)), count)
    assert len(set(found)) == count
    assert set(found) <= set(pool)
    assert draw.drawn(seed, pool, len(pool))[:count] == found


@given(units)
def test_another_seed_is_another_draw_and_its_hash_tells_it(pool):
    assert draw.committed("a") != draw.committed("b")
    with pytest.raises(RuleError):
        draw.drawn("a", pool, len(pool) + 1)
    with pytest.raises(RuleError):
        draw.drawn("a", pool, 0)


def test_a_draw_can_be_done_by_hand_with_sha256sum():
    """The example of docs/rules/campaigns.md: printf '%s' "$seed:$unit" | sha256sum, the lowest first."""
    seed = "00" * 32
    assert draw.committed(seed) == "60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55"
    tickets = {unit: draw.ticket(seed, unit) for unit in (A, B, C)}
    assert draw.drawn(seed, (A, B, C), 3) == tuple(sorted(tickets, key=tickets.__getitem__))
