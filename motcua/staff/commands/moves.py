"""Plan who moves to which post, answer what they need, let them arrive; correct and give up."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotFound, RuleError
from motcua.kernel.names import proper_name
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import (
    MoveArrived,
    MoveCancelled,
    MoveCorrected,
    MoveItemAnswered,
    MoveLinked,
    MovePlanned,
)
from motcua.office.queries import names
from motcua.office.rules import day_text
from motcua.staff import checklist, fields, here, policies
from motcua.staff.models import Move, MoveItem
from motcua.staff.rules import duty, moves
from motcua.staff.rules.moves import Answer, Item

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
FromUnit = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=150)]
Decision = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Fields = Annotated[list[Annotated[str, msgspec.Meta(max_length=200)]], msgspec.Meta(max_length=40)]
Reason = Annotated[str, msgspec.Meta(max_length=300)]


class PlanMove(Command, frozen=True, kw_only=True):
    """Somebody moves from ``from_unit`` to the post ``title`` in ``unit`` on ``first_day``, by a decision.

    ``official`` is who it is when registered here; ``fields`` what the post serves; ``hands_over`` who gives them the work.
    """

    unit: UUID
    name: Name
    from_unit: FromUnit
    title: Title
    decision: Decision
    decided_on: date
    first_day: date
    official: UUID | None = None
    fields: Fields = msgspec.field(default_factory=list)
    hands_over: Annotated[str, msgspec.Meta(max_length=150)] = ""


@act(PlanMove, on=Move, verb=N_("Thêm vào phương án"), may=policies.may_write_here)
def plan_move(command: PlanMove, context: Context) -> Done[Move]:
    """Refuse a first day before the decision and a second open move of the same person."""
    place = here.place_of(command.unit)
    row = Move(place_id=place, unit_id=command.unit, realm=context.actor.realm)
    name = command.name
    if command.official is not None:
        name = _registered(command.official)
        row.official_id = command.official
    chosen = _written(row, name, command)
    _refuse_second(row)
    event = MovePlanned(
        move=row.id,
        place=place,
        unit=command.unit,
        official=command.official,
        from_unit=row.from_unit,
        title=row.title,
        fields=chosen,
        decision=row.decision,
        decided_on=row.decided_on,
        first_day=row.first_day,
        name=row.name,
        hands_over=row.hands_over,
    )
    return Done(event, row)


class CorrectMove(Command, frozen=True, kw_only=True):
    """Put right what a move says, for a reason."""

    TARGET = "move"

    move: UUID
    name: Name
    from_unit: FromUnit
    title: Title
    decision: Decision
    decided_on: date
    first_day: date
    fields: Fields = msgspec.field(default_factory=list)
    hands_over: Annotated[str, msgspec.Meta(max_length=150)] = ""
    reason: Reason


def is_planned(move: Move) -> Said | None:
    """Only what is planned can change."""
    if move.state == Move.State.PLANNED:
        return None
    return said(N_("Người này đã nhận việc.") if move.state == Move.State.ARRIVED else N_("Việc điều động này đã bỏ."))


@act(CorrectMove, on=Move, verb=N_("Sửa"), may=policies.may_write, when=is_planned, order=30)
def correct_move(command: CorrectMove, move: Move, context: Context) -> Done[Move]:
    """A registered person's name is corrected where officials are, not here."""
    name = _registered(move.official_id) if move.official_id is not None else command.name
    chosen = _written(move, name, command)
    _refuse_second(move)
    event = MoveCorrected(
        move=move.id,
        from_unit=move.from_unit,
        title=move.title,
        fields=chosen,
        decision=move.decision,
        decided_on=move.decided_on,
        first_day=move.first_day,
        reason=duty.checked_reason(command.reason),
        name=move.name,
        hands_over=move.hands_over,
    )
    return Done(event)


class LinkMove(Command, frozen=True, kw_only=True):
    """The person of a move has been registered: this is the official."""

    TARGET = "move"

    move: UUID
    official: UUID


def unlinked(move: Move) -> Said | None:
    """A move is tied to one official, once."""
    if move.state == Move.State.CANCELLED:
        return said(N_("Việc điều động này đã bỏ."))
    return said(N_("Đã gắn với cán bộ trong danh sách.")) if move.official_id is not None else None


@act(LinkMove, on=Move, verb=N_("Gắn với cán bộ đã đăng ký"), may=policies.may_write, when=unlinked, order=20)
def link_move(command: LinkMove, move: Move, context: Context) -> Done[Move]:
    """Refuse who does not work in the place, and who already has an open move."""
    on = max(move.first_day, clock.today())
    here.require_working(move.place_id, command.official, on)
    move.official_id = command.official
    move.name = _registered(command.official)
    move.folded = fold(move.name)
    _refuse_second(move)
    return Done(MoveLinked(official=command.official))


