"""Write a directive down with whatever is known of it, and fill in the rest."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.directives import DirectiveDescribed, DirectiveOpened
from motcua.office import family
from motcua.oversight.commands.directives.shared import (
    Due,
    Line,
    Long,
    Origin,
    Units,
    due_told,
    is_open,
    keep_word,
    put_due,
    put_source,
    put_task,
    put_units,
    settle,
    source_told,
    task_told,
    wanted,
)
from motcua.oversight.models import Directive, Plan
from motcua.oversight.policies import directives as policies
from motcua.oversight.rules.directives import State


class OpenDirective(Command, frozen=True, kw_only=True):
    """Write down a task: ``title`` is the work; ``issuer`` is the body that gave it (the actor's unit unless said).

    Children of a directive name it as ``parent``; an occurrence of what repeats says its ``period``.
    """

    title: Long
    lead: UUID | None = None
    co_owners: Units = []
    group_words: Line = ""
    person: UUID | None = None
    leader: UUID | None = None
    product: Long = ""
    evidence: Long = ""
    authority: Long = ""
    target_words: Long = ""
    due: Due = Due()
    origin: Origin = Origin()
    issuer: UUID | None = None
    parent: UUID | None = None
    plan: UUID | None = None
    period: Annotated[str, msgspec.Meta(max_length=10)] = ""


@act(OpenDirective, on=Directive, verb=N_("Ghi nhiệm vụ"), may=policies.may_open)
def open_directive(command: OpenDirective, context: Context) -> Done[Directive]:
    """Keep it as a draft; the same period of a repetition, or the same work for the same lead under a parent, comes once."""
    actor = context.actor
    wanted(command.title, "title", N_("Ghi nội dung việc."))
    keeper = command.issuer or actor.unit
    if keeper is None:
        raise BadInput(N_("Ghi cơ quan giao việc."), field="issuer")
    if command.issuer not in (None, actor.unit) and actor.unit and command.issuer not in policies.own(actor):
        same = family.home_of(keeper) == family.home_of(actor.unit)
        if not same:
            raise BadInput(N_("Chỉ ghi việc do cơ quan của mình giao."), field="issuer")
    _check_above(command, actor.realm)
    task = task_told(command, family.home_of(keeper))
    due, origin = due_told(command.due), source_told(command.origin)
    directive = Directive(
        realm=actor.realm,
        parent_id=command.parent,
        plan_id=command.plan,
        period=command.period,
        keeper_id=keeper,
        keeper_place_id=family.home_of(keeper),
        state=State.DRAFT.value,
        opened_on=clock.local(context.at).date(),
        opened_by=actor.account,
    )
    put_task(directive, task)
    put_due(directive, due)
    put_source(directive, origin)
    settle(directive)
    directive.save()
    put_units(directive, task.co_owners)
    event = DirectiveOpened(
        task=task,
        due=due,
        origin=origin,
        keeper=keeper,
        keeper_place=directive.keeper_place_id,
        parent=command.parent,
        plan=command.plan,
        period=command.period,
        lacking=directive.lacking,
    )
    return Done(event, directive)


class DescribeDirective(Command, frozen=True, kw_only=True):
    """Say anew what the work is, who does it, with what product, by whose authority, from which source."""

    TARGET = "directive"

    directive: UUID
    title: Long
    lead: UUID | None = None
    co_owners: Units = []
    group_words: Line = ""
    person: UUID | None = None
    leader: UUID | None = None
    product: Long = ""
    evidence: Long = ""
    authority: Long = ""
    target_words: Long = ""
    origin: Origin = Origin()
    reason: Long = ""


@act(DescribeDirective, on=Directive, verb=N_("Bổ sung 6 rõ"), may=policies.may_issue, when=is_open, order=20)
def describe_directive(command: DescribeDirective, directive: Directive, context: Context) -> Done[Directive]:
    """Fill a draft in; what was given already changes with a reason only and must stay clear."""
    wanted(command.title, "title", N_("Ghi nội dung việc."))
    given = directive.state != State.DRAFT
    reason = clean(command.reason)
    if given and not reason:
        raise BadInput(N_("Việc đã giao: ghi lý do thay đổi."), field="reason")
    if command.lead is not None and not context.actor.can("system"):
        refusal = policies.may_open(context.actor, command)
        if refusal is not None:
            raise BadInput(refusal.sentence, field="lead", **refusal.values)
    task, origin = task_told(command, directive.keeper_place_id), source_told(command.origin)
    put_task(directive, task)
    put_source(directive, origin)
    put_units(directive, task.co_owners)
    settle(directive)
    if given and directive.lacking:
        raise BadInput(N_("Việc đã giao phải giữ đủ 6 rõ."), field="product")
    if given:
        keep_word(directive, "changed", context, text=reason)
    return Done(DirectiveDescribed(task=task, origin=origin, lacking=directive.lacking, reason=reason))


def _check_above(command: OpenDirective, realm: str) -> None:
    if command.parent is not None and not Directive.objects.filter(pk=command.parent, realm=realm).exists():
        raise NotFound(N_("Không có nhiệm vụ cấp trên này."))
    if command.plan is not None and not Plan.objects.filter(pk=command.plan, realm=realm).exists():
        raise NotFound(N_("Không có kế hoạch này."))
    if command.period and Directive.objects.filter(parent=command.parent, period=command.period).exists():
        raise BadInput(N_("Kỳ này đã có nhiệm vụ."), field="period")
