"""What measurements say of a line: cuts, health, hours and uptime; by tables and for all values."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.ids import new_id
from motcua.links import rules
from motcua.links.rules import Act, Health, Known, Limits, Measured, Span, Uptime, Watched

ONE, TWO = (UUID(int=n) for n in (1, 2))


def at(hour: int, minute: int = 0, day: int = 13) -> datetime:
    return clock.at(2025, 6, day, hour, minute)


def m(when: datetime, ok: bool = True, *, p95: int = 20_000, down: int | None = None, lost: int = 0) -> Measured:
    if not ok:
        return Measured(new_id(), when, 10, 0, fault="hết giờ")
    return Measured(new_id(), when, 10, 10 - lost, 10_000, p95, down)


GOOD = {"sent": 10, "received": 10, "p50": 5, "p95": 9}


@pytest.mark.parametrize(
    ("use", "services", "stopped"),
    [
        ("main", [], True),
        ("backup", [], False),
        ("main", ["province"], True),
        ("main", ["specialised", "payment"], True),
        ("main", ["internal"], True),
        ("main", ["payment"], False),
        ("main", ["reception", "portal"], False),
        ("backup", ["province"], False),
    ],
)
def test_a_cut_keeps_dossiers_from_being_worked_on(use, services, stopped):
    assert rules.stops_work(rules.Use(use), [rules.Service(one) for one in services]) is stopped


@pytest.mark.parametrize(
    "changes",
    [
        {"sent": 0, "received": 0, "p50": None, "p95": None},
        {"sent": 1001, "received": 1},
        {"received": 11},
        {"received": -1},
        {"received": 0},
        {"p50": None},
        {"p95": None},
        {"p50": 10},
        {"p50": -1},
        {"p95": 600_000_001},
        {"down": -1},
        {"up": 10**9 + 1},
        {"at": at(9, 6)},
        {"at": at(9) - timedelta(days=91)},
    ],
)
def test_a_measurement_that_cannot_be_is_refused(changes):
    with pytest.raises(BadInput):
        rules.check_measured(Measured(**({"id": ONE, "at": at(9)} | GOOD | changes)), at(9))


@pytest.mark.parametrize("changes", [{}, {"at": at(9, 5)}, {"received": 0, "p50": None, "p95": None}, {"down": 0}])
def test_a_measurement_that_can_be_is_taken(changes):
    rules.check_measured(Measured(**({"id": ONE, "at": at(9)} | GOOD | changes)), at(9))


@pytest.mark.parametrize(
    ("values", "part", "found"),
    [
        ([], 50, None),
        ([7], 95, 7),
        ([3, 1, 2], 50, 2),
        ([4, 1, 3, 2], 50, 2),
        (list(range(1, 101)), 95, 95),
        ([1, 9], 95, 9),
    ],
)
def test_percentiles_are_by_nearest_rank(values, part, found):
    assert rules.percentile(values, part) == found


@given(st.lists(st.integers(0, 10**6), min_size=1), st.integers(1, 100))
def test_a_percentile_is_one_of_the_values_and_so_many_do_not_exceed_it(values, part):
    found = rules.percentile(values, part)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= part * len(values)


def test_an_hour_comes_to_its_counts_and_middles():
    found = rules.roll_up([m(at(9)), m(at(9, 10), p95=90_000, lost=2, down=800), m(at(9, 20), ok=False)])
    assert (found.tests, found.failed, found.sent, found.received) == (3, 1, 30, 18)
    assert (found.p50, found.p95, found.down, found.up) == (10_000, 90_000, 800, None)


@pytest.mark.parametrize(
    ("pattern", "patience", "found"),
    [
        ("", 2, []),
        ("++++", 2, []),
        ("+-++", 2, []),
        ("+-++", 1, [(1, 2)]),
        ("+--+", 2, [(1, 3)]),
        ("--+", 2, [(0, 2)]),
        ("+---", 2, [(1, None)]),
        ("+-", 2, []),
        ("--+--+-", 2, [(0, 2), (3, 5)]),
        ("--+-", 3, []),
    ],
)
def test_a_cut_begins_with_the_first_failure_and_ends_with_the_first_success(pattern, patience, found):
    measured = [m(at(9, n), sign == "+") for n, sign in enumerate(pattern)]
    spans = [Span(at(9, a), None if b is None else at(9, b)) for a, b in found]
    assert rules.cuts(measured, patience) == spans
    assert rules.cuts(reversed(measured), patience) == spans


@given(st.lists(st.booleans(), max_size=30), st.integers(1, 4))
def test_cuts_never_overlap_and_no_success_lies_inside_one(signs, patience):
    measured = [m(at(0) + timedelta(minutes=n), ok) for n, ok in enumerate(signs)]
    found = rules.cuts(measured, patience)
    for before, after in itertools.pairwise(found):
        assert before.end is not None
        assert before.end < after.start
    for span in found:
        inside = [one for one in measured if span.start <= one.at and (span.end is None or one.at < span.end)]
        assert len(inside) >= patience
        assert not any(one.ok for one in inside)


@pytest.mark.parametrize(
    ("spans", "known", "acts"),
    [
        ([], [], []),
        ([Span(at(9), None)], [], [Act(at(9), None)]),
        ([Span(at(9), at(10))], [], [Act(at(9), at(10))]),
        # the same cut again
        ([Span(at(9), None)], [Known(ONE, at(9), None)], []),
        ([Span(at(9), at(10))], [Known(ONE, at(9), at(10))], []),
        # it came back
        ([Span(at(9), at(10))], [Known(ONE, at(9), None)], [Act(at(9), at(10), ONE)]),
        # a person told of it earlier than the first failure: the same cut, ended by the first success
        ([Span(at(9, 5), at(10))], [Known(ONE, at(9), None)], [Act(at(9), at(10), ONE)]),
        # corrected to other times by a person: still the same cut
        ([Span(at(9), at(10))], [Known(ONE, at(9, 30), at(9, 50))], []),
        # withdrawn: not written again
        ([Span(at(9), at(10))], [Known(ONE, at(9), at(10), withdrawn=True)], []),
        ([Span(at(9), at(10))], [Known(ONE, at(8), at(8, 30))], [Act(at(9), at(10))]),
        # an old one becomes known late, beside a later one
        ([Span(at(7), at(8))], [Known(ONE, at(9), None)], [Act(at(7), at(8))]),
    ],
)
def test_each_cut_is_written_once_however_late_it_becomes_known(spans, known, acts):
    assert rules.reconcile(spans, known) == acts


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (m(at(9)), Health.UP),
        (m(at(9), ok=False), Health.DOWN),
        (m(at(9), p95=150_000), Health.UP),
        (m(at(9), p95=150_001), Health.SLOW),
        (m(at(9), lost=1), Health.SLOW),
        (m(at(9), down=50_000), Health.UP),
        (m(at(9), down=49_999), Health.SLOW),
    ],
)
def test_one_measurement_is_judged_by_the_limits(one, verdict):
    assert rules.verdict(one, Limits(), 100_000) is verdict


@pytest.mark.parametrize(
    ("last", "cut", "health"),
    [
        (None, False, Health.UNKNOWN),
        (m(at(8)), False, Health.UP),
        (m(at(7, 59)), False, Health.UNKNOWN),
        (m(at(9), ok=False), False, Health.UNKNOWN),
        (m(at(9)), True, Health.DOWN),
        (None, True, Health.DOWN),
        (m(at(9), p95=900_000), False, Health.SLOW),
    ],
)
def test_without_a_fresh_result_nothing_is_known(last, cut, health):
    assert rules.health(last, at(9), Limits(), cut=cut) is health


GAP = timedelta(minutes=60)


def test_time_between_two_measurements_is_known_when_they_are_near_each_other():
    measured = [m(at(9)), m(at(9, 30), ok=False), m(at(10, 30)), m(at(12))]
    assert rules.watched(reversed(measured), GAP) == [
        Watched(at(9), at(9, 30), True),
        Watched(at(9, 30), at(10, 30), False),
    ]
    assert rules.watched([m(at(9))], GAP) == []


def minutes(a: datetime, b: datetime) -> int:
    return int((b - a).total_seconds() // 60)


DAY = Span(at(8), at(12))


@pytest.mark.parametrize(
    ("stretches", "cut", "aside", "found"),
    [
        # nothing known: no rate, and certainly not up
        ([], [], [], Uptime(0, 0, 240, False)),
        # a reported cut alone is known and down, but makes no rate
        ([], [Span(at(9), at(9, 45))], [], Uptime(0, 45, 240, False)),
        ([Watched(at(8), at(12), True)], [], [], Uptime(240, 240, 240, True)),
        # 45 minutes cut in four hours measured
        ([Watched(at(8), at(12), True)], [Span(at(9), at(9, 45))], [], Uptime(195, 240, 240, True)),
        # a cut still going on lasts to the end
        ([Watched(at(8), at(12), True)], [Span(at(11), None)], [], Uptime(180, 240, 240, True)),
        # what begins before and ends after is clipped
        ([Watched(at(6), at(9), True), Watched(at(11), at(14), False)], [], [], Uptime(60, 120, 240, True)),
        # two cuts over each other count once
        (
            [Watched(at(8), at(12), True)],
            [Span(at(9), at(10)), Span(at(9, 30), at(10, 30))],
            [],
            Uptime(150, 240, 240, True),
        ),
        # a failure a person set aside is unknown
        (
            [Watched(at(8), at(10), True), Watched(at(10), at(11), False)],
            [],
            [Span(at(10), at(11))],
            Uptime(120, 120, 240, True),
        ),
        # the unmeasured half is in neither count
        ([Watched(at(8), at(10), True)], [], [], Uptime(120, 120, 240, True)),
    ],
)
def test_uptime_is_of_measured_time_alone(stretches, cut, aside, found):
    assert rules.uptime(DAY, stretches, cut, minutes, aside) == found


def test_an_empty_period_has_no_uptime():
    assert rules.uptime(Span(at(9), at(9)), [], [], minutes) == Uptime(0, 0, 0, False)
    assert not rules.uptime(Span(at(9), None), [], [], minutes).rated


moments = st.integers(0, 400).map(lambda n: at(7) + timedelta(minutes=n))
spans = st.tuples(moments, moments).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(st.tuples(spans, st.booleans()), max_size=6), st.lists(spans, max_size=4), st.lists(spans, max_size=2))
def test_up_never_exceeds_known_nor_known_the_whole(stretches, cut, aside):
    watched = [Watched(a, b, up) for (a, b), up in stretches]
    cuts = [Span(a, b) for a, b in cut]
    found = rules.uptime(DAY, watched, cuts, minutes, [Span(a, b) for a, b in aside])
    assert 0 <= found.up <= found.known <= found.whole == 240
    assert found.down + found.up + found.unknown == found.whole
    # minute by minute it is the same
    up = known = 0
    for n in range(240):
        here = at(8) + timedelta(minutes=n)
        over = [one for one in watched if one.start <= here < one.end]
        down = any(one.start <= here < one.end for one in cuts)
        failed = any(not one.up for one in over)
        apart = any(a <= here < b for a, b in aside)
        known += down or (bool(over) and not (failed and apart))
        up += not down and bool(over) and not failed
    assert (found.up, found.known) == (up, known)


@given(st.lists(st.tuples(spans, st.booleans()), max_size=6), st.lists(spans, max_size=4), spans)
def test_one_more_cut_never_raises_what_was_up(stretches, cut, more):
    watched = [Watched(a, b, up) for (a, b), up in stretches]
    before = rules.uptime(DAY, watched, [Span(a, b) for a, b in cut], minutes)
    after = rules.uptime(DAY, watched, [Span(a, b) for a, b in [*cut, more]], minutes)
    assert after.up <= before.up
    assert after.known >= before.known


@pytest.mark.parametrize(
    "values",
    [{"down": 0}, {"up": 100_001}, {"cost": -1}, {"until": date(2025, 5, 31)}],
)
def test_a_line_that_cannot_be_is_refused(values):
    with pytest.raises(BadInput):
        rules.check_line(**({"down": 1, "up": 1, "cost": 0, "since": date(2025, 6, 1), "until": None} | values))


@pytest.mark.parametrize(
    "limits", [Limits(p95_ms=0), Limits(loss=101), Limits(speed=-1), Limits(silent=4), Limits(patience=0)]
)
def test_limits_that_cannot_be_are_refused(limits):
    with pytest.raises(BadInput):
        rules.check_limits(limits)


@pytest.mark.parametrize(("started", "ended"), [(at(9, 1), None), (at(8), at(8)), (at(8), at(7)), (at(8), at(9, 1))])
def test_a_cut_lies_in_the_past_and_ends_after_it_begins(started, ended):
    with pytest.raises(BadInput):
        rules.check_span(started, ended, at(9))


@pytest.mark.parametrize(("n", "words"), [(45, "45 phút"), (60, "1 giờ 0 phút"), (125, "2 giờ 5 phút")])
def test_lengths_are_said_as_people_say_them(n, words):
    assert str(rules.minutes_words(n)) == words


@given(st.lists(st.tuples(spans, st.booleans()), max_size=5))
def test_an_hour_keeps_what_was_watched_of_it_to_the_second(told_apart):
    # stretches as measurements give them: one after another
    found, free = [], at(7)
    for (a, b), up in sorted(told_apart):
        if a >= free:
            found.append(Watched(a, b, up))
            free = b
    for hour in range(7, 14):
        told = rules.stretches(at(hour), rules.pieces(found, at(hour), at(hour + 1)))
        period = Span(at(hour), at(hour + 1))
        assert rules.uptime(period, told, [], minutes) == rules.uptime(period, found, [], minutes)


def test_pieces_that_touch_and_say_the_same_are_one():
    told = rules.pieces(
        [Watched(at(9), at(9, 10), True), Watched(at(9, 10), at(9, 20), True), Watched(at(9, 20), at(10, 5), False)],
        at(9),
        at(10),
    )
    assert told == [[0, 1200, 1], [1200, 3600, 0]]
