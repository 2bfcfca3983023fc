"""Decisions about watched projects: kinds and states, when a word is too old, and what may be said. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

STALE_DAYS: Final = 30
"""Calendar days without a word after which a project counts as stale, unless the project says otherwise."""
STALE_MOST: Final = 365


class Kind(StrEnum):
    """What is watched."""

    PROJECT = "project"
    CLEARANCE = "clearance"
    PLAN = "plan"


KIND_NAMES: Final = {
    Kind.PROJECT: N_("Dự án"),
    Kind.CLEARANCE: N_("Giải phóng mặt bằng"),
    Kind.PLAN: N_("Quy hoạch, phương án"),
}


class Status(StrEnum):
    """How far it is, in the words of those who report."""

    PREPARING = "preparing"
    WAITING = "waiting"
    CLEARING = "clearing"
    BUILDING = "building"
    STUCK = "stuck"
    FINISHED = "finished"
    DROPPED = "dropped"


STATUS_NAMES: Final = {
    Status.PREPARING: N_("Đang chuẩn bị"),
    Status.WAITING: N_("Chờ cấp trên"),
    Status.CLEARING: N_("Đang giải phóng mặt bằng"),
    Status.BUILDING: N_("Đang thi công"),
    Status.STUCK: N_("Vướng mắc"),
    Status.FINISHED: N_("Hoàn thành"),
    Status.DROPPED: N_("Dừng, không làm"),
}
OPEN: Final = (Status.PREPARING, Status.WAITING, Status.CLEARING, Status.BUILDING, Status.STUCK)
"""States of a project that is still watched."""


def silent_days(last_word_on: date, today: date) -> int:
    """Return for how many calendar days nothing was said; a word of today is none."""
    return max(0, (today - last_word_on).days)


def is_stale(last_word_on: date, today: date, patience: int) -> bool:
    """Say whether the last word is ``patience`` calendar days old or older."""
    return silent_days(last_word_on, today) >= patience


def check_patience(days: int) -> None:
    """Raise :class:`BadInput` for a patience nobody means: 1 to 365 days."""
    if not 1 <= days <= STALE_MOST:
        raise BadInput(N_("Số ngày chờ tin từ 1 đến {most}."), field="stale_days", most=STALE_MOST)


def check_open(status: str) -> None:
    """Raise :class:`BadInput` for a state that only closing gives."""
    if status not in OPEN:
        raise BadInput(N_("Muốn ghi hoàn thành hay dừng, dùng nút «Đưa khỏi danh sách»."), field="status")
