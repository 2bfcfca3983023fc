"""A device says that nothing on it can be read any more."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import DeviceWiped
from motcua.office import policies
from motcua.office.device_rules import State, Why
from motcua.office.models import Device


class ConfirmWiped(Command, frozen=True, kw_only=True):
    """Say that the key was destroyed, why, and how many items were still unsent."""

    TARGET = "device"

    device: UUID
    why: Why
    unsent: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


def not_wiped(device: Device) -> Said | None:
    """Once is enough."""
    return said(N_("Máy này đã xóa rồi.")) if device.state in (State.WIPED, State.FORGOTTEN) else None


@act(ConfirmWiped, on=Device, verb=N_("Xác nhận đã xóa"), may=policies.may_confirm_device, when=not_wiped, order=30)
def confirm_wiped(command: ConfirmWiped, device: Device, context: Context) -> Done[Device]:
    """Keep what the device says was lost in the place of what it last announced."""
    device.state, device.since = State.WIPED, context.at
    device.unsent, device.unsent_at = command.unsent, context.at
    return Done(DeviceWiped(account=device.account_id, why=command.why, unsent=command.unsent))
