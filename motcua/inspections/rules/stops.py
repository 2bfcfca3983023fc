"""Half-days, stops and their routes: double booking, time on the road, days of rest, hours of reception. Pure.

The spans are ours: no text says how fast a delegation travels. What is reckoned says so (docs/rules/campaigns.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final
from uuid import UUID

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.position import kilometres
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import Calendar, clock_minute, clock_text

KM_PER_HOUR: Final = 30
"""Assumed speed on the straight line between two places: country roads are about a third longer than it."""
STAY_MINUTES: Final = 60
"""What a stop takes at least."""
HALF_DAY_MINUTES: Final = 240
NOON: Final = 12 * 60


class Half(StrEnum):
    """Half of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


HALF_NAMES: Final = {Half.MORNING: N_("Sáng"), Half.AFTERNOON: N_("Chiều")}


class StopKind(StrEnum):
    """What a stop is for."""

    SESSION = "session"
    CENTRE = "centre"
    EXTRA = "extra"


STOP_KIND_NAMES: Final = {
    StopKind.SESSION: N_("Buổi làm việc"),
    StopKind.CENTRE: N_("Trung tâm Phục vụ hành chính công"),
    StopKind.EXTRA: N_("Điểm đến thêm"),
}


class StopState(StrEnum):
    """How far a stop has come."""

    PLANNED = "planned"
    BEGUN = "begun"
    FINISHED = "finished"
    CANCELLED = "cancelled"


STOP_STATE_NAMES: Final = {
    StopState.PLANNED: N_("Chưa đến"),
    StopState.BEGUN: N_("Đang làm việc"),
    StopState.FINISHED: N_("Đã xong"),
    StopState.CANCELLED: N_("Đã hủy"),
}


class Outline(StrEnum):
    """How far the outline of a stop has come."""

    EMPTY = "empty"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"


