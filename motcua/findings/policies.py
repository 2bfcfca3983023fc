"""Who may do what to sheets and findings: the team notes and looks again, the inspected place explains and proves.

Delegates read and change nothing: they have no power to work on an inspection, nor has who is a delegate in this team only.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.findings.rules.minutes import Side
from motcua.inspections import queries as inspections
from motcua.inspections.queries import scope as teams
from motcua.inspections.rules.campaigns import HEADS
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.queries import names
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


def sides_of(actor: Actor, minutes: Any) -> tuple[Side, ...]:
    """Return the sides somebody can sign the minutes of a stop for, the weightiest first.

    For the team its leader or deputy, or any member where none of them acts here; for the unit its heads; and whoever
    writes the minutes. Nobody is of both sides: whoever works at the inspected place cannot be in the team.
    """
    if actor.can(ANSWER) and territory.home(actor) == minutes.place_id:
        return (Side.UNIT,)
    if not actor.can(WORK) or not teams.is_of_team(actor, minutes.campaign_id):
        return ()
    heads = teams.is_of_team(actor, minutes.campaign_id, HEADS) or not teams.has_head(minutes.campaign_id)
    writes = actor.official is not None and actor.official == minutes.recorder_id
    return ((Side.TEAM,) if heads else ()) + ((Side.RECORDER,) if writes else ())


def may_sign_minutes(actor: Actor, minutes: Any) -> Said | None:
    """Whoever acts for a side, and the recorder, after a second factor."""
    if refusal := _realm(actor, minutes):
        return refusal
    if not sides_of(actor, minutes):
        return said(N_("Chỉ đại diện đoàn kiểm tra, đại diện đơn vị và người ghi biên bản ký."))
    if not actor.verified:
        return said(N_("Việc này cần xác thực bước hai. Nhập mã trên điện thoại rồi làm lại."))
    return None


def may_confirm_paper(actor: Actor, minutes: Any) -> Said | None:
    """The recorder confirms a print signed by hand; any member of the team where the recorder has no account here."""
    if refusal := may_work(actor, minutes):
        return refusal
    recorder = minutes.recorder_id
    if recorder is None or recorder == actor.official or not names.with_account([recorder]):
        return None
    return said(N_("Người ghi biên bản xác nhận bản ký trên giấy."))


def may_tell_refusal(actor: Actor, minutes: Any) -> Said | None:
    """The unit says itself that it does not sign; where it says nothing the team writes it down."""
    return None if may_answer_minutes(actor, minutes) is None else may_work(actor, minutes)


def may_answer_minutes(actor: Actor, minutes: Any) -> Said | None:
    """The inspected place writes its own words in the minutes; nobody writes them for it."""
    if not actor.can(ANSWER):
        return said(N_("Bạn không được trả lời thay đơn vị được kiểm tra."))
    if refusal := _realm(actor, minutes):
        return refusal
    if territory.home(actor) != minutes.place_id:
        return said(N_("Biên bản này của đơn vị khác."))
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
