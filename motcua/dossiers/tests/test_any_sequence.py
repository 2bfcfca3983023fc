"""Whatever anybody does to a dossier in whatever order: it stays lawful, and the books tell the same as its row."""

from __future__ import annotations

import os
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from motcua.catalogue import packaged
from motcua.config.demo.dossiers import papers_of
from motcua.dossiers import commands, routing
from motcua.dossiers.models import Dossier, Pause, StepRun
from motcua.dossiers.rules import life
from motcua.dossiers.tests.acts import BUILD
from motcua.dossiers.tests.merged import AFTER, OFFERED, Merged, build
from motcua.dossiers.tests.test_accept import accepted
from motcua.dossiers.tests.test_places import laid_land, land  # noqa: F401 - fixtures
from motcua.kernel import clock, worktime
from motcua.kernel.errors import MotcuaError
from motcua.ledger import replay
from motcua.ledger.actor import Actor
from motcua.ledger.commands import act_of
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.ledger.prepared import Prepared

PERSONAS = ("tiepnhan", "thuly", "kinhte", "lanhdao", "vanthu", "giamdoc", "quantri", "congan", "truongphong")
PROCEDURES = ("1.001193", "1.004873", "1.000656", "2.000635", "1.001612")
READ = Prepared(lambda dossier: Dossier.objects.filter(pk=dossier))
RUNS = Prepared(lambda dossier: StepRun.objects.filter(dossier_id=dossier).order_by("ordinal"))
PAUSES = Prepared(lambda dossier: Pause.objects.filter(dossier_id=dossier).order_by("id"))
STEPS, EXAMPLES = 40, {"sqlite": 300, "postgresql": 220}
"""Steps of a sequence, and how many sequences: 12,000 steps on SQLite and 8,800 on PostgreSQL."""
INHERITED, AWAY = 40, 60
"""Sequences of a dossier taken over from a dissolved unit, and of one of three places."""
TAKEN: Counter[str] = Counter()


ENDS = {"WithdrawDossier", "StopDossier"}
SELDOM = {"OpenLocker", "SendByPost", "AskSecondExtension", "AllowSecondExtension", "AllowSecondSupplement"}
"""What needs a code, a way of return or a chain of acts that chance may miss; the year of a ward lives each of them."""
OUTSIDE = {"SendOutside", "TakeOverDossier", "ForwardDossier", "ConfirmArrival", "ConfirmResultArrival"}
"""Of procedures that a body outside works on, of a dissolved unit, and of dossiers for another place; the town has none
(test_outside.py, test_inherited.py, test_places.py)."""
RARE = ("ApplyLongerLimit", "ExtendDeadline", "AskSecondExtension", "AllowSecondExtension", "AllowSecondSupplement")
"""What many others must come before: drawn more often, else no sequence would do it."""
ONWARD = ("CompleteStep", "EnterSpecialisedResult", "ApproveDossier", "SealResult")


def test_every_act_of_the_table_is_tried():
    assert set(BUILD) == set(life.DEEDS)


