"""Set up a body under a commune (or province), or prepare it before its legal start."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import UnitCreated
from motcua.office import family, policies, rules, stamps
from motcua.office.models import Unit


class CreateUnit(Command, frozen=True, kw_only=True):
    """Make a committee, centre, division, police, military command or outside body, standing from ``valid_from``.

    A day to come prepares the unit: it can have posts and a venue before. ``name`` may stay empty where the law gives
    the name (committee, centre, police, military); ``ground`` names the decision.
    """

    level: rules.Level
    parent: UUID
    valid_from: date
    name: Annotated[str, msgspec.Meta(max_length=180)] = ""
    ground: Annotated[str, msgspec.Meta(max_length=200)] = ""
    phone: Annotated[str, msgspec.Meta(max_length=20)] = ""
    address: Annotated[str, msgspec.Meta(max_length=300)] = ""


@act(CreateUnit, on=Unit, verb=N_("Lập đơn vị"), may=policies.may_create_unit)
def create_unit(command: CreateUnit, context: Context) -> Done[Unit]:
    """Refuse a level that has no place there, and a second unit of the same name."""
    parent = Unit.objects.select_related("province").filter(pk=command.parent).first()
    if parent is None:
        raise NotFound(N_("Không có đơn vị cấp trên này."), field="parent")
    refusal = rules.refuse_place(command.level, rules.Level(parent.level))
    if refusal is not None:
        raise RuleError(refusal.sentence, field="level", **refusal.values)
    place = Unit.objects.get(pk=family.home_of(parent.id))
    usual = rules.usual_name(command.level, place.full_name)
    name = clean(command.name) or rules.usual_name(command.level, "").strip()
    if not name:
        raise BadInput(N_("Ghi tên đơn vị."), field="name")
    full_name = rules.name_of_body(name, place.full_name) if clean(command.name) else usual
    if Unit.objects.filter(parent=parent, folded=fold(full_name), valid_to__isnull=True).exists():
        raise Conflict(N_("Đã có «{name}»."), field="name", name=full_name)
    unit = Unit(
        level=command.level.value,
        name=name,
        full_name=full_name,
        folded=fold(full_name),
        parent=parent,
        province=parent if parent.level == rules.Level.PROVINCE else parent.province,
        valid_from=command.valid_from,
        phone=command.phone,
        address=clean(command.address),
        source=clean(command.ground),
        realm=context.actor.realm,
    )
    stamps.bump()
    event = UnitCreated(
        level=unit.level,
        name=name,
        full_name=full_name,
        parent=parent.id,
        valid_from=command.valid_from,
        ground=unit.source,
    )
    return Done(event, unit)
