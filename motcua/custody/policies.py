"""Who may do what with assets: a power, the place within reach, the same realm; a side's own people for handovers.

Overseers read and approve in every commune they answer for, but a handover is signed for a side only by its own place.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import SYSTEM

READ, WRITE, COUNT, APPROVE, NORM = "asset.read", "asset.write", "asset.count", "asset.approve", "asset.norm"
_WORDS = {
    READ: N_("Bạn không có quyền xem sổ tài sản."),
    WRITE: N_("Bạn không có quyền ghi sổ tài sản."),
    COUNT: N_("Bạn không có quyền kiểm kê tài sản."),
    APPROVE: N_("Việc này do lãnh đạo duyệt."),
    NORM: N_("Hướng dẫn trang bị do cấp trên ban hành."),
}


def _power(actor: Actor, *powers: str) -> Said | None:
    return None if any(actor.can(power) for power in powers) else said(_WORDS[powers[0]])


def _factor(actor: Actor) -> Said | None:
    return None if actor.verified else said(N_("Việc này cần xác thực bước hai. Nhập mã trên điện thoại rồi làm lại."))


def _realm(actor: Actor, thing: Any) -> Said | None:
    return None if thing.realm == actor.realm else said(N_("Nội dung thuộc chế độ khác (thật/thử)."))


def _own(actor: Actor, *places: UUID) -> Said | None:
    """A side of a handover is spoken for by people of that place itself, not by whoever oversees it."""
    return None if territory.home(actor) in places else said(N_("Việc này do người của chính bên đó làm."))


def may_read(actor: Actor, thing: Any) -> Said | None:
    """Whoever may read assets, in the places they reach."""
    return _power(actor, READ) or _realm(actor, thing) or territory.refuse(actor, thing.place_id)


def may_register(actor: Actor, command: Any) -> Said | None:
    """The supply officer and the director enter what belongs to their own commune; also handovers, requests, rounds."""
    return _power(actor, WRITE) or territory.refuse(actor, command.place)


def may_write(actor: Actor, thing: Any) -> Said | None:
    """The supply officer and the director change what belongs to their own commune."""
    return _power(actor, WRITE) or _realm(actor, thing) or territory.refuse(actor, thing.place_id)


def may_check(actor: Actor, transfer: Any) -> Said | None:
    """The receiving place's supply officer or director looks at each asset."""
    return _power(actor, WRITE) or _realm(actor, transfer) or _own(actor, transfer.receiver_place_id)


def may_refuse(actor: Actor, transfer: Any) -> Said | None:
    """The receiving side refuses: whoever may check, or its leader."""
    return _power(actor, WRITE, APPROVE) or _realm(actor, transfer) or _own(actor, transfer.receiver_place_id)


def may_withdraw(actor: Actor, transfer: Any) -> Said | None:
    """The giving place's supply officer or director takes a proposal back."""
    return _power(actor, WRITE) or _realm(actor, transfer) or _own(actor, transfer.place_id)


def may_sign(actor: Actor, transfer: Any) -> Said | None:
    """A leader of either side signs, after a second factor."""
    refusal = _power(actor, APPROVE) or _realm(actor, transfer)
    return refusal or _own(actor, transfer.place_id, transfer.receiver_place_id) or _factor(actor)


def may_enter_decision(actor: Actor, transfer: Any) -> Said | None:
    """Either side enters the formal decision when it comes."""
    return _power(actor, WRITE) or _realm(actor, transfer) or _own(actor, transfer.place_id, transfer.receiver_place_id)


def may_remind(actor: Actor, transfer: Any) -> Said | None:
    """The system reminds under its standing order."""
    return None if actor.can(SYSTEM) else said(N_("Việc nhắc hạn do hệ thống làm."))


def may_issue_norm(actor: Actor, command: Any) -> Said | None:
    """Whoever oversees a place enters guidance for it and all under it."""
    return _power(actor, NORM) or territory.refuse(actor, command.place)


def may_record_gaps(actor: Actor, command: Any) -> Said | None:
    """The centre records how it stands to a norm; the system does when a new edition comes into force."""
    return None if actor.can(SYSTEM) else may_register(actor, command)


def may_approve(actor: Actor, request: Any) -> Said | None:
    """A leader of the commune, or whoever oversees it, decides on a request, after a second factor."""
    refusal = _power(actor, APPROVE) or _realm(actor, request) or territory.refuse(actor, request.place_id)
    return refusal or _factor(actor)


def may_count(actor: Actor, stock_take: Any) -> Said | None:
    """Whoever may count, in their own commune."""
    return _power(actor, COUNT) or _realm(actor, stock_take) or territory.refuse(actor, stock_take.place_id)


def may_import_table(actor: Actor, command: Any) -> Said | None:
    """Whoever oversees a place, or keeps its assets, enters a table of depreciation for it."""
    return _power(actor, WRITE, NORM) or territory.refuse(actor, command.place)


def refuse_reader(actor: Actor) -> Said | None:
    """Say why somebody may not look into the books of assets at all."""
    return _power(actor, READ, WRITE, NORM)


def refuse_counter(actor: Actor) -> Said | None:
    """Say why somebody may not look at a round of stock-taking: neither counting nor reading."""
    return _power(actor, COUNT, READ)


def demand(refusal: Said | None) -> None:
    """Raise :class:`NotAllowed` where a policy refuses: for reads."""
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
