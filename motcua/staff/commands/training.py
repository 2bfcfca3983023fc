"""Ask for training, answer, plan classes from needs, put people on them, take attendance, write down results."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import (
    AttendanceTaken,
    ClassCancelled,
    ClassChanged,
    ClassPlanned,
    Enrolled,
    EnrolmentWithdrawn,
    ResultsEntered,
    ResultTold,
    SessionTold,
)
from motcua.office import family, territory
from motcua.staff import here, policies
from motcua.staff.models import Attendance, ClassSession, Enrolment, TrainingClass, TrainingNeed
from motcua.staff.rules import duty
from motcua.staff.rules import training as rules
from motcua.staff.rules.halves import Half

Short = Annotated[str, msgspec.Meta(max_length=200)]
Owner = Annotated[str, msgspec.Meta(min_length=1, max_length=150)]
Reason = Annotated[str, msgspec.Meta(max_length=500)]


class Session(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A half-day of a class."""

    day: date
    half: Half


class PlanClass(Command, frozen=True, kw_only=True):
    """Plan a class from needs of one field: the *sở* that owns it, its sessions, where, seats, teacher.

    The people of the needs are put on it, as far as there are seats. ``unit`` is who plans.
    """

    unit: UUID
    needs: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=200)]
    owner: Owner
    where: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    online: bool = False
    seats: int
    teacher: Annotated[str, msgspec.Meta(max_length=150)] = ""
    sessions: Annotated[list[Session], msgspec.Meta(max_length=40)]


@act(PlanClass, on=TrainingClass, verb=N_("Mở lớp"), may=policies.may_plan_here)
def plan_class(command: PlanClass, context: Context) -> Done[TrainingClass]:
    """Refuse needs of several fields, outside reach or not open, and a class that cannot be."""
    actor = context.actor
    needs = _needs(command.needs, actor)
    sessions = sorted(
        {(one.day, one.half) for one in command.sessions}, key=lambda one: (one[0], one[1] != Half.MORNING)
    )
    days = {day for day, _ in sessions}
    refusal = rules.refuse_sessions(days, clock.today()) or rules.refuse_seats(command.seats, 0)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="sessions" if not days else "seats", **refusal.values)
    row = TrainingClass(
        place_id=here.place_of(command.unit),
        unit_id=command.unit,
        field=needs[0].field,
        deep=any(need.deep for need in needs),
        owner=duty.required(command.owner, "owner"),
        where=duty.required(command.where, "where"),
        online=command.online,
        seats=command.seats,
        teacher=clean(command.teacher),
        first=min(days),
        last=max(days),
        realm=actor.realm,
    )
    ClassSession.objects.bulk_create(ClassSession(training_id=row.id, day=day, half=half) for day, half in sessions)
    people = {person.official_id: need.place_id for need in needs for person in need.people.all()}
    enrolled = list(people.items())[: command.seats]
    Enrolment.objects.bulk_create(
        Enrolment(training_id=row.id, official_id=official, place_id=place) for official, place in enrolled
    )
    TrainingNeed.objects.filter(pk__in=[need.id for need in needs]).update(
        state=TrainingNeed.State.PLANNED, training=row.id
    )
    event = ClassPlanned(
        place=row.place_id,
        unit=command.unit,
        field=row.field,
        deep=row.deep,
        owner=row.owner,
        where=row.where,
        online=row.online,
        seats=row.seats,
        teacher=row.teacher,
        sessions=[SessionTold(day, half) for day, half in sessions],
        needs=[need.id for need in needs],
        enrolled=[official for official, _ in enrolled],
    )
    return Done(event, row, {"left_out": len(people) - len(enrolled)})


def _needs(ids: Iterable[UUID], actor: Actor) -> list[TrainingNeed]:
    places = territory.of(actor)
    found = list(
        TrainingNeed.objects.select_for_update()
        .filter(pk__in=set(ids), place__in=places, realm=actor.realm)
        .prefetch_related("people")
        .order_by("pk")
    )
    if len(found) != len(set(ids)):
        raise NotFound(N_("Không có nhu cầu tập huấn này."), field="needs")
    if len({need.field for need in found}) > 1:
        raise RuleError(N_("Một lớp chỉ gồm nhu cầu của cùng một lĩnh vực."), field="needs")
    if any(need.state != TrainingNeed.State.ASKED for need in found):
        raise Conflict(N_("Có nhu cầu đã được xếp lớp, trả lời hoặc rút."), field="needs")
    return found


