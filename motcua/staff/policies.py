"""Who may do what with people at work: who looks after them in their place, each for themself, who oversees.

Every thing has a place; what lies outside the actor's reach is refused as if it were not theirs.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office.rules import MANAGE, OVERSEE, SYSTEM

READ, WRITE, PLAN = "staff.read", "staff.write", "training.plan"
SERVES: Final = (
    "dossier.read",
    READ,
    "records.read",
    "budget.read",
    "asset.read",
    MANAGE,
    "access.read",
    "inspection.work",
    "article.write",
)
"""Who holds one of these works for the place and has duty, presence and leave of their own; builders and delegates do not."""


def _serves(actor: Actor) -> Said | None:
    if actor.powers.isdisjoint(SERVES):
        return said(N_("Chỉ cán bộ của cơ quan có lịch trực, điểm danh và nghỉ phép ở đây."))
    return None


def _writes(actor: Actor, place: UUID) -> Said | None:
    if not actor.can(WRITE):
        return said(N_("Chỉ Giám đốc Trung tâm hoặc người phụ trách nhân sự làm được việc này."))
    return territory.refuse(actor, place)


def may_write_here(actor: Actor, command: Any) -> Said | None:
    """Who looks after people makes things for the units of their place."""
    return _writes(actor, family.home_of(command.unit))


def may_write(actor: Actor, thing: Any) -> Said | None:
    """Who looks after people changes what belongs to their place."""
    return _writes(actor, thing.place_id)


def may_decide(actor: Actor, thing: Any) -> Said | None:
    """Who looks after people decides, but never about themself."""
    if actor.official is not None and actor.official == thing.official_id:
        return said(N_("Không tự duyệt, tự ghi cho chính mình: nhờ người phụ trách khác."))
    return may_write(actor, thing)


def may_enter_for(actor: Actor, command: Any) -> Said | None:
    """Who looks after people enters a forgotten presence of somebody else of their place."""
    return may_write_here(actor, command)


def may_ask_leave(actor: Actor, command: Any) -> Said | None:
    """Each asks for themself; who looks after people enters it for others of their place."""
    if actor.official is not None and actor.official == command.official:
        return _serves(actor) or territory.refuse(actor, family.home_of(command.unit))
    return may_write_here(actor, command)


def may_cancel_leave(actor: Actor, leave: Any) -> Said | None:
    """Each takes back their own; who looks after people that of others of their place."""
    if actor.official is not None and leave.official_id in (actor.official, None):
        return _serves(actor) or territory.refuse(actor, leave.place_id)
    return may_write(actor, leave)


def may_sign_in(actor: Actor, command: Any) -> Said | None:
    """Each signs in themself, in their own place."""
    if actor.official is None:
        return said(N_("Mỗi người tự điểm danh bằng tài khoản của mình."))
    return _serves(actor) or territory.refuse(actor, family.home_of(command.unit))


def may_sign_out(actor: Actor, presence: Any) -> Said | None:
    """Each signs out themself."""
    if actor.official is None or presence.official_id not in (actor.official, None):
        return said(N_("Mỗi người tự điểm danh bằng tài khoản của mình."))
    return _serves(actor) or territory.refuse(actor, presence.place_id)


def may_note(actor: Actor, command: Any) -> Said | None:
    """Who may see the people of a place notes who is away; the system does so at the end of the day."""
    if actor.can(SYSTEM):
        return None
    if not actor.can(READ):
        return said(N_("Bạn không có quyền xem việc trực của người khác."))
    return territory.refuse(actor, family.home_of(command.unit))


def may_plan_here(actor: Actor, command: Any) -> Said | None:
    """Who plans training does so for the places under their own."""
    return _plans(actor, family.home_of(command.unit))


def may_plan(actor: Actor, thing: Any) -> Said | None:
    """Who plans training changes what belongs to places within reach."""
    return _plans(actor, thing.place_id)


def _plans(actor: Actor, place: UUID) -> Said | None:
    if not actor.can(PLAN):
        return said(N_("Chỉ cơ quan lập kế hoạch tập huấn làm được việc này."))
    return territory.refuse(actor, place)


def may_enrol(actor: Actor, training: Any) -> Said | None:
    """Who plans the class puts people on it; who looks after people puts their own on, which the handler checks."""
    if actor.can(PLAN):
        return territory.refuse(actor, training.place_id)
    return None if actor.can(WRITE) else said(N_("Chỉ người phụ trách nhân sự hoặc nơi mở lớp ghi danh được."))


def may_answer_need(actor: Actor, need: Any) -> Said | None:
    """Who oversees a place answers what it cannot solve itself."""
    if not actor.can(OVERSEE):
        return said(N_("Chỉ cấp trên theo dõi địa bàn trả lời được nhu cầu này."))
    return territory.refuse(actor, need.place_id)
