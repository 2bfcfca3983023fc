"""Pauses: time in which the clock of a dossier stands still, waiting for the citizen or for a tax notice.

The time from a request for supplement to its completion is deducted; so is the wait for a financial obligation
(status 6) and a stop (status 8).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime.table import moment

WAITING_FOR_SUPPLEMENT = said(N_("chờ bổ sung hồ sơ"))


@dataclass(frozen=True, slots=True)
class Pause:
    """From ``start`` up to ``end`` (aware); ``end`` is ``None`` while it lasts.

    ``reason`` is shown as it stands when it is text, translated when it is a :class:`Said`.
    """

    start: datetime
    end: datetime | None = None
    reason: Said | str = ""
    ground: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and moment(self.end) < moment(self.start):
            raise BadInput(N_("Tạm dừng phải kết thúc sau khi bắt đầu."), field="pauses")


class Standstill(NamedTuple):
    """Pauses merged into one unbroken standstill, in moments; ``end`` is ``None`` while it lasts."""

    start: int
    end: int | None
    reasons: tuple[Said | str, ...]
    grounds: tuple[str, ...]

    def because(self) -> Said:
        """Return the reasons as an ending of a sentence, empty when none was given."""
        known = [reason for reason in self.reasons if reason]
        if not known:
            return said("")
        joined = known[0]
        for reason in known[1:]:
            joined = said(N_("{first}, {second}"), first=joined, second=reason)
        return said(N_(" ({reasons})"), reasons=joined)


def standstills(pauses: Iterable[Pause], since: int) -> list[Standstill]:
    """Return pauses clipped to ``since`` (the moment the clock starts), overlapping or touching ones merged."""
    found: list[Standstill] = []
    for pause in sorted(pauses, key=lambda one: moment(one.start)):
        start = max(moment(pause.start), since)
        end = moment(pause.end) if pause.end is not None else None
        if end is not None and end <= start:
            continue
        last = found[-1] if found else None
        if last is not None and (last.end is None or start <= last.end):
            until = None if last.end is None or end is None else max(last.end, end)
            reasons = last.reasons if pause.reason in last.reasons else (*last.reasons, pause.reason)
            grounds = last.grounds if pause.ground in last.grounds else (*last.grounds, pause.ground)
            found[-1] = Standstill(last.start, until, reasons, grounds)
        else:
            found.append(Standstill(start, end, (pause.reason,), (pause.ground,)))
    return found
