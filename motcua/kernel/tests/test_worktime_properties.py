"""What must hold of every due instant, over generated calendars, against a plodding second reckoning by minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.kernel.clock import VIETNAM
from motcua.kernel.worktime import (
    Calendar,
    CalendarDays,
    DayRule,
    ExtraReception,
    Kind,
    Limit,
    Pause,
    SameDay,
    Span,
    WeeklyHours,
    WorkingDays,
    WorkingHours,
    add_up,
    calendar_from_dict,
    calendar_to_dict,
    due,
    is_open,
    next_open,
    next_working,
    remaining,
    working_minutes,
)

MINUTE = timedelta(minutes=1)
START = datetime(2025, 3, 3, tzinfo=VIETNAM)
HOURS = st.sampled_from(
    ["07:30-11:30, 13:00-17:00", "07:00-11:30, 13:30-17:00", "08:00-12:00", "09:00-15:20, 15:40-18:00"]
)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """A year with a season, odd days and perhaps Saturday reception."""
    weeks = [WeeklyHours.weekdays(draw(HOURS)), WeeklyHours.weekdays(draw(HOURS), date(2025, 3, 20))]
    days = {}
    for offset in draw(st.lists(st.integers(0, 60), max_size=12)):
        day = START.date() + timedelta(offset)
        kind = draw(st.sampled_from(Kind))
        hours = (Span(600, 660), Span(840, 1000)) if kind is Kind.CHANGED_HOURS else None
        days[day] = DayRule(day, kind, hours)
    extra = ExtraReception(5, (Span(480, 660),), counted=draw(st.booleans()))
    evening = ExtraReception(2, (Span(1000, 1140),))
    reception = draw(st.sampled_from([(), (extra,), (evening,), (extra, evening)]))
    return Calendar("thử", (2025,), tuple(weeks), tuple(days.values()), reception)


instants = st.integers(0, 30 * 24 * 60).map(lambda minutes: START + minutes * MINUTE)
limits: st.SearchStrategy[Limit] = st.one_of(
    st.integers(1, 25).map(WorkingDays),
    st.integers(1, 6000).map(lambda minutes: WorkingHours(0, minutes)),
    st.integers(1, 40).map(CalendarDays),
    st.sampled_from([SameDay(), SameDay(8 * 60)]),
)


@st.composite
def pauses(draw: st.DrawFn, count: int = 3) -> list[Pause]:
    return [
        Pause(start, start + draw(st.integers(0, 4 * 24 * 60)) * MINUTE)
        for start in draw(st.lists(instants, max_size=count))
    ]


def _working(calendar: Calendar, at: datetime) -> bool:
    minute = at.hour * 60 + at.minute
    return any(start <= minute < end for start, end in calendar.day(at.date()).working)


def _walk(calendar: Calendar, at: datetime, minutes: int) -> datetime:
    """Go on, minute by minute, until so many working minutes have passed."""
    while minutes:
        minutes -= _working(calendar, at)
        at += MINUTE
    return at


def _count(calendar: Calendar, start: datetime, end: datetime) -> int:
    total = 0
    while start < end:
        total += _working(calendar, start)
        start += MINUTE
    return total


def _close(calendar: Calendar, day: date) -> datetime:
    minute = calendar.day(day).working[-1].end
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=VIETNAM)


def _next_counted(calendar: Calendar, day: date) -> date:
    while not calendar.day(day).counted:
        day += timedelta(1)
    return day


def _plodding(calendar: Calendar, received: datetime, limit: Limit) -> datetime:
    """The rule again, by the letter and without tables."""
    accepted = received
    while not is_open(calendar, accepted):
        accepted += MINUTE
    start = accepted
    while not _working(calendar, start):
        start += MINUTE
    day = start.date()
    match limit:
        case WorkingHours():
            return _walk(calendar, start, limit.total)
        case SameDay():
            late = start.hour * 60 + start.minute > limit.cutoff
            return _close(calendar, _next_counted(calendar, day + timedelta(1)) if late else day)
        case CalendarDays():
            return _close(calendar, _next_counted(calendar, accepted.date() + timedelta(limit.days)))
        case WorkingDays():
            for _ in range(limit.days):
                day = _next_counted(calendar, day + timedelta(1))
    at = datetime.combine(day, start.timetz())
    while at < _close(calendar, day) and not _working(calendar, at):
        at += MINUTE
    return min(at, _close(calendar, day))


@settings(max_examples=250, deadline=None)
@given(calendars(), instants, limits)
def test_the_answer_is_the_one_a_patient_clerk_finds(calendar: Calendar, received: datetime, limit: Limit) -> None:
    assert due(calendar, received, limit).at == _plodding(calendar, received, limit)


@settings(max_examples=200, deadline=None)
@given(calendars(), instants, limits, pauses())
def test_never_due_outside_working_time_and_never_before_acceptance(
    calendar: Calendar, received: datetime, limit: Limit, given_pauses: list[Pause]
) -> None:
    answer = due(calendar, received, limit, given_pauses)
    assert answer.at is not None
    minute = answer.at.hour * 60 + answer.at.minute
    assert any(start <= minute <= end for start, end in calendar.day(answer.at.date()).working)
    assert received <= answer.accepted_at <= answer.starts_at <= answer.at


@settings(max_examples=200, deadline=None)
@given(calendars(), instants, limits, pauses())
def test_the_explanation_adds_up_to_the_answer(
    calendar: Calendar, received: datetime, limit: Limit, given_pauses: list[Pause]
) -> None:
    answer = due(calendar, received, limit, given_pauses)
    assert add_up(answer.why) == answer.at
    used = sum(line.minutes for line in answer.why)
    back = sum(line.paused for line in answer.why)
    counted = sum(line.counted for line in answer.why)
    if isinstance(limit, WorkingHours):
        assert used == limit.total + back
    elif isinstance(limit, CalendarDays):
        assert counted == limit.days
    else:
        assert used == back
    if isinstance(limit, WorkingDays):
        assert counted == limit.days


@settings(max_examples=200, deadline=None)
@given(calendars(), instants, instants, limits)
def test_received_later_is_never_due_earlier(calendar: Calendar, one: datetime, other: datetime, limit: Limit) -> None:
    first, second = due(calendar, min(one, other), limit).at, due(calendar, max(one, other), limit).at
    assert first is not None
    assert second is not None
    assert first <= second


@settings(max_examples=200, deadline=None)
@given(calendars(), instants, instants, limits, st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 6_000))))
def test_received_later_is_never_due_earlier_when_both_are_paused_afterwards(
    calendar: Calendar, one: datetime, other: datetime, limit: Limit, paused: list[tuple[int, int]]
) -> None:
    accepted = next_open(calendar, max(one, other))
    given_pauses = [
        Pause(accepted + start * MINUTE, accepted + (start + length) * MINUTE) for start, length in paused[:3]
    ]
    first, second = (due(calendar, at, limit, given_pauses).at for at in (min(one, other), max(one, other)))
    assert first is not None
    assert second is not None
    assert first <= second


@settings(max_examples=200, deadline=None)
@given(
    calendars(),
    instants,
    instants,
    st.one_of(st.integers(1, 6000).map(lambda minutes: WorkingHours(0, minutes)), st.integers(1, 40).map(CalendarDays)),
    pauses(),
)
def test_received_later_is_never_due_earlier_even_into_a_pause_under_hours_and_days(
    calendar: Calendar, one: datetime, other: datetime, limit: Limit, given_pauses: list[Pause]
) -> None:
    first, second = (due(calendar, at, limit, given_pauses).at for at in (min(one, other), max(one, other)))
    assert first is not None
    assert second is not None
    assert first <= second


def test_received_into_a_running_pause_a_same_day_limit_may_fall_due_earlier() -> None:
    """Both are due at the close of the same day, but from 14:00 the pause gives back an hour more than from 15:00."""
    calendar = Calendar("thử", (2025,), (WeeklyHours.weekdays("07:30-11:30, 13:00-17:00"),))
    day = datetime(2025, 7, 7, tzinfo=VIETNAM)
    pause = [Pause(day.replace(hour=14), day.replace(day=8, hour=9))]
    earlier, later = (due(calendar, day.replace(hour=hour), SameDay(), pause).at for hour in (14, 15))
    assert (earlier, later) == (day.replace(day=8, hour=13, minute=30), day.replace(day=8, hour=11))


@settings(max_examples=150, deadline=None)
@given(
    calendars(),
    instants,
    st.sampled_from([WorkingDays, WorkingHours, CalendarDays]),
    st.integers(1, 20),
    st.integers(0, 10),
)
def test_a_longer_limit_is_never_due_earlier(
    calendar: Calendar, received: datetime, kind: type, short: int, more: int
) -> None:
    assert due(calendar, received, kind(short)).at <= due(calendar, received, kind(short + more)).at


@settings(max_examples=100, deadline=None)
@given(
    calendars(),
    instants,
    st.one_of(st.integers(1, 8).map(WorkingDays), st.integers(30, 2500).map(lambda m: WorkingHours(0, m))),
    pauses(1),
)
def test_a_pause_gives_back_its_working_minutes(
    calendar: Calendar, received: datetime, limit: Limit, given_pauses: list[Pause]
) -> None:
    assume(given_pauses)
    plain, paused = due(calendar, received, limit), due(calendar, received, limit, given_pauses)
    pause = given_pauses[0]
    assert plain.at is not None
    assert pause.end is not None
    start = max(pause.start, plain.accepted_at)
    minutes = _count(calendar, start, pause.end) if _count(calendar, start, plain.at) else 0
    assert paused.at == (_walk(calendar, plain.at, minutes) if minutes else plain.at)


@settings(max_examples=100, deadline=None)
@given(calendars(), instants, st.integers(1, 40), pauses(1))
def test_a_pause_moves_a_limit_in_days_by_its_days(
    calendar: Calendar, received: datetime, days: int, given_pauses: list[Pause]
) -> None:
    assume(given_pauses)
    plain = due(calendar, received, CalendarDays(days))
    start, end = given_pauses[0].start, given_pauses[0].end
    assert plain.at is not None
    assert end is not None
    start = max(start, plain.accepted_at)
    day = plain.accepted_at.date() + timedelta(days)
    assume(start < end)
    assume(start < plain.at)
    day += end.date() - start.date()
    while not calendar.day(day).counted or _close(calendar, day) <= end:
        day += timedelta(1)
    assert due(calendar, received, CalendarDays(days), given_pauses).at == _close(calendar, day)


@settings(max_examples=150, deadline=None)
@given(calendars(), instants, limits, pauses(), st.randoms())
def test_order_and_splitting_of_pauses_do_not_matter(
    calendar: Calendar, received: datetime, limit: Limit, given_pauses: list[Pause], random: object
) -> None:
    split: list[Pause] = []
    for pause in given_pauses:
        assert pause.end is not None
        middle = pause.start + (pause.end - pause.start) // (2 * MINUTE) * MINUTE
        split += [Pause(middle, pause.end), Pause(pause.start, middle)]
    random.shuffle(split)  # type: ignore[attr-defined]
    assert due(calendar, received, limit, split).at == due(calendar, received, limit, given_pauses).at


@settings(max_examples=150, deadline=None)
@given(calendars(), instants)
def test_next_open_is_open_and_stays(calendar: Calendar, at: datetime) -> None:
    found = next_open(calendar, at)
    assert found >= at
    assert is_open(calendar, found)
    assert next_open(calendar, found) == found
    working = next_working(calendar, at)
    assert working >= found
    assert next_working(calendar, working) == working


@settings(max_examples=150, deadline=None)
@given(calendars(), instants, instants, instants)
def test_working_minutes_are_additive_and_counted_rightly(
    calendar: Calendar, a: datetime, b: datetime, c: datetime
) -> None:
    assert working_minutes(calendar, a, c) == working_minutes(calendar, a, b) + working_minutes(calendar, b, c)
    assert working_minutes(calendar, b, a) == -working_minutes(calendar, a, b)
    low, high = min(a, b), min(max(a, b), min(a, b) + timedelta(days=4))
    assert working_minutes(calendar, low, high) == _count(calendar, low, high)


@settings(max_examples=100, deadline=None)
@given(calendars(), instants, limits)
def test_time_left_reaches_nought_at_the_due_instant(calendar: Calendar, received: datetime, limit: Limit) -> None:
    answer = due(calendar, received, limit)
    assert answer.at is not None
    assert remaining(calendar, answer.at, answer.at).minutes == 0
    assert not remaining(calendar, answer.at, answer.at).late
    assert remaining(calendar, answer.at + MINUTE, answer.at).late
    assert remaining(calendar, answer.accepted_at, answer.at).minutes >= 0


@settings(max_examples=50, deadline=None)
@given(calendars())
def test_a_calendar_read_back_is_the_same(calendar: Calendar) -> None:
    assert calendar_from_dict(calendar_to_dict(calendar)) == calendar
