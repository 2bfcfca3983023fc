"""Who may do what to checklists: who steers writes those of their reach; packaged ones come with the software."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import SYSTEM

WRITE, READ = "checklist.write", "inspection.read"


def may_load(actor: Actor, subject: Any) -> Said | None:
    """Packaged checklists are loaded by the system."""
    del subject
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống làm."))


def may_add(actor: Actor, command: Any) -> Said | None:
    """Whoever steers adds checklists for their own place."""
    del command
    return _writes(actor)


def may_write(actor: Actor, checklist: Any) -> Said | None:
    """Whoever steers changes the checklists of the places within their reach; a packaged one belongs to nobody here."""
    if refusal := _writes(actor):
        return refusal
    if checklist.realm != actor.realm:
        return said(N_("Bộ câu hỏi thuộc chế độ khác (thật/thử)."))
    if checklist.place_id is None:
        return said(N_("Bộ đóng gói cùng phần mềm không sửa ở đây; tải XLSX về, sửa rồi thêm thành bộ của mình."))
    return territory.refuse(actor, checklist.place_id)


def _writes(actor: Actor) -> Said | None:
    return None if actor.can(WRITE) else said(N_("Bạn không có quyền soạn bộ câu hỏi kiểm tra."))
