"""How long lines were up, from what their hours tell and from cuts in the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from motcua.kernel.worktime import working_minutes
from motcua.links import rules
from motcua.links.models import Hour, Line, Measurement, Outage
from motcua.office import queries as office

HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """The uptime of one line in a period, by the clock and in the working minutes of its centre's calendar."""

    clock: rules.Uptime
    working: rules.Uptime


def figures(lines: Sequence[Line], start: datetime, end: datetime) -> dict[UUID, Figure]:
    """Return the uptime of each line from ``start`` to ``end``; two reads for all."""
    stretches = _stretches(lines, start, end)
    cut: dict[UUID, list[rules.Span]] = defaultdict(list)
    aside: dict[UUID, list[rules.Span]] = defaultdict(list)
    told = Outage.objects.filter(line__in=[one.id for one in lines], started_at__lt=end)
    told = told.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=start))
    for row in told:
        (aside if row.withdrawn_at else cut)[row.line_id].append(rules.Span(row.started_at, row.ended_at))
    period = rules.Span(start, end)
    found = {}
    for line in lines:
        calendar = office.calendar_for(line.unit_id)
        parts = (stretches[line.id], cut[line.id])
        found[line.id] = Figure(
            rules.uptime(period, *parts, clock_minutes, aside[line.id]),
            rules.uptime(period, *parts, lambda a, b, c=calendar: working_minutes(c, a, b), aside[line.id]),  # type: ignore[misc]
        )
    return found


def clock_minutes(start: datetime, end: datetime) -> int:
    """Return whole minutes between two instants."""
    return int((end - start).total_seconds() // 60)


def _stretches(lines: Sequence[Line], start: datetime, end: datetime) -> dict[UUID, list[rules.Watched]]:
    """Return what was watched of each line, hour after hour, joined where it says the same: a quiet month is one."""
    found: dict[UUID, list[rules.Watched]] = defaultdict(list)
    hours = Hour.objects.filter(line__in=[one.id for one in lines], start__gt=start - HOUR, start__lt=end)
    for id_, at, pieces in hours.order_by("start").values_list("line_id", "start", "pieces"):
        for one in rules.stretches(at, pieces):
            last = found[id_][-1] if found[id_] else None
            if last is not None and last.end == one.start and last.up == one.up:
                found[id_][-1] = rules.Watched(last.start, one.end, one.up)
            else:
                found[id_].append(one)
    return found


def newest(lines: Iterable[Line]) -> dict[UUID, rules.Measured]:
    """Return the newest measurement of each line, in one read."""
    last = {one.id: one.last_at for one in lines if one.last_at is not None}
    rows = Measurement.objects.filter(line__in=last, at__in=set(last.values()))
    return {
        row.line_id: rules.Measured(
            row.id, row.at, row.sent, row.received, row.p50, row.p95, row.down, row.up, row.fault
        )
        for row in rows
        if row.at == last[row.line_id]
    }
