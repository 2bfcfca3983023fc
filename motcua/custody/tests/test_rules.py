"""The rules of assets, gaps, counting and depreciation: tables of cases and properties."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.custody import kinds
from motcua.custody.rules import assets, counting, depreciation, gaps
from motcua.custody.rules.assets import Condition, Use
from motcua.custody.rules.counting import Look, State
from motcua.custody.rules.depreciation import Rate, Worth
from motcua.custody.rules.gaps import Held, Per, Wanted
from motcua.kernel import clock

TODAY = date(2025, 6, 12)


@pytest.mark.parametrize(
    ("made", "since", "refused"),
    [
        (None, None, False),
        (2025, TODAY, False),
        (2026, None, True),
        (1899, None, True),
        (None, TODAY + timedelta(days=1), True),
        (2020, date(2019, 12, 31), True),
        (2020, date(2020, 1, 1), False),
    ],
)
def test_nothing_is_made_or_used_in_the_future_or_used_before_it_was_made(made, since, refused):
    assert (assets.refuse_dates(made, since, TODAY) is not None) == refused


@pytest.mark.parametrize("condition", list(Condition))
@pytest.mark.parametrize("use", list(Use))
def test_what_is_out_of_order_is_not_in_use(condition, use):
    out = condition in {Condition.BROKEN, Condition.UNUSABLE}
    assert (assets.refuse_use(condition, use) is not None) == (out and use is Use.IN_USE)


def test_the_formal_decision_is_due_thirty_days_after_a_temporary_handover():
    assert assets.formal_due(date(2025, 6, 25)) == date(2025, 7, 25)


def test_labels_tell_trial_from_real():
    assert assets.label("12817", 42, trial=False) == "TS-12817-00042"
    assert assets.label("12817", 42, trial=True) == "THU-12817-00042"


def test_every_kind_has_a_group_and_a_trust():
    assert len(kinds.by_key()) > 20
    assert {kind.group for kind in kinds.by_key().values()} == set(kinds.GROUP_NAMES)
    assert {kind.trust for kind in kinds.by_key().values()} <= {"secondary", "unverified"}


def pc(condition: Condition = Condition.GOOD, year: int | None = 2024, model: str = "A") -> Held:
    return Held("", "pc", condition, year, model)


@pytest.mark.parametrize(
    ("wanted", "held", "counters", "expected"),
    [
        # required, held, sound, broken, old, undated, missing, lacking, cost
        (Wanted("pc", 3, unit_cost=10), [], 4, (3, 0, 0, 0, 0, 0, 3, 3, 30)),
        (Wanted("pc", 1, Per.COUNTER), [pc()] * 3, 4, (4, 3, 3, 0, 0, 0, 1, 1, None)),
        (Wanted("pc", 1, Per.COUNTER), [pc()] * 9, None, (None, 9, 9, 0, 0, 0, None, None, None)),
        (Wanted("pc", 2, unit_cost=10), [pc(), pc(Condition.BROKEN)], 4, (2, 2, 1, 1, 0, 0, 0, 1, 10)),
        (Wanted("pc", 2), [pc(), pc(Condition.UNUSABLE), pc(Condition.WORN)], 4, (2, 3, 2, 1, 0, 0, 0, 0, None)),
        (Wanted("pc", 2, oldest=5), [pc(year=2020), pc(year=2019)], 4, (2, 2, 1, 0, 1, 0, 0, 1, None)),
        (Wanted("pc", 2, oldest=5), [pc(year=None), pc()], 4, (2, 2, 2, 0, 0, 1, 0, 0, None)),
        (Wanted("pc", 0), [], 4, (0, 0, 0, 0, 0, 0, 0, 0, None)),
    ],
)
def test_a_gap_counts_missing_broken_and_old_apart(wanted, held, counters, expected):
    (gap,) = gaps.gaps_of([wanted], held, counters=counters, officers=None, year=2025)
    told = (gap.required, gap.held, gap.sound, gap.broken, gap.old, gap.undated, gap.missing, gap.lacking, gap.cost)
    assert told == expected


@pytest.mark.parametrize(
    ("wanted", "held", "met"),
    [
        (Wanted("pc", 2), [pc(), pc()], True),
        (Wanted("pc", 2), [pc()], False),
        (Wanted("pc", 2, Per.OFFICER), [pc(), pc()], False),
        (Wanted("pc", 2, oldest=5), [pc(year=None), pc()], False),
        (Wanted("pc", 1, oldest=5), [pc(year=None), pc()], True),
    ],
)
def test_what_is_unknown_is_never_met(wanted, held, met):
    (gap,) = gaps.gaps_of([wanted], held, counters=4, officers=None, year=2025)
    assert gap.met is met


def test_several_models_or_years_are_a_mixed_set_where_one_model_is_wished_for():
    held = [pc(model="A"), pc(model="A"), pc(model="B"), pc(model="A", year=2019)]
    plain, wished = gaps.gaps_of(
        [Wanted("pc", 1), Wanted("pc", 1, same_model=True)], held, counters=1, officers=1, year=2025
    )
    assert wished.series == (("A", 2024, 2), ("A", 2019, 1), ("B", 2024, 1))
    assert (wished.mismatched, plain.mismatched) == (True, False)


def test_a_total_says_how_many_lines_it_does_not_know():
    found = gaps.gaps_of(
        [Wanted("pc", 2, unit_cost=5), Wanted("printer", 1), Wanted("kiosk", 1, Per.OFFICER, unit_cost=3)],
        [],
        counters=1,
        officers=None,
        year=2025,
    )
    assert gaps.total_cost(found) == (10, 2)


devices = st.lists(
    st.builds(
        Held,
        code=st.just(""),
        kind=st.sampled_from(["pc", "printer"]),
        condition=st.sampled_from(list(Condition)),
        year=st.one_of(st.none(), st.integers(2010, 2025)),
        model=st.sampled_from(["A", "B"]),
    ),
    max_size=12,
)
norm_lines = st.builds(
    Wanted,
    kind=st.sampled_from(["pc", "printer"]),
    quantity=st.integers(0, 8),
    per=st.sampled_from(list(Per)),
    oldest=st.one_of(st.none(), st.integers(1, 10)),
    unit_cost=st.one_of(st.none(), st.integers(0, 10**9)),
)


@given(norm_lines, devices, st.randoms(use_true_random=False))
def test_gaps_do_not_depend_on_the_order_and_add_up(wanted, held, random):
    (gap,) = gaps.gaps_of([wanted], held, counters=3, officers=5, year=2025)
    shuffled = list(held)
    random.shuffle(shuffled)
    assert gaps.gaps_of([wanted], shuffled, counters=3, officers=5, year=2025) == (gap,)
    assert gap.held == gap.sound + gap.broken + gap.old
    assert gap.lacking == max(0, gap.required - gap.sound)
    assert gap.missing <= gap.lacking <= gap.missing + gap.broken + gap.old
    assert not (gap.met and gap.lacking)
    assert sum(count for *_, count in gap.series) == gap.held


@given(norm_lines, devices)
def test_one_more_good_new_device_never_makes_a_gap_wider(wanted, held):
    (before,) = gaps.gaps_of([wanted], held, counters=3, officers=5, year=2025)
    more = [*held, Held("", wanted.kind, Condition.GOOD, 2025, "A")]
    (after,) = gaps.gaps_of([wanted], more, counters=3, officers=5, year=2025)
    assert before.lacking - 1 <= after.lacking <= before.lacking


AT = clock.at(2025, 6, 12, 9)


def look(number: int, by: int, minute: int = 0, room: str = "Quầy 1", condition: Condition = Condition.GOOD) -> Look:
    return Look(UUID(int=number), UUID(int=by), AT + timedelta(minutes=minute), room, condition)


@pytest.mark.parametrize(
    ("looks", "state"),
    [
        ([], State.UNSEEN),
        ([look(1, 1)], State.SEEN),
        ([look(1, 1), look(2, 2, 5)], State.SEEN),
        ([look(1, 1), look(2, 2, 5, room="QUAY 1")], State.SEEN),
        ([look(1, 1), look(2, 2, 5, room="Quầy 2")], State.CONFLICT),
        ([look(1, 1), look(2, 2, 5, condition=Condition.BROKEN)], State.CONFLICT),
        # Who looks again corrects themselves, and disagrees with nobody.
        ([look(1, 1), look(2, 1, 5, condition=Condition.BROKEN)], State.SEEN),
        ([look(1, 1, condition=Condition.BROKEN), look(2, 2, 5), look(3, 1, 9)], State.SEEN),
    ],
)
def test_people_disagree_when_their_latest_looks_do(looks, state):
    assert counting.judge(looks) is state


looks = st.lists(
    st.builds(
        look,
        number=st.integers(1, 10**6),
        by=st.integers(1, 3),
        minute=st.integers(0, 5),
        room=st.sampled_from(["Quầy 1", "Quầy 2"]),
        condition=st.sampled_from([Condition.GOOD, Condition.BROKEN]),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)


@given(looks, st.randoms(use_true_random=False))
def test_the_order_of_arrival_and_repetition_change_nothing(seen, random):
    again = seen + seen
    random.shuffle(again)
    assert counting.judge(again) is counting.judge(seen)
    assert counting.latest(again) == counting.latest(seen)


@pytest.mark.parametrize(
    ("room", "condition", "differs"),
    [("Quầy 1", Condition.GOOD, False), ("Quầy 2", Condition.GOOD, True), ("Quầy 1", Condition.WORN, True)],
)
def test_what_was_seen_is_compared_with_the_books(room, condition, differs):
    assert counting.differs("QUẦY 1", Condition.GOOD, look(1, 1, room=room, condition=condition)) is differs


def test_a_room_the_books_do_not_know_or_nobody_wrote_is_no_difference():
    assert not counting.differs("", Condition.GOOD, look(1, 1))
    assert not counting.differs("Quầy 1", Condition.GOOD, look(1, 1, room=""))


@pytest.mark.parametrize(("minutes", "refused"), [(-11, True), (-10, False), (0, False), (70, False), (71, True)])
def test_an_observation_is_of_the_round_and_not_of_the_future(minutes, refused):
    now = AT + timedelta(hours=1)
    assert (counting.refuse_instant(AT + timedelta(minutes=minutes), AT, now) is not None) == refused


RATE = Rate("pc", 5, 2000)


@pytest.mark.parametrize(
    ("since", "on", "years"),
    [
        (date(2025, 6, 12), date(2025, 12, 30), 0),
        (date(2025, 6, 12), date(2025, 12, 31), 1),
        (date(2025, 12, 31), date(2025, 12, 31), 1),
        (date(2020, 1, 1), date(2025, 6, 12), 5),
        (date(2025, 6, 12), date(2025, 6, 11), 0),
    ],
)
def test_each_end_of_a_year_in_the_books_is_one_year(since, on, years):
    assert depreciation.years_written(since, on) == years


@pytest.mark.parametrize(
    ("cost", "since", "expected"),
    [
        (15_000_000, date(2024, 3, 1), Worth(1, 3_000_000, 12_000_000)),
        (15_000_000, date(2021, 1, 1), Worth(4, 12_000_000, 3_000_000)),
        (15_000_000, date(2020, 12, 31), Worth(5, 15_000_000, 0)),
        (0, date(2024, 1, 1), Worth(1, 0, 0)),
    ],
)
def test_what_is_left_is_whole_dong(cost, since, expected):
    assert depreciation.worth(cost, since, TODAY, RATE) == expected


@given(
    st.integers(0, 10**15 - 1),
    st.dates(date(1990, 1, 1), TODAY),
    st.dates(TODAY, date(2090, 1, 1)),
    st.integers(1, 60),
    st.integers(1, 10_000),
)
def test_worth_falls_and_stays_between_nothing_and_the_cost(cost, since, on, years, points):
    rate = Rate("pc", years, points)
    now, next_year = (
        depreciation.worth(cost, since, on, rate),
        depreciation.worth(cost, since, on.replace(month=12, day=31), rate),
    )
    assert now.written_off + now.left == cost
    assert 0 <= next_year.left <= now.left <= cost
