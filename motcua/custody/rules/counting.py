"""Stock-taking: what several people saw of one asset, in whatever order it arrived.

Each person's latest look counts; when two people's latest looks differ, both are kept and somebody settles it. The
answer depends on the set of observations alone, not on their order or on how often they were sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.custody.rules.assets import Condition
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said

BATCH_MOST: Final = 100
AHEAD_MOST: Final = timedelta(minutes=10)
"""How far the clock of somebody's phone may run ahead of ours."""


class State(StrEnum):
    """How an expected asset stands in a round."""

    UNSEEN = "unseen"
    SEEN = "seen"
    CONFLICT = "conflict"
    SETTLED = "settled"


STATE_NAMES: Final = {
    State.UNSEEN: N_("Chưa thấy"),
    State.SEEN: N_("Đã đếm"),
    State.CONFLICT: N_("Hai người thấy khác nhau"),
    State.SETTLED: N_("Đã phân xử"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What one person saw of an asset at an instant."""

    id: UUID
    by: UUID
    at: datetime
    room: str
    condition: Condition

    @property
    def seen(self) -> tuple[str, Condition]:
        """Return what is compared: the room by its search key, and the condition."""
        return fold(self.room), self.condition


def latest(looks: Iterable[Look]) -> tuple[Look, ...]:
    """Return each person's latest look, in order of time; of two at one instant the one with the greater id."""
    last: dict[UUID, Look] = {}
    for look in looks:
        before = last.get(look.by)
        if before is None or (before.at, before.id) < (look.at, look.id):
            last[look.by] = look
    return tuple(sorted(last.values(), key=lambda look: (look.at, look.id)))


def judge(looks: Iterable[Look]) -> State:
    """Return what the looks come to: unseen, seen, or a conflict between people."""
    last = latest(looks)
    if not last:
        return State.UNSEEN
    return State.SEEN if len({look.seen for look in last}) == 1 else State.CONFLICT


def differs(expected_room: str, expected: Condition, look: Look) -> bool:
    """Say whether what was seen is not what the books said: another condition, or another room where one was known."""
    moved = bool(expected_room) and bool(look.room) and fold(expected_room) != fold(look.room)
    return moved or expected != look.condition


def refuse_instant(observed_at: datetime, opened_at: datetime, now: datetime) -> Said | None:
    """Say why an observation cannot be of this round: made before it was opened, or in the future."""
    if observed_at < opened_at - AHEAD_MOST:
        return said(N_("Quan sát có giờ trước lúc mở đợt kiểm kê; kiểm tra giờ của máy."))
    if observed_at > now + AHEAD_MOST:
        return said(N_("Quan sát có giờ ở tương lai; kiểm tra giờ của máy."))
    return None
