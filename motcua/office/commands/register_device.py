"""A phone or tablet announces itself at its first contact."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import DeviceRegistered
from motcua.office import family, policies
from motcua.office.device_rules import State
from motcua.office.models import Device


class RegisterDevice(Command, frozen=True, kw_only=True):
    """Keep the device under the id it made for itself, with the name its user gave it and the digest of its secret."""

    device: UUID
    name: Annotated[str, msgspec.Meta(max_length=60)]
    browser: Annotated[str, msgspec.Meta(max_length=20)] = ""
    digest: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


@act(RegisterDevice, on=Device, verb=N_("Ghi thiết bị"), may=policies.may_register_device)
def register_device(command: RegisterDevice, context: Context) -> Done[Device]:
    """The device is its owner's, at the place they work for."""
    actor, name = context.actor, clean(command.name)
    if actor.unit is None or actor.official is None:
        raise NotAllowed(N_("Tài khoản này không thuộc đơn vị nào."))
    if not name:
        raise BadInput(N_("Đặt tên cho máy."), field="name")
    row = Device(
        id=command.device,
        account_id=actor.account,
        place_id=family.home_of(actor.unit),
        name=name,
        browser=clean(command.browser),
        digest=command.digest,
        state=State.USED,
        since=context.at,
        last_seen=context.at,
    )
    told = DeviceRegistered(
        account=actor.account, official=actor.official, place=row.place_id, browser=row.browser, name=name
    )
    return Done(told, row)
