"""Enter a unit's identifier code (mã định danh điện tử, QĐ 20/2020/QĐ-TTg)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import AgencyCodeEntered
from motcua.office import policies, rules, stamps
from motcua.office.models import AgencyCode, Unit


class EnterAgencyCode(Command, frozen=True, kw_only=True):
    """The unit's code from a day on, with the document that gave it, or marked *thử*. An open earlier code ends then."""

    TARGET = "unit"

    unit: UUID
    code: Annotated[str, msgspec.Meta(min_length=3, max_length=35)]
    valid_from: date
    valid_to: date | None = None
    trial: bool = False
    source: Annotated[str, msgspec.Meta(max_length=200)] = ""


@act(EnterAgencyCode, on=Unit, verb=N_("Nhập mã định danh"), may=policies.may_change_unit)
def enter_agency_code(command: EnterAgencyCode, unit: Unit, context: Context) -> Done[Unit]:
    """Refuse another shape, two codes of one unit at a time, and a code another unit bears at that time."""
    code = command.code.strip().upper()
    period = rules.Period(command.valid_from, command.valid_to)
    refusal = rules.refuse_agency_code(code, trial=command.trial, source=command.source)
    if refusal is not None:
        raise BadInput(refusal.sentence, field="code", **refusal.values)
    refusal = rules.refuse_period(period)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="valid_to", **refusal.values)
    for other in AgencyCode.objects.filter(code=code).exclude(unit=unit).select_related("unit"):
        if period.overlaps(rules.Period(other.valid_from, other.valid_to)):
            raise RuleError(N_("Mã {code} đang là của {unit}."), field="code", code=code, unit=other.unit.full_name)
    for own in unit.agency_codes.all():
        if own.valid_to is None and (own.valid_from or date.min) < command.valid_from:
            own.valid_to = command.valid_from
            own.save(update_fields=["valid_to"])
        elif period.overlaps(rules.Period(own.valid_from, own.valid_to)):
            raise RuleError(N_("Đơn vị đã có mã {code} trong thời gian này."), field="valid_from", code=own.code)
    source = clean(command.source)
    AgencyCode.objects.create(
        unit=unit,
        code=code,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        trial=command.trial,
        source=source,
    )
    stamps.bump()
    return Done(
        AgencyCodeEntered(
            code=code,
            valid_from=command.valid_from,
            valid_to=command.valid_to,
            trial=command.trial,
            source=source,
        )
    )
