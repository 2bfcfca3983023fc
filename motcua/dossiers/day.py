"""What a centre's day came to, and what is still open at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from motcua.dossiers.lateness import waits_late
from motcua.dossiers.models import Dossier
from motcua.dossiers.scopes import UNSYNCED
from motcua.kernel import clock

TO_FORWARD = Q(open=True, step_role="counter", step__gt=0)
"""What another place settles and the counter has not sent there yet (NĐ 118/2025 Đ14, Đ18)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of a day at a centre, in dossiers; ``not_entered`` are those the province's system does not know yet."""

    received: int
    returned: int
    not_entered: int
    not_digitised: int
    not_forwarded: int
    ready_not_returned: int
    late: int
    due_tomorrow: int

    @property
    def left_open(self) -> dict[str, int]:
        """Return what is left open, by name."""
        return {
            "not_entered": self.not_entered,
            "not_digitised": self.not_digitised,
            "not_forwarded": self.not_forwarded,
            "ready_not_returned": self.ready_not_returned,
            "late": self.late,
            "due_tomorrow": self.due_tomorrow,
        }


def count(unit: UUID, realm: str, day: date, now: datetime) -> Counted:
    """Return the counts of ``day`` at the centre ``unit`` as they stand ``now``; five indexed reads."""
    start = clock.at(day.year, day.month, day.day)
    end, after = start + timedelta(days=1), start + timedelta(days=2)
    mine = Dossier.objects.filter(received_unit_id=unit, realm=realm)
    handed = Dossier.objects.filter(returning_unit_id=unit, realm=realm)
    today = mine.filter(received_day=day, inherited_at__isnull=True)
    still = mine.filter(open=True).aggregate(
        forward=Count("id", filter=TO_FORWARD),
        late=Count("id", filter=waits_late(now)),
        tomorrow=Count("id", filter=Q(due_at__gte=end, due_at__lt=after) & ~Q(state=Dossier.State.READY)),
    )
    return Counted(
        received=today.count(),
        returned=handed.filter(returned_at__gte=start, returned_at__lt=end).count(),
        not_entered=mine.filter(UNSYNCED).count(),
        not_digitised=today.filter(attachments__isnull=True).count(),
        not_forwarded=still["forward"],
        ready_not_returned=handed.filter(open=True, state=Dossier.State.READY).count(),
        late=still["late"],
        due_tomorrow=still["tomorrow"],
    )
