"""One rule of lateness for every count and list, as conditions over dossiers: the same answer as :func:`worktime.is_late`.

09:00:59 still keeps an appointment at 09:00; the minute after does not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from motcua.kernel import clock

A_MINUTE: Final = timedelta(minutes=1)


def this_minute(at: datetime) -> datetime:
    """Return the minute of an instant: what was due before it is late."""
    return clock.local(at).replace(second=0, microsecond=0)


def overdue(at: datetime) -> Q:
    """Return the condition that the date has passed at ``at``; whether there is a result is another question."""
    return Q(due_at__lt=this_minute(at))


def missed() -> Q:
    """Return the condition that the result was there after the date."""
    return Q(ready_at__gte=F("due_at") + A_MINUTE)
