"""Write down the fonds of a body."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import policies
from motcua.archives.models import Fonds, RetentionList
from motcua.archives.rules.inventory import refuse_period
from motcua.kernel.errors import BadInput, NotFound, RuleError
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import FondsOpened
from motcua.office import family
from motcua.office import queries as office

METRES_MOST = Decimal(100_000)


class OpenFonds(Command, frozen=True, kw_only=True):
    """Write down the fonds that ``origin`` made and ``custodian`` keeps.

    ``expected`` is how many files the body says there are: what the inventory is held against. ``metres`` of shelf.
    """

    origin: UUID
    custodian: UUID
    name: Annotated[str, msgspec.Meta(max_length=250)]
    code: Annotated[str, msgspec.Meta(max_length=30)] = ""
    begins: date | None = None
    closed_on: date | None = None
    metres: Annotated[Decimal, msgspec.Meta()] | None = None
    condition: Annotated[str, msgspec.Meta(max_length=500)] = ""
    expected: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)] | None = None
    list: UUID | None = None


@act(OpenFonds, on=Fonds, verb=N_("Lập phông"), may=policies.may_open)
def open_fonds(command: OpenFonds, context: Context) -> Done[Fonds]:
    """Refuse a fonds without a name, with impossible days or measures, of bodies or lists that are none."""
    name = clean(command.name)
    if not name:
        raise BadInput(N_("Ghi tên phông."), field="name")
    for field in ("origin", "custodian"):
        if family.kin(getattr(command, field)) is None:
            raise NotFound(N_("Không có đơn vị này."), field=field)
    refusal = refuse_period(command.begins, command.closed_on)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="closed_on", **refusal.values)
    fonds = Fonds(
        realm=context.actor.realm,
        place_id=family.home_of(command.custodian),
        origin_id=command.origin,
        custodian_id=command.custodian,
        code=clean(command.code),
        name=name,
        folded=fold(name),
        begins=command.begins,
        closed_on=command.closed_on,
        metres=checked_metres(command.metres),
        condition=clean(command.condition),
        expected=command.expected,
        list_id=checked_list(command.list, context.actor),
    )
    event = FondsOpened(
        place=fonds.place_id,
        origin=command.origin,
        custodian=command.custodian,
        code=fonds.code,
        name=name,
        begins=command.begins,
        closed_on=command.closed_on,
        metres=fonds.metres,
        condition=fonds.condition,
        expected=command.expected,
        retention_list=fonds.list_id,
    )
    return Done(event, fonds)


def checked_metres(metres: Decimal | None) -> Decimal | None:
    """Return metres of shelf to the centimetre; :class:`BadInput` for what is no length."""
    if metres is None:
        return None
    if not metres.is_finite() or not 0 <= metres < METRES_MOST:
        raise BadInput(N_("Số mét giá từ 0 đến {most}."), field="metres", most=int(METRES_MOST))
    return metres.quantize(Decimal("0.01"))


def checked_list(list_: UUID | None, actor: Actor) -> UUID | None:
    """Return the list when it is for the actor's place or for everybody; :class:`NotFound` otherwise."""
    if list_ is None:
        return None
    row = RetentionList.objects.filter(pk=list_).first()
    home = family.home_of(actor.unit) if actor.unit else None
    if row is None or row.place_id not in (None, home):
        raise NotFound(N_("Không có danh mục này."), field="list")
    return row.id


def unit_name(unit: UUID | None) -> str:
    """Return a unit's full name, "" for none."""
    return office.unit(unit).full_name if unit else ""
