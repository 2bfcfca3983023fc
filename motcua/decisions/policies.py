"""Who may do what with the register: those who keep it at the place; and whoever is asked signs for themselves alone."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import SYSTEM

READ, WRITE = "decision.read", "decision.write"


def may_register(actor: Actor, command: Any) -> Said | None:
    """Whoever keeps the register enters documents and asks for commitments at places within their reach."""
    return _writes(actor) or territory.refuse(actor, command.place)


def may_write(actor: Actor, thing: Any) -> Said | None:
    """The same people put right, revoke, end and take in papers."""
    return _writes(actor) or _realm(actor, thing) or territory.refuse(actor, thing.place_id)


def may_sign(actor: Actor, commitment: Any) -> Said | None:
    """An official signs their own, whatever their post lets them do; whether they are asked is looked up when they do."""
    if actor.official is None:
        return said(N_("Mỗi người ký cam kết bằng tài khoản của mình."))
    return _realm(actor, commitment)


def may_notice(actor: Actor, commitment: Any) -> Said | None:
    """What time brings is noticed by the system under its standing order."""
    del commitment
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def _writes(actor: Actor) -> Said | None:
    return None if actor.can(WRITE) else said(N_("Bạn không có quyền ghi sổ văn bản."))


def _realm(actor: Actor, thing: Any) -> Said | None:
    return None if thing.realm == actor.realm else said(N_("Văn bản thuộc chế độ khác (thật/thử)."))
