"""Half-days, rotation, presence, the week after a holiday: tables and properties."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.kernel.worktime import Calendar, DayRule, Kind
from motcua.office.calendars import national
from motcua.staff.rules.after_holiday import after_holiday
from motcua.staff.rules.halves import Away, Half, Sitting, half_at, sittings
from motcua.staff.rules.presence import Seen, Standing, refuse_late_entry, refuse_sign_in, standing
from motcua.staff.rules.rotation import Turn, Wanted, rotate

PEOPLE = [UUID(int=n) for n in range(1, 8)]
THURSDAY = date(2018, 2, 22)
MORNING = Sitting(THURSDAY, Half.MORNING, clock.at(2018, 2, 22, 7, 30), clock.at(2018, 2, 22, 11, 30))


def at(hour: int, minute: int = 0) -> datetime:
    return clock.at(2018, 2, 22, hour, minute)


def keys(n: int) -> list[tuple[date, Half]]:
    return [(THURSDAY + timedelta(days=i // 2), Half.AFTERNOON if i % 2 else Half.MORNING) for i in range(n)]


# Half-days


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return national()


def test_a_working_day_has_two_half_days_with_their_hours(calendar):
    found = sittings(calendar, THURSDAY)
    assert [(one.half, one.opens, one.closes) for one in found] == [
        (Half.MORNING, at(7, 30), at(11, 30)),
        (Half.AFTERNOON, at(13), at(17)),
    ]


@pytest.mark.parametrize("day", [date(2018, 2, 16), date(2018, 2, 24), date(2025, 6, 15)])
def test_a_day_of_rest_has_none_unless_work_is_planned(calendar, day):
    assert sittings(calendar, day) == ()
    assert [one.half for one in sittings(calendar, day, planned=True)] == [Half.MORNING, Half.AFTERNOON]


@pytest.mark.parametrize(
    ("hour", "half"), [((11, 59), Half.MORNING), ((12, 0), Half.AFTERNOON), ((7, 0), Half.MORNING)]
)
def test_noon_parts_the_day(hour, half):
    assert half_at(at(*hour)) is half


def test_half_days_of_leave_are_counted_at_both_ends():
    away = Away(THURSDAY, THURSDAY + timedelta(days=1), Half.AFTERNOON, Half.MORNING)
    held = [away.holds(*key) for key in keys(4)]
    assert held == [False, True, True, False]
    assert Away(THURSDAY, THURSDAY, Half.AFTERNOON, Half.MORNING).empty
    assert not away.overlaps(Away(THURSDAY, THURSDAY, Half.MORNING, Half.MORNING))
    assert away.overlaps(Away(THURSDAY, THURSDAY))


# Rotation

turns_ = st.lists(
    st.tuples(
        st.lists(st.sets(st.sampled_from(PEOPLE), max_size=5), min_size=1, max_size=4),
        st.sets(st.sampled_from(PEOPLE), max_size=4),
    ),
    min_size=1,
    max_size=8,
)


def built(raw: list[tuple[list[set[UUID]], set[UUID]]]) -> list[Turn]:
    return [
        Turn(key, tuple(Wanted(f"Quầy {n}", tuple(sorted(able))) for n, able in enumerate(places)), frozenset(away))
        for key, (places, away) in zip(keys(len(raw)), raw, strict=True)
    ]


def most(turn: Turn) -> int:
    """Return how many places can be filled at all: the largest number for which Hall's condition leaves none short."""
    able = [frozenset(wanted.people) - turn.away for wanted in turn.wanted]
    short = max(
        (
            len(chosen) - len(frozenset().union(*chosen))
            for size in range(len(able) + 1)
            for chosen in combinations(able, size)
        ),
        default=0,
    )
    return len(able) - max(short, 0)


@given(turns_)
def test_nobody_away_or_unable_is_seated_and_nobody_twice(raw):
    turns = built(raw)
    by_key = {turn.key: turn for turn in turns}
    placed = rotate(turns).placed
    for key, place, person in placed:
        wanted = next(one for one in by_key[key].wanted if one.place == place)
        assert person in wanted.people
        assert person not in by_key[key].away
    assert len({(key, person) for key, _, person in placed}) == len(placed)
    assert len({(key, place) for key, place, _ in placed}) == len(placed)


@given(turns_)
def test_as_many_places_are_served_as_can_be(raw):
    turns = built(raw)
    draft = rotate(turns)
    for turn in turns:
        filled = sum(key == turn.key for key, _, _ in draft.placed)
        assert filled == most(turn)
        assert filled + sum(key == turn.key for key, _ in draft.gaps) == len(turn.wanted)


@given(st.integers(1, 7), st.integers(1, 4), st.integers(1, 20))
def test_where_everybody_can_do_everything_burdens_differ_by_one_at_most(people, places, halves):
    able = tuple(PEOPLE[:people])
    wanted = tuple(Wanted(f"Quầy {n}", able) for n in range(places))
    draft = rotate([Turn(key, wanted) for key in keys(halves)])
    counts = [sum(person == one for _, _, person in draft.placed) for one in able]
    assert max(counts) - min(counts) <= 1


