"""Who may do what with records: archivists and clerks of the place that keeps them, leaders of both sides of a handover.

A side is told by the place somebody works in: minutes pass between two places, so nobody is on both sides.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.archives.rules.handover import Side
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family, territory

READ, WRITE, SIGN = "records.read", "records.write", "records.sign"


def may_read(actor: Actor) -> Said | None:
    """Whoever holds the power reads; what of it, the queries cut."""
    return None if actor.can(READ) else said(N_("Bạn không có quyền xem hồ sơ lưu trữ."))


def may_load(actor: Actor, subject: Any) -> Said | None:
    """Packaged lists are loaded by the system."""
    return None if actor.can("system") else said(N_("Danh mục đóng gói do hệ thống nạp khi cài đặt hoặc nâng cấp."))


def may_bring(actor: Actor, command: Any) -> Said | None:
    """Archivists and clerks bring official lists in, for their own place."""
    return _writes(actor)


def may_open(actor: Actor, command: Any) -> Said | None:
    """Archivists and clerks write down the fonds that their place keeps."""
    return _writes(actor) or territory.refuse(actor, family.home_of(command.custodian))


def may_write(actor: Actor, fonds: Any) -> Said | None:
    """Archivists and clerks of the place that keeps the fonds change it."""
    return _writes(actor) or _realm(actor, fonds) or territory.refuse(actor, fonds.place_id)


def may_pass(actor: Actor, fonds: Any) -> Said | None:
    """Custody passes, and inventories are locked, by signatures alone: the system does it."""
    return None if actor.can("system") else said(N_("Quyền giữ phông chỉ chuyển khi đủ chữ ký hai bên trên biên bản."))


def may_prepare(actor: Actor, command: Any) -> Said | None:
    """Archivists and clerks prepare handovers; that the fonds is theirs, the handler sees."""
    return _writes(actor)


def may_give(actor: Actor, handover: Any) -> Said | None:
    """The giver's archivist or clerk."""
    return _writes(actor) or _realm(actor, handover) or _side(actor, handover.place_id, Side.GIVER)


def may_receive(actor: Actor, handover: Any) -> Said | None:
    """The receiver's archivist or clerk."""
    return _writes(actor) or _realm(actor, handover) or _side(actor, handover.to_place_id, Side.RECEIVER)


def may_sign(actor: Actor, handover: Any) -> Said | None:
    """The leader of either side, after a second factor."""
    if not actor.can(SIGN):
        return said(N_("Chỉ lãnh đạo của bên giao hoặc bên nhận ký biên bản."))
    if side_of(actor, handover) is None:
        return said(N_("Bạn không thuộc bên giao hay bên nhận của biên bản này."))
    refusal = _realm(actor, handover)
    if refusal is None and not actor.verified:
        return said(N_("Việc này cần xác thực bước hai. Nhập mã trên điện thoại rồi làm lại."))
    return refusal


def side_of(actor: Actor, handover: Any) -> Side | None:
    """Return the side of a handover the actor works for, ``None`` for others."""
    home = territory.home(actor)
    if home is None:
        return None
    if home == handover.place_id:
        return Side.GIVER
    return Side.RECEIVER if home == handover.to_place_id else None


def _writes(actor: Actor) -> Said | None:
    return None if actor.can(WRITE) else said(N_("Chỉ cán bộ lưu trữ, văn thư mới lập và sửa hồ sơ lưu trữ."))


def _realm(actor: Actor, thing: Any) -> Said | None:
    return None if thing.realm == actor.realm else said(N_("Không lẫn dữ liệu thật và thử."))


def _side(actor: Actor, place: UUID, side: Side) -> Said | None:
    if territory.home(actor) == place:
        return None
    if side is Side.GIVER:
        return said(N_("Việc này của bên giao."))
    return said(N_("Việc này của bên nhận."))
