"""Ask for training in a field, take the need back, refuse it with an answer."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import TrainingAnswered, TrainingAsked, TrainingWithdrawn
from motcua.staff import fields, here, policies
from motcua.staff.models import NeedPerson, TrainingNeed
from motcua.staff.rules import duty

Words = Annotated[str, msgspec.Meta(max_length=500)]


class AskTraining(Command, frozen=True, kw_only=True):
    """The centre needs training in ``field`` for ``people``; ``deep`` asks for an in-depth class (*chuyên sâu*)."""

    unit: UUID
    field: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    people: Annotated[list[UUID], msgspec.Meta(max_length=100)]
    why: Words
    deep: bool = False


@act(AskTraining, on=TrainingNeed, verb=N_("Đề nghị tập huấn"), may=policies.may_write_here)
def ask_training(command: AskTraining, context: Context) -> Done[TrainingNeed]:
    """A need names people who work here and says why."""
    place = here.place_of(command.unit)
    people = list(dict.fromkeys(command.people))
    if not people:
        raise BadInput(N_("Chọn ít nhất một người cần tập huấn."), field="people")
    for person in people:
        here.require_working(place, person, clock.today(), "people")
    row = TrainingNeed(
        place_id=place,
        unit_id=command.unit,
        field=fields.named(command.field, "field"),
        deep=command.deep,
        why=duty.checked_reason(command.why, "why", 500),
        realm=context.actor.realm,
    )
    NeedPerson.objects.bulk_create(NeedPerson(need_id=row.id, official_id=person) for person in people)
    event = TrainingAsked(place=place, unit=command.unit, field=row.field, deep=row.deep, people=people, why=row.why)
    return Done(event, row)


class WithdrawTraining(Command, frozen=True, kw_only=True):
    """The centre no longer needs it."""

    TARGET = "need"

    need: UUID
    reason: Words


def is_asked(need: TrainingNeed) -> Said | None:
    """Only what waits can be answered or taken back."""
    return (
        None if need.state == TrainingNeed.State.ASKED else said(N_("Nhu cầu này đã được xếp lớp, trả lời hoặc rút."))
    )


@act(WithdrawTraining, on=TrainingNeed, verb=N_("Rút đề nghị"), may=policies.may_write, when=is_asked, order=30)
def withdraw_training(command: WithdrawTraining, need: TrainingNeed, context: Context) -> Done[TrainingNeed]:
    """Keep why."""
    need.state = TrainingNeed.State.WITHDRAWN
    return Done(TrainingWithdrawn(reason=duty.checked_reason(command.reason, most=500)))


class AnswerTraining(Command, frozen=True, kw_only=True):
    """There will be no class: say why."""

    TARGET = "need"

    need: UUID
    answer: Words


@act(AnswerTraining, on=TrainingNeed, verb=N_("Trả lời không mở lớp"), may=policies.may_plan, when=is_asked, order=20)
def answer_training(command: AnswerTraining, need: TrainingNeed, context: Context) -> Done[TrainingNeed]:
    """Never without words."""
    need.state = TrainingNeed.State.REFUSED
    need.answer = duty.checked_reason(command.answer, "answer", 500)
    return Done(TrainingAnswered(place=need.place_id, answer=need.answer))
