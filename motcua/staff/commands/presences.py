"""Sign in and out oneself; a forgotten presence is entered by the head with a reason and shown as such."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotAllowed, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import PresenceCorrected, PresenceEntered, SignedIn, SignedOut
from motcua.staff import board, here, policies
from motcua.staff.models import Presence
from motcua.staff.rules import duty
from motcua.staff.rules.halves import HALF_NAMES, Half, half_at
from motcua.staff.rules.presence import refuse_late_entry, refuse_sign_in

Reason = Annotated[str, msgspec.Meta(max_length=300)]


class SignIn(Command, frozen=True, kw_only=True):
    """I am at work in ``unit`` now: once each half-day, by one's own account, at the server's time."""

    unit: UUID


@act(SignIn, on=Presence, verb=N_("Điểm danh đến"), may=policies.may_sign_in)
def sign_in(command: SignIn, context: Context) -> Done[Presence]:
    """Refuse outside working half-days and a second time in one."""
    official, realm = context.actor.official, context.actor.realm
    if official is None:
        raise NotAllowed(N_("Mỗi người tự điểm danh bằng tài khoản của mình."))
    day, half = clock.local(context.at).date(), half_at(context.at)
    refusal = refuse_sign_in(board.sitting_of(command.unit, day, half, realm), context.at)
    if refusal is not None:
        raise RuleError(refusal.sentence, **refusal.values)
    _refuse_second(official, day, half, realm)
    row = Presence(
        place_id=here.place_of(command.unit),
        unit_id=command.unit,
        official_id=official,
        day=day,
        half=half,
        came=context.at,
        realm=realm,
    )
    event = SignedIn(place=row.place_id, unit=command.unit, official=official, day=day, half=half, at=context.at)
    return Done(event, row)


class SignOut(Command, frozen=True, kw_only=True):
    """I leave: once, on the same day, at the server's time."""

    TARGET = "presence"

    presence: UUID


def not_left(presence: Presence) -> Said | None:
    """One leaves once, on the day one came."""
    if presence.left is not None:
        return said(N_("Buổi này đã điểm danh về."))
    if presence.day != clock.today():
        return said(N_("Quên điểm danh về thì báo người phụ trách ghi bổ sung, có lý do."))
    return None


@act(SignOut, on=Presence, verb=N_("Điểm danh về"), may=policies.may_sign_out, when=not_left, order=10)
def sign_out(command: SignOut, presence: Presence, context: Context) -> Done[Presence]:
    """Keep the instant."""
    presence.left = context.at
    return Done(SignedOut(official=presence.official_id, at=context.at))


class EnterPresence(Command, frozen=True, kw_only=True):
    """Somebody forgot to sign in: they came at ``came`` and left at ``left`` (wall clock), with a reason."""

    unit: UUID
    official: UUID
    day: date
    half: Half
    came: time
    left: time | None = None
    reason: Reason


@act(EnterPresence, on=Presence, verb=N_("Ghi bổ sung"), may=policies.may_enter_for)
def enter_presence(command: EnterPresence, context: Context) -> Done[Presence]:
    """Refuse for oneself, a second time, and what does not lie in the half-day or has not happened."""
    actor = context.actor
    if actor.official == command.official:
        raise NotAllowed(N_("Không tự duyệt, tự ghi cho chính mình: nhờ người phụ trách khác."))
    place = here.place_of(command.unit)
    here.require_working(place, command.official, command.day)
    came, left = _instant(command.day, command.came), _instant(command.day, command.left) if command.left else None
    _refuse_times(command.unit, command.day, command.half, came, left, actor.realm)
    _refuse_second(command.official, command.day, command.half, actor.realm)
    row = Presence(
        place_id=place,
        unit_id=command.unit,
        official_id=command.official,
        day=command.day,
        half=command.half,
        came=came,
        left=left,
        entered_by=actor.name,
        reason=duty.checked_reason(command.reason),
        realm=actor.realm,
    )
    event = PresenceEntered(
        place=row.place_id,
        unit=command.unit,
        official=command.official,
        day=command.day,
        half=command.half,
        came=came,
        left=left,
        reason=row.reason,
    )
    return Done(event, row)


class CorrectPresence(Command, frozen=True, kw_only=True):
    """Put right when somebody came and left (a forgotten sign-out, a wrong entry), with a reason."""

    TARGET = "presence"

    presence: UUID
    came: time
    left: time | None = None
    reason: Reason


@act(CorrectPresence, on=Presence, verb=N_("Sửa giờ"), may=policies.may_decide, order=30)
def correct_presence(command: CorrectPresence, presence: Presence, context: Context) -> Done[Presence]:
    """Keep what stood before in the history."""
    came, left = _instant(presence.day, command.came), _instant(presence.day, command.left) if command.left else None
    _refuse_times(presence.unit_id, presence.day, Half(presence.half), came, left, presence.realm)
    before = (presence.came, presence.left)
    presence.came, presence.left = came, left
    presence.entered_by, presence.reason = context.actor.name, duty.checked_reason(command.reason)
    event = PresenceCorrected(
        official=presence.official_id,
        came=came,
        left=left,
        came_before=before[0],
        left_before=before[1],
        reason=presence.reason,
    )
    return Done(event)


def _instant(day: date, at: time) -> datetime:
    return clock.at(day.year, day.month, day.day, at.hour, at.minute)


def _refuse_times(unit: UUID, day: date, half: Half, came: datetime, left: datetime | None, realm: str) -> None:
    refusal = refuse_late_entry(board.sitting_of(unit, day, half, realm), came, left, clock.now())
    if refusal is not None:
        raise RuleError(refusal.sentence, field="came", **refusal.values)


def _refuse_second(official: UUID, day: date, half: Half, realm: str) -> None:
    earlier = Presence.objects.filter(official=official, day=day, half=half, realm=realm).first()
    if earlier is not None:
        raise Conflict(
            N_("Buổi {half} đã điểm danh lúc {at}."),
            half=said(HALF_NAMES[half]),
            at=f"{clock.local(earlier.came):%H:%M}",
        )
