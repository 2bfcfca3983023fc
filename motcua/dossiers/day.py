"""What a centre's day came to, and what is still open at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from motcua.dossiers.lateness import overdue
from motcua.dossiers.models import Dossier
from motcua.kernel import clock


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of a day at a centre, in dossiers."""

    received: int
    returned: int
    not_entered: int
    not_digitised: int
    ready_not_returned: int
    late: int
    due_tomorrow: int

    @property
    def left_open(self) -> dict[str, int]:
        """Return what is left open, by name."""
        return {
            "not_entered": self.not_entered,
            "not_digitised": self.not_digitised,
            "ready_not_returned": self.ready_not_returned,
            "late": self.late,
            "due_tomorrow": self.due_tomorrow,
        }


def count(unit: UUID, realm: str, day: date, now: datetime) -> Counted:
    """Return the counts of ``day`` at the centre ``unit`` as they stand ``now``; four indexed reads."""
    start = clock.at(day.year, day.month, day.day)
    end, after = start + timedelta(days=1), start + timedelta(days=2)
    mine = Dossier.objects.filter(received_unit_id=unit, realm=realm)
    today = mine.filter(received_day=day, inherited_at__isnull=True)
    still = mine.filter(open=True).aggregate(
        ready=Count("id", filter=Q(state=Dossier.State.READY)),
        late=Count("id", filter=overdue(now) & ~Q(state=Dossier.State.READY)),
        tomorrow=Count("id", filter=Q(due_at__gte=end, due_at__lt=after) & ~Q(state=Dossier.State.READY)),
    )
    return Counted(
        received=today.count(),
        returned=mine.filter(returned_at__gte=start, returned_at__lt=end).count(),
        not_entered=mine.filter(code="").count(),
        not_digitised=today.filter(attachments__isnull=True).count(),
        ready_not_returned=still["ready"],
        late=still["late"],
        due_tomorrow=still["tomorrow"],
    )