def test_who_has_served_more_before_serves_later():
    wanted = (Wanted("Quầy 1", tuple(PEOPLE[:2])),)
    draft = rotate([Turn(key, wanted) for key in keys(3)], {PEOPLE[0]: 2})
    assert [person for _, _, person in draft.placed] == [PEOPLE[1], PEOPLE[1], PEOPLE[0]]


def test_somebody_moves_to_another_place_so_that_both_are_served():
    wanted = (Wanted("Quầy 1", (PEOPLE[0],)), Wanted("Quầy 2", (PEOPLE[0], PEOPLE[1])))
    draft = rotate([Turn(keys(1)[0], wanted)])
    assert {place: person for _, place, person in draft.placed} == {"Quầy 1": PEOPLE[0], "Quầy 2": PEOPLE[1]}


# Presence

IN_TIME, AFTER_GRACE = Seen(at(7, 24)), Seen(at(7, 46))


@pytest.mark.parametrize(
    ("now", "own", "covers", "stands"),
    [
        (at(7, 44), None, [], Standing.NOT_YET),
        (at(7, 45), None, [], Standing.ABSENT),
        (at(8, 10), None, [], Standing.ABSENT),
        (at(8, 10), IN_TIME, [], Standing.PRESENT),
        (at(8, 10), Seen(at(7, 45)), [], Standing.PRESENT),
        (at(8, 10), AFTER_GRACE, [], Standing.LATE),
        (at(8, 10), None, [None], Standing.COVER_MISSING),
        (at(7, 40), None, [None], Standing.NOT_YET),
        (at(8, 10), None, [IN_TIME], Standing.COVERED),
        (at(8, 10), None, [Seen(at(7, 24), at(8, 0))], Standing.COVER_MISSING),
        (at(9, 0), Seen(at(7, 24), at(8, 50)), [], Standing.LEFT),
        (at(9, 0), Seen(at(7, 24), at(8, 50)), [IN_TIME], Standing.COVERED),
        (at(11, 29), Seen(at(7, 24), at(11, 15)), [], Standing.PRESENT),
        (at(11, 29), Seen(at(7, 24), at(11, 14)), [], Standing.LEFT),
    ],
)
def test_how_somebody_on_duty_stands(now, own, covers, stands):
    assert standing(MORNING, now, own, covers) is stands


@pytest.mark.parametrize(
    ("now", "may"), [(at(6, 29), False), (at(6, 30), True), (at(11, 29), True), (at(11, 30), False)]
)
def test_signing_in_is_open_from_an_hour_before_to_the_close(now, may):
    assert (refuse_sign_in(MORNING, now) is None) is may
    assert refuse_sign_in(None, now) is not None


@pytest.mark.parametrize(
    ("came", "left", "may"),
    [
        (at(7, 30), at(11, 30), True),
        (at(7, 30), None, True),
        (at(6, 0), None, False),
        (at(11, 30), None, False),
        (at(9), at(8), False),
        (at(9), at(14), False),
    ],
)
def test_what_can_be_entered_afterwards(came, left, may):
    assert (refuse_late_entry(MORNING, came, left, at(12)) is None) is may


# After a long holiday


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2018, 2, 20), None, None),
        (date(2018, 2, 21), date(2018, 2, 21), date(2018, 2, 27)),
        (date(2018, 2, 22), date(2018, 2, 21), date(2018, 2, 27)),
        (date(2018, 2, 24), date(2018, 2, 21), date(2018, 2, 27)),
        (date(2018, 2, 27), date(2018, 2, 21), date(2018, 2, 27)),
        (date(2018, 2, 28), None, None),
        (date(2025, 2, 3), date(2025, 2, 3), date(2025, 2, 7)),
        (date(2025, 9, 3), date(2025, 9, 3), date(2025, 9, 9)),
        (date(2025, 6, 12), None, None),
        (date(2025, 6, 16), None, None),
    ],
)
def test_the_first_working_week_after_a_long_holiday(calendar, day, first, last):
    found = after_holiday(calendar, day)
    assert (found.days[0], found.days[-1]) == (first, last) if found else first is None


def test_the_holiday_is_named_with_its_days(calendar):
    found = after_holiday(calendar, THURSDAY)
    assert (found.name, found.first_off, found.last_off) == ("Tết Mậu Tuất", date(2018, 2, 14), date(2018, 2, 20))


def test_an_ordinary_weekend_is_no_long_holiday():
    plain = Calendar("thử", (2024,), days=(DayRule(date(2024, 5, 1), Kind.HOLIDAY, ground="x"),))
    assert after_holiday(plain, date(2024, 5, 2)) is None
