"""Settle how a centre works: whose dossier codes it uses, its hotline, how early it warns."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import CentreSet
from motcua.office import policies, rules, stamps
from motcua.office.models import CentreSettings, Unit


class CodeSource(StrEnum):
    """*Song hành*: codes come from the province's system or the portal. *Chính*: our own."""

    PARALLEL = "parallel"
    PRIMARY = "primary"


class SetCentre(Command, frozen=True, kw_only=True):
    """Settle the centre's ways; ``ground`` is the province's written decision, required for codes of its own."""

    TARGET = "unit"

    unit: UUID
    code_source: CodeSource = CodeSource.PARALLEL
    ground: Annotated[str, msgspec.Meta(max_length=200)] = ""
    hotline: Annotated[str, msgspec.Meta(max_length=20)] = ""
    warn_days: Annotated[int, msgspec.Meta(ge=1, le=30)] = 3


def is_centre(unit: Unit) -> Said | None:
    """Only centres have these ways."""
    return None if unit.level == rules.Level.CENTRE else said(N_("Đơn vị này không phải là Trung tâm."))


@act(SetCentre, on=Unit, verb=N_("Thiết lập Trung tâm"), may=policies.may_change_unit, when=is_centre)
def set_centre(command: SetCentre, unit: Unit, context: Context) -> Done[Unit]:
    """Refuse own codes without the province's decision, and a hotline that is no number."""
    primary = command.code_source is CodeSource.PRIMARY
    refusal = rules.refuse_own_codes(primary=primary, ground=command.ground)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="ground", **refusal.values)
    hotline = rules.phone_digits(command.hotline, hotline=True) if command.hotline.strip() else ""
    if hotline is None:
        raise BadInput(N_("«{text}» không phải là số điện thoại."), field="hotline", text=command.hotline)
    ground = clean(command.ground)
    CentreSettings.objects.update_or_create(
        unit=unit,
        defaults={
            "code_source": command.code_source.value,
            "code_source_ground": ground,
            "hotline": hotline,
            "warn_days": command.warn_days,
        },
    )
    stamps.bump()
    return Done(
        CentreSet(code_source=command.code_source.value, ground=ground, hotline=hotline, warn_days=command.warn_days)
    )
