"""Take away a lost second factor, so that its owner can set up another."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import SecondFactorReset
from motcua.office import policies
from motcua.office.commands.reset_password import has_account
from motcua.office.models import Account, Official
from motcua.office.passwords import new_session_stamp


class ResetSecondFactor(Command, frozen=True, kw_only=True):
    """Devices and recovery codes of the official go; open sessions end. ``reason``: how the person was recognised."""

    TARGET = "official"

    official: UUID
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


@act(
    ResetSecondFactor,
    on=Official,
    verb=N_("Đặt lại xác thực bước hai"),
    may=policies.may_change_account,
    when=has_account,
)
def reset_second_factor(command: ResetSecondFactor, official: Official, context: Context) -> Done[Official]:
    """Remove every device of the account."""
    account = Account.objects.get(official=official)
    TOTPDevice.objects.filter(user=account).delete()
    StaticDevice.objects.filter(user=account).delete()
    account.session_stamp = new_session_stamp()
    account.save(update_fields=["session_stamp"])
    return Done(SecondFactorReset(account=account.id, reason=clean(command.reason)))
