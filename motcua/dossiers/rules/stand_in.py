"""Who works somebody's dossiers while they are on leave: which days may be asked for, how it ends.

No law says so: the head of a unit gives out its work. Signing is another matter: a delegation with a scope of its own.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_

DAYS_MOST: Final = 200
"""Six months and what is added to them are the longest leave there is (BLLĐ 2019 Đ139); a longer absence moves the work."""


class Cause(StrEnum):
    """Why a stand-in ended."""

    OVER = "over"
    EARLY = "early"
    LEAVE_CANCELLED = "leave_cancelled"


def check_period(first: date, last: date, today: date) -> None:
    """Refuse a period that is over, ends before it begins, begins more than a year ahead or is too long."""
    if last < first:
        raise RuleError(N_("Ngày cuối phải từ ngày đầu trở đi."), field="last")
    if last < today:
        raise RuleError(N_("Kỳ nghỉ này đã qua."), field="last")
    if first > today + timedelta(days=366):
        raise BadInput(N_("Ngày đầu xa quá một năm."), field="first")
    if (last - first).days >= DAYS_MOST:
        raise BadInput(N_("Mỗi lần giao tối đa {most} ngày."), field="last", most=DAYS_MOST)
