"""What becomes of an answer noted somewhere without a line, when it arrives: it replaces, is older, or stands beside another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said

AHEAD_MOST: Final = timedelta(minutes=10)
"""How far a telephone's clock may run ahead of the server's before its word is refused."""
BACK_MOST: Final = timedelta(days=366)


class Landing(StrEnum):
    """What becomes of an answer that arrives."""

    REPLACES = "replaces"
    OLDER = "older"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Arriving:
    """An answer as far as its landing depends on it: who gave it, when it was observed, of which day it speaks, what it says.

    ``says`` is compared by equality.
    """

    by: object
    observed: datetime
    day: date
    says: object


def landing(present: Arriving | None, arriving: Arriving, *, knew_present: bool) -> Landing:
    """Say what becomes of an answer to a question on which ``present`` stands.

    It replaces what its giver had before them, what was said of an earlier day, what they said themselves, or what says
    the same; it is older than their own later word; or it stands beside what somebody else said of the same day (or a
    later one), until a person settles which holds.
    """
    if present is None or knew_present or arriving.day > present.day:
        return Landing.REPLACES
    later = arriving.observed >= present.observed
    if present.by == arriving.by or present.says == arriving.says:
        return Landing.REPLACES if later else Landing.OLDER
    return Landing.BESIDE


def refuse_instant(observed: datetime, now: datetime) -> Said | None:
    """Say why an instant of observation cannot be: it lies ahead of the server's clock, or more than a year back."""
    if observed > now + AHEAD_MOST:
        return said(N_("Giờ ghi nhận ở thời điểm chưa tới: kiểm tra đồng hồ của máy rồi gửi lại."))
    if observed < now - BACK_MOST:
        return said(N_("Giờ ghi nhận quá một năm trước: kiểm tra đồng hồ của máy rồi gửi lại."))
    return None


def checked_instant(observed: datetime | None, now: datetime) -> datetime:
    """Return when something was observed, now where nobody says; :class:`BadInput` for an instant that cannot be."""
    if observed is None:
        return now
    if observed.tzinfo is None:
        raise BadInput(N_("Giờ ghi nhận phải kèm múi giờ."), field="observed_at")
    refusal = refuse_instant(observed, now)
    if refusal is not None:
        raise BadInput(refusal.sentence, field="observed_at", **refusal.values)
    return observed
