"""Give somebody who forgot their password a new initial one."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from axes.utils import reset

from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import PasswordReset
from motcua.ledger.perform import Outcome, perform
from motcua.office import passwords, policies
from motcua.office.models import Account, Official


class ResetPassword(Command, frozen=True, kw_only=True):
    """A new initial password, handed over apart (:func:`reset_password`); open sessions and lockouts end."""

    TARGET = "official"

    official: UUID
    reason: Annotated[str, msgspec.Meta(max_length=200)] = ""


def has_account(official: Official) -> Said | None:
    """There must be an open account."""
    if Account.objects.filter(official=official, is_active=True).exists():
        return None
    return said(N_("Người này không có tài khoản đang mở."))


@act(ResetPassword, on=Official, verb=N_("Đặt lại mật khẩu"), may=policies.may_change_account, when=has_account)
def _reset(command: ResetPassword, official: Official, context: Context) -> Done[Official]:
    """Put the handed password in place; it must be changed at the next sign-in."""
    account = Account.objects.get(official=official)
    passwords.put(account, must_change=True)
    reset(username=account.username)
    event = PasswordReset(account=account.id, reason=clean(command.reason))
    return Done(event, outcome={"account": account.id, "username": account.username})


def reset_password(
    command: ResetPassword, actor: Actor, *, password: str | None = None, key: str | None = None
) -> tuple[Outcome, str]:
    """Perform ``command``; return the outcome and the initial password to show once (empty for a repeated key)."""
    with passwords.handing(password) as initial:
        outcome = perform(command, actor, key=key)
    return outcome, "" if outcome.again else initial
