"""Who may do what to works: the commune and its leaders, the contractor for what is theirs alone, the system's duties."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import SYSTEM

READ, WRITE, REPORT, ACCEPT = "works.read", "works.write", "works.report", "works.accept"


def builds(actor: Actor, works: Any) -> bool:
    """Say whether the actor reports for the unit that does these works."""
    own = actor.units | ({actor.unit} if actor.unit else frozenset())
    return actor.can(REPORT) and works.contractor_id in own


def may_read(actor: Actor, works: Any) -> Said | None:
    """Whoever may read works within their reach, and the contractor of these works; within one realm."""
    if works.realm != actor.realm:
        return said(N_("Công trình thuộc chế độ khác (thật/thử)."))
    if builds(actor, works):
        return None
    if not actor.can(READ):
        return said(N_("Bạn không được xem công trình này."))
    return territory.refuse(actor, works.place_id)


def may_create(actor: Actor, command: Any) -> Said | None:
    """The commune and its leaders enter works of the places within their reach."""
    return _writes(actor) or territory.refuse(actor, command.place)


def may_write(actor: Actor, works: Any) -> Said | None:
    """The commune and its leaders change works within their reach."""
    return _writes(actor) or _realm(actor, works) or territory.refuse(actor, works.place_id)


def may_visit(actor: Actor, works: Any) -> Said | None:
    """Who writes works, or oversees the place, says what they saw on the site."""
    if not (actor.can(WRITE) or actor.can("readiness.inspect")):
        return said(N_("Chỉ cán bộ của xã hoặc người theo dõi địa bàn ghi kết quả kiểm tra tận nơi."))
    return _realm(actor, works) or territory.refuse(actor, works.place_id)


def may_report(actor: Actor, works: Any) -> Said | None:
    """The contractor reports on their own works."""
    if not actor.can(REPORT):
        return said(N_("Chỉ đơn vị thi công báo cáo tiến độ; cán bộ ghi kết quả kiểm tra tận nơi."))
    if not builds(actor, works):
        return said(N_("Công trình này không do đơn vị của bạn thi công."))
    return _realm(actor, works)


def may_handle(actor: Actor, works: Any) -> Said | None:
    """Both sides open, answer and clear what blocks the works."""
    return None if may_report(actor, works) is None else may_write(actor, works)


def may_accept(actor: Actor, works: Any) -> Said | None:
    """A leader signs within their reach, after a second factor."""
    if not actor.can(ACCEPT):
        return said(N_("Chỉ lãnh đạo ký biên bản nghiệm thu."))
    refusal = _realm(actor, works) or territory.refuse(actor, works.place_id)
    if refusal is None and not actor.verified:
        return said(N_("Ký nghiệm thu cần xác thực bước hai. Nhập mã trên điện thoại rồi làm lại."))
    return refusal


def may_notice(actor: Actor, works: Any) -> Said | None:
    """What time brings is noticed by the system under its standing order."""
    del works
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def _writes(actor: Actor) -> Said | None:
    return None if actor.can(WRITE) else said(N_("Bạn không có quyền ghi công trình."))


def _realm(actor: Actor, works: Any) -> Said | None:
    return None if works.realm == actor.realm else said(N_("Công trình thuộc chế độ khác (thật/thử)."))
