"""Who stands in for whom, as the tables have it: for whoever proposes work, and for the pages of leave."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from motcua.dossiers.models import StandIn


def lasting(realm: str) -> QuerySet[StandIn]:
    """Return the stand-ins that have not ended, those to come among them."""
    return StandIn.objects.filter(realm=realm, ended_at__isnull=True)


def away(officials: Collection[UUID], day: date, realm: str) -> dict[UUID, date]:
    """Return who of these has somebody else working their dossiers on a day, with the last day of it; one statement."""
    rows = lasting(realm).filter(absentee_id__in=officials, first__lte=day, last__gte=day)
    return dict(rows.values_list("absentee_id", "last"))


def replacing(realm: str, day: date, officials: Collection[UUID]) -> dict[UUID, UUID]:
    """Return who on leave each of these stands in for on a day: absentee to colleague; one statement."""
    rows = lasting(realm).filter(colleague_id__in=officials, first__lte=day, last__gte=day)
    return dict(rows.values_list("absentee_id", "colleague_id"))


def now_for(official: UUID, day: date, realm: str) -> StandIn | None:
    """Return the stand-in under which somebody's work goes to another on a day."""
    return lasting(realm).filter(absentee_id=official, first__lte=day, last__gte=day).first()
