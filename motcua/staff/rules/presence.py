"""Presence on duty: how somebody who should be there stands at an instant, and what counts as a shortcoming."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_, Said, said
from motcua.staff.rules.halves import Sitting

GRACE: Final = timedelta(minutes=15)
"""From this long after opening a missing person is absent and a later sign-in is late; who leaves this long before
closing has stayed (ours; rules of work differ)."""
EARLY: Final = timedelta(hours=1)
"""How long before opening one may sign in for a half-day."""


class Standing(StrEnum):
    """How a person on the roster stands."""

    NOT_YET = "not_yet"
    PRESENT = "present"
    LATE = "late"
    LEFT = "left"
    COVERED = "covered"
    COVER_MISSING = "cover_missing"
    ABSENT = "absent"


STANDING_NAMES: Final = {
    Standing.NOT_YET: N_("chưa tới giờ"),
    Standing.PRESENT: N_("có mặt"),
    Standing.LATE: N_("có mặt, đến muộn"),
    Standing.LEFT: N_("đã về trước giờ"),
    Standing.COVERED: N_("vắng, có người thay"),
    Standing.COVER_MISSING: N_("vắng, người thay chưa có mặt"),
    Standing.ABSENT: N_("vắng, không có người thay"),
}
SERVED: Final = frozenset({Standing.PRESENT, Standing.LATE, Standing.COVERED})
"""Standings in which the place on duty is served."""
SHORTCOMINGS: Final = frozenset({Standing.ABSENT, Standing.COVER_MISSING, Standing.LEFT})
"""Standings that an inspection writes down (*kiểm tra công vụ*)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody was there: in, out (``None``: still there), and whether the head entered it afterwards."""

    came: datetime
    left: datetime | None = None
    entered_later: bool = False

    def there(self, at: datetime, closes: datetime) -> bool:
        """Say whether the person is there at an instant; who left within the grace before closing stayed to the end."""
        return self.came <= at and (self.left is None or at < self.left or self.left >= closes - GRACE)


def standing(sitting: Sitting, at: datetime, own: Seen | None, covers: Iterable[Seen | None] = ()) -> Standing:
    """Return how a person on the roster of ``sitting`` stands at ``at``.

    ``own`` is their presence. ``covers`` has an entry for each cover named: their presence, ``None`` while they have
    none. Who covers counts only when there.
    """
    if own is not None and own.there(at, sitting.closes):
        return Standing.LATE if own.came > sitting.opens + GRACE else Standing.PRESENT
    named = list(covers)
    if any(seen is not None and seen.there(at, sitting.closes) for seen in named):
        return Standing.COVERED
    if at < sitting.opens + GRACE:
        return Standing.NOT_YET
    if named:
        return Standing.COVER_MISSING
    return Standing.LEFT if own is not None and own.came <= at else Standing.ABSENT


def refuse_sign_in(sitting: Sitting | None, at: datetime) -> Said | None:
    """Say why nobody can sign in at an instant: no sitting, too early, or closed."""
    if sitting is None:
        return said(N_("Hôm nay không phải ngày làm việc và không có lịch trực: không cần điểm danh."))
    if at < sitting.opens - EARLY:
        return said(N_("Chưa tới giờ điểm danh: mở từ một giờ trước giờ làm việc."))
    if at >= sitting.closes:
        return said(N_("Buổi làm việc đã kết thúc. Quên điểm danh thì báo người phụ trách ghi bổ sung, có lý do."))
    return None


def refuse_late_entry(sitting: Sitting | None, came: datetime, left: datetime | None, now: datetime) -> Said | None:
    """Say why a presence cannot be entered afterwards: it must lie in the sitting, in order, and in the past."""
    if sitting is None:
        return said(N_("Buổi này không làm việc và không có lịch trực."))
    if not sitting.opens - EARLY <= came < sitting.closes:
        return said(N_("Giờ đến không nằm trong buổi làm việc."))
    if left is not None and left <= came:
        return said(N_("Giờ về phải sau giờ đến."))
    if max(came, left or came) > now:
        return said(N_("Không ghi trước việc chưa diễn ra."))
    return None
