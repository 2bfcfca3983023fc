"""Ask to be away, decide, take back; name who stands in on the day itself."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import Conflict, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import CoverNamed, CoverWithdrawn, LeaveAsked, LeaveCancelled, LeaveDecided
from motcua.office.rules import day_text
from motcua.staff import board, here, policies
from motcua.staff.models import Cover, Leave
from motcua.staff.rules import duty
from motcua.staff.rules.halves import Away, Half

Reason = Annotated[str, msgspec.Meta(max_length=300)]
Kind = Leave.Kind
_OPEN = (Leave.State.ASKED, Leave.State.GRANTED)


class AskLeave(Command, frozen=True, kw_only=True):
    """The official is away from ``first_half`` of ``first`` to ``last_half`` of ``last``; ``cover`` stands in.

    Who looks after people and enters it for somebody else grants it with that; one's own always waits for another's word.
    """

    unit: UUID
    official: UUID
    kind: Kind
    first: date
    last: date
    first_half: Half = Half.MORNING
    last_half: Half = Half.AFTERNOON
    cover: UUID | None = None
    reason: Reason = ""


@act(AskLeave, on=Leave, verb=N_("Xin nghỉ"), may=policies.may_ask_leave)
def ask_leave(command: AskLeave, context: Context) -> Done[Leave]:
    """Refuse a stretch that ends before it begins or overlaps another of the person's, and a cover who cannot."""
    actor = context.actor
    place = here.place_of(command.unit)
    here.require_working(place, command.official, command.first)
    when = Away(command.first, command.last, command.first_half, command.last_half)
    if when.empty:
        raise RuleError(N_("Nghỉ phải kết thúc sau khi bắt đầu."), field="last")
    for other in Leave.objects.filter(official=command.official, realm=actor.realm, state__in=_OPEN):
        if when.overlaps(board.stretch(other)):
            raise Conflict(
                N_("Đã có đơn nghỉ {first} – {last} trong thời gian này."),
                field="first",
                first=day_text(other.first),
                last=day_text(other.last),
            )
    _refuse_cover(command.cover, command.official, place, when, actor.realm)
    granted = actor.can(policies.WRITE) and actor.official != command.official
    row = Leave(
        place_id=place,
        unit_id=command.unit,
        official_id=command.official,
        kind=command.kind,
        first=command.first,
        first_half=command.first_half,
        last=command.last,
        last_half=command.last_half,
        cover_id=command.cover,
        reason=clean(command.reason),
        state=Leave.State.GRANTED if granted else Leave.State.ASKED,
        realm=actor.realm,
    )
    event = LeaveAsked(
        place=row.place_id,
        unit=command.unit,
        official=command.official,
        kind=row.kind,
        first=row.first,
        first_half=row.first_half,
        last=row.last,
        last_half=row.last_half,
        cover=command.cover,
        reason=row.reason,
        granted=granted,
    )
    return Done(event, row, {"granted": granted})


class DecideLeave(Command, frozen=True, kw_only=True):
    """Grant a request to be away, with who covers, or refuse it with an answer. Nobody decides their own."""

    TARGET = "leave"

    leave: UUID
    granted: bool
    cover: UUID | None = None
    answer: Reason = ""


def waits(leave: Leave) -> Said | None:
    """Only what was asked and not answered can be decided."""
    return None if leave.state == Leave.State.ASKED else said(N_("Đơn này đã được trả lời."))


@act(DecideLeave, on=Leave, verb=N_("Trả lời đơn"), may=policies.may_decide, when=waits, order=10)
def decide_leave(command: DecideLeave, leave: Leave, context: Context) -> Done[Leave]:
    """A refusal says why; a cover must be able to."""
    answer = clean(command.answer)
    if not command.granted:
        answer = duty.checked_reason(answer, "answer")
    _refuse_cover(command.cover, leave.official_id, leave.place_id, board.stretch(leave), leave.realm)
    leave.state = Leave.State.GRANTED if command.granted else Leave.State.REFUSED
    leave.answer = answer
    leave.cover_id = command.cover if command.granted else leave.cover_id
    return Done(LeaveDecided(official=leave.official_id, granted=command.granted, cover=leave.cover_id, answer=answer))


