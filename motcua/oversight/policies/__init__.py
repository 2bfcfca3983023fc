"""Who may do what to watched projects: divisions of the commune and those who oversee it, within their reach."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import SYSTEM

READ, WRITE = "project.read", "project.write"


def may_read(actor: Actor, project: Any) -> Said | None:
    """Whoever may read projects, within their reach and realm."""
    if not actor.can(READ):
        return said(N_("Bạn không được xem danh sách dự án."))
    return _realm(actor, project) or territory.refuse(actor, project.place_id)


def may_list(actor: Actor, command: Any) -> Said | None:
    """Divisions and overseers put projects of their places on the list."""
    return _writes(actor) or territory.refuse(actor, command.place)


def may_write(actor: Actor, project: Any) -> Said | None:
    """Divisions and overseers keep the projects of their places."""
    return _writes(actor) or _realm(actor, project) or territory.refuse(actor, project.place_id)


def may_notice(actor: Actor, project: Any) -> Said | None:
    """What time brings is noticed by the system under its standing order."""
    del project
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def _writes(actor: Actor) -> Said | None:
    return None if actor.can(WRITE) else said(N_("Bạn không có quyền ghi danh sách dự án."))


def _realm(actor: Actor, project: Any) -> Said | None:
    return None if project.realm == actor.realm else said(N_("Dự án thuộc chế độ khác (thật/thử)."))
