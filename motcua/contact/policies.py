"""Who may do what in contact: messages are the system's, wishes one's own, letters those of who runs the accounts."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import policies as office
from motcua.office.rules import ACCOUNTS, SYSTEM


def may_tell(actor: Actor, thing: Any) -> Said | None:
    """Messages are made, reminded of, told above and ended by the system under its standing order."""
    return None if actor.can(SYSTEM) else said(N_("Thông báo do hệ thống lập và khép theo sổ."))


def may_wish(actor: Actor, command: Any) -> Said | None:
    """Everybody with an account says what they themselves want by mail."""
    if actor.official is None or actor.can(SYSTEM):
        return said(N_("Chỉ người có tài khoản chọn được cách nhận thư của mình."))
    return None


def may_see_letters(actor: Actor) -> Said | None:
    """Who looks after accounts sees the outbox of the units they look after."""
    return None if actor.can(ACCOUNTS) else said(N_("Chỉ quản trị hệ thống xem được thư gửi đi."))


def may_resend(actor: Actor, letter: Any) -> Said | None:
    """Who looks after accounts tries a letter of their own people again or drops it, after a second factor."""
    if actor.can(SYSTEM):
        return said(N_("Gửi lại hay bỏ thư là việc của quản trị hệ thống."))
    return office.refuse_unit(actor, letter.place_id, ACCOUNTS)
