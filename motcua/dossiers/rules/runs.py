"""The handover by run: its times, what a scan means, when a run may be closed, and where a paper file is.

No article orders the runs; the control slip that travels with the file (TT 03/2025/TT-VPCP, form 06; form 05 of TT
01/2018/TT-VPCP before) asks both sides to sign for each handing-over, which a sheet for each division does at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

USUAL_TIMES: Final = ("10:30", "16:00")
TIMES_MOST: Final = 6
AHEAD: Final = 90
"""Minutes before and after its time in which a run opened is that time's: stacks are put together early, or late."""
REASON_MOST: Final = 300
SHELF_MOST: Final = 40

_TIME = re.compile(r"([01]?\d|2[0-3])[:hg.]?([0-5]\d)", re.ASCII)


class RunState(StrEnum):
    """Being stacked; handed on with its sheets; all accounted for."""

    OPEN = "open"
    OUT = "out"
    CLOSED = "closed"


class ItemState(StrEnum):
    """Of one paper file in a run.

    STACKED: scanned by the counter, nobody has scanned it back. RECEIVED: by whom it was for. STRAY: another division
    has it. EXTRA: came without standing on the sheet. MISSING: did not come, with the reason. OUT: taken out again.
    """

    STACKED = "stacked"
    RECEIVED = "received"
    STRAY = "stray"
    EXTRA = "extra"
    MISSING = "missing"
    OUT = "out"


RUN_STATES: Final[Mapping[str, str]] = {
    RunState.OPEN: N_("Đang xếp"),
    RunState.OUT: N_("Đã bàn giao, chờ nhận đủ"),
    RunState.CLOSED: N_("Đã đóng"),
}
ITEM_STATES: Final[Mapping[str, str]] = {
    ItemState.STACKED: N_("Chưa nhận"),
    ItemState.RECEIVED: N_("Đã nhận"),
    ItemState.STRAY: N_("Lạc sang đơn vị khác"),
    ItemState.EXTRA: N_("Thừa so với phiếu"),
    ItemState.MISSING: N_("Thiếu, có lý do"),
    ItemState.OUT: N_("Đã rút khỏi chuyến"),
}
UNSETTLED: Final = frozenset({ItemState.STACKED, ItemState.STRAY})


def kept_times(given: Sequence[str]) -> tuple[str, ...]:
    """Return times of the day in order, each once, as "10:30"; :class:`BadInput` for none, too many, or no time."""
    found = set()
    for text in given:
        match = _TIME.fullmatch(text.strip())
        if match is None:
            raise BadInput(N_("«{time}» không phải giờ. Ghi như 10:30."), field="times", time=text.strip()[:20] or "…")
        found.add(f"{int(match[1]):02d}:{match[2]}")
    if not 0 < len(found) <= TIMES_MOST:
        raise BadInput(N_("Ghi từ 1 đến {most} giờ bàn giao."), field="times", most=TIMES_MOST)
    return tuple(sorted(found))


def checked_slot(slot: str, times: Sequence[str]) -> str:
    """Return the slot of a run; :class:`BadInput` for a time that is none of the centre's ("" is a run between)."""
    if slot and slot not in times:
        raise BadInput(N_("Trung tâm không có chuyến {time}."), field="slot", time=slot[:5])
    return slot


def slot_at(times: Sequence[str], at: datetime) -> str:
    """Return the slot a run opened at ``at`` (local) is most likely of: the nearest within 90 minutes, else ""."""
    now = at.hour * 60 + at.minute
    away = {time: abs(int(time[:2]) * 60 + int(time[3:]) - now) for time in times}
    nearest = min(away, key=lambda time: away[time], default="")
    return nearest if nearest and away[nearest] <= AHEAD else ""


def scanned_back(sheet: UUID | None, state: str, by: UUID) -> ItemState:
    """Return what a paper file becomes that ``by`` scans back. ``sheet``: whose sheet it stands on, ``None`` on none.

    What was taken out of the run and comes all the same is one too many; what was named missing has turned up.
    """
    if sheet is None or state == ItemState.OUT:
        return ItemState.EXTRA
    return ItemState.RECEIVED if sheet == by else ItemState.STRAY


def count(states: Iterable[str]) -> dict[str, int]:
    """Return how many paper files are in each state, none left out."""
    found = list(states)
    return {state.value: found.count(state.value) for state in ItemState}


class Where(StrEnum):
    """Where a paper file is, as the books last heard."""

    CENTRE = "centre"
    SHELF = "shelf"
    STACK = "stack"
    WAY = "way"
    HELD = "held"
    MISSING = "missing"


def whereabouts(shelved_at: datetime | None, lost_at: datetime | None, item: tuple[str, str, datetime] | None) -> Where:
    """Return where a paper file is: whatever was noted of it last holds.

    ``item``: of the last run it was in, the state of the run, its own state and when that was noted; ``None`` in none.
    What was taken out of a run is where it was before.
    """
    noted = {Where.SHELF: shelved_at, Where.MISSING: lost_at}
    latest = max((at, where) for where, at in noted.items() if at is not None) if any(noted.values()) else None
    if item is not None and item[1] != ItemState.OUT and (latest is None or item[2] >= latest[0]):
        run, state, _ = item
        if state == ItemState.MISSING:
            return Where.MISSING
        if state == ItemState.STACKED:
            return Where.STACK if run == RunState.OPEN else Where.WAY
        return Where.HELD
    return latest[1] if latest else Where.CENTRE
