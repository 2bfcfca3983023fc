"""Training: what a class may be, when attendance and results can be written down, what counts as trained."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from motcua.kernel.words import N_, Said, said
from motcua.office.rules import day_text

PASSED, FAILED = "passed", "failed"
SESSIONS_MOST: Final = 20
SEATS_MOST: Final = 500


def refuse_sessions(days: Collection[date], today: date) -> Said | None:
    """Say why a class cannot have these sessions: one at least, not too many, none in the past."""
    if not days:
        return said(N_("Lớp phải có ít nhất một buổi học."))
    if len(days) > SESSIONS_MOST:
        return said(N_("Một lớp nhiều nhất {most} buổi học."), most=SESSIONS_MOST)
    if min(days) < today:
        return said(N_("Ngày học {day} đã qua."), day=day_text(min(days)))
    return None


def refuse_seats(seats: int, taken: int) -> Said | None:
    """Say why a class cannot have so many seats: at least those taken."""
    if not 1 <= seats <= SEATS_MOST:
        return said(N_("Số chỗ từ 1 đến {most}."), most=SEATS_MOST)
    return said(N_("Lớp đã có {taken} người ghi danh."), taken=taken) if seats < taken else None


def refuse_enrolment(first: date, today: date, seats: int, taken: int) -> Said | None:
    """Say why nobody more can be put on a class: it has begun or is full."""
    if first < today:
        return said(N_("Lớp đã bắt đầu, không ghi danh thêm."))
    return said(N_("Lớp đã đủ {seats} chỗ."), seats=seats) if taken >= seats else None


def refuse_attendance(day: date, today: date) -> Said | None:
    """Say why attendance of a session cannot be written down yet."""
    return said(N_("Buổi học ngày {day} chưa tới."), day=day_text(day)) if day > today else None


def refuse_results(last: date, today: date, untaken: int) -> Said | None:
    """Say why results cannot be written down: the class is not over or attendance is missing."""
    if last > today:
        return said(N_("Lớp học đến {day} mới kết thúc."), day=day_text(last))
    return said(N_("Còn {n} buổi chưa điểm danh."), n=untaken) if untaken else None
