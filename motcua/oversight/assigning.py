"""Making several directives of one: a child for each commune, an occurrence for each period, a new plan's repeating tasks.

Each is a command of its own under a key made of the whole's, so that what is sent twice is made once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.oversight.commands.directives import Due, OpenDirective, Origin, StartDirective
from motcua.oversight.commands.directives.shared import working_unit
from motcua.oversight.models import Directive, Plan
from motcua.oversight.queries.directives import scope
from motcua.oversight.rules import directives as rules
from motcua.oversight.rules.repeating import Repeat

KEY_MOST = 40


def assign_each(actor: Actor, parent: UUID, units: Iterable[UUID], key: str) -> list[UUID]:
    """Make a child of a directive for each unit (of a commune its committee), «mỗi xã một việc»; return the new ones.

    Person and leader are the commune's to name, so a child is a draft until they are filled in; a unit that has its child
    already gets no other.
    """
    above = scope(actor).filter(pk=parent).first()
    if above is None:
        raise NotFound(N_("Không có nhiệm vụ này trong phạm vi của bạn."))
    leads = list(dict.fromkeys(working_unit(unit, "units") for unit in units))
    if not leads:
        raise BadInput(N_("Chọn ít nhất một đơn vị."), field="units")
    had = set(Directive.objects.filter(parent=above, lead__in=leads).values_list("lead", flat=True))
    return [
        perform(_child(above, lead), actor, key=f"{key[:KEY_MOST]}-{lead.hex}").target
        for lead in leads
        if lead not in had
    ]


def make_occurrence(above: Directive, period: str, due: date, actor: Actor) -> UUID:
    """Make and start the occurrence of one period of what repeats."""
    command = OpenDirective(
        title=above.title,
        lead=above.lead_id,
        co_owners=_shared(above),
        person=above.person,
        leader=above.leader,
        product=above.product,
        evidence=above.evidence,
        authority=above.authority,
        target_words=above.target_words,
        due=Due(kind=rules.DueKind.BY_END, day=due),
        origin=_origin(above),
        issuer=above.keeper_id,
        parent=above.pk,
        plan=above.plan_id,
        period=period,
    )
    made = perform(command, actor, key=f"occurrence-{above.pk.hex}-{period}").target
    perform(StartDirective(directive=made), actor, key=f"occurrence-start-{above.pk.hex}-{period}")
    return made


def copy_repeating(actor: Actor, plan: UUID, key: str) -> list[UUID]:
    """Take the repeating tasks of the plan it was copied from up into a plan, for its own period; return the new ones."""
    found = Plan.objects.filter(pk=plan, realm=actor.realm).first()
    if found is None or found.copied_from_id is None:
        raise NotFound(N_("Kế hoạch này không lập từ kế hoạch trước."))
    tasks = Directive.objects.filter(plan=found.copied_from_id, period="").exclude(repeat=Repeat.NONE.value)
    made = []
    for task in tasks.exclude(state=rules.State.CANCELLED).order_by("until", "pk"):
        due = Due(
            kind=rules.DueKind.BY_END,
            day=found.ends,
            starts_on=found.starts,
            repeat=Repeat(task.repeat),
            repeat_day=task.repeat_day,
        )
        command = OpenDirective(
            title=task.title,
            lead=task.lead_id,
            co_owners=_shared(task),
            group_words=task.group_words,
            person=task.person,
            leader=task.leader,
            product=task.product,
            evidence=task.evidence,
            authority=task.authority,
            target_words=task.target_words,
            due=due,
            origin=Origin(kind=rules.Source.PLAN, source=found.pk, words=found.title),
            plan=found.pk,
        )
        made.append(perform(command, actor, key=f"{key[:KEY_MOST]}-{task.pk.hex}").target)
    return made


def start_all(actor: Actor, plan: UUID) -> tuple[int, list[MotcuaError]]:
    """Start every draft of a plan; return how many were started and why the others were not."""
    started, refused = 0, []
    for task in Directive.objects.filter(plan=plan, state=rules.State.DRAFT, realm=actor.realm).order_by("until", "pk"):
        try:
            perform(StartDirective(directive=task.pk), actor, key=f"plan-start-{task.pk.hex}-{task.version}")
            started += 1
        except MotcuaError as error:
            refused.append(error)
    return started, refused


def _child(above: Directive, lead: UUID) -> OpenDirective:
    return OpenDirective(
        title=above.title,
        lead=lead,
        product=above.product,
        evidence=above.evidence,
        authority=above.authority,
        target_words=above.target_words,
        due=due_of(above),
        origin=_origin(above),
        parent=above.pk,
        plan=above.plan_id,
    )


def due_of(directive: Directive) -> Due:
    """Return the time of a directive as a wish, so that a child says it in the same way."""
    kind = rules.DueKind(directive.due_kind)
    return Due(
        kind=kind,
        day=None if kind is rules.DueKind.EVENT else directive.due_day,
        starts_on=directive.starts_on,
        occasion=directive.occasion_id,
        anchor_unit=directive.anchor_unit_id,
        offset_days=directive.offset_days,
    )


def _origin(above: Directive) -> Origin:
    return Origin(
        kind=rules.Source(above.source_kind),
        source=above.source,
        words=above.source_words,
        document_number=above.document_number,
        document_date=above.document_date,
        issuer_words=above.issuer_words,
        origin=above.origin,
    )


def _shared(directive: Directive) -> list[UUID]:
    return list(directive.co_owners.order_by("pk").values_list("unit_id", flat=True))
