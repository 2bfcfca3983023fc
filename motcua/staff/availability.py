"""Who is at work and knows a field, for rooms above that give out work. The asker's reach was cut before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from motcua.kernel import clock
from motcua.staff import board
from motcua.staff.models import AssignedField, Leave
from motcua.staff.rules.halves import half_at
from motcua.staff.trained import trained_in


def away(officials: Collection[UUID], at: datetime, realm: str) -> dict[UUID, date]:
    """Return who of these is on leave in the half-day of ``at``, with the last day of the leave; one statement."""
    day, half = clock.local(at).date(), half_at(at)
    rows = Leave.objects.filter(
        official__in=officials, realm=realm, state=Leave.State.GRANTED, first__lte=day, last__gte=day
    )
    return {row.official_id: row.last for row in rows if board.stretch(row).holds(day, half)}


def fields_of(officials: Collection[UUID], on: date, realm: str) -> dict[UUID, set[str]]:
    """Return the fields each knows: told by their centre, from a class they passed, or served by assignment on the day."""
    known = trained_in(officials, realm)
    serving = AssignedField.objects.filter(
        Q(assignment__valid_to__isnull=True) | Q(assignment__valid_to__gt=on),
        assignment__official__in=officials,
        assignment__realm=realm,
        assignment__valid_from__lte=on,
    )
    for official, field in serving.values_list("assignment__official_id", "field"):
        known[official].add(field)
    return known


def granted(official: UUID, on: date, realm: str) -> tuple[tuple[UUID, date, date, UUID | None], ...]:
    """Return somebody's granted leave that is not over on a day: its id, first and last day, who covers; the next first."""
    rows = Leave.objects.filter(official=official, realm=realm, state=Leave.State.GRANTED, last__gte=on)
    return tuple(rows.order_by("first", "id").values_list("id", "first", "last", "cover_id"))


def away_between(official: UUID, first: date, last: date, realm: str) -> date | None:
    """Return the last day of a granted leave that somebody has between two days, both included."""
    rows = Leave.objects.filter(
        official=official, realm=realm, state=Leave.State.GRANTED, first__lte=last, last__gte=first
    )
    return rows.order_by("-last").values_list("last", flat=True).first()
