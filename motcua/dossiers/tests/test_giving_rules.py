"""Whom a step is proposed to, how long a step may take, how long a body outside has: the rules alone."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.facts import Step
from motcua.dossiers import rules
from motcua.dossiers.rules.giving import Candidate, in_hand, ranked, why
from motcua.kernel import worktime

A_DAY = 480


def one(name: str, **more: object) -> Candidate:
    return Candidate(UUID(int=ord(name)), name, **more)  # type: ignore[arg-type]  # a table of cases


@pytest.mark.parametrize(
    ("people", "order"),
    [
        ([one("a", minutes=60, open=1), one("b")], "ba"),
        ([one("a"), one("b", knows=True, minutes=900, open=9)], "ba"),
        ([one("a", knows=True), one("b", before=True, minutes=900, open=9)], "ba"),
        ([one("a", knows=True, away_until=date(2025, 7, 11)), one("b")], "b"),
        ([one("a", open=2, minutes=60), one("b", open=1, minutes=60)], "ba"),
        ([one("b"), one("a")], "ab"),
        ([one("a", head=True, knows=True), one("b", minutes=900, open=9)], "ba"),
        ([one("a", before=True, away_until=date(2025, 7, 11))], ""),
        ([], ""),
    ],
    ids=[
        "least work",
        "knows the field",
        "worked it before",
        "on leave",
        "fewest",
        "name",
        "head last",
        "nobody there",
        "nobody",
    ],
)
def test_the_step_goes_to_whom_the_rule_says(people, order):
    assert "".join(who.name for who in ranked(people)) == order


@given(
    st.lists(
        st.builds(
            Candidate,
            st.uuids(),
            st.sampled_from("abc"),
            st.booleans(),
            st.booleans(),
            st.integers(0, 5),
            st.integers(0, 900),
            st.sampled_from((None, date(2025, 7, 11))),
            st.booleans(),
        ),
        max_size=6,
        unique_by=lambda who: who.official,
    )
)
def test_nobody_on_leave_is_proposed_and_nobody_who_knows_less_has_it_for_less_work(people):
    found = ranked(people)
    assert {who.official for who in found} == {who.official for who in people if who.away_until is None}
    assert found == ranked(reversed(people))
    for first, second in pairwise(found):
        assert _place(first) >= _place(second)
        if _place(first) == _place(second):
            assert first.minutes <= second.minutes


def _place(who: Candidate) -> tuple[bool, bool, bool]:
    return who.before, not who.head, who.knows


@pytest.mark.parametrize(
    ("open_", "minutes", "words"),
    [
        (0, 0, "chưa giữ hồ sơ nào"),
        (3, 320, "3 hồ sơ đang giữ, 5 giờ 20 phút việc"),
        (1, 45, "1 hồ sơ đang giữ, 45 phút việc"),
        (4, 480 + 120, "4 hồ sơ đang giữ, 1 ngày 2 giờ việc"),
    ],
)
def test_work_in_hand_is_said_as_people_say_it(open_, minutes, words):
    assert str(in_hand(open_, minutes, A_DAY)) == words


@pytest.mark.parametrize(
    ("knows", "before", "begins"),
    [
        (True, False, "biết lĩnh vực Đất đai; "),
        (False, False, "chưa ghi nhận biết lĩnh vực Đất đai; "),
        (False, True, "đã làm bước này; "),
        (True, True, "đã làm bước này; "),
    ],
)
def test_why_somebody_is_proposed_can_be_read(knows, before, begins):
    assert str(why(in_hand(0, 0, A_DAY), knows=knows, before=before, field="Đất đai")) == begins + "chưa giữ hồ sơ nào"


def step(**more: object) -> Step:
    return Step(key="a", name="A", role="external", share=20, **more)  # type: ignore[arg-type]  # a table of cases


@pytest.mark.parametrize(
    ("spec", "total", "minutes"),
    [
        (step(), 4800, 960),
        (step(hours=5), 4800, 300),
        (step(hours=5), None, 300),
        (step(), None, None),
        (step(pauses_clock=True), 4800, None),
        (step(pauses_clock=True, hours=8), 4800, 480),
        (step(), 1, 1),
    ],
    ids=["share", "hours", "hours without a limit", "nothing said", "not the centre's", "hours of it", "one minute"],
)
def test_a_step_may_take_its_hours_else_its_share(spec, total, minutes):
    assert rules.allowed_minutes(spec, spec.share, total) == minutes


@pytest.mark.parametrize(
    ("spec", "limit"),
    [
        (step(), None),
        (step(days=5), worktime.WorkingDays(5)),
        (step(days=5, calendar_days=True), worktime.CalendarDays(5)),
    ],
)
def test_a_body_outside_has_the_days_of_the_process(spec, limit):
    assert rules.answer_limit(spec) == limit


@pytest.mark.parametrize(
    ("role", "powers"),
    [
        ("specialist", {"dossier.process"}),
        ("external", {"dossier.process", "dossier.receive"}),
        ("leader", {"dossier.approve"}),
        ("", set()),
    ],
)
def test_what_a_body_outside_works_is_followed_up_by_whoever_works_on_dossiers_there(role, powers):
    assert rules.powers_of_step(role) == powers
