"""Who may do what in readiness: centres speak of themselves, overseers of what they saw, leaders certify and let start."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office.rules import OVERSEE, SYSTEM

READ, WRITE, INSPECT = "readiness.read", "readiness.write", "readiness.inspect"
CERTIFY, LAUNCH = "readiness.certify", "readiness.launch"


def may_load(actor: Actor, subject: Any) -> Said | None:
    """Packaged templates are loaded by the system, and duties are its own."""
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống làm."))


def may_issue(actor: Actor, command: Any) -> Said | None:
    """Whoever oversees a territory issues templates for it."""
    return None if actor.can(OVERSEE) else said(N_("Chỉ nơi theo dõi địa bàn mới ban hành bộ mẫu."))


def may_open(actor: Actor, command: Any) -> Said | None:
    """The centre opens its file, or whoever oversees it does."""
    return _may_speak(actor) or territory.refuse(actor, family.home_of(command.unit))


def may_report(actor: Actor, file: Any) -> Said | None:
    """The centre's own people say how it stands."""
    if not actor.can(WRITE):
        return said(N_("Bạn không có quyền tự báo cáo cho Trung tâm này."))
    return _here(actor, file)


def may_inspect(actor: Actor, file: Any) -> Said | None:
    """Whoever oversees the centre says what they saw there."""
    if not actor.can(INSPECT):
        return said(N_("Bạn không có quyền ghi kết quả kiểm tra tận nơi."))
    return _here(actor, file)


def may_speak(actor: Actor, file: Any) -> Said | None:
    """Both the centre and its overseers lay evidence, settle disputes, draw plans, move to a newer template."""
    return _may_speak(actor) or _here(actor, file)


def may_draw(actor: Actor, command: Any) -> Said | None:
    """Both the centre and its overseers draw its floor."""
    return may_open(actor, command)


def may_certify(actor: Actor, file: Any) -> Said | None:
    """A leader certifies, after a second factor."""
    if not actor.can(CERTIFY):
        return said(N_("Bạn không có quyền xác nhận hồ sơ sẵn sàng."))
    return _verified(actor) or _here(actor, file)


def may_make_board(actor: Actor, command: Any) -> Said | None:
    """Boards belong to whoever oversees a territory."""
    return None if actor.can(OVERSEE) else said(N_("Chỉ nơi theo dõi địa bàn mới lập bảng theo dõi."))


def may_change_board(actor: Actor, board: Any) -> Said | None:
    """Whoever oversees the place a board belongs to changes it."""
    return may_make_board(actor, board) or _here(actor, board)


def may_plan(actor: Actor, command: Any) -> Said | None:
    """Whoever may let centres start plans their trial run; planning alone binds nobody."""
    return None if actor.can(LAUNCH) else said(N_("Bạn không có quyền lập kế hoạch vận hành thử nghiệm."))


def may_change_plan(actor: Actor, trial: Any) -> Said | None:
    """The plan's own place, or who oversees it, changes it."""
    return may_plan(actor, trial) or _here(actor, trial)


def may_try(actor: Actor, trial: Any) -> Said | None:
    """Centres and overseers write down what came of a trial; that the centre is theirs is checked by the command."""
    return _may_speak(actor) or _realm(actor, trial)


def may_launch(actor: Actor, trial: Any) -> Said | None:
    """A leader lets all start, or answers for one that is not ready, after a second factor."""
    if not actor.can(LAUNCH):
        return said(N_("Bạn không có quyền quyết định vận hành."))
    return _verified(actor) or _here(actor, trial)


def _may_speak(actor: Actor) -> Said | None:
    if actor.can(WRITE) or actor.can(INSPECT):
        return None
    return said(N_("Bạn không có quyền ghi hồ sơ sẵn sàng."))


def _here(actor: Actor, row: Any) -> Said | None:
    return _realm(actor, row) or territory.refuse(actor, row.place_id)


def _realm(actor: Actor, row: Any) -> Said | None:
    return None if row.realm == actor.realm else said(N_("Nội dung thuộc chế độ khác (thật/thử)."))


def _verified(actor: Actor) -> Said | None:
    if actor.verified:
        return None
    return said(N_("Việc này cần xác thực hai bước. Xin nhập mã xác thực rồi làm lại."))
