"""Business time. Nothing else in the product asks the machine what time it is for business purposes.

Sessions, one-time passwords, TLS, retries and UUIDv7 use machine time and do not come here. Only a demonstration
database may run on another time (``MOTCUA_CLOCK``); configuration enforces that and calls :func:`shift`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_shift = timedelta(0)
_fixed: ContextVar[datetime | None] = ContextVar("motcua_clock", default=None)


def now() -> datetime:
    """Return the present business instant, aware, in UTC."""
    fixed = _fixed.get()
    return fixed if fixed is not None else datetime.now(UTC) + _shift


def today() -> date:
    """Return the present business date in Vietnam."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """Return ``instant`` (aware) as Vietnamese wall-clock time. A naive instant is a fault: ``ValueError``."""
    if instant.tzinfo is None:
        raise ValueError("naive datetime")
    return instant.astimezone(VIETNAM)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return the aware instant of a Vietnamese wall-clock time."""
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


def shift(by: timedelta) -> None:
    """Run the whole process ``by`` ahead of (or behind) the machine: demonstrations only."""
    global _shift  # noqa: PLW0603 - one process, one clock
    _shift = by


def shifted() -> timedelta:
    """Return how far business time runs from machine time."""
    return _shift


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Hold the clock at ``instant`` (aware) inside the block: replays, ``tick --at`` and tests."""
    token = _fixed.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
