"""Whatever anybody does to a dossier in whatever order: it stays lawful, and the books tell the same as its row."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from motcua.config.demo.dossiers import FROM_SYSTEM, command_for
from motcua.dossiers import commands, routing
from motcua.dossiers.models import Consultation, Dossier, DossierPaper, Pause, StepRun
from motcua.dossiers.rules import life
from motcua.dossiers.stages import stage_of
from motcua.kernel import clock, worktime
from motcua.kernel.errors import MotcuaError
from motcua.ledger import replay
from motcua.ledger.commands import Command, act_of
from motcua.ledger.events.dossier_life import Lacking
from motcua.ledger.events.dossiers import PaperGiven
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
TAKEN: Counter[str] = Counter()


def first_paper(dossier: Dossier) -> str:
    return DossierPaper.objects.filter(dossier=dossier).exclude(kind="note").values_list("key", flat=True)[0]


def question(dossier: Dossier) -> Any:
    return Consultation.objects.filter(dossier=dossier).values_list("id", flat=True).last() or dossier.id


def from_system(dossier: Dossier) -> Command:
    stage = stage_of(dossier.id)
    if stage.step_role == "specialised_system":
        return command_for(stage)
    return commands.EnterSpecialisedResult(dossier=dossier.id, taken_back=FROM_SYSTEM)


def later(dossier: Dossier, days: int) -> Any:
    return (clock.local(clock.now()) + timedelta(days=days)).date()


BUILD: dict[str, Callable[[Dossier, Any, int], Command]] = {
    "CompleteStep": lambda d, town, n: commands.CompleteStep(dossier=d.id, opinion="Đúng"),
    "EnterSpecialisedResult": lambda d, town, n: from_system(d),
    "ApproveDossier": lambda d, town, n: commands.ApproveDossier(dossier=d.id),
    "SealResult": lambda d, town, n: commands.SealResult(dossier=d.id),
    "SendBack": lambda d, town, n: commands.SendBack(dossier=d.id, reason="Thiếu chữ ký"),
    "HandOff": lambda d, town, n: commands.HandOff(
        dossier=d.id, unit=sorted(routing.bodies(d.received_unit_id))[n % 3], reason="Đúng lĩnh vực"
    ),
    "RequestSupplement": lambda d, town, n: commands.RequestSupplement(
        dossier=d.id, lacking=(Lacking(key=first_paper(d), words="Bổ sung bản chính"),)
    ),
    "AllowSecondSupplement": lambda d, town, n: commands.AllowSecondSupplement(
        dossier=d.id, reason="Phát sinh", aware=bool(n % 3)
    ),
    "ReceiveSupplement": lambda d, town, n: commands.ReceiveSupplement(
        dossier=d.id, papers=(PaperGiven(key=first_paper(d), originals=1),)
    ),
    "DemandFee": lambda d, town, n: commands.DemandFee(dossier=d.id, notice="TB-01", amount_vnd=50_000),
    "MarkPaid": lambda d, town, n: commands.MarkPaid(dossier=d.id, receipt="BL-0001"),
    "SuspendDossier": lambda d, town, n: commands.SuspendDossier(dossier=d.id, ground="Điều luật thử", reason="Chờ"),
    "ResumeDossier": lambda d, town, n: commands.ResumeDossier(dossier=d.id),
    "ApplyLongerLimit": lambda d, town, n: commands.ApplyLongerLimit(
        dossier=d.id, days=n + 1, ground="Điều luật thử", reason="Xác minh"
    ),
    "ExtendDeadline": lambda d, town, n: commands.ExtendDeadline(
        dossier=d.id, day=later(d, n * 2), cause=life.Cause.PEOPLE, reason="Thiếu người"
    ),
    "AskSecondExtension": lambda d, town, n: commands.AskSecondExtension(
        dossier=d.id, day=later(d, n * 2), cause=life.Cause.SYSTEM, reason="Lại mất mạng"
    ),
    "AllowSecondExtension": lambda d, town, n: commands.AllowSecondExtension(dossier=d.id, reason="Thiên tai"),
    "AskOutside": lambda d, town, n: commands.AskOutside(
        dossier=d.id, body="Cơ quan Thử", answer_by=later(d, n), question="Có quy hoạch không"
    ),
    "RecordAnswer": lambda d, town, n: commands.RecordAnswer(
        dossier=d.id, consultation=question(d), answer="" if n % 2 else "Không", silent=bool(n % 2)
    ),
    "RejectDossier": lambda d, town, n: commands.RejectDossier(
        dossier=d.id, ground="Điều luật thử", reason="Không đủ điều kiện"
    ),
    "WithdrawDossier": lambda d, town, n: commands.WithdrawDossier(
        dossier=d.id, asked_on=clock.today(), reason="Không còn nhu cầu"
    ),
    "StopDossier": lambda d, town, n: commands.StopDossier(
        dossier=d.id, ground="Điều luật thử", reason="Có tranh chấp"
    ),
    "ReturnResult": lambda d, town, n: commands.ReturnResult(
        dossier=d.id, receiver="owner", number=town.citizens[0].number, slip=True
    ),
    "SendByPost": lambda d, town, n: commands.SendByPost(dossier=d.id, tracking="VN12345", address="Thôn Thử"),
    "PlaceInLocker": lambda d, town, n: commands.PlaceInLocker(dossier=d.id, box=f"A{n}"),
    "OpenLocker": lambda d, town, n: commands.OpenLocker(dossier=d.id, code="000000"),
    "ReopenDossier": lambda d, town, n: commands.ReopenDossier(dossier=d.id, ground="Quyết định thử", reason="Nhầm"),
}
ENDS = {"WithdrawDossier", "StopDossier"}
RARE = ("ExtendDeadline", "AskSecondExtension", "AllowSecondExtension", "AllowSecondSupplement")
"""What many others must come before: drawn more often, else no sequence would do it."""
ONWARD = ("CompleteStep", "EnterSpecialisedResult", "ApproveDossier", "SealResult")


def test_every_act_of_the_table_is_tried():
    assert set(BUILD) == set(life.DEEDS)


class AnyLife(RuleBasedStateMachine):
    """One dossier, and everybody at it."""

    town: Any = None

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
            self.dossier = self.town.accept(code)

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
            if falls_to:
                who, what = self._fitting(who, what, n, before)
            self._act(who, what, n, before)

    def _fitting(self, who: str, what: str, n: int, before: Dossier) -> tuple[str, str]:
        """Return an act that the state allows, the like of what was drawn, and somebody who may do it."""
        acts = tuple(BUILD)
        for offset in range(len(acts)):
            name = acts[(acts.index(what) + offset) % len(acts)] if n else ONWARD[offset % len(ONWARD)]
            declared = act_of(getattr(commands, name))
            if (name in ENDS and n < 4) or (declared.when and declared.when(before) is not None):
                continue
            able = next((one for one in PERSONAS if declared.may(self.town[one], before) is None), None)
            if able is not None:
                return able, name
        return who, what

    def _act(self, who: str, what: str, n: int, before: Dossier) -> None:
        command = BUILD[what](before, self.town, n)
        may, actor = act_of(type(command)).may, self.town[who]
        TAKEN["steps"] += 1
        try:
            perform(command, actor)
        except MotcuaError:
            (after,) = READ(self.dossier)
            assert (after.version, after.state, after.due_at) == (before.version, before.state, before.due_at)
            return
        TAKEN[what] += 1
        assert may(actor, before) is None, f"{who} had no right to {what}"
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
        if after.due and after.first_due_at is None:
            limit = worktime.Due.from_dict(msgspec.json.decode(after.due)).limit
            pauses = [worktime.Pause(one.started_at, one.ended_at) for one in held]
            if after.state not in {life.State.WITHDRAWN, life.State.STOPPED}:
                assert worktime.due(self._calendar(after), after.received_at, limit, pauses).at == after.due_at

    def _calendar(self, dossier: Dossier) -> worktime.Calendar:
        return routing.calendar(dossier.received_unit_id)


def test_any_sequence_of_acts_by_anybody_keeps_the_dossier_lawful(town):
    AnyLife.town = town
    TAKEN.clear()
    from django.db import connection

    run_state_machine_as_test(
        AnyLife,
        settings=settings(
            max_examples=EXAMPLES[connection.vendor] if "MOTCUA_EXPLORE" not in os.environ else 2_000,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],  # shortening a sequence of real commands takes minutes; it is printed as it was
        ),
    )
    never = sorted(set(BUILD) - set(TAKEN) - {"OpenLocker", "SendByPost"})
    assert never == [], f"no sequence ever did {never}"
    assert TAKEN["steps"] >= EXAMPLES[connection.vendor] * STEPS // 2