class ChangeClass(Command, frozen=True, kw_only=True):
    """Change owner, place, seats or teacher of a class, for a reason."""

    TARGET = "training"

    training: UUID
    owner: Owner
    where: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    online: bool = False
    seats: int
    teacher: Annotated[str, msgspec.Meta(max_length=150)] = ""
    reason: Reason


def takes_place(training: TrainingClass) -> Said | None:
    """A class that was called off is over."""
    return said(N_("Lớp này đã hủy.")) if training.cancelled else None


@act(ChangeClass, on=TrainingClass, verb=N_("Sửa lớp"), may=policies.may_plan, when=takes_place, order=40)
def change_class(command: ChangeClass, training: TrainingClass, context: Context) -> Done[TrainingClass]:
    """Refuse fewer seats than are taken."""
    refusal = rules.refuse_seats(command.seats, training.enrolments.count())
    if refusal is not None:
        raise RuleError(refusal.sentence, field="seats", **refusal.values)
    training.owner, training.where = duty.required(command.owner, "owner"), duty.required(command.where, "where")
    training.online, training.seats, training.teacher = command.online, command.seats, clean(command.teacher)
    event = ClassChanged(
        owner=training.owner,
        where=training.where,
        online=training.online,
        seats=training.seats,
        teacher=training.teacher,
        reason=duty.checked_reason(command.reason, most=500),
    )
    return Done(event)


class CancelClass(Command, frozen=True, kw_only=True):
    """Call a class off; its needs are open again."""

    TARGET = "training"

    training: UUID
    reason: Reason


def not_held(training: TrainingClass) -> Said | None:
    """A class whose attendance was taken was held."""
    if training.sessions.filter(taken=True).exists():
        return said(N_("Lớp đã học, không hủy được."))
    return takes_place(training)


@act(CancelClass, on=TrainingClass, verb=N_("Hủy lớp"), may=policies.may_plan, when=not_held, order=60)
def cancel_class(command: CancelClass, training: TrainingClass, context: Context) -> Done[TrainingClass]:
    """Give the needs back."""
    needs = list(TrainingNeed.objects.filter(training=training).values_list("pk", flat=True))
    TrainingNeed.objects.filter(pk__in=needs).update(state=TrainingNeed.State.ASKED, training=None)
    training.cancelled = True
    return Done(ClassCancelled(reason=duty.checked_reason(command.reason, most=500), needs=needs))


class Enrol(Command, frozen=True, kw_only=True):
    """Put an official on a class: who plans it, or whoever looks after people in the official's own place."""

    TARGET = "training"

    training: UUID
    unit: UUID
    official: UUID


@act(Enrol, on=TrainingClass, verb=N_("Ghi danh"), may=policies.may_enrol, when=takes_place, order=10)
def enrol(command: Enrol, training: TrainingClass, context: Context) -> Done[TrainingClass]:
    """Refuse people of other places, classes not open to the place, a full class, a class begun, and twice."""
    place = here.place_of(command.unit)
    _require_open_to(training, place, context.actor)
    here.require_working(place, command.official, clock.today())
    if training.enrolments.filter(official=command.official).exists():
        raise Conflict(N_("Người này đã ghi danh lớp này."), field="official")
    refusal = rules.refuse_enrolment(training.first, clock.today(), training.seats, training.enrolments.count())
    if refusal is not None:
        raise RuleError(refusal.sentence, field="official", **refusal.values)
    training.enrolments.create(official_id=command.official, place_id=place)
    return Done(Enrolled(official=command.official, place=place))


def _require_open_to(training: TrainingClass, place: UUID, actor: Actor) -> None:
    """A class is open to the places under who planned it and to those whose need it meets."""
    refusal = territory.refuse(actor, place)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, field="unit", **refusal.values)
    if not open_to(training, place):
        raise NotFound(N_("Không có lớp này."), field="unit")


