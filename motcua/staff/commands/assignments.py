"""Assign officials to fields and counters; change and end assignments. A field not trained in is told, not refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import AssignmentChanged, AssignmentEnded, AssignmentIssued
from motcua.office import rules as office
from motcua.staff import fields, here, policies
from motcua.staff.models import AssignedField, Assignment
from motcua.staff.rules import duty
from motcua.staff.trained import untrained

Fields = Annotated[list[Annotated[str, msgspec.Meta(max_length=200)]], msgspec.Meta(max_length=60)]
Counter = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Decision = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Reason = Annotated[str, msgspec.Meta(max_length=300)]


class IssueAssignment(Command, frozen=True, kw_only=True):
    """The official serves ``fields`` (as the catalogue names them) at ``counter`` of the unit, by a decision.

    ``valid_to`` is exclusive, ``None`` while no end is known. The answer names fields the official is not trained in.
    """

    unit: UUID
    official: UUID
    counter: Counter
    fields: Fields
    valid_from: date
    valid_to: date | None = None
    decision: Decision


@act(IssueAssignment, on=Assignment, verb=N_("Phân công"), may=policies.may_write_here)
def issue_assignment(command: IssueAssignment, context: Context) -> Done[Assignment]:
    """Refuse who does not work here, what the catalogue does not know, and what holds already."""
    place = here.place_of(command.unit)
    here.require_working(place, command.official, command.valid_from)
    chosen = _chosen(command.fields)
    period = office.Period(command.valid_from, command.valid_to)
    refusal = office.refuse_period(period)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="valid_to", **refusal.values)
    row = Assignment(
        place_id=place,
        unit_id=command.unit,
        official_id=command.official,
        counter=duty.required(command.counter, "counter"),
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        decision=duty.required(command.decision, "decision"),
        realm=context.actor.realm,
    )
    missing = _settle(row, chosen)
    event = AssignmentIssued(
        place=row.place_id,
        unit=command.unit,
        official=command.official,
        counter=row.counter,
        fields=chosen,
        untrained=missing,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        decision=row.decision,
    )
    return Done(event, row, {"untrained": missing})


class ChangeAssignment(Command, frozen=True, kw_only=True):
    """Put other fields, another counter or the right decision in place of what an assignment says, for a reason."""

    TARGET = "assignment"

    assignment: UUID
    counter: Counter
    fields: Fields
    decision: Decision
    reason: Reason


def runs(assignment: Assignment) -> Said | None:
    """Only what has no end yet can be changed or ended."""
    if assignment.valid_to is None:
        return None
    return said(N_("Phân công này đã có ngày kết thúc: {day}."), day=office.day_text(assignment.valid_to))


@act(ChangeAssignment, on=Assignment, verb=N_("Sửa phân công"), may=policies.may_write, when=runs, order=20)
def change_assignment(command: ChangeAssignment, row: Assignment, context: Context) -> Done[Assignment]:
    """Refuse what another assignment of the person says already."""
    chosen = _chosen(command.fields)
    row.counter = duty.required(command.counter, "counter")
    row.decision = duty.required(command.decision, "decision")
    row.fields.all().delete()
    missing = _settle(row, chosen)
    event = AssignmentChanged(
        unit=row.unit_id,
        official=row.official_id,
        counter=row.counter,
        fields=chosen,
        untrained=missing,
        decision=row.decision,
        reason=duty.checked_reason(command.reason),
    )
    return Done(event, outcome={"untrained": missing})


class EndAssignment(Command, frozen=True, kw_only=True):
    """The assignment ends on ``valid_to``: the first day it no longer holds."""

    TARGET = "assignment"

    assignment: UUID
    valid_to: date
    reason: Reason


@act(EndAssignment, on=Assignment, verb=N_("Thôi phân công"), may=policies.may_write, when=runs, order=30)
def end_assignment(command: EndAssignment, row: Assignment, context: Context) -> Done[Assignment]:
    """Refuse an end before the beginning."""
    refusal = office.refuse_period(office.Period(row.valid_from, command.valid_to))
    if refusal is not None:
        raise RuleError(refusal.sentence, field="valid_to", **refusal.values)
    row.valid_to = command.valid_to
    reason = duty.checked_reason(command.reason)
    return Done(AssignmentEnded(unit=row.unit_id, official=row.official_id, valid_to=row.valid_to, reason=reason))


def _chosen(texts: list[str]) -> list[str]:
    chosen = fields.all_named(texts)
    if not chosen:
        raise BadInput(N_("Chọn ít nhất một lĩnh vực."), field="fields")
    return chosen


def _settle(row: Assignment, chosen: list[str]) -> list[str]:
    """Refuse what another assignment says already, keep the fields, and return those not trained in."""
    others = Assignment.objects.filter(unit=row.unit_id, official=row.official_id, realm=row.realm).exclude(pk=row.id)
    duty.refuse_double(
        office.Period(row.valid_from, row.valid_to),
        chosen,
        row.counter,
        [
            (office.Period(one.valid_from, one.valid_to), one.counter, {each.field for each in one.fields.all()})
            for one in others.prefetch_related("fields")
        ],
    )
    missing = untrained(row.official_id, chosen, row.realm)
    AssignedField.objects.bulk_create(
        AssignedField(assignment_id=row.id, field=field, trained=field not in missing) for field in chosen
    )
    return missing
