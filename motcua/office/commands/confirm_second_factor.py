"""Put a second factor into use. Screens call :func:`motcua.office.second_factor.confirm`, which checks a first code."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import SecondFactorConfirmed
from motcua.office import policies
from motcua.office.commands.reset_password import has_account
from motcua.office.models import Account, Official


class ConfirmSecondFactor(Command, frozen=True, kw_only=True):
    """The device just proved becomes the only one; ``recovery_codes`` new codes were given out with it."""

    TARGET = "official"

    official: UUID
    device: int
    recovery_codes: Annotated[int, msgspec.Meta(ge=0, le=20)]


@act(ConfirmSecondFactor, on=Official, verb=N_("Bật xác thực bước hai"), may=policies.may_change_own, when=has_account)
def confirm_second_factor(command: ConfirmSecondFactor, official: Official, context: Context) -> Done[Official]:
    """Mark the device confirmed and drop earlier ones."""
    account = Account.objects.get(official=official)
    TOTPDevice.objects.filter(user=account).exclude(pk=command.device).delete()
    TOTPDevice.objects.filter(user=account, pk=command.device).update(confirmed=True)
    return Done(SecondFactorConfirmed(account=account.id, recovery_codes=command.recovery_codes))
