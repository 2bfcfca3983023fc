"""Plans of tasks for a place and a period: begun, changed, accepted by the leader."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.steering import MilestoneTold, PlanAccepted, PlanChanged, PlanOpened
from motcua.office import queries as office
from motcua.office.rules import PLACES
from motcua.oversight.commands.directives.shared import Line, Long, Words, wanted
from motcua.oversight.models import Directive, Milestone, Plan
from motcua.oversight.policies import directives as policies
from motcua.oversight.rules.directives import State
from motcua.oversight.rules.weekly import check_period

MILESTONES_MOST = 24


class MilestoneWish(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be reached by the end of the month a day lies in."""

    month: date
    words: Long


Milestones = Annotated[list[MilestoneWish], msgspec.Meta(max_length=MILESTONES_MOST)]


class OpenPlan(Command, frozen=True, kw_only=True):
    """Begin a plan of a place for a period; ``copied_from`` names the one whose repeating tasks it takes up."""

    place: UUID
    title: Line
    starts: date
    ends: date
    milestones: Milestones = []
    copied_from: UUID | None = None


def is_draft(plan: Plan) -> Said | None:
    """An accepted plan stands; its tasks go on as directives."""
    return None if plan.accepted_on is None else said(N_("Kế hoạch đã duyệt."))


@act(OpenPlan, on=Plan, verb=N_("Lập kế hoạch"), may=policies.may_make)
def open_plan(command: OpenPlan, context: Context) -> Done[Plan]:
    """Refuse a body in place of a place, and a period that cannot be."""
    if office.unit(command.place).level not in PLACES:
        raise BadInput(N_("Chọn xã, phường hoặc tỉnh."), field="place")
    check_period(command.starts, command.ends)
    realm = context.actor.realm
    if (
        command.copied_from
        and not Plan.objects.filter(pk=command.copied_from, realm=realm, place=command.place).exists()
    ):
        raise NotFound(N_("Không có kế hoạch này."))
    plan = Plan(
        realm=realm,
        place_id=command.place,
        title=wanted(clean(command.title), "title", N_("Ghi tên kế hoạch.")),
        starts=command.starts,
        ends=command.ends,
        copied_from_id=command.copied_from,
    )
    told = _milestones(plan, command.milestones)
    plan.save()
    _put(plan, told)
    event = PlanOpened(
        place=plan.place_id,
        title=plan.title,
        starts=plan.starts,
        ends=plan.ends,
        copied_from=command.copied_from,
        milestones=told,
    )
    return Done(event, plan)


class ChangePlan(Command, frozen=True, kw_only=True):
    """Give the plan another name or other milestones, with a reason."""

    TARGET = "plan"

    plan: UUID
    title: Line
    milestones: Milestones = []
    reason: Long


@act(ChangePlan, on=Plan, verb=N_("Sửa kế hoạch"), may=policies.may_keep, when=is_draft, order=20)
def change_plan(command: ChangePlan, plan: Plan, context: Context) -> Done[Plan]:
    """Write them anew."""
    del context
    reason = wanted(command.reason, "reason", N_("Ghi lý do."))
    plan.title = wanted(clean(command.title), "title", N_("Ghi tên kế hoạch."))
    told = _milestones(plan, command.milestones)
    _put(plan, told)
    return Done(PlanChanged(title=plan.title, milestones=told, reason=reason))


class AcceptPlan(Command, frozen=True, kw_only=True):
    """Accept the plan as the leader."""

    TARGET = "plan"

    plan: UUID
    words: Words = ""


@act(AcceptPlan, on=Plan, verb=N_("Duyệt kế hoạch"), may=policies.may_accept_plan, when=is_draft, order=10)
def accept_plan(command: AcceptPlan, plan: Plan, context: Context) -> Done[Plan]:
    """A plan without tasks, or with one that is not clear, is not accepted; the unclear ones are named."""
    tasks = Directive.objects.filter(plan=plan).exclude(state=State.CANCELLED)
    unclear = list(tasks.filter(lacking__gt=0).order_by("until", "pk").values_list("title", flat=True)[:5])
    if unclear:
        raise RuleError(N_("Còn việc chưa đủ 6 rõ: {titles}."), titles="; ".join(unclear))
    if not tasks.exists():
        raise RuleError(N_("Kế hoạch chưa có việc nào."))
    plan.accepted_on, plan.accepted_by = clock.local(context.at).date(), context.actor.account
    return Done(PlanAccepted(words=clean(command.words, lines=True)))


def _milestones(plan: Plan, wishes: Milestones) -> list[MilestoneTold]:
    told: dict[date, str] = {}
    for wish in wishes:
        month = wish.month.replace(day=1)
        words = clean(wish.words)
        if not words:
            continue
        if not plan.starts.replace(day=1) <= month <= plan.ends:
            raise BadInput(N_("Mốc tháng phải nằm trong kỳ của kế hoạch."), field="milestones")
        told[month] = words
    return [MilestoneTold(month=month, words=words) for month, words in sorted(told.items())]


def _put(plan: Plan, told: list[MilestoneTold]) -> None:
    Milestone.objects.filter(plan=plan).delete()
    Milestone.objects.bulk_create(Milestone(plan=plan, month=one.month, words=one.words) for one in told)
