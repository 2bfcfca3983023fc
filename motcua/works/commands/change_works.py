"""Change what is known or planned of works, ask for another day, or give them up."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.works import DayAsked, StagesPlanned, WorksCancelled, WorksCorrected
from motcua.works import policies, rules
from motcua.works.commands.shared import (
    Line,
    Reason,
    StageWish,
    check_contractor,
    is_running,
    plan,
    plans_of,
    put_stages,
    wanted,
)
from motcua.works.models import Works

_REASON = N_("Ghi lý do thay đổi.")


class CorrectWorks(Command, frozen=True, kw_only=True):
    """Correct name, venue, contractor and after how many days silence is noticed; the reason stays in the history."""

    TARGET = "works"

    works: UUID
    name: Line
    venue: Annotated[str, msgspec.Meta(max_length=300)] = ""
    contractor: UUID | None = None
    silent_days: int = rules.SILENT_DAYS
    reason: Reason


@act(CorrectWorks, on=Works, verb=N_("Đính chính"), may=policies.may_write, when=is_running, order=60)
def correct_works(command: CorrectWorks, works: Works, context: Context) -> Done[Works]:
    """Change the row; a new contractor sees the works from now on, the old one no longer."""
    del context
    reason = wanted(command.reason, "reason", _REASON)
    rules.check_patience(command.silent_days)
    check_contractor(command.contractor)
    works.name = clean(wanted(command.name, "name", N_("Ghi tên công trình.")))
    works.venue = clean(command.venue)
    works.folded = fold(f"{works.name} {works.venue}")
    works.contractor_id = command.contractor
    works.silent_days = command.silent_days
    event = WorksCorrected(
        name=works.name,
        venue=works.venue,
        contractor=command.contractor,
        silent_days=command.silent_days,
        reason=reason,
    )
    return Done(event)


class PlanStages(Command, frozen=True, kw_only=True):
    """Plan the stages anew; a stage sent with its key keeps what was reported of it."""

    TARGET = "works"

    works: UUID
    stages: list[StageWish]
    reason: Reason


@act(PlanStages, on=Works, verb=N_("Sửa giai đoạn"), may=policies.may_write, when=is_running, order=61)
def plan_stages(command: PlanStages, works: Works, context: Context) -> Done[Works]:
    """Put the new plan in the place of the old; the percent of the whole follows from the new weights."""
    del context
    reason = wanted(command.reason, "reason", _REASON)
    told = plan(command.stages)
    put_stages(works, told)
    works.percent = rules.overall(plans_of(works))
    return Done(StagesPlanned(stages=told, percent=works.percent, reason=reason))


class AskForDay(Command, frozen=True, kw_only=True):
    """Another day is asked for, by whom, when and on what ground."""

    TARGET = "works"

    works: UUID
    asked_kind: rules.AskedKind
    asked_day: date | None = None
    ground: Annotated[str, msgspec.Meta(max_length=1000)]
    asked_by: Line
    asked_on: date | None = None


@act(AskForDay, on=Works, verb=N_("Đổi ngày yêu cầu"), may=policies.may_write, when=is_running, order=62)
def ask_for_day(command: AskForDay, works: Works, context: Context) -> Done[Works]:
    """Judge slips and lateness by the new day from now on; the earlier one stays in the history."""
    del context
    rules.check_asked(command.asked_kind, command.asked_day)
    works.ground = wanted(command.ground, "ground", N_("Ghi căn cứ hoặc lời chỉ đạo."))
    works.asked_by = clean(wanted(command.asked_by, "asked_by", N_("Ghi người yêu cầu.")))
    works.asked_kind, works.asked_day, works.asked_on = command.asked_kind, command.asked_day, command.asked_on
    works.last_day = rules.last_day(command.asked_kind, command.asked_day)
    works.slip_told, works.miss_told = 0, False
    event = DayAsked(
        asked_kind=command.asked_kind,
        asked_day=command.asked_day,
        last_day=works.last_day,
        ground=works.ground,
        asked_by=works.asked_by,
        asked_on=command.asked_on,
    )
    return Done(event)


class CancelWorks(Command, frozen=True, kw_only=True):
    """Give up works entered by mistake or no longer to be built."""

    TARGET = "works"

    works: UUID
    reason: Reason


@act(CancelWorks, on=Works, verb=N_("Bỏ công trình"), may=policies.may_write, when=is_running, order=90)
def cancel_works(command: CancelWorks, works: Works, context: Context) -> Done[Works]:
    """Take them off lists and counts; history and reports stay."""
    del context
    reason = wanted(command.reason, "reason", N_("Ghi lý do bỏ công trình."))
    works.state = Works.State.CANCELLED
    return Done(WorksCancelled(reason=reason))
