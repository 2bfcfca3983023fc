"""Why a dossier is late: minutes of evidence, never more than the delay, whatever overlaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.rules import delay
from motcua.dossiers.rules.delay import Delay, Held, Lost

DAY = 480
"""Working minutes of a day."""


def of(due, end, evidence, held):
    minutes = delay.delayed(due, end, evidence.get(Lost.CITIZEN, ()))
    return delay.told(minutes, delay.lost(evidence, held))


CASES = [
    # held a day too long, nothing was missing
    ("people", {}, [Held(0, 6 * DAY, 5 * DAY)], [(Lost.PEOPLE, DAY)]),
    # the seal was missing all the time the dossier waited for it
    ("seal", {Lost.SEAL: [(4 * DAY, 6 * DAY)]}, [Held(0, 4 * DAY, 4 * DAY), Held(4 * DAY, 6 * DAY, DAY)], [(Lost.SEAL, DAY)]),
    # after the seal came, the step has its own time still
    ("seal then signed", {Lost.SEAL: [(4 * DAY, 5 * DAY)]}, [Held(0, 4 * DAY, 4 * DAY), Held(4 * DAY, 6 * DAY, DAY)], [(Lost.SEAL, DAY)]),
    # half of what was lost is theirs
    ("half", {Lost.SEAL: [(4 * DAY, 5 * DAY)]}, [Held(0, 4 * DAY, 3 * DAY), Held(4 * DAY, 6 * DAY, DAY)], [(Lost.SEAL, DAY // 2), (Lost.PEOPLE, DAY // 2)]),
    # another body's answer came a day after its day
    ("other body", {Lost.OTHER_BODY: [(2 * DAY, 3 * DAY)]}, [Held(0, 6 * DAY, 5 * DAY)], [(Lost.OTHER_BODY, DAY)]),
    # two hours of no system in a day too long
    ("system", {Lost.SYSTEM: [(60, 180)]}, [Held(0, 6 * DAY, 5 * DAY)], [(Lost.PEOPLE, 360), (Lost.SYSTEM, 120)]),
    # at the same time: the minute is the seal's
    ("both", {Lost.SEAL: [(0, DAY)], Lost.SYSTEM: [(0, DAY)]}, [Held(0, 6 * DAY, 5 * DAY)], [(Lost.SEAL, DAY)]),
    # nothing is known of a time nobody held it
    ("unknown", {}, [Held(0, 5 * DAY, 5 * DAY)], [(Lost.UNKNOWN, DAY)]),
    # the citizen's time is no delay
    ("citizen", {Lost.CITIZEN: [(5 * DAY, 6 * DAY)]}, [Held(0, 6 * DAY, 5 * DAY)], []),
    ("citizen and people", {Lost.CITIZEN: [(5 * DAY + 60, 6 * DAY)]}, [Held(0, 6 * DAY, 5 * DAY)], [(Lost.PEOPLE, 60)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "evidence", "held", "parts"), CASES, ids=[case[0] for case in CASES])
def test_a_day_after_five_days_is_told_by_what_was_missing(name, evidence, held, parts):
    found = of(5 * DAY, 6 * DAY, evidence, held)
    assert list(found.parts) == parts
    assert found.main is (parts[0][0] if parts else Lost.UNKNOWN)


def test_shares_that_do_not_come_out_even_add_up_all_the_same():
    found = delay.told(100, {Lost.SEAL: 100, Lost.SYSTEM: 100, Lost.PEOPLE: 100})
    assert found == Delay(100, ((Lost.SEAL, 34), (Lost.SYSTEM, 33), (Lost.PEOPLE, 33)))


def test_in_time_there_is_nothing_to_tell():
    assert of(5 * DAY, 5 * DAY, {Lost.SEAL: [(0, DAY)]}, [Held(0, 5 * DAY, DAY)]) == Delay(0, ())
    assert of(5 * DAY, 4 * DAY, {}, []).minutes == 0


SPAN = st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)).map(lambda pair: (min(pair), max(pair)))
EVIDENCE = st.dictionaries(
    st.sampled_from([Lost.CITIZEN, Lost.SEAL, Lost.OTHER_BODY, Lost.SYSTEM]), st.lists(SPAN, max_size=4)
)
CUTS = st.lists(st.tuples(st.integers(1, 900), st.integers(0, 900)), max_size=5)


def course(cuts):
    """Return steps one after another from these lengths and times allowed."""
    found, at = [], 0
    for length, allowed in cuts:
        found.append(Held(at, at + length, allowed))
        at += length
    return found


@given(EVIDENCE, CUTS, st.integers(0, 3_000), st.integers(0, 3_000))
def test_the_parts_add_up_to_the_delay_and_none_is_more_than_was_lost(evidence, cuts, due, end):
    found = of(due, end, evidence, course(cuts))
    lost = delay.lost(evidence, course(cuts))
    assert sum(minutes for _, minutes in found.parts) == found.minutes <= max(end - due, 0)
    for why, minutes in found.parts:
        assert why is not Lost.CITIZEN
        assert minutes > 0
        assert why is Lost.UNKNOWN or minutes <= lost[why]
    assert list(found.parts) == sorted(found.parts, key=lambda part: -part[1])


@given(EVIDENCE, CUTS)
def test_no_minute_is_lost_twice(evidence, cuts):
    held = course(cuts)
    lost = delay.lost(evidence, held)
    assert sum(lost.values()) <= max([0, *(b for spans in evidence.values() for _, b in spans), *(h.end for h in held)])


@given(EVIDENCE, CUTS, SPAN)
def test_more_of_the_citizens_time_never_makes_a_delay_longer(evidence, cuts, more):
    pauses = evidence.get(Lost.CITIZEN, [])
    assert delay.delayed(500, 2_500, [*pauses, more]) <= delay.delayed(500, 2_500, pauses)
