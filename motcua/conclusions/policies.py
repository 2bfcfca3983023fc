"""Who may do what to conclusions, and what of them somebody sees.

A draft is its writers': the issuing body and the unit that began it. What went out is read by whoever may read
directives: in the places it speaks of (with those who oversee them) and in the bodies among its recipients. Delegates
of a council or a party committee hold none of these powers.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office.rules import SYSTEM

WRITE, SIGN, READ, REPORT = "conclusion.write", "conclusion.sign", "directive.read", "directive.report"


def reads(actor: Actor) -> bool:
    """Say whether the actor reads conclusions at all."""
    return actor.can(WRITE) or actor.can(SIGN) or actor.can(READ)


def bodies(actor: Actor) -> frozenset[UUID]:
    """Return the bodies whose drafts the actor sees: their own unit, with a power to write or sign."""
    if actor.unit is None or not (actor.can(WRITE) or actor.can(SIGN)):
        return frozenset()
    return frozenset({actor.unit})


def addresses(actor: Actor) -> frozenset[UUID]:
    """Return what the actor is addressed as among recipients: their unit, and the place it belongs to."""
    return frozenset(one for one in (actor.unit, territory.home(actor)) if one is not None)


def may_draft(actor: Actor, command: Any) -> Said | None:
    """Whoever writes conclusions begins one of a body of their own place."""
    if not actor.can(WRITE):
        return said(N_("Bạn không có quyền soạn kết luận."))
    if family.home_of(command.issuer) != territory.home(actor):
        return said(N_("Chỉ soạn kết luận của cơ quan mình hoặc cơ quan cùng cấp trên địa bàn mình."))
    return None


def may_write(actor: Actor, conclusion: Any) -> Said | None:
    """The writers of the issuing body and of the unit that began the draft."""
    if not actor.can(WRITE):
        return said(N_("Bạn không có quyền soạn kết luận."))
    return _realm(actor, conclusion) or _body(actor, conclusion)


def may_sign(actor: Actor, conclusion: Any) -> Said | None:
    """A leader of the issuing body, after a second factor."""
    if not actor.can(SIGN):
        return said(N_("Chỉ lãnh đạo cơ quan ban hành ký kết luận."))
    if actor.unit != conclusion.issuer_id:
        return said(N_("Bạn không thuộc cơ quan ban hành kết luận này."))
    refusal = _realm(actor, conclusion)
    if refusal is None and not actor.verified:
        return said(N_("Việc này cần xác thực bước hai. Nhập mã trên điện thoại rồi làm lại."))
    return refusal


def may_receive(actor: Actor, conclusion: Any) -> Said | None:
    """Whoever reports on directives, or keeps papers, says for their body that it has arrived."""
    if not (actor.can(REPORT) or actor.can(WRITE)):
        return said(N_("Bạn không có quyền xác nhận đã nhận kết luận."))
    return _realm(actor, conclusion)


def may_mark(actor: Actor, conclusion: Any) -> Said | None:
    """That another went out in its place is noted by the system."""
    del conclusion
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def _body(actor: Actor, conclusion: Any) -> Said | None:
    if actor.unit in (conclusion.issuer_id, conclusion.unit_id):
        return None
    return said(N_("Kết luận này do cơ quan khác soạn."))


def _realm(actor: Actor, conclusion: Any) -> Said | None:
    return None if conclusion.realm == actor.realm else said(N_("Kết luận thuộc chế độ khác (thật/thử)."))
