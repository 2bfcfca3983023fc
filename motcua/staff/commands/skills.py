"""Say that an official knows a field from before, and take that back."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import Conflict, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import SkillRecorded, SkillWithdrawn
from motcua.staff import fields, here, policies
from motcua.staff.models import Skill
from motcua.staff.rules import duty


class RecordSkill(Command, frozen=True, kw_only=True):
    """The centre says that the official knows ``field`` since a day; ``ground`` names the class, paper or earlier post."""

    unit: UUID
    official: UUID
    field: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    since: date
    ground: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


@act(RecordSkill, on=Skill, verb=N_("Ghi đã được tập huấn"), may=policies.may_write_here)
def record_skill(command: RecordSkill, context: Context) -> Done[Skill]:
    """Refuse days to come, people who do not work here, and saying it twice."""
    realm = context.actor.realm
    place = here.place_of(command.unit)
    here.require_working(place, command.official, clock.today())
    field = fields.named(command.field, "field")
    if command.since > clock.today():
        raise RuleError(N_("Ngày này chưa tới."), field="since")
    if Skill.objects.filter(official=command.official, field=field, realm=realm, withdrawn=False).exists():
        raise Conflict(N_("Đã ghi người này biết «{what}»."), field="field", what=field)
    row = Skill(
        place_id=place,
        unit_id=command.unit,
        official_id=command.official,
        field=field,
        since=command.since,
        ground=duty.required(command.ground, "ground"),
        realm=realm,
    )
    event = SkillRecorded(
        place=place,
        unit=command.unit,
        official=command.official,
        field=field,
        since=command.since,
        ground=row.ground,
    )
    return Done(event, row)


class WithdrawSkill(Command, frozen=True, kw_only=True):
    """Take back what was said of somebody's knowledge of a field."""

    TARGET = "skill"

    skill: UUID
    reason: Annotated[str, msgspec.Meta(max_length=300)]


def stands(skill: Skill) -> Said | None:
    """What was taken back is over."""
    return said(N_("Mục này đã rút.")) if skill.withdrawn else None


@act(WithdrawSkill, on=Skill, verb=N_("Rút"), may=policies.may_write, when=stands)
def withdraw_skill(command: WithdrawSkill, skill: Skill, context: Context) -> Done[Skill]:
    """Keep why."""
    skill.withdrawn = True
    reason = duty.checked_reason(command.reason)
    return Done(SkillWithdrawn(official=skill.official_id, field=skill.field, reason=reason))
