"""Tell of housing, allowance or posts that are missing; answer; say that it is solved."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import StaffNeedAnswered, StaffNeedClosed, StaffNeedTold
from motcua.staff import here, policies
from motcua.staff.models import StaffNeed
from motcua.staff.rules import duty, needs
from motcua.staff.rules.needs import NeedKind, Solver

Words = Annotated[str, msgspec.Meta(max_length=500)]
State = StaffNeed.State


class TellStaffNeed(Command, frozen=True, kw_only=True):
    """The centre lacks something for its people: one official, or how many; who can solve it."""

    unit: UUID
    kind: NeedKind
    official: UUID | None = None
    people: int = 1
    reason: Words
    since: date
    solution: Words
    solver: Solver


@act(TellStaffNeed, on=StaffNeed, verb=N_("Báo nhu cầu"), may=policies.may_write_here)
def tell_staff_need(command: TellStaffNeed, context: Context) -> Done[StaffNeed]:
    """Refuse days to come, impossible numbers, people who do not work here."""
    place = here.place_of(command.unit)
    if command.official is not None:
        here.require_working(place, command.official, clock.today())
    if not 1 <= command.people <= needs.PEOPLE_MOST:
        raise BadInput(N_("Số người từ 1 đến {most}."), field="people", most=needs.PEOPLE_MOST)
    if command.since > clock.today():
        raise RuleError(N_("Ngày này chưa tới."), field="since")
    row = StaffNeed(
        place_id=place,
        unit_id=command.unit,
        official_id=command.official,
        kind=command.kind,
        people=1 if command.official else command.people,
        reason=duty.checked_reason(command.reason, "reason", 500),
        since=command.since,
        solution=duty.checked_reason(command.solution, "solution", 500),
        solver=command.solver,
        realm=context.actor.realm,
    )
    event = StaffNeedTold(
        need=row.id,
        place=place,
        unit=command.unit,
        official=command.official,
        kind=row.kind,
        people=row.people,
        since=row.since,
        solution=row.solution,
        solver=row.solver,
        only_province=needs.only_province(row.solver),
        reason=row.reason,
    )
    return Done(event, row)


def is_open(need: StaffNeed) -> Said | None:
    """What was answered for good stays so."""
    if need.state in {State.TOLD, State.UNDER_WAY}:
        return None
    return said(N_("Nhu cầu này đã khép lại."))


class AnswerStaffNeed(Command, frozen=True, kw_only=True):
    """Who can solve it answers: under way, solved or refused. Nothing is closed without words."""

    TARGET = "need"

    need: UUID
    state: State
    answer: Words


@act(AnswerStaffNeed, on=StaffNeed, verb=N_("Trả lời"), may=policies.may_answer_need, when=is_open, order=10)
def answer_staff_need(command: AnswerStaffNeed, need: StaffNeed, context: Context) -> Done[StaffNeed]:
    """Only the three answers."""
    if command.state not in {State.UNDER_WAY, State.SOLVED, State.REFUSED}:
        raise BadInput(N_("Chọn một câu trả lời."), field="state")
    _close(need, command.state, command.answer, context)
    event = StaffNeedAnswered(place=need.place_id, kind=need.kind, state=need.state, answer=need.answer)
    return Done(event)


class CloseStaffNeed(Command, frozen=True, kw_only=True):
    """The centre says itself that it is solved, or takes it back."""

    TARGET = "need"

    need: UUID
    solved: bool
    answer: Words


@act(CloseStaffNeed, on=StaffNeed, verb=N_("Khép lại"), may=policies.may_write, when=is_open, order=30)
def close_staff_need(command: CloseStaffNeed, need: StaffNeed, context: Context) -> Done[StaffNeed]:
    """Never without words."""
    _close(need, State.SOLVED if command.solved else State.WITHDRAWN, command.answer, context)
    return Done(StaffNeedClosed(place=need.place_id, kind=need.kind, state=need.state, answer=need.answer))


def _close(need: StaffNeed, state: State, answer: str, context: Context) -> None:
    need.state = state
    need.answer = duty.checked_reason(answer, "answer", 500)
    need.answered_on = clock.today()
    need.answered_by = ", ".join(part for part in (context.actor.name, context.actor.post_title) if part)[:150]
