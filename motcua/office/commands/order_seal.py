"""Order a unit's seal; take an order of a seal or certificate a step further, correct a step, give the order up."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import OrderStepCorrected, OrderStepTaken, OrderWithdrawn, SealOrdered
from motcua.office import family, order_rules, policies, stamps
from motcua.office.models import MarkOrder, MarkStep
from motcua.office.order_rules import Kind, Step

Holder = Annotated[str, msgspec.Meta(min_length=1, max_length=150)]
Text = Annotated[str, msgspec.Meta(max_length=300)]


class OrderSeal(Command, frozen=True, kw_only=True):
    """The papers for a seal of the unit were sent on ``day``; ``what`` is the text on it, ``holder`` who has them now."""

    unit: UUID
    what: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    day: date
    holder: Holder
    expected: date | None = None


@act(OrderSeal, on=MarkOrder, verb=N_("Gửi hồ sơ khắc dấu"), may=policies.may_order)
def order_seal(command: OrderSeal, context: Context) -> Done[MarkOrder]:
    """Refuse a second open order of the same seal and a day to come."""
    row = started(Kind.SEAL, command.unit, None, command.what, command.day, command.holder, command.expected, context)
    event = SealOrdered(
        place=row.place_id,
        unit=command.unit,
        what=row.what,
        day=row.since,
        holder=row.holder,
        expected=row.expected,
    )
    return Done(event, row)


class TakeOrderStep(Command, frozen=True, kw_only=True):
    """The order came to ``step`` on ``day``; who holds it now and, if known, by when it is expected."""

    TARGET = "order"

    order: UUID
    step: Step
    day: date
    holder: Holder
    note: Text = ""
    expected: date | None = None


def is_open(order: MarkOrder) -> Said | None:
    """What is done or given up goes no further."""
    if order.withdrawn:
        return said(N_("Việc này đã bỏ."))
    return said(N_("Việc này đã xong.")) if order.done else None


@act(TakeOrderStep, on=MarkOrder, verb=N_("Ghi bước tiếp theo"), may=policies.may_follow_order, when=is_open, order=10)
def take_order_step(command: TakeOrderStep, order: MarkOrder, context: Context) -> Done[MarkOrder]:
    """One step after another; the last of a certificate is :class:`ActivateCertificate`, which asks for more."""
    if command.step is Step.ACTIVATED:
        raise BadInput(N_("Kích hoạt chứng thư số thì ghi số sê-ri, chức danh và thời hạn."), field="step")
    move(order, command.step, command.day, command.holder, command.note)
    order.expected = command.expected
    event = OrderStepTaken(
        place=order.place_id,
        unit=order.unit_id,
        official=order.official_id,
        kind=order.kind,
        step=order.step,
        day=order.since,
        holder=order.holder,
        note=clean(command.note),
        expected=order.expected,
        done=order.done,
    )
    return Done(event)


class CorrectOrderStep(Command, frozen=True, kw_only=True):
    """Day or holder of a step taken was entered wrongly: put the right ones there, for a reason."""

    TARGET = "order"

    order: UUID
    step: Step
    day: date
    holder: Holder
    reason: Text


def not_withdrawn(order: MarkOrder) -> Said | None:
    """What was given up stays as it was."""
    return said(N_("Việc này đã bỏ.")) if order.withdrawn else None


@act(CorrectOrderStep, on=MarkOrder, verb=N_("Sửa bước"), may=policies.may_follow_order, when=not_withdrawn, order=40)
def correct_order_step(command: CorrectOrderStep, order: MarkOrder, context: Context) -> Done[MarkOrder]:
    """The day stays between those of the steps before and after; what stood there is kept in the history."""
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do."), field="reason")
    days = dict(MarkStep.objects.filter(order=order).values_list("step", "day"))
    taken = MarkStep.objects.filter(order=order, step=command.step).first()
    if taken is None:
        raise NotFound(N_("Việc này chưa tới bước đó."), field="step")
    known = {Step(step): day for step, day in days.items()}
    refusal = order_rules.refuse_corrected(Kind(order.kind), known, command.step, command.day, clock.today())
    if refusal is not None:
        raise RuleError(refusal.sentence, field="day", **refusal.values)
    before = (taken.day, taken.holder)
    taken.day, taken.holder, taken.corrected = command.day, clean(command.holder), True
    taken.save()
    if order.step == command.step:
        order.since, order.holder = taken.day, taken.holder
    stamps.bump()
    event = OrderStepCorrected(
        step=command.step,
        day=taken.day,
        holder=taken.holder,
        day_before=before[0],
        holder_before=before[1],
        reason=reason,
    )
    return Done(event)


class WithdrawOrder(Command, frozen=True, kw_only=True):
    """Give an order up: the unit or the person no longer needs it, or it was entered by mistake."""

    TARGET = "order"

    order: UUID
    reason: Text


@act(WithdrawOrder, on=MarkOrder, verb=N_("Bỏ"), may=policies.may_follow_order, when=is_open, order=60)
def withdraw_order(command: WithdrawOrder, order: MarkOrder, context: Context) -> Done[MarkOrder]:
    """Keep why."""
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do."), field="reason")
    order.withdrawn = True
    stamps.bump()
    return Done(OrderWithdrawn(unit=order.unit_id, official=order.official_id, reason=reason))


def started(
    kind: Kind,
    unit: UUID,
    official: UUID | None,
    what: str,
    day: date,
    holder: str,
    expected: date | None,
    context: Context,
) -> MarkOrder:
    """Return a new order at its first step, that step kept; refuse a second open one."""
    kin = family.kin(unit)
    if kin is None:
        raise NotFound(N_("Không có đơn vị này."), field="unit")
    words, who = clean(what), clean(holder)
    if not words or not who:
        raise BadInput(N_("Ghi mục này."), field="holder" if words else "what")
    refusal = order_rules.refuse_future(day, clock.today())
    if refusal is not None:
        raise RuleError(refusal.sentence, field="day", **refusal.values)
    realm = context.actor.realm
    same = MarkOrder.objects.filter(realm=realm, done=False, withdrawn=False)
    same = same.filter(official=official) if official else same.filter(unit=unit, kind=kind, what=words, official=None)
    if same.exists():
        raise Conflict(N_("Đã có một việc như thế đang làm: theo dõi tiếp ở đó."), field="what")
    first = order_rules.STEPS[kind][0]
    row = MarkOrder(
        kind=kind,
        place_id=family.home_of(unit),
        unit_id=unit,
        official_id=official,
        what=words,
        step=first,
        since=day,
        holder=who,
        expected=expected,
        realm=realm,
    )
    MarkStep.objects.create(order_id=row.id, step=first, day=day, holder=who)
    stamps.bump()
    return row


def move(order: MarkOrder, step: Step, day: date, holder: str, note: str) -> None:
    """Take an order to its next step; refuse another step and a day out of order."""
    kind = Kind(order.kind)
    refusal = order_rules.refuse_step(kind, Step(order.step), order.since, step, day, clock.today())
    if refusal is not None:
        raise RuleError(refusal.sentence, field="day", **refusal.values)
    who = clean(holder)
    if not who:
        raise BadInput(N_("Ghi ai đang giữ."), field="holder")
    MarkStep.objects.create(order=order, step=step, day=day, holder=who, note=clean(note))
    order.step, order.since, order.holder = step, day, who
    order.done = order_rules.next_step(kind, step) is None
    stamps.bump()
