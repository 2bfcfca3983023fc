"""Draft a duty roster by rotation, set it right by hand, rotate the rest anew, publish it, withdraw it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import RosterDrafted, RosterPublished, RosterRedrafted, RosterWithdrawn, SlotSet
from motcua.office import queries as office
from motcua.office.rules import day_text
from motcua.staff import board, drafting, here, policies
from motcua.staff.models import Roster, Slot
from motcua.staff.rules import duty
from motcua.staff.rules.halves import Half

Reason = Annotated[str, msgspec.Meta(max_length=300)]


class DraftRoster(Command, frozen=True, kw_only=True):
    """Draft who serves which place of a unit in each half-day from ``first`` to ``last`` (both included).

    ``places`` are counters or fields, at least one official for each; empty: every counter somebody is assigned to.
    ``planned`` are days of rest on which work is planned.
    """

    unit: UUID
    first: date
    last: date
    planned: Annotated[list[date], msgspec.Meta(max_length=30)] = msgspec.field(default_factory=list)
    places: Annotated[list[str], msgspec.Meta(max_length=40)] = msgspec.field(default_factory=list)


@act(DraftRoster, on=Roster, verb=N_("Lập lịch trực"), may=policies.may_write_here)
def draft_roster(command: DraftRoster, context: Context) -> Done[Roster]:
    """Refuse a period that clashes with another roster of the unit, or that the calendar does not know."""
    place = here.place_of(command.unit)
    realm = context.actor.realm
    refusal = duty.refuse_roster(command.first, command.last, command.planned, office.calendar_for(command.unit))
    if refusal is not None:
        raise RuleError(refusal.sentence, field="last", **refusal.values)
    clash = (
        Roster.objects.filter(unit=command.unit, realm=realm, first__lte=command.last, last__gte=command.first)
        .exclude(state=Roster.State.WITHDRAWN)
        .first()
    )
    if clash is not None:
        raise Conflict(
            N_("Đã có lịch trực {first} – {last} trong thời gian này: sửa lịch đó, hoặc thu hồi rồi lập lại."),
            field="first",
            first=day_text(clash.first),
            last=day_text(clash.last),
        )
    wanted = command.places or drafting.counters(command.unit, command.first, command.last, realm)
    roster = Roster(
        place_id=place,
        unit_id=command.unit,
        first=command.first,
        last=command.last,
        planned=" ".join(sorted({day.isoformat() for day in command.planned})),
        places="\n".join(duty.checked_places(wanted)),
        realm=realm,
    )
    if not drafting.sittings_of(roster):
        raise RuleError(N_("Thời gian này không có buổi làm việc nào."), field="first")
    slots = drafting.keep(roster, drafting.draft(roster, roster.first, []))
    gaps = drafting.gaps(roster, slots)
    event = RosterDrafted(
        place=place,
        unit=command.unit,
        first=roster.first,
        last=roster.last,
        planned=sorted(set(command.planned)),
        places=drafting.places_of(roster),
        slots=drafting.told(slots),
        gaps=gaps,
    )
    return Done(event, roster, {"gaps": len(gaps)})


def stands(roster: Roster) -> Said | None:
    """What was withdrawn is over."""
    return said(N_("Lịch trực này đã thu hồi.")) if roster.state == Roster.State.WITHDRAWN else None


class RedraftRoster(Command, frozen=True, kw_only=True):
    """Rotate the days from ``since`` on anew, from today's assignments and leave; what was set by hand there goes."""

    TARGET = "roster"

    roster: UUID
    since: date


@act(RedraftRoster, on=Roster, verb=N_("Xếp lại"), may=policies.may_write, when=stands, order=30)
def redraft_roster(command: RedraftRoster, roster: Roster, context: Context) -> Done[Roster]:
    """Refuse to touch days that are over."""
    _refuse_past(command.since, "since")
    if command.since > roster.last:
        raise RuleError(N_("Ngày này sau ngày cuối của lịch."), field="since")
    kept = [slot for slot in drafting.draft_slots(roster) if slot.day < command.since]
    Slot.objects.filter(roster=roster, edition=0, day__gte=command.since).delete()
    fresh = drafting.keep(roster, drafting.draft(roster, command.since, kept))
    gaps = drafting.gaps(roster, [*kept, *fresh])
    roster.changed = True
    event = RosterRedrafted(since=command.since, slots=drafting.told(fresh), gaps=gaps)
    return Done(event, outcome={"gaps": len(gaps)})


class SetSlot(Command, frozen=True, kw_only=True):
    """Put ``official`` on a place of the draft in a half-day, or with ``None`` leave it empty.

    The answer says ``unassigned`` when the person is not assigned to that place: told, not refused.
    """

    TARGET = "roster"

    roster: UUID
    day: date
    half: Half
    post: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    official: UUID | None = None


