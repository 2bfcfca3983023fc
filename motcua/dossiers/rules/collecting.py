"""Results that nobody fetches: from when on people are reminded, and how.

The seven days are ours: no text says when somebody is to be reminded. The result stays theirs however long it lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_, Said, said

UNCOLLECTED_AFTER: Final = timedelta(days=7)


class Manner(StrEnum):
    """How somebody was reminded."""

    PHONE = "phone"
    MESSAGE = "message"
    VILLAGE = "village"
    LETTER = "letter"


MANNERS: Final[Mapping[str, str]] = {
    Manner.PHONE: N_("Gọi điện"),
    Manner.MESSAGE: N_("Nhắn tin"),
    Manner.VILLAGE: N_("Nhờ trưởng thôn, tổ trưởng báo"),
    Manner.LETTER: N_("Gửi thư"),
}


def waits(ready_at: datetime, now: datetime) -> int:
    """Return for how many whole days a result has lain."""
    return (now - ready_at) // timedelta(days=1)


def reminded_today(reminded_at: datetime | None, midnight: datetime) -> Said | None:
    """Say why nobody is reminded twice a day; ``midnight`` is the one that begins today."""
    if reminded_at is None or reminded_at < midnight:
        return None
    return said(N_("Hôm nay đã nhắc người này."))
