"""When work at a place could not go on because a line was cut, for rooms above that judge by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.links import rules
from motcua.links.models import Outage


@dataclass(frozen=True, slots=True)
class Stop:
    """A cut that stopped work at ``place``; an end of ``None`` is still to come."""

    place: UUID
    started_at: datetime
    ended_at: datetime | None


def stops(places: Collection[UUID], realm: str, since: datetime, until: datetime) -> tuple[Stop, ...]:
    """Return the cuts at ``places`` that stopped work at some time of a period, the first one first; one statement.

    Instants alone, and of nobody: whoever asks sees to it that the asker may know the place's dossiers.
    """
    found = Outage.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=since),
        line__place__in=places,
        line__realm=realm,
        started_at__lt=until,
        withdrawn_at__isnull=True,
    )
    rows = found.order_by("started_at", "pk").values_list(
        "line__place", "line__use", "services", "started_at", "ended_at"
    )
    return tuple(
        Stop(place, started_at, ended_at)
        for place, use, services, started_at, ended_at in rows
        if rules.stops_work(rules.Use(use), [rules.Service(one) for one in services])
    )
