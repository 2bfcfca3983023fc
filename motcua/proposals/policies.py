"""Who may do what to proposals: communes with their own, steering offices within their reach, units with what is sent to them.

Who may *see* one is decided in ``queries/scope.py``; nobody may do a thing to what they may not see.
"""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office.rules import OVERSEE, SYSTEM, Level
from motcua.proposals.models import Common, Filing

READ, WRITE, ROUTE, ANSWER = "proposal.read", "proposal.write", "proposal.route", "proposal.answer"


def may_open(actor: Actor, command: Any) -> Said | None:
    """Communes file: whoever leads the commune, its centre or one of its divisions, for their own place."""
    del command
    place = territory.home(actor)
    kin = family.kin(place) if place else None
    if not actor.can(WRITE) or kin is None or kin.level is not Level.COMMUNE:
        return said(N_("Chỉ lãnh đạo xã, Giám đốc Trung tâm và Trưởng phòng của xã gửi khó khăn, đề xuất."))
    return None


def may_add(actor: Actor, command: Any) -> Said | None:
    """An item is added by the commune whose list it is."""
    filing = Filing.objects.filter(pk=command.filing).first()
    if filing is None:
        return said(N_("Không có danh sách này trong địa bàn của bạn."))
    return may_keep(actor, filing)


def may_keep(actor: Actor, thing: Any) -> Said | None:
    """What a commune filed is kept, taken back and acknowledged by that commune alone."""
    if not actor.can(WRITE) or territory.home(actor) != thing.place_id:
        return said(N_("Chỉ xã đã gửi mới ghi được mục này."))
    return _realm(actor, thing)


def may_route(actor: Actor, thing: Any) -> Said | None:
    """Steering offices and overseers send what comes from their places on its way, and group it."""
    if not actor.can(ROUTE):
        return said(N_("Chỉ cơ quan theo dõi, đôn đốc mới chuyển và gộp kiến nghị."))
    return _realm(actor, thing) or territory.refuse(actor, thing.place_id)


def may_steer(actor: Actor, command: Any) -> Said | None:
    """Whoever steers makes common matters and says where things go, for their own place."""
    del command
    if not actor.can(ROUTE) or territory.home(actor) is None:
        return said(N_("Chỉ cơ quan theo dõi, đôn đốc mới chuyển và gộp kiến nghị."))
    return None


def may_answer(actor: Actor, proposal: Any) -> Said | None:
    """A unit answers what lies with it; who leads and oversees the place may answer anything that comes from it."""
    if not actor.can(ANSWER):
        return said(N_("Bạn không có quyền trả lời kiến nghị."))
    refusal = _realm(actor, proposal)
    if refusal is not None or _above(actor, proposal.place_id):
        return refusal
    if proposal.routes.filter(unit__in=actor.units).exists():
        return None
    return said(N_("Kiến nghị này không giao đơn vị bạn trả lời."))


def may_answer_common(actor: Actor, common: Common) -> Said | None:
    """The unit that leads a common matter answers it, or who leads and oversees the place."""
    if not actor.can(ANSWER):
        return said(N_("Bạn không có quyền trả lời kiến nghị."))
    if _above(actor, common.place_id) or common.lead_id in actor.units:
        return _realm(actor, common)
    return said(N_("Vấn đề chung này không giao đơn vị bạn trả lời."))


def may_record(actor: Actor, thing: Any) -> Said | None:
    """What a conclusion or a common answer says is entered by the system under the order of whoever signed it."""
    del thing
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def _above(actor: Actor, place: Any) -> bool:
    return actor.can(OVERSEE) and territory.holds(actor, place)


def _realm(actor: Actor, thing: Any) -> Said | None:
    return None if thing.realm == actor.realm else said(N_("Kiến nghị thuộc chế độ khác (thật/thử)."))
