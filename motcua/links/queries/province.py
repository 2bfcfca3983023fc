"""When a centre had no connection to the province's system, for rooms above that go on working meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.links import rules
from motcua.links.models import Line, Outage


@dataclass(frozen=True, slots=True)
class ProvinceCut:
    """A cut that kept a centre from the province's system; an end of ``None`` is still to come."""

    outage: UUID
    started_at: datetime
    ended_at: datetime | None


def province_cuts(unit: UUID, realm: str, since: datetime, until: datetime) -> tuple[ProvinceCut, ...]:
    """Return the cuts of the centre ``unit`` from the province that had some time in a period, the first one first.

    One statement. Instants alone, and of nobody: whoever asks sees to it that the asker may know.
    """
    found = Outage.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=since),
        line__unit=unit,
        line__realm=realm,
        started_at__lte=until,
        withdrawn_at__isnull=True,
    )
    rows = found.order_by("started_at", "pk").values_list(
        "pk", "line__kind", "line__use", "services", "started_at", "ended_at"
    )
    return tuple(
        ProvinceCut(pk, started_at, ended_at)
        for pk, kind, use, services, started_at, ended_at in rows
        if rules.cuts_province(rules.Kind(kind), rules.Use(use), [rules.Service(one) for one in services])
    )


def unit_of(line: UUID) -> UUID:
    """Return the centre of a line."""
    return Line.objects.values_list("unit_id", flat=True).get(pk=line)


def province_cut(unit: UUID, realm: str, at: datetime) -> ProvinceCut | None:
    """Return the cut from the province that stands at an instant, the longest first; ``None``: the line is not cut."""
    return next(iter(province_cuts(unit, realm, at, at)), None)