@act(SetSlot, on=Roster, verb=N_("Sửa lịch"), may=policies.may_write, when=stands, order=20)
def set_slot(command: SetSlot, roster: Roster, context: Context) -> Done[Roster]:
    """Refuse days that are over, people who do not work here, are away, or sit elsewhere in that half-day."""
    _refuse_past(command.day, "day")
    post = next((one for one in drafting.places_of(roster) if fold(one) == fold(command.post)), None)
    if post is None:
        raise BadInput(N_("Lịch này không có chỗ trực «{post}»."), field="post", post=command.post)
    if (command.day, command.half) not in {sitting.key for sitting in drafting.sittings_of(roster)}:
        raise RuleError(N_("Buổi này không nằm trong lịch trực."), field="day")
    half_day = Slot.objects.filter(roster=roster, edition=0, day=command.day, half=command.half)
    there = half_day.filter(post=post).first()
    if command.official is not None:
        _refuse_person(roster, command, half_day.exclude(post=post).filter(official=command.official).first())
    half_day.filter(post=post).delete()
    if command.official is not None:
        half_day.create(
            roster=roster, edition=0, day=command.day, half=command.half, post=post, official_id=command.official
        )
    roster.changed = True
    rows = drafting.assignments(roster.unit_id, command.day, command.day, roster.realm)
    unassigned = command.official is not None and command.official not in drafting.able(rows, post, command.day)
    event = SlotSet(
        day=command.day,
        half=command.half,
        post=post,
        official=command.official,
        before=there.official_id if there else None,
    )
    return Done(event, outcome={"unassigned": unassigned})


def _refuse_person(roster: Roster, command: SetSlot, elsewhere: Slot | None) -> None:
    official = command.official
    if official is None:
        return
    here.require_working(roster.place_id, official, command.day)
    off = board.away([official], command.day, command.day, roster.realm).get(official, ())
    if any(when.holds(command.day, command.half) for when, _ in off):
        raise RuleError(N_("Người này đang nghỉ phép buổi đó."), field="official")
    if elsewhere is not None:
        raise RuleError(N_("Người này đã trực ở «{post}» buổi đó."), field="official", post=elsewhere.post)


def _refuse_past(day: date, field: str) -> None:
    if day < clock.today():
        raise RuleError(N_("Không sửa lịch trực của ngày đã qua: lịch ấy nói ai lẽ ra phải có mặt."), field=field)


class PublishRoster(Command, frozen=True, kw_only=True):
    """Make the draft known as the next edition; from now on it says who should be there. Gaps are told, not refused."""

    TARGET = "roster"

    roster: UUID


def has_news(roster: Roster) -> Said | None:
    """A roster that stands as published has nothing to publish."""
    return stands(roster) or (
        None if roster.changed else said(N_("Lịch trực không có gì thay đổi từ lần công bố trước."))
    )


@act(PublishRoster, on=Roster, verb=N_("Công bố"), may=policies.may_write, when=has_news, order=10)
def publish_roster(command: PublishRoster, roster: Roster, context: Context) -> Done[Roster]:
    """Copy the draft; editions before stay as they were."""
    slots = drafting.draft_slots(roster)
    if not slots:
        raise RuleError(N_("Lịch trực chưa có ai."))
    roster.edition += 1
    roster.state, roster.changed = Roster.State.PUBLISHED, False
    Slot.objects.bulk_create(
        Slot(
            roster=roster,
            edition=roster.edition,
            day=slot.day,
            half=slot.half,
            post=slot.post,
            official_id=slot.official_id,
        )
        for slot in slots
    )
    gaps = drafting.gaps(roster, slots)
    event = RosterPublished(
        unit=roster.unit_id,
        edition=roster.edition,
        first=roster.first,
        last=roster.last,
        slots=drafting.told(slots),
        gaps=gaps,
    )
    return Done(event, outcome={"edition": roster.edition, "gaps": len(gaps)})


class WithdrawRoster(Command, frozen=True, kw_only=True):
    """The roster no longer holds."""

    TARGET = "roster"

    roster: UUID
    reason: Reason


def not_worked(roster: Roster) -> Said | None:
    """A roster part of which has been worked by stays: that part says who should have been there."""
    if roster.edition and roster.first < clock.today():
        return said(N_("Lịch đã trực được một phần, không thu hồi được: sửa những ngày còn lại rồi công bố lại."))
    return stands(roster)


@act(WithdrawRoster, on=Roster, verb=N_("Thu hồi lịch"), may=policies.may_write, when=not_worked, order=60)
def withdraw_roster(command: WithdrawRoster, roster: Roster, context: Context) -> Done[Roster]:
    """Keep why."""
    roster.state = Roster.State.WITHDRAWN
    return Done(RosterWithdrawn(unit=roster.unit_id, reason=duty.checked_reason(command.reason)))
