"""Order a device to destroy what lies on it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import DeviceWipeOrdered
from motcua.office import devices, policies
from motcua.office.device_rules import State
from motcua.office.models import Device


class OrderWipe(Command, frozen=True, kw_only=True):
    """Let the device destroy its key and everything under it at its next contact, whatever it still holds unsent."""

    TARGET = "device"

    device: UUID
    reason: Annotated[str, msgspec.Meta(max_length=300)] = ""


def holds_something(device: Device) -> Said | None:
    """A device that was wiped, or is already to be, has nothing more to destroy."""
    return None if device.state in (State.USED, State.LOST) else said(N_("Máy này đã có lệnh xóa hoặc đã xóa."))


@act(OrderWipe, on=Device, verb=N_("Ra lệnh xóa"), may=policies.may_watch_device, when=holds_something, order=20)
def order_wipe(command: OrderWipe, device: Device, context: Context) -> Done[Device]:
    """End its session too: the order reaches the device without one."""
    devices.end_session(device)
    device.state, device.since = State.WIPING, context.at
    return Done(DeviceWipeOrdered(account=device.account_id, unsent=device.unsent, reason=clean(command.reason)))
