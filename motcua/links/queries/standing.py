"""How the lines of a centre stand, for rooms above: by the centre, whoever asks. The asker's reach was cut before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from motcua.kernel import clock
from motcua.links import rules
from motcua.links.models import Line
from motcua.links.queries.lists import RATED
from motcua.links.queries.times import figures


@dataclass(frozen=True, slots=True)
class Standing:
    """Lines in use that carry work (the province's own system is no line), how many are cut or silent, and their uptime.

    ``up`` of the ``known`` minutes of the last 30 days, all lines together; ``cut_since`` the earliest cut going on.
    """

    lines: int
    cut: int
    cut_since: datetime | None
    unheard: int
    up: int
    known: int
    line: UUID


def standing(unit: UUID, realm: str) -> Standing | None:
    """Return how the lines of a centre stand now, ``None`` where the book has none; three statements."""
    now, today = clock.now(), clock.today()
    in_use = Line.objects.filter(Q(until__isnull=True) | Q(until__gte=today), unit=unit, realm=realm)
    lines = list(in_use.exclude(kind=rules.Kind.PROVINCE).order_by("pk"))
    if not lines:
        return None
    times = [one.clock for one in figures(lines, now - RATED, now).values() if one.clock.rated]
    cuts = [line.cut_since for line in lines if line.cut_since is not None]
    unheard = [line for line in lines if line.last_at is None or now - line.last_at > timedelta(minutes=line.silent)]
    return Standing(
        lines=len(lines),
        cut=len(cuts),
        cut_since=min(cuts, default=None),
        unheard=len(unheard),
        up=sum(one.up for one in times),
        known=sum(one.known for one in times),
        line=lines[0].id,
    )
