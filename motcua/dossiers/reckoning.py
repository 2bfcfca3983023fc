"""How the clock of a dossier stops, goes on and is set anew: one place for every act that touches it.

A due date that was reckoned is reckoned again from its limit and all its pauses; one that was promised anew by an apology,
or promised by the old unit a dossier was taken over from, is moved on by the working minutes of a pause. The rule in words: docs/rules/dossier-life.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import msgspec

from motcua.dossiers import routing, rules, step_clock
from motcua.dossiers.models import Dossier, Pause, StepRun
from motcua.dossiers.rules import life
from motcua.kernel import worktime
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import grounds
from motcua.ledger.events import canonical
from motcua.ledger.prepared import insert, update

WHY: Final[Mapping[str, Said]] = {
    life.State.SUPPLEMENT: worktime.WAITING_FOR_SUPPLEMENT,
    life.State.FEE: said(N_("chờ nộp nghĩa vụ tài chính")),
    life.State.SUSPENDED: said(N_("tạm dừng giải quyết")),
    "ended": said(N_("đã dừng, sau đó mở lại")),
}
"""Why the clock stood still, by the kind of pause."""


def pause(dossier: Dossier, kind: str, at: datetime) -> None:
    """Stop the clock of a running dossier at ``at``; ``kind`` is a state of waiting or ``ended``."""
    insert(Pause(dossier=dossier, kind=kind, started_at=at, due_before=dossier.due_at))
    dossier.paused_at = at
    _set_due(dossier, open_since=at)
    run = _present(dossier)
    if run is not None and dossier.due_at is None:
        run.due_at = dossier.step_due_at = None
        update(run)


def resume(dossier: Dossier, at: datetime) -> None:
    """Let the clock go on at ``at``: the date promised moves by the time that was not the centre's."""
    held = Pause.objects.filter(dossier=dossier, ended_at__isnull=True).first()
    if held is None:
        raise RuleError(N_("Hồ sơ không tạm dừng."))
    held.ended_at = at
    update(held)
    dossier.paused_at = None
    _set_due(dossier, ended=held)
    _restart_step(dossier)


def apply_limit(dossier: Dossier, limit: worktime.Limit) -> None:
    """Reckon the date anew, from the same reception, by a longer limit; :class:`RuleError` when it would not be later."""
    calendar, before = routing.calendar(dossier.received_unit_id), dossier.due_at
    due = worktime.due(calendar, dossier.received_at, limit, _pauses(dossier))
    if before is not None and due.at is not None and due.at <= before:
        raise RuleError(N_("Thời hạn này không dài hơn thời hạn đang tính."), field="days")
    _keep(dossier, due)
    if due.at is not None:
        dossier.minutes = worktime.working_minutes(calendar, due.accepted_at, due.at) - _paused_minutes(dossier)
    _restart_step(dossier)


def promise(dossier: Dossier, at: datetime, why: Said, ground: str) -> None:
    """Replace the date promised by ``at``, with the line that says why. The first one is kept beside it."""
    calendar = routing.calendar(dossier.received_unit_id)
    due = worktime.Due.from_dict(msgspec.json.decode(dossier.due))
    dossier.first_due_at = dossier.first_due_at or dossier.due_at
    _keep(dossier, worktime.moved(calendar, due, at, why, ground))
    _restart_step(dossier)


def keep_inherited(dossier: Dossier, why: Said, ground: str) -> None:
    """Write into the explanation why the date the old unit promised stays as it is; nothing where none was promised."""
    if dossier.due:
        due = worktime.Due.from_dict(msgspec.json.decode(dossier.due))
        dossier.due = canonical(worktime.kept(due, why, ground).to_dict())


def close(dossier: Dossier, at: datetime) -> None:
    """End the pause of a dossier whose life ends, if there is one; its date stays as it stands, of a paused one none."""
    Pause.objects.filter(dossier=dossier, ended_at__isnull=True).update(ended_at=at)
    step_clock.called_back(dossier, at)
    dossier.paused_at = None


def undo_end(dossier: Dossier, ended_at: datetime, at: datetime) -> None:
    """Let the clock go on at ``at`` of a dossier that ended at ``ended_at``: the time since is none of the centre's.

    Where the end cut a pause off, the date that stood still with it moves by that pause first.
    """
    cut_off = Pause.objects.filter(dossier=dossier, ended_at=ended_at).order_by("id").last()
    if dossier.due_at is None and cut_off is not None:
        _set_due(dossier, ended=cut_off)
    insert(Pause(dossier=dossier, kind="ended", started_at=ended_at, due_before=dossier.due_at))
    resume(dossier, at)


def _set_due(dossier: Dossier, *, open_since: datetime | None = None, ended: Pause | None = None) -> None:
    """Reckon the date anew with the pauses there are, by its limit, or around the date of an apology."""
    if not dossier.due:
        return
    calendar = routing.calendar(dossier.received_unit_id)
    due = worktime.Due.from_dict(msgspec.json.decode(dossier.due))
    ground = grounds.reception(due.accepted_at.date())
    if dossier.first_due_at is None and dossier.inherited_at is None:
        _keep(dossier, worktime.due(calendar, dossier.received_at, due.limit, _pauses(dossier)))
    elif open_since is not None and dossier.due_at is not None and dossier.due_at > open_since:
        standing = N_("Đang tạm dừng: hạn hẹn lại sẽ lùi theo.")
        if dossier.first_due_at is None:
            standing = N_("Đang tạm dừng: hạn của đơn vị cũ sẽ lùi theo.")
        _keep(dossier, worktime.halted(due, open_since, said(standing), ground))
    elif ended is not None and ended.due_before is not None:
        whole = worktime.Pause(ended.started_at, ended.ended_at)
        at = worktime.postponed(calendar, ended.due_before, whole)
        moves = N_("Hết tạm dừng ({because}): hạn hẹn lại lùi theo.")
        if dossier.first_due_at is None:
            moves = N_("Hết tạm dừng ({because}): hạn của đơn vị cũ lùi theo.")
        why = said(moves, because=WHY[ended.kind])
        _keep(dossier, worktime.moved(calendar, due, at, why, ground))


def _keep(dossier: Dossier, due: worktime.Due) -> None:
    if dossier.due_at != due.at:
        dossier.told = rules.Told.NOTHING
    dossier.due_at, dossier.due = due.at, canonical(due.to_dict())


def _pauses(dossier: Dossier) -> list[worktime.Pause]:
    rows: Iterable[Pause] = Pause.objects.filter(dossier=dossier).order_by("id")
    return [worktime.Pause(row.started_at, row.ended_at, WHY[row.kind]) for row in rows]


def _paused_minutes(dossier: Dossier) -> int:
    """Return the working minutes the clock stood still so far."""
    calendar = routing.calendar(dossier.received_unit_id)
    ended = Pause.objects.filter(dossier=dossier, ended_at__isnull=False)
    return sum(worktime.working_minutes(calendar, one.started_at, one.ended_at) for one in ended if one.ended_at)


def _restart_step(dossier: Dossier) -> None:
    """Give the present step its share of the time again, pauses aside; never past the date of the dossier."""
    run = _present(dossier)
    if run is None or run.started_at is None:
        return
    calendar, sent = routing.calendar(dossier.received_unit_id), step_clock.sent_now(dossier)
    if sent is not None:
        step_clock.run_outside(dossier, run, calendar, sent)
    else:
        step_clock.run_from(dossier, run, calendar, _pauses(dossier))
    update(run)


def _present(dossier: Dossier) -> StepRun | None:
    return next((run for run in dossier.course if run.ordinal == dossier.step), None)
