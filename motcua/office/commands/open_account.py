"""Give an official a way to sign in."""

from __future__ import annotations

import re
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import AccountOpened
from motcua.ledger.perform import Outcome, perform
from motcua.office import passwords, policies, rules
from motcua.office.models import Account, Official


class OpenAccount(Command, frozen=True, kw_only=True):
    """Open an account, or open a closed one again. Without ``username`` one is made from the name (``hongnt``).

    The initial password is handed over apart (:func:`open_account`), shown once, and must be changed unless
    ``must_change`` is false, which is for demonstrations only.
    """

    TARGET = "official"

    official: UUID
    username: Annotated[str, msgspec.Meta(max_length=60)] = ""
    must_change: bool = True


def works_here(official: Official) -> Said | None:
    """Who has left gets no account."""
    return said(N_("Người này đã nghỉ; hãy giao chức vụ mới trước.")) if official.left_on is not None else None


@act(OpenAccount, on=Official, verb=N_("Mở tài khoản"), may=policies.may_change_account, when=works_here)
def _open(command: OpenAccount, official: Official, context: Context) -> Done[Official]:
    """Refuse a second account, a sign-in name taken by another, and one that cannot be typed everywhere."""
    account = Account.objects.filter(official=official).first()
    if account is not None and account.is_active:
        raise Conflict(N_("Người này đã có tài khoản {username}."), username=account.username)
    again = account is not None
    account = account or Account(official=official)
    wanted = command.username.strip().lower()
    if wanted and not re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,59}", wanted, re.ASCII):
        raise BadInput(N_("Tên đăng nhập gồm ít nhất 3 chữ thường không dấu, số, dấu chấm."), field="username")
    if wanted and Account.objects.filter(username=wanted).exclude(pk=account.pk).exists():
        raise Conflict(N_("Tên đăng nhập {username} đã có người dùng."), field="username", username=wanted)
    account.username = wanted or account.username or _free_name(official.name)
    account.is_active, account.last_seen = True, None
    passwords.put(account, must_change=command.must_change)
    event = AccountOpened(account=account.id, username=account.username, again=again)
    return Done(event, outcome={"account": account.id, "username": account.username})


def _free_name(name: str) -> str:
    first = rules.sign_in_name(name)
    taken = Account.objects.filter(username__startswith=first).values_list("username", flat=True)
    return rules.sign_in_name(name, frozenset(taken))


def open_account(
    command: OpenAccount, actor: Actor, *, password: str | None = None, key: str | None = None
) -> tuple[Outcome, str]:
    """Perform ``command``; return the outcome (``ids``: account, username) and the initial password to show once.

    The password is empty for a repeat of the same key: it was shown then and is not known any more.
    """
    with passwords.handing(password) as initial:
        outcome = perform(command, actor, key=key)
    return outcome, "" if outcome.again else initial
