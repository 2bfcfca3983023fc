"""One measurement of a line, many of them in an hour, and which cannot be."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

BATCH_MOST: Final = 500
"""Measurements of one report."""
RAW_KEPT: Final = timedelta(days=90)
"""How long single measurements are kept; hours are kept for good."""
FUTURE_BORNE: Final = timedelta(minutes=5)
"""How far the clock of a measuring machine may run ahead of ours."""
PINGS_MOST: Final = 1000
LATENCY_MOST: Final = 600_000_000
SPEED_MOST: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: pings sent and answered, latencies (µs) and speeds (kbit/s) where there were any.

    ``fault`` says why nothing came back. It failed when no ping was answered.
    """

    id: UUID
    at: datetime
    sent: int
    received: int
    p50: int | None = None
    p95: int | None = None
    down: int | None = None
    up: int | None = None
    fault: str = ""

    @property
    def ok(self) -> bool:
        """Say whether the line carried anything."""
        return self.received > 0

    @property
    def loss(self) -> float:
        """Return the percent of pings lost."""
        return 100 * (self.sent - self.received) / self.sent


@dataclass(frozen=True, slots=True)
class RolledUp:
    """An hour of measurements: how many, how many failed, pings, the middle latency, the worst p95, middle speeds."""

    tests: int
    failed: int
    sent: int
    received: int
    p50: int | None
    p95: int | None
    down: int | None
    up: int | None


def check_measured(one: Measured, now: datetime) -> None:
    """Refuse a measurement that cannot be: counts, times and speeds out of bounds, too old, or from the future."""
    if not 1 <= one.sent <= PINGS_MOST or not 0 <= one.received <= one.sent:
        raise BadInput(N_("Số lần đo gửi và nhận không khớp."), field="measures")
    if (one.p50 is None) != (one.received == 0) or (one.p95 is None) != (one.received == 0):
        raise BadInput(N_("Có trả lời thì phải có độ trễ, không trả lời thì không có."), field="measures")
    if one.p50 is not None and one.p95 is not None and not 0 <= one.p50 <= one.p95 <= LATENCY_MOST:
        raise BadInput(N_("Độ trễ không đúng: p50 không lớn hơn p95."), field="measures")
    if any(speed is not None and not 0 <= speed <= SPEED_MOST for speed in (one.down, one.up)):
        raise BadInput(N_("Tốc độ đo không đúng."), field="measures")
    if one.at > now + FUTURE_BORNE:
        raise BadInput(N_("Giờ đo ở sau giờ máy chủ; hãy chỉnh đồng hồ máy đo."), field="measures")
    if one.at < now - RAW_KEPT:
        raise BadInput(N_("Số đo cũ hơn {days} ngày, không nhận nữa."), field="measures", days=RAW_KEPT.days)


def digest_of(token: str) -> str:
    """Return what is kept of a measuring machine's token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def percentile(values: Sequence[int], part: int) -> int | None:
    """Return the value that ``part`` of 100 do not exceed (nearest rank); ``None`` of nothing."""
    if not values:
        return None
    return sorted(values)[max(0, ceil(len(values) * part / 100) - 1)]


def roll_up(measured: Sequence[Measured]) -> RolledUp:
    """Return what an hour's measurements come to."""
    return RolledUp(
        tests=len(measured),
        failed=sum(not one.ok for one in measured),
        sent=sum(one.sent for one in measured),
        received=sum(one.received for one in measured),
        p50=percentile([one.p50 for one in measured if one.p50 is not None], 50),
        p95=max((one.p95 for one in measured if one.p95 is not None), default=None),
        down=percentile([one.down for one in measured if one.down is not None], 50),
        up=percentile([one.up for one in measured if one.up is not None], 50),
    )
