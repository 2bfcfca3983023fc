"""Who may do what with a centre's money: accountants write, leaders and overseers decide, all within their reach."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import OVERSEE, SYSTEM

READ, WRITE, APPROVE = "budget.read", "budget.write", "budget.approve"


def may_ask(actor: Actor, command: Any) -> Said | None:
    """Accountants and overseers ask for an estimate of a place within reach."""
    if not (actor.can(WRITE) or actor.can(OVERSEE)):
        return said(N_("Chỉ kế toán hoặc người theo dõi địa bàn yêu cầu lập dự toán."))
    return territory.refuse(actor, command.place)


def may_record(actor: Actor, command: Any) -> Said | None:
    """Accountants record money of their place."""
    return _writes(actor) or territory.refuse(actor, command.place)


def may_write(actor: Actor, thing: Any) -> Said | None:
    """Accountants keep the money of their place."""
    return _writes(actor) or _realm(actor, thing) or territory.refuse(actor, thing.place_id)


def may_decide(actor: Actor, estimate: Any) -> Said | None:
    """Leaders and overseers approve or return within reach, after a second factor."""
    if not actor.can(APPROVE):
        return said(N_("Chỉ lãnh đạo hoặc người theo dõi địa bàn duyệt dự toán."))
    refusal = _realm(actor, estimate) or territory.refuse(actor, estimate.place_id)
    if refusal is None and not actor.verified:
        return said(N_("Duyệt dự toán cần xác thực bước hai. Nhập mã trên điện thoại rồi làm lại."))
    return refusal


def may_notice(actor: Actor, estimate: Any) -> Said | None:
    """What time brings is noticed by the system under its standing order."""
    del estimate
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def _writes(actor: Actor) -> Said | None:
    return None if actor.can(WRITE) else said(N_("Chỉ kế toán ghi kinh phí."))


def _realm(actor: Actor, thing: Any) -> Said | None:
    return None if thing.realm == actor.realm else said(N_("Khoản này thuộc chế độ khác (thật/thử)."))
