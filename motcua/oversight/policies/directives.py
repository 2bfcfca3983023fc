"""Who may do what to directives, plans and days of the year, and what of them they see.

Whoever answers for a directive is the body that keeps it and the offices of the same place: a province's office steers on
behalf of its chair. The leading unit reports. Nobody accepts their own work.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office.rules import OVERSEE, SYSTEM
from motcua.oversight.rules.directives import OPEN

READ, WRITE, REPORT, SIGN = "directive.read", "directive.write", "directive.report", "conclusion.sign"


def own(actor: Actor) -> frozenset[UUID]:
    """Return the units whose work is the actor's."""
    return actor.units | ({actor.unit} if actor.unit else frozenset())


def may_open(actor: Actor, command: Any) -> Said | None:
    """Whoever issues directives, for a leading unit within reach; the system, from a conclusion or a repetition."""
    if actor.can(SYSTEM):
        return None
    if refusal := _writes(actor):
        return refusal
    if command.lead is not None:
        return territory.refuse(actor, family.home_of(command.lead))
    return None if actor.unit else said(N_("Bạn chưa giữ chức vụ nào nên chưa giao việc được."))


def may_issue(actor: Actor, directive: Any) -> Said | None:
    """Whoever answers for a directive fills it in, gives it a day, starts it, calls it off; the system starts what repeats."""
    if actor.can(SYSTEM):
        return _realm(actor, directive)
    return _writes(actor) or _realm(actor, directive) or _answers(actor, directive)


def may_judge(actor: Actor, directive: Any) -> Said | None:
    """Whoever answers for it accepts or returns, unless it is their own work."""
    refusal = _writes(actor) or _realm(actor, directive) or _answers(actor, directive)
    if refusal is not None:
        return refusal
    does = actor.unit == directive.lead_id or actor.account == directive.offered_by
    answers = actor.official is not None and actor.official in (directive.person, directive.leader)
    if directive.state in OPEN and (does or answers):
        return said(N_("Không ai tự nghiệm thu việc của mình; người giao hoặc văn phòng đôn đốc sẽ nghiệm thu."))
    return None


def may_report(actor: Actor, directive: Any) -> Said | None:
    """The leading unit reports, offers its product and asks for more time."""
    if not actor.can(REPORT):
        return said(N_("Bạn không có quyền báo cáo việc được giao."))
    refusal = _realm(actor, directive)
    if refusal is None and directive.lead_id not in own(actor):
        refusal = said(N_("Chỉ đơn vị chủ trì báo cáo việc này."))
    return refusal


def may_learn(actor: Actor, directive: Any) -> Said | None:
    """What is to be learned is written by whoever issued it or led it."""
    refusal = may_issue(actor, directive)
    return may_report(actor, directive) if refusal is not None else None


def may_take_over(actor: Actor, directive: Any) -> Said | None:
    """Whoever issues directives signs for those of an ended body within their reach."""
    return _writes(actor) or _realm(actor, directive) or territory.refuse(actor, directive.place_id)


def may_notice(actor: Actor, directive: Any) -> Said | None:
    """What time brings is noticed by the system under its standing order."""
    del directive
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def may_make(actor: Actor, command: Any) -> Said | None:
    """Plans, days of the year, reports and wording are made by whoever issues directives there."""
    return _writes(actor) or territory.refuse(actor, command.place)


def may_keep(actor: Actor, thing: Any) -> Said | None:
    """They are kept by the same."""
    return _writes(actor) or _realm(actor, thing) or territory.refuse(actor, thing.place_id)


def may_accept_plan(actor: Actor, plan: Any) -> Said | None:
    """The leader accepts a plan, after a second factor."""
    if not actor.can(SIGN):
        return said(N_("Chỉ lãnh đạo duyệt kế hoạch."))
    if not actor.verified:
        return said(N_("Việc này cần xác thực bước hai. Nhập mã trên điện thoại rồi làm lại."))
    return _realm(actor, plan) or territory.refuse(actor, plan.place_id)


def sees_drafts(actor: Actor) -> bool:
    """Say whether what is not given to anybody yet is shown within the whole reach: to whoever oversees."""
    return actor.can(OVERSEE)


def _writes(actor: Actor) -> Said | None:
    return None if actor.can(WRITE) else said(N_("Bạn không có quyền giao việc, đôn đốc."))


def _answers(actor: Actor, directive: Any) -> Said | None:
    if directive.keeper_id in own(actor) or directive.keeper_place_id == territory.home(actor):
        return None
    return said(N_("Chỉ nơi đã giao việc này, hoặc văn phòng của nơi đó, quyết định."))


def _realm(actor: Actor, thing: Any) -> Said | None:
    return None if thing.realm == actor.realm else said(N_("Việc này thuộc chế độ khác (thật/thử)."))
