"""Change one's own password. Screens call :func:`motcua.office.signin.change_password`, which asks the old one first."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import PasswordChanged
from motcua.office import passwords, policies
from motcua.office.commands.reset_password import has_account
from motcua.office.models import Account, Official


class ChangePassword(Command, frozen=True, kw_only=True):
    """The password handed over apart becomes the official's own; every open session ends."""

    TARGET = "official"

    official: UUID


@act(ChangePassword, on=Official, verb=N_("Đổi mật khẩu"), may=policies.may_change_own, when=has_account)
def change_password(command: ChangePassword, official: Official, context: Context) -> Done[Official]:
    """Put the handed password in place."""
    account = Account.objects.get(official=official)
    passwords.put(account, must_change=False)
    return Done(PasswordChanged(account=account.id))