class CancelLeave(Command, frozen=True, kw_only=True):
    """Take a leave back: the person works after all."""

    TARGET = "leave"

    leave: UUID
    reason: Reason


def not_over(leave: Leave) -> Said | None:
    """What is refused, taken back or over stays as it is."""
    if leave.state not in _OPEN:
        return said(N_("Đơn này không còn hiệu lực."))
    return said(N_("Kỳ nghỉ này đã qua.")) if leave.last < clock.today() else None


@act(CancelLeave, on=Leave, verb=N_("Rút đơn"), may=policies.may_cancel_leave, when=not_over, order=30)
def cancel_leave(command: CancelLeave, leave: Leave, context: Context) -> Done[Leave]:
    """Keep why."""
    leave.state = Leave.State.CANCELLED
    return Done(LeaveCancelled(official=leave.official_id, reason=duty.checked_reason(command.reason)))


class NameCover(Command, frozen=True, kw_only=True):
    """``cover`` stands in for ``official`` in one half-day, today or later."""

    unit: UUID
    day: date
    half: Half
    official: UUID
    cover: UUID
    reason: Reason


@act(NameCover, on=Cover, verb=N_("Cử người thay"), may=policies.may_write_here)
def name_cover(command: NameCover, context: Context) -> Done[Cover]:
    """Refuse days that are over, who is not on duty then, and a second cover."""
    place, realm = here.place_of(command.unit), context.actor.realm
    if command.day < clock.today():
        raise RuleError(N_("Không cử người thay cho ngày đã qua."), field="day")
    slots = board.published([command.unit], command.day, command.day, realm)
    if not any(slot.half == command.half and slot.official_id == command.official for slot in slots):
        raise RuleError(N_("Người này không có trong lịch trực buổi đó."), field="official")
    when = Away(command.day, command.day, command.half, command.half)
    _refuse_cover(command.cover, command.official, place, when, realm)
    if any(slot.half == command.half and slot.official_id == command.cover for slot in slots):
        raise RuleError(N_("Người này đã có chỗ trực của mình buổi đó."), field="cover")
    if Cover.objects.filter(
        unit=command.unit, day=command.day, half=command.half, official=command.official, realm=realm, withdrawn=False
    ).exists():
        raise Conflict(N_("Đã cử người thay buổi này. Muốn đổi thì bỏ người thay cũ trước."), field="cover")
    row = Cover(
        place_id=place,
        unit_id=command.unit,
        day=command.day,
        half=command.half,
        official_id=command.official,
        cover_id=command.cover,
        reason=duty.checked_reason(command.reason),
        realm=realm,
    )
    event = CoverNamed(
        place=row.place_id,
        unit=command.unit,
        day=row.day,
        half=row.half,
        official=command.official,
        cover=command.cover,
        reason=row.reason,
    )
    return Done(event, row)


class WithdrawCover(Command, frozen=True, kw_only=True):
    """Take back a cover, of today or later."""

    TARGET = "cover"

    cover: UUID
    reason: Reason


def still_named(cover: Cover) -> Said | None:
    """A cover of a day that is over stays in the record."""
    if cover.withdrawn:
        return said(N_("Người thay này đã bỏ."))
    return said(N_("Buổi này đã qua.")) if cover.day < clock.today() else None


@act(WithdrawCover, on=Cover, verb=N_("Bỏ người thay"), may=policies.may_write, when=still_named)
def withdraw_cover(command: WithdrawCover, cover: Cover, context: Context) -> Done[Cover]:
    """Keep why."""
    cover.withdrawn = True
    reason = duty.checked_reason(command.reason)
    return Done(CoverWithdrawn(official=cover.official_id, cover=cover.cover_id, reason=reason))


def _refuse_cover(cover: UUID | None, official: UUID, place: UUID, when: Away, realm: str) -> None:
    """Refuse a cover who is the person themself, does not work here, or is away for part of the time."""
    if cover is None:
        return
    if cover == official:
        raise RuleError(N_("Người thay phải là người khác."), field="cover")
    here.require_working(place, cover, when.first, "cover")
    for other, _ in board.away([cover], when.first, when.last, realm).get(cover, ()):
        if other.overlaps(when):
            raise RuleError(N_("Người thay cũng nghỉ trong thời gian này."), field="cover")
