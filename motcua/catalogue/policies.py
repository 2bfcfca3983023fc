"""Who may do what in the catalogue."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor


def may_load(actor: Actor, command: Any) -> Said | None:
    """Only the system loads published procedures, under a standing order."""
    return None if actor.can("system") else said(N_("Chỉ hệ thống mới nạp danh mục thủ tục."))


def may_take_in(actor: Actor, subject: Any) -> Said | None:
    """The director takes in what the national catalogue or the centre's own list says, after a second factor."""
    if actor.can("system"):
        return None
    if not actor.can("catalogue.switch"):
        return said(N_("Chỉ Giám đốc Trung tâm nhận nội dung mới của thủ tục."))
    return _own_and_verified(actor, subject)


def may_post(actor: Actor, subject: Any) -> Said | None:
    """The director decides what the centre offers, for the director's own centre, after a second factor."""
    if actor.can("system"):
        return None
    if not actor.can("catalogue.switch"):
        return said(N_("Chỉ Giám đốc Trung tâm bật, tắt thủ tục."))
    return _own_and_verified(actor, subject)


def may_confirm(actor: Actor, subject: Any) -> Said | None:
    """The director confirms limits, for the director's own centre, after a second factor."""
    if not actor.can("limit.confirm"):
        return said(N_("Chỉ Giám đốc Trung tâm xác nhận thời hạn giải quyết."))
    return _own_and_verified(actor, subject)


def may_shape(actor: Actor, subject: Any) -> Said | None:
    """The director drafts and checks the internal processes of the director's own centre."""
    if not actor.can("catalogue.switch"):
        return said(N_("Chỉ Giám đốc Trung tâm soạn quy trình nội bộ."))
    return _own(actor, subject)


def may_put_in_force(actor: Actor, subject: Any) -> Said | None:
    """The director puts a process in force, after a second factor."""
    if not actor.can("catalogue.switch"):
        return said(N_("Chỉ Giám đốc Trung tâm cho quy trình áp dụng."))
    return _own_and_verified(actor, subject)


def may_draw_form(actor: Actor, subject: Any) -> Said | None:
    """The director draws the e-forms of the director's own centre; those that came with the product stay as they are."""
    if not actor.can("catalogue.switch"):
        return said(N_("Chỉ Giám đốc Trung tâm soạn biểu mẫu điện tử."))
    return _own(actor, subject)


def may_put_form_in_force(actor: Actor, subject: Any) -> Said | None:
    """The director lets people fill in a form, after a second factor."""
    if not actor.can("catalogue.switch"):
        return said(N_("Chỉ Giám đốc Trung tâm cho biểu mẫu áp dụng."))
    return _own_and_verified(actor, subject)


def may_post_notice(actor: Actor, subject: Any) -> Said | None:
    """The director says what was put up on the board of the director's own centre."""
    if not actor.can("catalogue.switch"):
        return said(N_("Chỉ Giám đốc Trung tâm ghi việc niêm yết."))
    return _own(actor, subject)


def may_see_to_board(actor: Actor, subject: Any) -> Said | None:
    """Whoever stands before the board says what is missing on it: the counter and the director of the centre."""
    if not (actor.can("dossier.receive") or actor.can("catalogue.switch")):
        return said(N_("Chỉ người của Trung tâm ghi tình trạng bảng niêm yết."))
    return _own(actor, subject)


def _own(actor: Actor, subject: Any) -> Said | None:
    unit = getattr(subject, "unit_id", None) or getattr(subject, "unit", None)
    return None if unit == actor.unit or unit in actor.units else said(N_("Thủ tục này thuộc trung tâm khác."))


def _own_and_verified(actor: Actor, subject: Any) -> Said | None:
    refusal = _own(actor, subject)
    if refusal is None and not actor.verified:
        return said(N_("Việc này cần xác thực hai bước. Xin nhập mã xác thực rồi làm lại."))
    return refusal
