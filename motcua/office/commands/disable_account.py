"""Close an account without ending any post: long absence, suspicion, six months' review."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import AccountDisabled
from motcua.office import policies
from motcua.office.commands.reset_password import has_account
from motcua.office.models import Account, Official
from motcua.office.passwords import new_session_stamp


class DisableAccount(Command, frozen=True, kw_only=True):
    """Nobody signs in by this account any more, and open sessions end. Opening it again gives a new password."""

    TARGET = "official"

    official: UUID
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


@act(DisableAccount, on=Official, verb=N_("Khóa tài khoản"), may=policies.may_change_account, when=has_account)
def disable_account(command: DisableAccount, official: Official, context: Context) -> Done[Official]:
    """Close the account."""
    account = Account.objects.get(official=official)
    account.is_active, account.session_stamp = False, new_session_stamp()
    account.save(update_fields=["is_active", "session_stamp"])
    return Done(AccountDisabled(account=account.id, reason=clean(command.reason)))