OUTLINE_NAMES: Final = {
    Outline.EMPTY: N_("Chưa viết"),
    Outline.DRAFT: N_("Đang viết"),
    Outline.SUBMITTED: N_("Đã nộp"),
    Outline.RETURNED: N_("Trả lại để bổ sung"),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A stop as the rules see it: when, where, who goes. ``at`` is a minute of the day, ``None`` where no hour is set."""

    stop: UUID
    campaign: UUID
    place: UUID
    day: date
    half: str
    ordinal: int
    at: int | None = None
    who: frozenset[str] = frozenset()
    name: str = ""
    position: tuple[float, float] | None = None
    party: str = ""


class Clash(StrEnum):
    """Why two stops cannot both be."""

    PLACE = "place"
    PERSON = "person"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two stops that get in each other's way: ``other`` is the one that was there, ``who`` the people both need."""

    clash: Clash
    stop: UUID
    other: UUID
    who: frozenset[str]
    words: Said


def conflicts(mine: Slot, others: Iterable[Slot]) -> tuple[Conflict, ...]:
    """Return what gets in the way of a stop on its half-day.

    Two teams at one commune; one person wanted by two campaigns, or by two parties of one that go at the same time.
    Several communes of one team in one half-day are a route: see :func:`legs`.
    """
    found = []
    for other in sorted(others, key=lambda one: (one.ordinal, one.stop)):
        if other.stop == mine.stop or (other.day, other.half) != (mine.day, mine.half):
            continue
        both = mine.who & other.who
        if other.place == mine.place and (other.campaign != mine.campaign or not both):
            words = said(N_("Cùng buổi này đã có đoàn khác đến {place}."), place=other.name)
            found.append(Conflict(Clash.PLACE, mine.stop, other.stop, both, words))
        elif both and other.campaign != mine.campaign:
            words = said(
                N_("{count} người của đoàn cùng buổi này phải đến {place}."), count=len(both), place=other.name
            )
            found.append(Conflict(Clash.PERSON, mine.stop, other.stop, both, words))
        elif both and other.place != mine.place and _at_once(mine, other):
            words = said(N_("Đoàn cùng lúc phải đến {place}: đặt thứ tự hoặc giờ khác."), place=other.name)
            found.append(Conflict(Clash.HOUR, mine.stop, other.stop, both, words))
    return tuple(found)


def _at_once(one: Slot, other: Slot) -> bool:
    if one.at is not None and other.at is not None:
        return one.at == other.at
    return one.ordinal == other.ordinal


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from a stop to the next of its day: minutes reckoned, ``None`` where a place has no coordinates."""

    stop: UUID
    next: UUID
    km: float | None
    minutes: int | None
    tight: bool
    words: Said


def travel_minutes(km: float) -> int:
    """Return how long a straight line takes at the assumed speed, rounded up."""
    return -int(-km * 60 // KM_PER_HOUR)


def legs(route: Sequence[Slot]) -> tuple[Leg, ...]:
    """Return the ways between consecutive stops of each day, in the order travelled; stops at one place are none.

    A way is tight when the hours set leave less than the stay and the way, or, without hours, when both stays and the
    way are more than a half-day.
    """
    found = []
    for one, then in pairwise(sorted(route, key=travelled)):
        if one.day != then.day or one.place == then.place:
            continue
        if one.position is None or then.position is None:
            words = said(N_("Chưa biết đường đi {one} – {then}: chưa có tọa độ trụ sở."), one=one.name, then=then.name)
            found.append(Leg(one.stop, then.stop, None, None, tight=False, words=words))
            continue
        km = kilometres(one.position, then.position)
        minutes = travel_minutes(km)
        tight = _tight(one, then, minutes)
        sentence = (
            N_("{one} – {then}: khoảng {km} km, đi {minutes} phút; không kịp.")
            if tight
            else N_("{one} – {then}: khoảng {km} km, đi {minutes} phút.")
        )
        words = said(sentence, one=one.name, then=then.name, km=f"{km:.1f}".replace(".", ","), minutes=minutes)
        found.append(Leg(one.stop, then.stop, km, minutes, tight, words))
    return tuple(found)


def travelled(slot: Slot) -> tuple[date, int, int, int, UUID]:
    """Return what stops are put in order by: day, half, place on the route, hour."""
    return slot.day, half_rank(slot.half), slot.ordinal, slot.at or 0, slot.stop


def half_rank(half: str) -> int:
    """Return 0 for the morning, 1 for the afternoon."""
    return int(half == Half.AFTERNOON)


def _tight(one: Slot, then: Slot, minutes: int) -> bool:
    if one.at is not None and then.at is not None:
        return then.at - one.at < STAY_MINUTES + minutes
    return one.half == then.half and 2 * STAY_MINUTES + minutes > HALF_DAY_MINUTES


def day_warnings(calendar: Calendar | None, day: date, half: str, at: int | None) -> tuple[Said, ...]:
    """Return what the calendar of the visited place has against a half-day: rest, a closed half, an hour out of reception."""
    if calendar is None or not calendar.covers(day):
        return (said(N_("Chưa có lịch làm việc của năm {year}."), year=day.year),)
    found = calendar.day(day)
    if not found.reception:
        if found.rule is not None and found.rule.name:
            return (said(N_("Ngày nghỉ: {name}."), name=found.rule.name),)
        return (said(N_("Ngày nghỉ hằng tuần: {weekday}."), weekday=_WEEKDAYS[day.weekday()]),)
    inside = [span for span in found.reception if (span.start >= NOON) == (half == Half.AFTERNOON)]
    if not inside:
        return (said(N_("Buổi này đơn vị không tiếp nhận.")),)
    if at is not None and not any(span.start <= at < span.end for span in inside):
        hours = ", ".join(f"{clock_text(span.start)}–{clock_text(span.end)}" for span in inside)
        return (said(N_("{hour} ngoài giờ tiếp nhận ({hours})."), hour=clock_text(at), hours=hours),)
    return ()


_WEEKDAYS: Final = (
    said(N_("thứ Hai")),
    said(N_("thứ Ba")),
    said(N_("thứ Tư")),
    said(N_("thứ Năm")),
    said(N_("thứ Sáu")),
    said(N_("thứ Bảy")),
    said(N_("Chủ nhật")),
)


def hour(text: str, half: str) -> int | None:
    """Return the minute of the day typed («7h30»), ``None`` for nothing; :class:`BadInput` for another half of the day."""
    if not text.strip():
        return None
    try:
        minute = clock_minute(text)
    except BadInput as error:
        raise BadInput(error.said.sentence, field="clock", **error.said.values) from error
    if (minute >= NOON) != (half == Half.AFTERNOON):
        raise BadInput(N_("Giờ {hour} không thuộc buổi đã chọn."), field="clock", hour=clock_text(minute))
    return minute


def check_booking(found: Sequence[Conflict], reason: str) -> None:
    """Raise :class:`RuleError` for a stop in the way of another, unless somebody says why both must be."""
    if found and not reason:
        raise RuleError(
            N_("{first} Đổi buổi, hoặc ghi lý do vẫn xếp lịch trùng."), field="overlap", first=found[0].words
        )


def is_overdue(state: str, due: date | None, today: date) -> bool:
    """Say whether an outline was due by the end of a day that is over and is not there."""
    return due is not None and today > due and state != Outline.SUBMITTED
