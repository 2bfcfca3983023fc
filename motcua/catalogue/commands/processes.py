"""A centre's own internal process: begun as a draft, changed, checked, put in force from a day, or given up."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

import msgspec

from motcua.catalogue import policies, processes
from motcua.catalogue.models import Posting, Process
from motcua.catalogue.rules import process as rules
from motcua.catalogue.rules.process import PlannedStep, State
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.catalogue import (
    ProcessChanged,
    ProcessDrafted,
    ProcessDropped,
    ProcessPutInForce,
    ProcessVerified,
)
from motcua.office import stamps

TEXT_MOST = 200
LABELS_MOST = 60
_steps = msgspec.json.Decoder(list[PlannedStep])


class DraftProcess(Command, frozen=True, kw_only=True):
    """Begin a draft of the centre's own process for ``procedure`` from what holds now."""

    unit: UUID
    procedure: str


class ChangeProcess(Command, frozen=True, kw_only=True):
    """Let a draft have these steps."""

    TARGET = "process"

    process: UUID
    steps: tuple[PlannedStep, ...]


class VerifyProcess(Command, frozen=True, kw_only=True):
    """Say that a draft was checked and has no fault."""

    TARGET = "process"

    process: UUID


class PutProcessInForce(Command, frozen=True, kw_only=True):
    """Let dossiers accepted from ``from_day`` on be worked by this process."""

    TARGET = "process"

    process: UUID
    from_day: date


class DropProcess(Command, frozen=True, kw_only=True):
    """Give a draft up."""

    TARGET = "process"

    process: UUID


def is_open(process: Process) -> Said | None:
    """Only what does not hold yet can be changed or given up."""
    if process.state in (State.DRAFT, State.VERIFIED):
        return None
    return said(N_("Bản quy trình này không còn là bản nháp. Muốn đổi thì soạn bản mới."))


def is_verified(process: Process) -> Said | None:
    """Only what was checked can be put in force."""
    return None if process.state == State.VERIFIED else said(N_("Quy trình phải được kiểm tra, không còn lỗi."))


