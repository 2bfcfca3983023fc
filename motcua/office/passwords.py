"""Passwords on their way: made here, handed to the one handler that sets them, never part of a command or an entry.

A command carries no password (its digest and content stay in the books). Who opens an account wraps ``perform`` in
:func:`handing` and shows the password once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final

from django.contrib.auth.hashers import check_password, make_password

from motcua.kernel.ids import new_id
from motcua.office.models import Account, PasswordUsed
from motcua.office.rules import PASSWORDS_REMEMBERED

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the pairs people misread on paper: i l 1, o 0."""

_handed: ContextVar[str | None] = ContextVar("motcua_password", default=None)
_published: ContextVar[tuple[str, str] | None] = ContextVar("motcua_published_password", default=None)


def new_password() -> str:
    """Return a password to print on a slip: four groups of four, about 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def new_session_stamp() -> str:
    """Return a fresh stamp: sessions that carry another one are over."""
    return new_id().hex


@contextmanager
def handing(password: str | None = None) -> Iterator[str]:
    """Hand a password (a fresh one unless given) to the command performed inside the block, and yield it to be shown."""
    chosen = password or new_password()
    token = _handed.set(chosen)
    try:
        yield chosen
    finally:
        _handed.reset(token)


@contextmanager
def published(password: str) -> Iterator[None]:
    """Hash a password that is printed for everybody once for all accounts opened inside the block.

    For demonstrations alone: seventy hashes made to be slow would be most of the wait for the first page.
    """
    token = _published.set((password, make_password(password)))
    try:
        yield
    finally:
        _published.reset(token)


def put(account: Account, *, must_change: bool) -> None:
    """Give the account the password being handed over, remember it, and end the account's sessions; saves the account.

    Outside :func:`handing` nobody could ever learn the password, so the account gets one that nothing matches.
    """
    password = _handed.get()
    known = _published.get()
    if known is not None and known[0] == password:
        account.password = known[1]
    else:
        account.set_password(password)
    account.must_change_password = must_change
    account.password_set_at = datetime.now(UTC)
    account.session_stamp = new_session_stamp()
    account.save()
    if password is not None:
        PasswordUsed.objects.create(account=account, encoded=account.password, at=account.password_set_at)
        kept = account.passwords_used.order_by("-at", "-pk").values_list("pk", flat=True)[:PASSWORDS_REMEMBERED]
        account.passwords_used.exclude(pk__in=list(kept)).delete()


def used_before(account: Account, password: str) -> bool:
    """Say whether this is one of the account's last ten passwords."""
    return any(check_password(password, used.encoded) for used in account.passwords_used.all())
