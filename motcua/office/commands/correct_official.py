"""Correct an official's name, telephone or e-mail."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import OfficialCorrected
from motcua.office import policies, stamps
from motcua.office.commands.register_official import contact
from motcua.office.models import Official


class CorrectOfficial(Command, frozen=True, kw_only=True):
    """Write an official's name and addresses anew, all three."""

    TARGET = "official"

    official: UUID
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    phone: Annotated[str, msgspec.Meta(max_length=20)] = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""


@act(CorrectOfficial, on=Official, verb=N_("Sửa thông tin cán bộ"), may=policies.may_change_official)
def correct_official(command: CorrectOfficial, official: Official, context: Context) -> Done[Official]:
    """Refuse what is no name, number or address."""
    official.name, official.phone, official.email = contact(command.name, command.phone, command.email)
    official.folded = fold(official.name)
    stamps.bump()
    event = OfficialCorrected(official=official.id, name=official.name, phone=official.phone, email=official.email)
    return Done(event)