@act(DraftProcess, on=Process, verb=N_("Soạn quy trình"), may=policies.may_shape)
def draft_process(command: DraftProcess, context: Context) -> Done[Process]:
    """Begin a draft with the steps that hold today; one at a time for each procedure."""
    if not Posting.objects.filter(unit_id=command.unit, procedure_id=command.procedure).exists():
        raise RuleError(N_("Trung tâm chưa bật thủ tục {code}."), code=command.procedure[:40])
    mine = Process.objects.filter(unit_id=command.unit, procedure_id=command.procedure)
    if mine.filter(state__in=(State.DRAFT, State.VERIFIED)).exists():
        raise Conflict(N_("Đã có một bản nháp của thủ tục này. Xin sửa tiếp bản ấy hoặc bỏ nó."))
    steps, copied = processes.begun_from(command.unit, command.procedure)
    number = (mine.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    stamps.bump()
    process = Process(unit_id=command.unit, procedure_id=command.procedure, number=number, steps=_kept(steps))
    event = ProcessDrafted(unit=command.unit, procedure=command.procedure, number=number, copied=copied)
    return Done(event, process)


@act(ChangeProcess, on=Process, verb=N_("Lưu"), may=policies.may_shape, when=is_open, order=10)
def change_process(command: ChangeProcess, process: Process, context: Context) -> Done[Process]:
    """Keep the steps, faults and all: a draft may be unfinished. What was checked before must be checked again."""
    stamps.bump()
    check(command.steps)
    process.steps, process.state = _kept(command.steps), State.DRAFT
    return Done(ProcessChanged(steps=[msgspec.json.encode(step).decode() for step in command.steps]))


def check(steps: tuple[PlannedStep, ...]) -> None:
    """Refuse steps that cannot even be kept: too many, too long, keys twice, numbers out of bounds."""
    if len(steps) > rules.MOST_STEPS:
        raise BadInput(N_("Quy trình có nhiều nhất {most} bước."), field="steps", most=rules.MOST_STEPS)
    if len({step.key for step in steps}) != len(steps):
        raise BadInput(N_("Hai bước trùng mã."), field="steps")
    for step in steps:
        if not 0 <= step.share <= rules.WHOLE:
            raise BadInput(N_("Tỷ lệ thời gian từ 0 đến 100."), field=f"{step.key}.share")
        if step.hours is not None and not 0 <= step.hours <= 9_999:
            raise BadInput(N_("Số giờ từ 0 đến 9.999."), field=f"{step.key}.hours")
        if step.days is not None and not 1 <= step.days <= rules.DAYS_MOST:
            raise BadInput(N_("Số ngày trả lời từ 1 đến {most}."), field=f"{step.key}.days", most=rules.DAYS_MOST)
        named = (step.key, step.name, step.division or "", step.system or "", step.silence or "")
        texts = (*named, *step.fields, *step.takes_back)
        if any(len(text) > TEXT_MOST for text in texts) or len(step.fields) + len(step.takes_back) > 2 * LABELS_MOST:
            raise BadInput(N_("Nội dung của một bước dài quá {most} ký tự."), field=f"{step.key}.name", most=TEXT_MOST)


@act(VerifyProcess, on=Process, verb=N_("Kiểm tra xong"), may=policies.may_shape, when=is_open, order=20)
def verify_process(command: VerifyProcess, process: Process, context: Context) -> Done[Process]:
    """Mark the draft as checked; refused with the first fault while it has any."""
    stamps.bump()
    _demand_faultless(process)
    process.state = State.VERIFIED
    return Done(ProcessVerified(digest=hashlib.sha256(process.steps.encode()).hexdigest()))


@act(
    PutProcessInForce,
    on=Process,
    verb=N_("Cho áp dụng"),
    may=policies.may_put_in_force,
    when=is_verified,
    order=30,
)
def put_process_in_force(command: PutProcessInForce, process: Process, context: Context) -> Done[Process]:
    """Let the process hold from a day, today at the earliest: people may have left since it was checked, so it is again."""
    today = clock.local(context.at).date()
    if command.from_day < today:
        raise BadInput(N_("Ngày áp dụng không được trước hôm nay."), field="from_day")
    if (command.from_day - today).days > 366:
        raise BadInput(N_("Ngày áp dụng xa quá một năm."), field="from_day")
    _demand_faultless(process)
    stamps.bump()
    process.state, process.from_day = State.IN_FORCE, command.from_day
    worked = rules.as_worked(_steps.decode(process.steps))
    event = ProcessPutInForce(
        unit=process.unit_id,
        procedure=process.procedure_id,
        number=process.number,
        from_day=command.from_day,
        steps=[msgspec.json.encode(step).decode() for step in worked],
    )
    return Done(event)


@act(DropProcess, on=Process, verb=N_("Bỏ bản nháp"), may=policies.may_shape, when=is_open, order=40)
def drop_process(command: DropProcess, process: Process, context: Context) -> Done[Process]:
    """Give the draft up; the number is not used again."""
    stamps.bump()
    process.state = State.DROPPED
    return Done(ProcessDropped(number=process.number))


def _demand_faultless(process: Process) -> None:
    steps = _steps.decode(process.steps)
    minutes = processes.shortest_limit(process.unit_id, process.procedure_id)
    found = rules.faults(steps, minutes=minutes, workforce=processes.workforce(process.unit_id, steps))
    if found:
        raise RuleError(
            N_("Quy trình còn {n} lỗi, chưa áp dụng được. Lỗi đầu: {fault}"), n=len(found), fault=found[0].said
        )


def _kept(steps: tuple[PlannedStep, ...]) -> str:
    return canonical(msgspec.to_builtins(list(steps)))
