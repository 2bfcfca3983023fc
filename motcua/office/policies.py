"""Who may run the office: administrators in their own commune, each official for what is theirs, the system for loads.

An administrator's reach is the commune (or province) their unit belongs to, with everything under it. Powers over
units and accounts work only after a second factor.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office.models import CalendarYear, Official, Post, Unit
from motcua.office.rules import ACCOUNTS, BODIES, MANAGE, OVERSEE, SECOND_FACTOR, SIGN, SYSTEM

STAFF = "staff.write"
DEVICE_POWERS = (ACCOUNTS, SIGN, OVERSEE)
"""Who looks after other people's devices: the administrator, the leader, whoever oversees the place."""
_WORDS = {
    MANAGE: N_("Chỉ quản trị hệ thống mới được thay đổi đơn vị, lịch, cán bộ và chức vụ."),
    ACCOUNTS: N_("Chỉ quản trị hệ thống mới được thay đổi tài khoản."),
}


def refuse(actor: Actor, power: str) -> Said | None:
    """Say why the actor may not use a power of this room: not held, or not yet proved by a second factor."""
    if actor.can(SYSTEM):
        return None
    if not actor.can(power):
        return said(_WORDS[power])
    if power in SECOND_FACTOR and not actor.verified:
        return said(N_("Việc này cần xác thực bước hai. Nhập mã trên điện thoại rồi làm lại."))
    return None


def reach(actor: Actor) -> frozenset[UUID] | None:
    """Return the units an administrator answers for; ``None`` means all (the system)."""
    if actor.can(SYSTEM):
        return None
    return family.subtree(family.home_of(actor.unit)) if actor.unit else frozenset()


def refuse_unit(actor: Actor, unit: UUID, power: str = MANAGE) -> Said | None:
    """Say why the actor may not use ``power`` on this unit."""
    reached = reach(actor)
    if (refusal := refuse(actor, power)) is not None or reached is None:
        return refusal
    return None if unit in reached else said(N_("Đơn vị này ngoài phạm vi quản trị của bạn."))


def require_unit(actor: Actor, unit: UUID, power: str = MANAGE) -> None:
    """Raise :class:`NotAllowed` where :func:`refuse_unit` refuses: for units that only the command names."""
    refusal = refuse_unit(actor, unit, power)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)


def may_load(actor: Actor, subject: Any) -> Said | None:
    """Packaged data are loaded by the system: at installation and after an update."""
    return None if actor.can(SYSTEM) else said(N_("Dữ liệu đóng gói do hệ thống nạp khi cài đặt hoặc nâng cấp."))


def may_create_unit(actor: Actor, command: Any) -> Said | None:
    """An administrator makes bodies under the units in reach."""
    return refuse_unit(actor, command.parent)


def may_change_unit(actor: Actor, unit: Unit) -> Said | None:
    """An administrator changes the units in reach."""
    return refuse_unit(actor, unit.id)


def may_change_nation(actor: Actor, year: CalendarYear) -> Said | None:
    """The national days hold for the whole node: only who reaches every body on it may change them."""
    reached = reach(actor)
    if (refusal := refuse(actor, MANAGE)) is not None or reached is None:
        return refusal
    bodies = [str(level) for level in BODIES]
    if Unit.objects.filter(level__in=bodies).exclude(pk__in=reached).exists():
        return said(N_("Lịch chung của nhiều địa phương: chỉ quản trị cấp trên của tất cả mới được sửa."))
    return None


def may_register(actor: Actor, command: Any) -> Said | None:
    """An administrator enters people; the units of their posts are checked one by one."""
    return refuse(actor, MANAGE)


def may_appoint(actor: Actor, official: Official) -> Said | None:
    """An administrator gives posts in reach, also to people who have a post elsewhere; the units are checked."""
    return refuse(actor, MANAGE)


def may_change_official(actor: Actor, official: Official) -> Said | None:
    """An administrator corrects people whose present posts all lie in reach."""
    return refuse(actor, MANAGE) or _refuse_person(actor, official)


def may_change_account(actor: Actor, official: Official) -> Said | None:
    """An administrator changes accounts of people whose present posts all lie in reach: nobody takes a superior's."""
    return refuse(actor, ACCOUNTS) or _refuse_person(actor, official)


def may_delegate(actor: Actor, official: Official) -> Said | None:
    """The giver delegates, or an administrator enters the decision for them."""
    return None if actor.official == official.id else may_change_official(actor, official)


def may_change_own(actor: Actor, official: Official) -> Said | None:
    """Only the person: passwords and second factors."""
    if actor.official == official.id:
        return None
    return said(N_("Chỉ chính người dùng mới đổi được mật khẩu và xác thực bước hai của mình."))


def may_order(actor: Actor, command: Any) -> Said | None:
    """Who looks after people orders seals and certificates for the units of their place."""
    return _refuse_orders(actor, family.home_of(command.unit))


def may_follow_order(actor: Actor, order: Any) -> Said | None:
    """Who looks after people follows the orders of their place."""
    return _refuse_orders(actor, order.place_id)


def may_register_device(actor: Actor, command: Any) -> Said | None:
    """Whoever has an account names the phones they carry."""
    return None if actor.official is not None else said(N_("Chỉ cán bộ có tài khoản mới ghi thiết bị của mình."))


def may_watch_device(actor: Actor, device: Any) -> Said | None:
    """The owner; an administrator, a leader of the place, or who oversees it, for the devices of their reach.

    Administrators and leaders only after a second factor. ``device`` may be a row or anything with account and place.
    """
    if actor.official is not None and device.account_id == actor.account:
        return None
    for power in DEVICE_POWERS:
        if not actor.can(power) or (power in SECOND_FACTOR and not actor.verified):
            continue
        reached = reach(actor) if power == ACCOUNTS else territory.of(actor)
        if reached is None or device.place_id in reached:
            return None
    return said(N_("Chỉ chủ máy, quản trị, lãnh đạo hoặc người theo dõi địa bàn làm được việc này."))


def may_confirm_device(actor: Actor, device: Any) -> Said | None:
    """The device itself says so, through the system, or its owner."""
    if actor.can(SYSTEM) or (actor.official is not None and device.account_id == actor.account):
        return None
    return said(N_("Chỉ chính máy đó báo được là đã xóa."))


def _refuse_orders(actor: Actor, place: UUID) -> Said | None:
    if not actor.can(STAFF):
        return said(N_("Chỉ Giám đốc Trung tâm hoặc người phụ trách nhân sự ghi được việc con dấu, chứng thư số."))
    return territory.refuse(actor, place)


def _refuse_person(actor: Actor, official: Official) -> Said | None:
    reached = reach(actor)
    if reached is None:
        return None
    today = clock.today()
    now = Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today), official=official)
    if all(unit in reached for unit in now.values_list("unit_id", flat=True)):
        return None
    return said(N_("Người này có chức vụ ngoài phạm vi quản trị của bạn."))
