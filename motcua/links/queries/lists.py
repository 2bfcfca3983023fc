"""The list of lines with how each stands now, cut to what the asker may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.actor import Actor
from motcua.links import rules
from motcua.links.models import Line
from motcua.links.policies import READ
from motcua.links.queries.times import Figure, figures, newest
from motcua.office import territory
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 2000
RATED: Final = timedelta(days=30)
"""How far back the uptime of lists goes."""


class Show(StrEnum):
    """Which of the lines are asked for."""

    ALL = "tat-ca"
    DOWN = "dang-mat"
    SILENT = "khong-so-do"
    MAIN = "chinh"
    BACKUP = "du-phong"
    PROVINCE = "tinh"
    ENDED = "thoi-dung"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``after`` is the id of the last row already shown."""

    show: Show = Show.ALL
    text: str = ""
    place: UUID | None = None
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as lists show it; ``last`` is its newest measurement, ``month`` its uptime of the last 30 days."""

    id: UUID
    place: UUID
    place_name: str
    unit: UUID
    kind: rules.Kind
    use: rules.Use
    name: str
    provider: str
    contract: str
    down_mbps: int | None
    up_mbps: int | None
    monthly_cost: int | None
    since: date
    until: date | None
    health: rules.Health
    cut_since: datetime | None
    last_at: datetime | None
    last: rules.Measured | None
    month: Figure
    tested_at: datetime | None
    test_passed: bool | None
    test_took: int | None
    test_fault: str
    backlog: int | None
    backlog_source: str


def scope(actor: Actor) -> QuerySet[Line]:
    """Return the lines an actor may see: within reach, within one realm."""
    if not actor.can(READ):
        return Line.objects.none()
    return Line.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def counts(actor: Actor, place: UUID | None = None) -> dict[Show, int]:
    """Return how many lines there are of each kind of list."""
    found = scope(actor).filter(place=place) if place else scope(actor)
    return {show: _shown(found, show).count() for show in Show}


def places(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return the places that have lines, by name."""
    ids = dict.fromkeys(scope(actor).order_by("place").values_list("place", flat=True))
    return tuple(sorted(names.names_of(ids).items(), key=lambda item: fold(item[1])))


def listed(actor: Actor, asked: Asked) -> tuple[tuple[LineRow, ...], bool]:
    """Return a page of the list, the cut ones first, and whether more follow."""
    found = _ordered(actor, asked)
    last = found.filter(pk=asked.after).first() if asked.after else None
    if last is not None:
        rank = 0 if last.cut_since else 1
        found = found.filter(
            Q(rank__gt=rank) | Q(rank=rank, place__gt=last.place_id) | Q(rank=rank, place=last.place_id, pk__gt=last.id)
        )
    rows = list(found[: PAGE + 1])
    return rows_of(rows[:PAGE]), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[LineRow, ...]:
    """Return the whole list for a file, at most ``limit`` rows."""
    return rows_of(list(_ordered(actor, asked)[:limit]))


def _ordered(actor: Actor, asked: Asked) -> QuerySet[Line]:
    found = _shown(scope(actor), asked.show)
    if asked.place is not None:
        found = found.filter(place=asked.place)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    rank = Case(When(cut_since__isnull=False, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(rank=rank).order_by("rank", "place", "pk")


def _shown(found: QuerySet[Line], show: Show) -> QuerySet[Line]:
    today = clock.today()
    in_use = found.filter(Q(until__isnull=True) | Q(until__gte=today))
    match show:
        case Show.DOWN:
            return in_use.filter(cut_since__isnull=False)
        case Show.SILENT:
            return in_use.filter(_silent(in_use), cut_since__isnull=True).exclude(kind=rules.Kind.PROVINCE)
        case Show.MAIN:
            return in_use.filter(use=rules.Use.MAIN).exclude(kind=rules.Kind.PROVINCE)
        case Show.BACKUP:
            return in_use.filter(use=rules.Use.BACKUP)
        case Show.PROVINCE:
            return in_use.filter(kind=rules.Kind.PROVINCE)
        case Show.ENDED:
            return found.filter(until__lt=today)
        case _:
            return in_use


def _silent(found: QuerySet[Line]) -> Q:
    """Return the condition of a line nobody heard of for longer than it bears, or ever: each has its own patience."""
    now, quiet = clock.now(), Q(last_at__isnull=True)
    for minutes in set(found.order_by().values_list("silent", flat=True)):
        quiet |= Q(silent=minutes, last_at__lt=now - timedelta(minutes=minutes))
    return quiet


def by_place(actor: Actor, show: Show) -> dict[UUID, int]:
    """Return how many lines of a kind each place within reach has; one statement."""
    return dict(_shown(scope(actor), show).order_by().values_list("place").annotate(count=Count("pk")))


def rows_of(lines: Sequence[Line]) -> tuple[LineRow, ...]:
    """Return lines as rows, in their order."""
    now = clock.now()
    named = names.names_of({one.place_id for one in lines})
    times, last = figures(lines, now - RATED, now), newest(lines)
    return tuple(row_of(one, named, times[one.id], last.get(one.id)) for one in lines)


def row_of(line: Line, named: Mapping[UUID, str], month: Figure, last: rules.Measured | None) -> LineRow:
    """Return one line as a row, as it stands now."""
    limits = rules.Limits(line.p95_ms, line.loss, line.speed, line.silent, line.patience)
    promised = line.down_mbps * 1000 if line.down_mbps else None
    return LineRow(
        id=line.id,
        place=line.place_id,
        place_name=named.get(line.place_id, ""),
        unit=line.unit_id,
        kind=rules.Kind(line.kind),
        use=rules.Use(line.use),
        name=line.name,
        provider=line.provider,
        contract=line.contract,
        down_mbps=line.down_mbps,
        up_mbps=line.up_mbps,
        monthly_cost=line.monthly_cost,
        since=line.since,
        until=line.until,
        health=rules.health(last, clock.now(), limits, cut=line.cut_since is not None, promised_down=promised),
        cut_since=line.cut_since,
        last_at=line.last_at,
        last=last,
        month=month,
        tested_at=line.tested_at,
        test_passed=line.test_passed,
        test_took=line.test_took,
        test_fault=line.test_fault,
        backlog=line.backlog,
        backlog_source=line.backlog_source,
    )
