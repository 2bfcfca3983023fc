"""At which hours leaders are told what waits for their signature: the centre's own, two a day unless it says otherwise.

No text says so; it is what leaders ask for: before the morning ends, and while a result can still be stamped and
handed over the same day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

HOURS: Final = ("10:00", "15:30")
MOST: Final = 4
LATEST: Final = timedelta(hours=1)
"""How long after its hour a call is still made: one missed for longer (a node that stood still) is not made up for."""
_HOUR: Final = re.compile(r"(\d{1,2})[:hg](\d{2})?", re.ASCII)


def checked_hours(text: str) -> tuple[str, ...]:
    """Return the hours typed ("10:00 15:30", "10h, 15h30") in order, each once; from 07:00 to 17:00, four at most."""
    words = [word for word in re.split(r"[\s,;]+", text.strip()) if word]
    found = []
    for word in words:
        match = _HOUR.fullmatch(word)
        if match is None or not time(7) <= (at := _time(int(match[1]), int(match[2] or 0))) <= time(17):
            raise BadInput(N_("Giờ nhắc ghi như 10:00 15:30, từ 07:00 đến 17:00."), field="hours")
        found.append(f"{at:%H:%M}")
    if not 0 < len(set(found)) <= MOST:
        raise BadInput(N_("Ghi từ một đến {most} giờ nhắc."), field="hours", most=MOST)
    return tuple(sorted(set(found)))


def _time(hour: int, minute: int) -> time:
    """Return a time of day; one that cannot be lies outside every working day."""
    return time(hour, minute) if hour < 24 and minute < 60 else time(0)


def due(hours: Iterable[str], now: datetime) -> str:
    """Return the last hour that has come at ``now``, not longer ago than :data:`LATEST`; "" where none has."""
    came = ""
    for hour in sorted(hours):
        at = datetime.combine(now.date(), time.fromisoformat(hour), now.tzinfo)
        if at <= now < at + LATEST:
            came = hour
    return came
