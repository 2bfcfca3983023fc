"""Who may do what to campaigns and stops. Who prepared a campaign plans it, its team works on it, communes answer.

A delegate has none of these powers and is refused everywhere; who is a delegate in this team only is refused here.
"""

from __future__ import annotations

from typing import Any

from motcua.inspections.queries import scope
from motcua.inspections.rules.campaigns import HEADS, Part
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import SYSTEM


def may_draft(actor: Actor, command: Any) -> Said | None:
    """Whoever plans inspections begins one for their own place."""
    del command
    if not actor.can(scope.PLAN) or actor.unit is None:
        return said(N_("Bạn không có quyền lập cuộc kiểm tra."))
    return None


def may_plan(actor: Actor, campaign: Any) -> Said | None:
    """Who prepared a campaign; an announced one also whoever else plans inspections in its place; never its delegates."""
    if not actor.can(scope.PLAN):
        return said(N_("Bạn không có quyền lập cuộc kiểm tra."))
    if refusal := _realm(actor, campaign):
        return refusal
    if campaign.planner == actor.account:
        return None
    if scope.parts(actor, campaign.id) == {Part.DELEGATE}:
        return said(N_("Đại biểu giám sát chỉ xem, không sửa cuộc kiểm tra."))
    if campaign.announced and territory.home(actor) == campaign.place_id:
        return None
    if scope.is_of_team(actor, campaign.id, HEADS):
        return None
    return said(N_("Cuộc kiểm tra do người khác lập; chỉ người lập và Trưởng đoàn sửa được."))


def may_plan_stop(actor: Actor, stop: Any) -> Said | None:
    """Who plans the campaign plans its stops."""
    return may_plan(actor, _campaign_of(stop))


def may_plan_new_stop(actor: Actor, command: Any) -> Said | None:
    """Who plans a campaign puts stops on its route; which campaign it is, the handler asks."""
    return may_draft(actor, command)


def may_work(actor: Actor, stop: Any) -> Said | None:
    """A member of the team that is no delegate."""
    if not actor.can(scope.WORK):
        return said(N_("Chỉ thành viên đoàn kiểm tra làm việc này."))
    if refusal := _realm(actor, stop):
        return refusal
    if not scope.is_of_team(actor, stop.campaign_id):
        return said(N_("Bạn không phải thành viên của đoàn này."))
    return None


def may_head(actor: Actor, stop: Any) -> Said | None:
    """The leader of the team or a deputy."""
    if refusal := may_work(actor, stop):
        return refusal
    if not scope.is_of_team(actor, stop.campaign_id, HEADS):
        return said(N_("Chỉ Trưởng đoàn, Phó Trưởng đoàn làm việc này."))
    return None


def may_answer(actor: Actor, stop: Any) -> Said | None:
    """The visited commune, once it knows of the visit: what it does not know of it cannot be told by a refusal either."""
    if not actor.can(scope.ANSWER):
        return said(N_("Bạn không có quyền viết báo cáo theo đề cương."))
    if refusal := _realm(actor, stop):
        return refusal
    if territory.home(actor) != stop.place_id:
        return said(N_("Báo cáo theo đề cương do đơn vị được kiểm tra viết."))
    # What the commune does not know of it is not told by another sentence either.
    known = stop.begun_at is not None or scope.is_known(_campaign_of(stop), stop)
    return None if known else said(N_("Báo cáo theo đề cương do đơn vị được kiểm tra viết."))


def may_notice(actor: Actor, thing: Any) -> Said | None:
    """What time or another act brings is noticed by the system."""
    del thing
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def _campaign_of(stop: Any) -> Any:
    return stop.campaign


def _realm(actor: Actor, thing: Any) -> Said | None:
    return None if thing.realm == actor.realm else said(N_("Cuộc kiểm tra thuộc chế độ khác (thật/thử)."))
