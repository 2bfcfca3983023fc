"""Move a body's first day, or say from when it no longer stands."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import UnitValidityChanged
from motcua.office import policies, rules, stamps
from motcua.office.models import Post, Unit


class SetUnitValidity(Command, frozen=True, kw_only=True):
    """Set the first day and the (exclusive) last day of a body; ``ground`` names the decision."""

    TARGET = "unit"

    unit: UUID
    valid_from: date
    valid_to: date | None = None
    ground: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


def is_body(unit: Unit) -> Said | None:
    """Administrative units begin and end by the packaged data set alone."""
    return said(N_("Đơn vị hành chính theo danh mục chính thức.")) if unit.level in rules.PLACES else None


@act(SetUnitValidity, on=Unit, verb=N_("Đổi thời gian hoạt động"), may=policies.may_change_unit, when=is_body)
def set_unit_validity(command: SetUnitValidity, unit: Unit, context: Context) -> Done[Unit]:
    """Refuse to close a unit in which somebody still has a post, or with units still under it."""
    period = rules.Period(command.valid_from, command.valid_to)
    refusal = rules.refuse_period(period)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="valid_to", **refusal.values)
    if command.valid_to is not None:
        later = Q(valid_to__isnull=True) | Q(valid_to__gt=command.valid_to)
        if Post.objects.filter(later, unit=unit).exists():
            raise RuleError(N_("Còn người giữ chức vụ sau ngày đơn vị giải thể; hãy kết thúc các chức vụ trước."))
        if Unit.objects.filter(later, parent=unit).exists():
            raise RuleError(N_("Còn đơn vị trực thuộc sau ngày đơn vị giải thể."))
    unit.valid_from, unit.valid_to = command.valid_from, command.valid_to
    stamps.bump()
    return Done(UnitValidityChanged(valid_from=unit.valid_from, valid_to=unit.valid_to, ground=command.ground))
