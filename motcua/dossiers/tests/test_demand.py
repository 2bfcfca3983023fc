"""Who did how much, what lay beyond office hours, and what a weekday brings: arithmetic first, then at one centre."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers import demand
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import demand as rules
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.worktime.days import Day
from motcua.kernel.worktime.spans import spans
from motcua.ledger.models import Access

STATUS, EXTRACT = "1.004873", "2.000635"
HOURS = spans("07:30-11:30, 13:00-17:00")
FRIDAY, SATURDAY = Day(date(2025, 7, 11), HOURS, HOURS, None), Day(date(2025, 7, 12), (), (), None)


def at(hour: int, minute: int = 0) -> datetime:
    return clock.local(clock.at(2025, 7, 11, hour, minute))


@pytest.mark.parametrize(
    ("moments", "day", "minutes"),
    [
        ([], FRIDAY, 0),
        ([at(8), at(16, 59)], FRIDAY, 0),
        ([at(12, 15)], FRIDAY, 0),
        ([at(17)], FRIDAY, 0),
        ([at(17, 40), at(18, 10)], FRIDAY, 70),
        ([at(7), at(19)], FRIDAY, 150),
        ([at(8), at(10, 30)], SATURDAY, 150),
        ([at(8)], SATURDAY, 0),
    ],
)
def test_minutes_beyond_the_hours_of_a_day(moments, day, minutes):
    assert rules.minutes_beyond(moments, day) == minutes


@pytest.mark.parametrize(
    ("moment", "day", "beyond"),
    [
        (at(7, 29), FRIDAY, True),
        (at(7, 30), FRIDAY, False),
        (at(12), FRIDAY, False),
        (at(16, 59), FRIDAY, False),
        (at(17), FRIDAY, True),
        (at(10), SATURDAY, True),
    ],
)
def test_a_moment_is_beyond_the_hours_or_not(moment, day, beyond):
    assert rules.is_beyond(moment, day) is beyond


@pytest.mark.parametrize(("load", "counters"), [(0, 0), (0.01, 1), (0.8, 1), (0.81, 2), (1.6, 2), (1.61, 3)])
def test_a_counter_is_full_at_four_fifths(load, counters):
    assert rules.counters_for(load) == counters


def test_a_gap_longer_than_an_hour_is_no_work_on_one_dossier():
    assert rules.gaps_between([at(9), at(8), at(8, 10), at(10, 1), at(9)]) == [10, 50]


def test_too_few_gaps_leave_the_assumption_standing():
    assert rules.handling([5.0] * (rules.ENOUGH - 1)) == rules.Handling(15.0, 19, measured=False)
    assert rules.handling([5.0] * rules.ENOUGH) == rules.Handling(5.0, 20, measured=True)


@given(st.dictionaries(st.sampled_from([date(2025, 7, 7) + timedelta(days=n) for n in range(21)]), st.integers(0, 200)))
def test_what_is_expected_of_the_weekdays_is_what_came_spread_over_its_open_days(numbers):
    days = [
        FRIDAY._replace(date=day) if day.weekday() < 5 else SATURDAY._replace(date=day)
        for day in (date(2025, 7, 7) + timedelta(days=n) for n in range(21))
    ]
    came = {("Hộ tịch", day): number for day, number in numbers.items() if day.weekday() < 5}
    found = rules.expected(came, days, {"Hộ tịch": rules.Handling(10, 40, measured=True)})
    assert sum(one.mean * one.days for one in found) == pytest.approx(sum(came.values()))
    assert all(one.load == pytest.approx(one.mean * 10 / 480) for one in found)
    assert {one.weekday for one in found} <= set(range(5))


def test_a_day_of_rest_is_no_day_on_which_nothing_came():
    days = [FRIDAY, SATURDAY._replace(date=date(2025, 7, 4))]
    (one,) = rules.expected({("Đất đai", FRIDAY.date): 64}, days, {"Đất đai": rules.Handling(15, 0, measured=False)})
    assert (one.mean, one.days, one.load, one.counters) == (64, 1, 2.0, 3)


@pytest.fixture
def fortnight(town):
    """Two weeks at the centre: three civil-status dossiers of a Friday, one of them worked in the evening."""
    with clock.fixed(clock.at(2025, 7, 4, 8)):
        first = town.accept(STATUS)
    with clock.fixed(clock.at(2025, 7, 4, 8, 12)):
        town.accept(STATUS)
    with clock.fixed(clock.at(2025, 7, 11, 9)):
        third = town.accept(EXTRACT)
    with clock.fixed(clock.at(2025, 7, 11, 18, 30)):
        town.make_ready(first)
        yield first, third


PERIOD = (date(2025, 6, 28), date(2025, 7, 11))


def test_who_did_how_much_and_how_much_of_it_after_hours(town, fortnight):
    done = demand.work(town["giamdoc"], town.bodies.centre, *PERIOD)
    by_name = {one.name: one for one in done.officials}
    receiver = by_name["Lê Thử Nhận"]
    assert (receiver.received, receiver.dossiers, receiver.steps, receiver.beyond) == (3, 3, 3, 0)
    late = [one for one in done.officials if one.beyond]
    assert {one.beyond_days for one in late} == {1}
    assert {one.beyond_minutes for one in late} == {90}
    assert done.beyond == sum(one.steps for one in late) == done.steps - 3
    assert sum(number for _, number in done.by_field) == done.received == 3
    assert Access.objects.filter(what__contains="dossiers.work").exists()


def test_what_lies_in_hands_now_is_told_even_of_who_did_nothing(town, fortnight):
    _, third = fortnight
    who = town["thuly"]
    Dossier.objects.filter(pk=third).update(official_id=who.official, official_name=who.name)
    done = demand.work(town["giamdoc"], town.bodies.centre, date(2025, 7, 5), date(2025, 7, 6))
    assert [(one.name, one.steps, one.open, one.late) for one in done.officials] == [(who.name, 0, 1, 1)]


def test_single_officials_are_for_who_looks_after_people(town, fortnight):
    leader = replace(town["giamdoc"], powers=town["giamdoc"].powers - {"staff.read", "dossier.assign"})
    done = demand.work(leader, town.bodies.centre, *PERIOD)
    assert (done.officials, done.named, done.people > 1, done.steps > 3) == ((), False, True, True)


@pytest.mark.parametrize("who", ["tiepnhan", "giamsat"])
def test_who_reads_no_figures_reads_neither(town, fortnight, who):
    for asked in (
        lambda: demand.work(town[who], town.bodies.centre, *PERIOD),
        lambda: demand.forecast(town[who], town.bodies.centre),
    ):
        with pytest.raises(NotAllowed):
            asked()


def test_a_longer_period_is_refused(town):
    with pytest.raises(BadInput):
        demand.work(town["giamdoc"], town.bodies.centre, date(2025, 1, 1), date(2025, 7, 11))


def test_a_weekday_that_wants_a_second_counter_is_named(town):
    with clock.fixed(clock.at(2025, 7, 4, 8)):
        filled = [town.accept(STATUS) for _ in range(28)]
    assert len(filled) == 28
    with clock.fixed(clock.at(2025, 7, 5, 9)):
        found = demand.forecast(town["giamdoc"], town.bodies.centre)
    assert (found.first, found.last) == (date(2025, 7, 4), date(2025, 7, 4))
    (one,) = found.second
    assert (one.weekday, one.mean, one.counters) == (4, 28, 2)
    assert not found.takes[one.field].measured
    assert dict(found.counters) == {4: 2}


def test_nothing_came_yet(town):
    found = demand.forecast(town["giamdoc"], town.bodies.centre)
    assert (found.expected, dict(found.counters), found.second) == ((), {}, ())
