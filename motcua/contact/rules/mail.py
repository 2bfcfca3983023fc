"""What goes out by mail: who wants what when, how often a letter is tried, how a refusal is judged."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from motcua.contact.rules.kinds import Urgency
from motcua.kernel.words import N_

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=1)
TRIED_FOR: Final = timedelta(hours=24)
"""How long a letter is tried: servers that greylist let one in within minutes, a broken one is mended within a day."""
FRESH_FOR: Final = timedelta(days=2)
"""What was told longer ago is not mailed any more: of a node that was off, or of books read anew."""
KEPT_FOR: Final = timedelta(days=90)
"""How long delivered and dropped letters stay in the outbox."""


class Wish(StrEnum):
    """When somebody wants to be told by mail."""

    NOW = "now"
    DAILY = "daily"
    NEVER = "never"


WISH_NAMES: Final = {
    Wish.NOW: N_("Gửi ngay"),
    Wish.DAILY: N_("Gộp một thư mỗi sáng"),
    Wish.NEVER: N_("Không gửi thư"),
}
URGENT_AT_FIRST: Final = Wish.NOW
OTHERS_AT_FIRST: Final = Wish.DAILY


class Fate(StrEnum):
    """How a letter stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


FATE_NAMES: Final = {
    Fate.WAITING: N_("chờ gửi"),
    Fate.SENT: N_("đã gửi"),
    Fate.FAILED: N_("không gửi được"),
    Fate.DROPPED: N_("đã bỏ"),
}

FATE_TABS: Final = {
    Fate.WAITING: N_("Chờ gửi"),
    Fate.FAILED: N_("Không gửi được"),
    Fate.SENT: N_("Đã gửi"),
    Fate.DROPPED: N_("Đã bỏ"),
}


def is_urgent(urgency: str) -> bool:
    """Say whether a message of this urgency goes by the wish for urgent ones."""
    return urgency == Urgency.LATE


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: a minute, then twice as long each time, an hour at most."""
    doubled: timedelta = FIRST_WAIT * (1 << min(max(attempts - 1, 0), 10))
    return min(doubled, LONGEST_WAIT)


def gives_up(made_at: datetime, now: datetime) -> bool:
    """Say whether a letter made at ``made_at`` has been tried long enough."""
    return now - made_at >= TRIED_FOR
