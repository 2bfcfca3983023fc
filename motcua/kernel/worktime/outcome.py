"""What the counting of each kind of limit starts from and hands back: inner values of the due-date reckoning."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from motcua.kernel.words import N_, said
from motcua.kernel.worktime import grounds
from motcua.kernel.worktime.calendar import Calendar
from motcua.kernel.worktime.explain import Line
from motcua.kernel.worktime.pauses import Standstill
from motcua.kernel.worktime.phrases import say_moment
from motcua.kernel.worktime.spans import MINUTES_A_DAY
from motcua.kernel.worktime.table import Run


class Start(NamedTuple):
    """Where counting starts, in moments: handed in, accepted (next open minute), counted from (next working minute)."""

    calendar: Calendar
    run: Run
    received: int
    accepted: int
    starts: int

    @property
    def day(self) -> date:
        """Return the date of acceptance."""
        return date.fromordinal(self.accepted // MINUTES_A_DAY)


class Outcome(NamedTuple):
    """The lines after the start, and the due moment; none while a pause that began at ``paused_from`` lasts."""

    lines: list[Line]
    at: int | None
    paused_from: int | None = None


def ground_of(start: Start, still: Standstill) -> str:
    """Return the grounds given with the pauses, else the article on reception and supplement."""
    return "; ".join(ground for ground in still.grounds if ground) or grounds.reception(start.day)


def too_late(start: Start, still: Standstill) -> Line:
    """Return the remark on a pause that began when no time was left to stop."""
    sentence = said(
        N_("Tạm dừng từ {start}{because} khi thời hạn đã hết: không cộng thêm."),
        start=say_moment(still.start),
        because=still.because(),
    )
    return Line("pause_ignored", sentence, ground_of(start, still))


def lasting(start: Start, still: Standstill) -> Outcome:
    """Return the outcome of a pause without an end: no due moment for now."""
    sentence = said(
        N_("Đang tạm dừng từ {start}{because}: chưa có hạn trả, tính lại khi hết tạm dừng."),
        start=say_moment(still.start),
        because=still.because(),
    )
    return Outcome([Line("paused", sentence, ground_of(start, still))], None, still.start)
