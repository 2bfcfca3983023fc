"""Who may do what to sheets and findings: the team notes and looks again, the inspected place explains and proves.

Delegates read and change nothing: they have no power to work on an inspection, nor has who is a delegate in this team only.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.inspections import queries as inspections
from motcua.inspections.queries import scope as teams
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import OVERSEE, SYSTEM

READ, WORK, ANSWER = "inspection.read", "inspection.work", "inspection.answer"


def may_open(actor: Actor, command: Any) -> Said | None:
    """A member of the team of the stop that is no delegate opens its sheets; an unknown stop the handler refuses."""
    return may_work_at(actor, command.stop)


def may_work_at(actor: Actor, stop: UUID) -> Said | None:
    """Say why somebody does not work at a stop: they work on no inspection, or are not in this team."""
    if not actor.can(WORK):
        return said(N_("Chỉ thành viên đoàn kiểm tra làm việc này."))
    found = inspections.stop_facts(stop)
    if found is not None and not teams.is_of_team(actor, found.campaign):
        return said(N_("Bạn không phải thành viên của đoàn này."))
    return None


def may_work(actor: Actor, thing: Any) -> Said | None:
    """A member of the team that is no delegate works on its sheets and findings."""
    if not actor.can(WORK):
        return said(N_("Chỉ thành viên đoàn kiểm tra làm việc này."))
    if refusal := _realm(actor, thing):
        return refusal
    if not teams.is_of_team(actor, thing.campaign_id):
        return said(N_("Bạn không phải thành viên của đoàn này."))
    return None


def may_note(actor: Actor, command: Any) -> Said | None:
    """A member of the team notes findings, and the system what a finished sheet shows."""
    return None if actor.can(SYSTEM) else may_work_at(actor, command.stop)


def may_recheck(actor: Actor, finding: Any) -> Said | None:
    """The team looks again; so does whoever inspects and oversees the place, when the team is no more."""
    if may_work(actor, finding) is None:
        return None
    if not (actor.can(WORK) and actor.can(OVERSEE)):
        return said(N_("Chỉ đoàn kiểm tra hoặc người theo dõi địa bàn kiểm tra lại được."))
    return _realm(actor, finding) or _not_one_s_own(actor, finding) or territory.refuse(actor, finding.place_id)


def may_answer(actor: Actor, finding: Any) -> Said | None:
    """The inspected place explains and proves; nobody proves for it."""
    if not actor.can(ANSWER):
        return said(N_("Bạn không được trả lời thay đơn vị được kiểm tra."))
    if refusal := _realm(actor, finding):
        return refusal
    if territory.home(actor) != finding.place_id:
        return said(N_("Tồn tại này của đơn vị khác."))
    return None


def may_notice(actor: Actor, finding: Any) -> Said | None:
    """What time brings is noticed by the system under its standing order."""
    del finding
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự ghi."))


def _not_one_s_own(actor: Actor, finding: Any) -> Said | None:
    own = territory.home(actor) == finding.place_id
    return said(N_("Đơn vị không tự kiểm tra lại tồn tại của mình.")) if own else None


def _realm(actor: Actor, thing: Any) -> Said | None:
    return None if thing.realm == actor.realm else said(N_("Nội dung này thuộc chế độ khác (thật/thử)."))
