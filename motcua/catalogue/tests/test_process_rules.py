"""A process holds together or the fault stands at its step: a table of faults, and properties for all processes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.facts import Limit
from motcua.catalogue.rules import process as rules
from motcua.catalogue.rules.process import END, Flaw, PlannedStep, Workforce, faults, walked
from motcua.dossiers.rules import POWER_OF_ROLE
from motcua.kernel.text import fold

DIVISION = "Văn phòng"
POWERS = frozenset(rules.POWER_OF_ROLE.values())
ALL = Workforce(
    frozenset({fold(DIVISION)}), frozenset((body, power) for body in ("", fold(DIVISION)) for power in POWERS)
)


def step(key: str, role: Any = "specialist", share: int = 25, **more: Any) -> PlannedStep:
    return PlannedStep(key=key, name=more.pop("name", f"Bước {key}"), role=role, share=share, **more)


def good() -> list[PlannedStep]:
    return [step("a", "counter"), step("b", division=DIVISION), step("c", "leader"), step("d", "return_desk")]


def found(steps: list[PlannedStep], minutes: int | None = 480, workforce: Workforce = ALL) -> set[tuple[str, Flaw]]:
    return {(fault.step, fault.flaw) for fault in faults(steps, minutes=minutes, workforce=workforce)}


def changed(at: str, **more: Any) -> list[PlannedStep]:
    return [step(one.key, **_of(one) | more) if one.key == at else one for one in good()]


def _of(one: PlannedStep) -> dict[str, Any]:
    kept = {name: getattr(one, name) for name in PlannedStep.__struct_fields__}
    kept.pop("key")
    return kept


def test_a_good_process_has_no_fault():
    assert found(good()) == set()


def test_powers_are_those_dossiers_ask_for():
    assert {role: POWER_OF_ROLE[role] for role in rules.POWER_OF_ROLE} == dict(rules.POWER_OF_ROLE)
    assert set(POWER_OF_ROLE) - set(rules.POWER_OF_ROLE) == {"external"}


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ([], ("", Flaw.SHORT)),
        (good()[:1], ("", Flaw.SHORT)),
        (changed("a", role="specialist"), ("a", Flaw.NO_RECEPTION)),
        (changed("b", next="d"), ("c", Flaw.UNREACHABLE)),
        (changed("b", next="d"), ("", Flaw.NO_SIGNER)),
        (changed("c", role="specialist"), ("", Flaw.NO_SIGNER)),
        (changed("d", role="specialist"), ("", Flaw.NO_RETURN)),
        (changed("d", role="specialist"), ("d", Flaw.DEAD_END)),
        (changed("c", next=END), ("c", Flaw.DEAD_END)),
        (changed("c", next="a"), ("c", Flaw.LOOP)),
        (changed("c", next="x"), ("c", Flaw.NOWHERE)),
        (changed("b", share=24), ("", Flaw.SHARES)),
        (changed("b", share=26), ("", Flaw.SHARES)),
        (changed("b", pauses_clock=True), ("b", Flaw.PAUSE_SHARE)),
        (changed("b", name=" "), ("b", Flaw.UNNAMED)),
        (changed("b", role="specialised_system"), ("b", Flaw.NO_SYSTEM)),
        (changed("b", division="Phòng Không có"), ("b", Flaw.NO_BODY)),
        (changed("b", hours=9), ("b", Flaw.TOO_LONG)),
        (changed("b", role="external", silence="Điều luật thử"), ("b", Flaw.NO_DAYS)),
    ],
)
def test_each_fault_stands_at_its_step(steps, fault):
    assert fault in found(steps)


def test_what_the_process_says_of_hours_and_of_a_body_outside_goes_with_the_dossier():
    told = {"hours": 4, "days": 5, "calendar_days": True, "silence": "Điều luật thử"}
    worked = rules.as_worked(changed("b", role="external", **told))[1]
    assert {name: getattr(worked, name) for name in told} == told


def test_nobody_in_the_commune_who_holds_a_role_is_named_at_the_step():
    without = Workforce(ALL.bodies, frozenset(pair for pair in ALL.held if pair[1] != "dossier.approve"))
    assert found(good(), workforce=without) == {("c", Flaw.NOBODY)}
    elsewhere = Workforce(ALL.bodies, frozenset(pair for pair in ALL.held if pair[0] == ""))
    assert found(good(), workforce=elsewhere) == {("b", Flaw.NOBODY)}


@pytest.mark.parametrize(
    ("minutes", "hours", "fits"), [(480, 8, True), (480, 9, False), (960, 9, True), (None, 999, True)]
)
def test_hours_are_held_against_the_shortest_limit(minutes, hours, fits):
    assert (found(changed("b", hours=hours), minutes) == set()) is fits


def test_the_step_at_which_the_time_runs_out_is_named():
    steps = [step("a", "counter", hours=4), step("b", hours=4), step("c", "leader", hours=1), step("d", "return_desk")]
    assert found(steps) == {("c", Flaw.TOO_LONG)}


@pytest.mark.parametrize("time", [{"hours": 200}, {"days": 200}])
def test_time_that_is_not_the_centres_is_not_counted(time):
    steps = [step("a", "counter", 50), step("b", "external", 0, pauses_clock=True, **time), step("c", "leader"), step("d", "return_desk")]  # fmt: skip
    assert found(steps) == set()


@pytest.mark.parametrize(
    ("days", "more", "fits"),
    [(2, {}, True), (3, {}, False), (2, {"hours": 20}, False), (3, {"calendar_days": True}, True)],
)
def test_the_working_days_a_body_outside_has_to_answer_are_held_against_the_limit(days, more, fits):
    outside = step("b", "external", days=days, **more)
    steps = [step("a", "counter", hours=1), outside, step("c", "leader", hours=1), step("d", "return_desk")]
    assert found(steps, 2 * 480 + 120) == (set() if fits else {("b", Flaw.TOO_LONG)})


@pytest.mark.parametrize(
    ("limit", "minutes"),
    [
        (Limit(kind="working_days", value=3, trust="confirmed"), 1440),
        (Limit(kind="same_day", trust="official_copy"), 480),
        (Limit(kind="working_hours", value=4, trust="confirmed"), 240),
        (Limit(kind="calendar_days", value=3, trust="confirmed"), None),
        (Limit(kind="working_days", value=3, trust="unverified"), None),
    ],
)
def test_only_a_settled_limit_in_working_time_bounds_the_hours(limit, minutes):
    assert rules.minutes_of(limit) == minutes


def test_the_order_worked_is_the_order_walked():
    steps = [
        step("a", "counter", next="c"),
        step("b", "leader", next="d"),
        step("c", next="b"),
        step("d", "return_desk"),
    ]
    assert [one.key for one in rules.as_worked(steps)] == ["a", "c", "b", "d"]
    assert type(rules.as_worked(steps)[0]).__name__ == "Step"
    assert found(steps) == set()


KEYS = st.sampled_from(list("abcdef"))
STEPS = st.lists(
    st.builds(
        lambda key, role, share, after, pauses, hours: step(
            key, role, share, next=after, pauses_clock=pauses, hours=hours
        ),
        KEYS,
        st.sampled_from(list(POWER_OF_ROLE)),
        st.integers(0, 100),
        st.none() | st.just(END) | KEYS,
        st.booleans(),
        st.none() | st.integers(0, 40),
    ),
    max_size=6,
    unique_by=lambda one: one.key,
)


@given(STEPS)
def test_every_step_is_walked_or_said_to_be_unreachable(steps):
    reached = {one.key for one in walked(steps)}
    named = {key for key, flaw in found(steps) if flaw is Flaw.UNREACHABLE}
    assert reached | named == {one.key for one in steps}
    assert not reached & named


@given(STEPS)
def test_a_process_without_fault_ends_at_the_return_desk_with_a_signature_and_all_of_the_time(steps):
    if found(steps):
        return
    way = rules.as_worked(steps)
    assert (way[0].role, way[-1].role) == ("counter", "return_desk")
    assert any(one.role == "leader" for one in way)
    assert sum(one.share for one in way) == 100
    assert len(way) == len(steps)


@given(STEPS, st.none() | st.integers(0, 10_000))
def test_faults_are_named_at_steps_that_exist_in_their_order(steps, minutes):
    told = faults(steps, minutes=minutes, workforce=Workforce(frozenset(), frozenset()))
    places = [{one.key: at for at, one in enumerate(steps)}.get(fault.step, -1) for fault in told]
    assert places == sorted(places)
    assert all(fault.step == "" or fault.step in {one.key for one in steps} for fault in told)
