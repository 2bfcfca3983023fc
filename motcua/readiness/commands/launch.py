"""The decision to start: who is there on a day of rest, what a leader answers for, and all together or none."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.readiness import DutyPlanGiven, Launched, WaiverSigned
from motcua.readiness import policies, resting, runners
from motcua.readiness.commands.trial import PLAN_MOST, WORDS_MOST, checked_words
from motcua.readiness.models import Launch, Trial, Waiver
from motcua.readiness.rules import trial as rules
from motcua.readiness.rules.facts import Phase
from motcua.readiness.rules.trial import Stage


class GiveDutyPlan(Command, frozen=True, kw_only=True):
    """Lay down who is on duty; asked for when the first day of the phase is a day of rest."""

    TARGET = "trial"

    trial: UUID
    plan: str
    phase: Phase = Phase.TRIAL


class SignWaiver(Command, frozen=True, kw_only=True):
    """Answer for a centre that is not ready to start a phase, with the reason."""

    TARGET = "trial"

    trial: UUID
    unit: UUID
    phase: Phase
    reason: str


class LaunchTogether(Command, frozen=True, kw_only=True):
    """Let all centres of a plan start a phase."""

    TARGET = "trial"

    trial: UUID
    phase: Phase


@act(GiveDutyPlan, on=Trial, verb=N_("Ghi phương án trực"), may=policies.may_change_plan, order=20)
def give_duty_plan(command: GiveDutyPlan, trial: Trial, context: Context) -> Done[Trial]:
    """Keep who is there on the day of rest."""
    del context
    plan = clean(command.plan, lines=True)
    if not plan or len(plan) > PLAN_MOST:
        raise BadInput(N_("Ghi ai trực, ở đâu, giờ nào; tối đa {most} ký tự."), field="plan", most=PLAN_MOST)
    if command.phase is Phase.TRIAL:
        trial.duty_plan = plan
    else:
        trial.official_plan = plan
    return Done(DutyPlanGiven(plan=plan, phase=str(command.phase)))


@act(SignWaiver, on=Trial, verb=N_("Ký ý kiến cho phép"), may=policies.may_launch, order=60)
def sign_waiver(command: SignWaiver, trial: Trial, context: Context) -> Done[Trial]:
    """Keep that a leader answers for one centre; a centre that is ready needs none."""
    reason = checked_words(command.reason, WORDS_MOST, "reason", N_("Ghi lý do cho phép khi chưa đủ điều kiện."))
    found = next((one for one in runners.of(trial, command.phase) if one.unit == command.unit), None)
    if found is None:
        raise NotFound(N_("Trung tâm này không có trong kế hoạch."), field="unit")
    if not found.red:
        raise RuleError(N_("{name} không vướng điều kiện nào, không cần ý kiến cho phép."), name=found.name)
    if found.waived:
        raise Conflict(N_("Đã có ý kiến cho phép đối với {name}."), name=found.name)
    Waiver.objects.create(
        trial=trial,
        unit_id=command.unit,
        phase=str(command.phase),
        reason=reason,
        at=context.at,
        by=context.actor.name,
        by_title=context.actor.post_title[:150],
    )
    return Done(WaiverSigned(unit=command.unit, phase=str(command.phase), reason=reason))


@act(LaunchTogether, on=Trial, verb=N_("Cho vận hành đồng loạt"), may=policies.may_launch, order=10)
def launch_together(command: LaunchTogether, trial: Trial, context: Context) -> Done[Trial]:
    """Start a phase at all centres, or refuse and name who holds them."""
    _check_stage(trial, command.phase, clock.local(context.at).date())
    refusal = resting.of(trial, command.phase).refusal
    if refusal is not None:
        raise RuleError(refusal.sentence, field="plan", **refusal.values)
    found = runners.of(trial, command.phase)
    decision = rules.decide(found)
    if not decision.go:
        raise RuleError(decision.words.sentence, **decision.words.values)
    trial.stage = str(Stage.TRIAL if command.phase is Phase.TRIAL else Stage.OFFICIAL)
    Launch.objects.create(
        trial=trial,
        phase=str(command.phase),
        at=context.at,
        by=context.actor.name,
        by_title=context.actor.post_title[:150],
        words=str(decision.words)[:500],
    )
    event = Launched(
        phase=str(command.phase),
        centres=[one.unit for one in found],
        waived=[one.unit for one in decision.waived],
    )
    return Done(event)


def _check_stage(trial: Trial, phase: Phase, today: date) -> None:
    if phase is Phase.TRIAL and trial.stage != Stage.PLANNED:
        raise Conflict(N_("Vận hành thử nghiệm đã bắt đầu."))
    if phase is Phase.OFFICIAL and trial.stage != Stage.TRIAL:
        raise Conflict(
            N_("Các Trung tâm đã vận hành chính thức.")
            if trial.stage == Stage.OFFICIAL
            else N_("Vận hành thử nghiệm trước, rồi mới vận hành chính thức.")
        )
    # Decided at most a day ahead: what is green today need not be so in a month.
    day = trial.trial_on if phase is Phase.TRIAL else trial.official_on
    if day is None:
        raise RuleError(N_("Kế hoạch chưa ghi ngày vận hành chính thức."))
    if (day - today).days > 1:
        raise RuleError(
            N_("Quyết định vận hành đưa ra sớm nhất một ngày trước ngày {day}."),
            day=f"{day.day}/{day.month}/{day.year}",
        )
