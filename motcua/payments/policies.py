"""Who may do what with fees: the counter collects, director and accountant see totals and reconcile, all of their centre."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import queries as office

POST, COLLECT, RECONCILE = "fee.post", "till.collect", "till.reconcile"
FIGURES = "figure.read"


def centre_of(actor: Actor) -> UUID | None:
    """Return the centre whose money an actor may see at all: that of the place their unit belongs to."""
    found = office.centre_of(actor.unit) if actor.unit is not None else None
    return found.id if found is not None else None


def may_post(actor: Actor, subject: Any) -> Said | None:
    """The director posts levels and says where money goes, for the director's own centre, after a second factor."""
    if not actor.can(POST):
        return said(N_("Chỉ Giám đốc Trung tâm niêm yết mức thu và thiết lập quầy thu."))
    refusal = _own(actor, subject)
    if refusal is None and not actor.verified:
        return said(N_("Việc này cần xác thực hai bước. Xin nhập mã xác thực rồi làm lại."))
    return refusal


def may_collect(actor: Actor, subject: Any) -> Said | None:
    """Whoever receives at the counter opens bills and takes money there."""
    if not actor.can(COLLECT):
        return said(N_("Chỉ cán bộ tiếp nhận tại quầy lập phiếu và thu tiền."))
    return _own(actor, subject)


def may_give_back(actor: Actor, subject: Any) -> Said | None:
    """Money goes back, and receipts are annulled, by whoever takes it or reconciles it."""
    if not (actor.can(COLLECT) or actor.can(RECONCILE)):
        return said(N_("Chỉ cán bộ thu, kế toán hoặc Giám đốc Trung tâm hủy biên lai, hoàn trả."))
    return _own(actor, subject)


def may_reconcile(actor: Actor, subject: Any) -> Said | None:
    """Accountant and director hold the bank's statement against the books."""
    if not actor.can(RECONCILE):
        return said(N_("Chỉ kế toán hoặc Giám đốc Trung tâm đối soát."))
    return _own(actor, subject)


def may_work_shift(actor: Actor, shift: Any) -> Said | None:
    """A till is worked by the official who opened it."""
    refusal = may_collect(actor, shift)
    if refusal is None and shift.account_id != actor.account:
        return said(N_("Ca thu này của cán bộ khác."))
    return refusal


def sees_totals(actor: Actor) -> bool:
    """Say whether the actor sees the money of the whole centre and not of their own till alone."""
    return actor.can(RECONCILE)


def sees_receipts(actor: Actor) -> bool:
    """Say whether the actor sees the bills and receipts of their centre one by one: whoever takes money or reconciles it."""
    return actor.can(COLLECT) or actor.can(RECONCILE)


def sees_sums(actor: Actor) -> bool:
    """Say whether the actor sees what centres within their reach took, as sums: whoever reads figures."""
    return actor.can(FIGURES)


def _own(actor: Actor, subject: Any) -> Said | None:
    centre = getattr(subject, "centre_id", None) or getattr(subject, "centre", None)
    if centre != actor.unit and centre != centre_of(actor):
        return said(N_("Khoản thu này thuộc trung tâm khác."))
    return None
