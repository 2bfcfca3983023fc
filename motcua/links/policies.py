"""Who may do what to lines: who looks after them, the measuring machine of one line, the system's duties."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import SYSTEM

READ, WRITE, PROBE = "link.read", "link.write", "link.probe"
"""``link.probe`` belongs to no role: only whoever showed a line's token acts with it, on that line."""


def may_register(actor: Actor, command: Any) -> Said | None:
    """Who looks after lines enters those of the places within reach."""
    return _writes(actor) or territory.refuse(actor, command.place)


def may_write(actor: Actor, line: Any) -> Said | None:
    """Who looks after lines changes those within reach."""
    return _writes(actor) or _realm(actor, line) or territory.refuse(actor, line.place_id)


def may_measure(actor: Actor, line: Any) -> Said | None:
    """Results come from the machine that showed the line's token, from the system, or from who looks after the line."""
    if actor.can(SYSTEM) or actor.can(PROBE):
        return _realm(actor, line)
    return may_write(actor, line)


def may_report(actor: Actor, line: Any) -> Said | None:
    """Cuts are told by who looks after the line, or by the system from measurements."""
    return _realm(actor, line) if actor.can(SYSTEM) else may_write(actor, line)


def may_notice(actor: Actor, line: Any) -> Said | None:
    """What time brings is noticed by the system under its standing order."""
    del line
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def _writes(actor: Actor) -> Said | None:
    return None if actor.can(WRITE) else said(N_("Bạn không có quyền ghi đường truyền."))


def _realm(actor: Actor, line: Any) -> Said | None:
    return None if line.realm == actor.realm else said(N_("Đường truyền thuộc chế độ khác (thật/thử)."))
