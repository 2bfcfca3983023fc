"""Who may do what with the data of citizens and organisations."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor

SECOND_FACTOR = N_("Việc này cần xác thực hai bước. Xin nhập mã xác thực rồi làm lại.")


def may_register(actor: Actor, command: Any) -> Said | None:
    """Whoever receives people, or the system where another system sends a person, records a new party."""
    if actor.can("party.write") or actor.can("system"):
        return None
    return said(N_("Chỉ người tiếp nhận hồ sơ ghi thông tin công dân, tổ chức."))


def may_write(actor: Actor, party: Any) -> Said | None:
    """The same people change a record, in their own realm."""
    return may_register(actor, party) or _own_realm(actor, party)


def may_merge(actor: Actor, party: Any) -> Said | None:
    """The director merges doubles and undoes it, after a second factor."""
    if not actor.can("party.merge"):
        return said(N_("Chỉ Giám đốc Trung tâm gộp, tách các bản ghi trùng."))
    return _own_realm(actor, party) or _verified(actor)


def may_erase(actor: Actor, party: Any) -> Said | None:
    """The administrator erases personal data, after a second factor (Luật 91/2025/QH15 Đ14)."""
    if not actor.can("party.erase"):
        return said(N_("Chỉ quản trị hệ thống xóa dữ liệu cá nhân."))
    return _own_realm(actor, party) or _verified(actor)


def may_repeat(actor: Actor, party: Any) -> Said | None:
    """The system alone erases again, in restored books, what the administrator had erased."""
    if not actor.can("system"):
        return said(N_("Chỉ hệ thống xóa lại dữ liệu sau khi khôi phục từ bản sao lưu."))
    return _own_realm(actor, party)


def may_read(actor: Actor) -> Said | None:
    """Whoever works with people, or decides on doubles, sees a person's data."""
    if actor.can("party.read") or actor.can("party.merge"):
        return None
    return said(N_("Bạn không được xem thông tin công dân, tổ chức."))


def may_find(actor: Actor) -> Said | None:
    """Masked rows are also for whoever must pick the person to erase."""
    return None if actor.can("party.erase") else may_read(actor)


def may_see_history(actor: Actor) -> Said | None:
    """The auditor sees what happened, without personal values."""
    return None if actor.can("ledger.read") else may_read(actor)


def may_see_readers(actor: Actor) -> Said | None:
    """Who read a person's data: told by the auditor, or by whoever answers requests of people about their data."""
    if actor.can("access.read") or actor.can("party.erase"):
        return None
    return said(N_("Bạn không được xem nhật ký truy cập."))


def _own_realm(actor: Actor, party: Any) -> Said | None:
    if party.realm != actor.realm:
        return said(N_("Bản ghi này thuộc phần thử nghiệm, không dùng chung với phần thật."))
    return None


def _verified(actor: Actor) -> Said | None:
    return None if actor.verified else said(SECOND_FACTOR)
