"""Forgive wrong tries before the fifteen minutes are over."""

from __future__ import annotations

from uuid import UUID

from axes.utils import reset

from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import AccountUnlocked
from motcua.office import policies
from motcua.office.commands.reset_password import has_account
from motcua.office.models import Account, Official


class UnlockAccount(Command, frozen=True, kw_only=True):
    """Let the official try again at once."""

    TARGET = "official"

    official: UUID


@act(UnlockAccount, on=Official, verb=N_("Mở khóa đăng nhập"), may=policies.may_change_account, when=has_account)
def unlock_account(command: UnlockAccount, official: Official, context: Context) -> Done[Official]:
    """Forget the wrong tries of the account from every place."""
    account = Account.objects.get(official=official)
    reset(username=account.username)
    return Done(AccountUnlocked(account=account.id))