def open_to(training: TrainingClass, place: UUID) -> bool:
    """Say whether people of a place may be on a class."""
    above = {one.id for one in family.line(place)}
    if training.place_id in above or place in territory.under(training.place_id):
        return True
    return training.needs.filter(place=place).exists()


class WithdrawEnrolment(Command, frozen=True, kw_only=True):
    """Take an official off a class before it begins."""

    TARGET = "training"

    training: UUID
    official: UUID
    reason: Reason


@act(WithdrawEnrolment, on=TrainingClass, verb=N_("Bỏ ghi danh"), may=policies.may_enrol, when=takes_place, order=20)
def withdraw_enrolment(command: WithdrawEnrolment, training: TrainingClass, context: Context) -> Done[TrainingClass]:
    """Refuse once the class has begun: who does not come is absent."""
    row = training.enrolments.filter(official=command.official, place__in=territory.of(context.actor)).first()
    if row is None:
        raise NotFound(N_("Người này không có trong lớp."), field="official")
    if training.first < clock.today():
        raise RuleError(N_("Lớp đã bắt đầu: ai không đến thì ghi vắng."), field="official")
    reason = duty.checked_reason(command.reason, most=500)
    row.delete()
    return Done(EnrolmentWithdrawn(official=command.official, reason=reason))


class TakeAttendance(Command, frozen=True, kw_only=True):
    """Write down who was there in a session; again puts it right."""

    TARGET = "training"

    training: UUID
    day: date
    half: Half
    present: Annotated[list[UUID], msgspec.Meta(max_length=500)]


@act(TakeAttendance, on=TrainingClass, verb=N_("Điểm danh lớp"), may=policies.may_plan, when=takes_place, order=15)
def take_attendance(command: TakeAttendance, training: TrainingClass, context: Context) -> Done[TrainingClass]:
    """Refuse sessions to come, and people who are not on the class."""
    session = training.sessions.filter(day=command.day, half=command.half).first()
    if session is None:
        raise NotFound(N_("Lớp không có buổi này."), field="day")
    refusal = rules.refuse_attendance(session.day, clock.today())
    if refusal is not None:
        raise RuleError(refusal.sentence, field="day", **refusal.values)
    on_class = {row.official_id: row for row in training.enrolments.all()}
    present = list(dict.fromkeys(command.present))
    if not on_class.keys() >= set(present):
        raise BadInput(N_("Có người không ghi danh lớp này."), field="present")
    again = session.taken
    session.attendances.all().delete()
    Attendance.objects.bulk_create(Attendance(session=session, enrolment=on_class[one]) for one in present)
    session.taken = True
    session.save(update_fields=["taken"])
    return Done(AttendanceTaken(day=session.day, half=session.half, present=present, again=again))


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of a class for one person."""

    official: UUID
    passed: bool
    note: Short = ""


class EnterResults(Command, frozen=True, kw_only=True):
    """Write down who passed; from then on they count as trained in the field."""

    TARGET = "training"

    training: UUID
    results: Annotated[list[Result], msgspec.Meta(min_length=1, max_length=500)]


@act(EnterResults, on=TrainingClass, verb=N_("Ghi kết quả"), may=policies.may_plan, when=takes_place, order=25)
def enter_results(command: EnterResults, training: TrainingClass, context: Context) -> Done[TrainingClass]:
    """Refuse before the end, without attendance, and passing for who never came."""
    refusal = rules.refuse_results(training.last, clock.today(), training.sessions.filter(taken=False).count())
    if refusal is not None:
        raise RuleError(refusal.sentence, field="results", **refusal.values)
    on_class = {row.official_id: row for row in training.enrolments.prefetch_related("attendances")}
    for result in command.results:
        row = on_class.get(result.official)
        if row is None:
            raise BadInput(N_("Có người không ghi danh lớp này."), field="results")
        if result.passed and not row.attendances.all():
            raise RuleError(N_("Người không học buổi nào thì không đạt."), field="results")
        row.result = rules.PASSED if result.passed else rules.FAILED
        row.note = clean(result.note)
        row.save(update_fields=["result", "note"])
    told = [ResultTold(one.official, one.passed, clean(one.note)) for one in command.results]
    return Done(ResultsEntered(field=training.field, results=told))