class AnswerMoveItem(Command, frozen=True, kw_only=True):
    """Say of one thing a person needs that it is there or not needed; ``answer`` empty opens it again."""

    TARGET = "move"

    move: UUID
    item: Item
    answer: Answer | None = None
    day: date | None = None
    note: Annotated[str, msgspec.Meta(max_length=200)] = ""


def not_cancelled(move: Move) -> Said | None:
    """What was given up needs nothing."""
    return said(N_("Việc điều động này đã bỏ.")) if move.state == Move.State.CANCELLED else None


@act(AnswerMoveItem, on=Move, verb=N_("Ghi"), may=policies.may_write, when=not_cancelled, order=15)
def answer_move_item(command: AnswerMoveItem, move: Move, context: Context) -> Done[Move]:
    """Refuse days to come; that something is not needed says why."""
    day = command.day or clock.today()
    if day > clock.today():
        raise RuleError(N_("Ngày này chưa tới."), field="day")
    note = clean(command.note)
    if command.answer is Answer.NOT_NEEDED:
        note = duty.checked_reason(note, "note", 200)
    MoveItem.objects.filter(move=move, item=command.item).delete()
    if command.answer is not None:
        MoveItem.objects.create(move=move, item=command.item, state=command.answer, day=day, note=note)
    return Done(MoveItemAnswered(item=command.item, state=command.answer or "", day=day, note=note))


class ArriveMove(Command, frozen=True, kw_only=True):
    """The person came to the new post on ``day``; the answer names what they still lack."""

    TARGET = "move"

    move: UUID
    day: date


@act(ArriveMove, on=Move, verb=N_("Đã nhận việc"), may=policies.may_write, when=is_planned, order=10)
def arrive_move(command: ArriveMove, move: Move, context: Context) -> Done[Move]:
    """Refuse days to come and days before the decision. Who lacks something arrives all the same: it is told."""
    if command.day > clock.today():
        raise RuleError(N_("Ngày này chưa tới."), field="day")
    if command.day < move.decided_on:
        raise RuleError(
            N_("Ngày nhận việc không trước ngày quyết định {day}."), field="day", day=day_text(move.decided_on)
        )
    move.state, move.arrived_on = Move.State.ARRIVED, command.day
    missing = [str(item) for item in checklist.of([move], command.day)[move.id].missing]
    event = MoveArrived(place=move.place_id, official=move.official_id, day=command.day, missing=missing)
    return Done(event, outcome={"missing": missing})


class CancelMove(Command, frozen=True, kw_only=True):
    """The move does not take place."""

    TARGET = "move"

    move: UUID
    reason: Reason


@act(CancelMove, on=Move, verb=N_("Bỏ khỏi phương án"), may=policies.may_write, when=is_planned, order=60)
def cancel_move(command: CancelMove, move: Move, context: Context) -> Done[Move]:
    """Keep why."""
    move.state = Move.State.CANCELLED
    return Done(MoveCancelled(reason=duty.checked_reason(command.reason)))


def _written(row: Move, name: str, command: PlanMove | CorrectMove) -> list[str]:
    """Write what the command says into the row; return the fields as the catalogue names them."""
    refusal = moves.refuse_days(command.decided_on, command.first_day)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="first_day", **refusal.values)
    chosen = fields.all_named(command.fields)
    row.name = proper_name(name)
    row.folded = fold(row.name)
    row.from_unit = duty.required(command.from_unit, "from_unit")
    row.from_folded = fold(row.from_unit)
    row.title = duty.required(command.title, "title")
    row.fields = "\n".join(chosen)
    row.decision = duty.required(command.decision, "decision")
    row.decided_on, row.first_day = command.decided_on, command.first_day
    row.hands_over = clean(command.hands_over)
    return chosen


def _registered(official: UUID) -> str:
    name = names.officials_named([official]).get(official)
    if name is None:
        raise NotFound(N_("Không có cán bộ này."), field="official")
    return name


def _refuse_second(row: Move) -> None:
    """Refuse a second open move: of the same official, or of the same name from the same unit."""
    others = Move.objects.filter(realm=row.realm, state=Move.State.PLANNED).exclude(pk=row.id)
    same = others.filter(folded=row.folded, from_folded=row.from_folded).exists()
    if same or (row.official_id is not None and others.filter(official=row.official_id).exists()):
        raise Conflict(N_("Người này đã có một việc điều động chưa xong."), field="name")