class AnyLife(RuleBasedStateMachine):
    """One dossier, and everybody at it."""

    town: Any = None
    crowds: tuple[Any, ...] = ()
    """The people of each place the dossier has to do with, by sign-in name."""

    def __init__(self) -> None:
        super().__init__()
        self.books = transaction.atomic()
        self.books.__enter__()
        self.at: datetime = self.town.at
        self.dossier: Any = None

    def teardown(self) -> None:
        try:
            if self.dossier is not None:
                assert replay.compare([self.dossier]) == []
                (dossier,) = READ(self.dossier)
                assert Entry.objects.filter(stream_id=self.dossier).count() == dossier.version
        finally:
            transaction.set_rollback(True)
            self.books.__exit__(None, None, None)

    @precondition(lambda self: self.dossier is None)
    @rule(code=st.sampled_from(PROCEDURES), hour=st.integers(0, 9))
    def received(self, code: str, hour: int) -> None:
        self.at += timedelta(hours=hour)
        with clock.fixed(self.at):
            self.dossier = self.accept(code)

    def accept(self, code: str) -> Any:
        """Receive a dossier of the kind this life is of."""
        return self.town.accept(code)

    @precondition(lambda self: self.dossier is not None)
    @rule(
        who=st.sampled_from(PERSONAS),
        what=st.sampled_from((*BUILD, *RARE * 2)),
        falls_to=st.sampled_from((False, True, True, True)),
        minutes=st.sampled_from((0, 7, 90, 1_000, 3_000)),
        n=st.integers(0, 5),
    )
    def acted(self, who: str, what: str, falls_to: bool, minutes: int, n: int) -> None:
        self.at += timedelta(minutes=minutes)
        with clock.fixed(self.at):
            (before,) = READ(self.dossier)
            actor = self.crowds[n % len(self.crowds)][who]
            if falls_to:
                actor, what = self._fitting(actor, what, n, before)
            self._act(actor, what, n, before)

    def _fitting(self, actor: Actor, what: str, n: int, before: Dossier) -> tuple[Actor, str]:
        """Return an act that the state allows, the like of what was drawn, and somebody who may do it."""
        acts = tuple(BUILD)
        for offset in range(len(acts)):
            name = acts[(acts.index(what) + offset) % len(acts)] if n else ONWARD[offset % len(ONWARD)]
            declared = act_of(getattr(commands, name))
            if (name in ENDS and n < 4) or (declared.when and declared.when(before) is not None):
                continue
            people = (crowd[one] for crowd in self.crowds for one in PERSONAS)
            able = next((one for one in people if declared.may(one, before) is None), None)
            if able is not None:
                return able, name
        return actor, what

    def _act(self, actor: Actor, what: str, n: int, before: Dossier) -> None:
        command = BUILD[what](before, self.town.citizens[0], n)
        may = act_of(type(command)).may
        TAKEN["steps"] += 1
        try:
            perform(command, actor)
        except MotcuaError:
            (after,) = READ(self.dossier)
            assert (after.version, after.state, after.due_at) == (before.version, before.state, before.due_at)
            return
        TAKEN[what] += 1
        assert may(actor, before) is None, f"{actor.name} had no right to {what}"
        (after,) = READ(self.dossier)
        self._lawful(what, before, after)
        self._one_holder(after)
        self._clock(what, before, after)
        assert after.version == before.version + 1

    def _lawful(self, what: str, before: Dossier, after: Dossier) -> None:
        deed, state = life.DEEDS[what], life.State(after.state)
        assert life.State(before.state) in deed.since
        if deed.to is not None:
            assert state is deed.to
        assert after.open == (state in life.OPEN)
        assert (after.paused_at is not None) == (state in life.PAUSED)
        assert state in life.PORTAL_STATUS
        assert (after.ready_at is not None) == (state in {life.State.READY, life.State.RETURNED})
        assert (after.ended_at is not None) == (state in {life.State.WITHDRAWN, life.State.STOPPED})

    def _one_holder(self, after: Dossier) -> None:
        runs = RUNS(after.id)
        assert after.holder_id == runs[after.step].unit_id
        begun = sum(run.started_at is not None and run.finished_at is None for run in runs)
        assert begun == (0 if after.state == life.State.RETURNED else 1)

    def _clock(self, what: str, before: Dossier, after: Dossier) -> None:
        effect = life.DEEDS[what].clock
        held = PAUSES(after.id)
        lasting = sum(one.ended_at is None for one in held)
        assert lasting == (1 if after.paused_at else 0)
        if after.due and not after.paused_at and after.ended_at is None:
            assert after.due_at is not None, f"{what} lost the date of a dossier whose clock runs"
        if effect is life.Clock.KEEPS or before.due == "":
            assert after.due_at == before.due_at
        elif effect is life.Clock.PAUSES:
            # Where no working time was left to stop, nothing moves: the date stays as it was.
            left = before.due_at and worktime.working_minutes(self._calendar(after), self.at, before.due_at)
            assert after.due_at is None or (after.due_at == before.due_at and left is not None and left <= 0)
        elif effect is life.Clock.MOVES and after.promised_at is None:
            assert before.due_at is not None
            assert after.due_at is not None
            assert after.due_at > before.due_at
        if after.due and after.first_due_at is None and after.inherited_at is None:
            limit = worktime.Due.from_dict(msgspec.json.decode(after.due)).limit
            pauses = [worktime.Pause(one.started_at, one.ended_at) for one in held]
            if after.state not in {life.State.WITHDRAWN, life.State.STOPPED}:
                assert worktime.due(self._calendar(after), after.received_at, limit, pauses).at == after.due_at

    def _calendar(self, dossier: Dossier) -> worktime.Calendar:
        return routing.calendar(dossier.received_unit_id)


class AwayLife(AnyLife):
    """One dossier that another place settles and a third hands over, and everybody of the three at it."""

    land: Any = None

    def accept(self, code: str) -> Any:
        case = packaged.get(code).cases[0].key
        there = {"competent": self.land.near, "returning": self.land.third, "channel": "online", "filed_by": "citizen"}
        papers = papers_of(code, case, "online")
        return accepted(self.town, procedure=code, case=case, papers=papers, **there).id


class _Heirs:
    """The town of a machine whose dossiers are received at a commune since dissolved and taken over by the new one."""

    def __init__(self, merged: Merged) -> None:
        self._merged, self.citizens, self.at = merged, merged.town.citizens, AFTER

    def __getitem__(self, username: str) -> Any:
        return self._merged.here(username)

    def accept(self, code: str) -> Any:
        dossier = self._merged.received(code if code in OFFERED else OFFERED[0])
        perform(commands.TakeOverDossier(dossier=dossier), self._merged.here("giamdoc"))
        return dossier


class AnyInheritedLife(AnyLife):
    """One dossier that a dissolved commune received, and everybody of the new one at it."""


def _try(machine: type[AnyLife], examples: int) -> None:
    TAKEN.clear()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples if "MOTCUA_EXPLORE" not in os.environ else 2_000,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],  # shortening a sequence of real commands takes minutes; it is printed as it was
        ),
    )


def test_any_sequence_of_acts_keeps_a_dossier_lawful_that_was_taken_over(town):
    with clock.fixed(AFTER):
        merged = build(town)
        merged.minutes()
    AnyInheritedLife.town = heirs = _Heirs(merged)
    AnyInheritedLife.crowds = (heirs,)
    _try(AnyInheritedLife, INHERITED)
    assert {"SealResult", "ReceiveSupplement", "ExtendDeadline", "ResumeDossier"} <= set(TAKEN)


def test_any_sequence_of_acts_at_three_places_keeps_the_dossier_lawful(town, land):  # noqa: F811 - a fixture
    AwayLife.town, AwayLife.land, AwayLife.crowds = town, land, (town, land.staff, land.desk)
    _try(AwayLife, AWAY)
    assert {"ForwardDossier", "ConfirmArrival", "ConfirmResultArrival", "SendBack", "HandOff"} <= set(TAKEN)


def test_any_sequence_of_acts_by_anybody_keeps_the_dossier_lawful(town):
    AnyLife.town, AnyLife.crowds = town, (town,)
    from django.db import connection

    _try(AnyLife, EXAMPLES[connection.vendor])
    never = sorted(set(BUILD) - set(TAKEN) - SELDOM - OUTSIDE)
    assert never == [], f"no sequence ever did {never}"
    assert TAKEN["steps"] >= EXAMPLES[connection.vendor] * STEPS // 2
