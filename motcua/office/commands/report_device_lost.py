"""A device is lost: whoever has it now is signed out of it at once."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import DeviceReportedLost
from motcua.office import devices, policies
from motcua.office.device_rules import State
from motcua.office.models import Device


class ReportDeviceLost(Command, frozen=True, kw_only=True):
    """Say that the device is no longer in its owner's hands."""

    TARGET = "device"

    device: UUID
    reason: Annotated[str, msgspec.Meta(max_length=300)] = ""


def is_used(device: Device) -> Said | None:
    """What was wiped or reported already is not reported again."""
    return None if device.state == State.USED else said(N_("Máy này đã được báo mất, đã có lệnh xóa hoặc đã xóa."))


@act(ReportDeviceLost, on=Device, verb=N_("Báo mất"), may=policies.may_watch_device, when=is_used, order=10)
def report_device_lost(command: ReportDeviceLost, device: Device, context: Context) -> Done[Device]:
    """End the session the device came with last; at its next contact it locks itself."""
    devices.end_session(device)
    device.state, device.since = State.LOST, context.at
    return Done(DeviceReportedLost(account=device.account_id, unsent=device.unsent, reason=clean(command.reason)))
