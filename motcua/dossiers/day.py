"""What a centre's day came to, and what is still open at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.dossiers.counted import digitised, midnight
from motcua.dossiers.lateness import waits_late
from motcua.dossiers.models import Dossier
from motcua.dossiers.scopes import UNSYNCED, next_working_day_ends

TO_FORWARD = Q(open=True, step_role="counter", step__gt=0)
"""What another place settles and the counter has not sent there yet (NĐ 118/2025 Đ14, Đ18)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of a day at a centre, in dossiers; ``not_entered`` are those the province's system does not know yet.

    ``due_tomorrow`` fall due after the day, by the end of the centre's next working day.
    """

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
    """Return the counts of ``day`` at the centre ``unit`` as they stand ``now``; six indexed reads."""
    start = midnight(day)
    handed = Dossier.objects.filter(returning_unit_id=unit, realm=realm)
    still = _mine(unit, realm).filter(open=True)
    apart = {key: found.count() for key, found in _apart(unit, realm, day).items()}
    together = {f"n_{key}": Count("id", filter=where) for key, where in _running(unit, day, now).items()}
    return Counted(
        received=_received(unit, realm, day).count(),
        returned=handed.filter(returned_at__gte=start, returned_at__lt=start + timedelta(days=1)).count(),
        **apart,
        **{key.removeprefix("n_"): number for key, number in still.aggregate(**together).items()},
    )


def left_open(unit: UUID, realm: str, day: date, now: datetime) -> dict[str, QuerySet[Dossier]]:
    """Return the dossiers behind each of :attr:`Counted.left_open`, by its name."""
    still = _mine(unit, realm).filter(open=True)
    return _apart(unit, realm, day) | {key: still.filter(where) for key, where in _running(unit, day, now).items()}


def _apart(unit: UUID, realm: str, day: date) -> dict[str, QuerySet[Dossier]]:
    """Return what is left open and has an index of its own."""
    return {
        "not_entered": _mine(unit, realm).filter(UNSYNCED),
        "not_digitised": _received(unit, realm, day).exclude(digitised()),
        "ready_not_returned": Dossier.objects.filter(
            returning_unit_id=unit, realm=realm, open=True, state=Dossier.State.READY
        ),
    }


def _running(unit: UUID, day: date, now: datetime) -> dict[str, Q]:
    """Return what is left open of the centre's open dossiers, as conditions over them."""
    soon = Q(due_at__gte=midnight(day) + timedelta(days=1), due_at__lt=next_working_day_ends(unit, day))
    return {"not_forwarded": TO_FORWARD, "late": waits_late(now), "due_tomorrow": soon & Q(ready_at__isnull=True)}


def _mine(unit: UUID, realm: str) -> QuerySet[Dossier]:
    return Dossier.objects.filter(received_unit_id=unit, realm=realm)


def _received(unit: UUID, realm: str, day: date) -> QuerySet[Dossier]:
    return _mine(unit, realm).filter(received_day=day, inherited_at__isnull=True)
