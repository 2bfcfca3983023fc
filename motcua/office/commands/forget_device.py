"""Take a device off the list."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import DeviceForgotten
from motcua.office import policies
from motcua.office.device_rules import State
from motcua.office.models import Device


class ForgetDevice(Command, frozen=True, kw_only=True):
    """Take the device off the list; one that is used on, or was found again, comes back as another."""

    TARGET = "device"

    device: UUID


def is_listed(device: Device) -> Said | None:
    """An order to wipe must reach its device first."""
    if device.state == State.WIPING:
        return said(N_("Máy này còn lệnh xóa chưa thực hiện: chờ máy xác nhận."))
    return said(N_("Máy này đã bỏ khỏi danh sách.")) if device.state == State.FORGOTTEN else None


@act(ForgetDevice, on=Device, verb=N_("Bỏ khỏi danh sách"), may=policies.may_watch_device, when=is_listed, order=40)
def forget_device(command: ForgetDevice, device: Device, context: Context) -> Done[Device]:
    """Its row stays for its history, and is shown no more."""
    device.state, device.since = State.FORGOTTEN, context.at
    return Done(DeviceForgotten(account=device.account_id, unsent=device.unsent))
