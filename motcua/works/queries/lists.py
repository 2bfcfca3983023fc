"""The list of works and its counts: what is late stands first, cut to what the asker may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.kernel.words import Said
from motcua.kernel.worktime import countdown
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names
from motcua.works import rules
from motcua.works.models import Report, Stage, Works
from motcua.works.policies import READ, REPORT

PAGE = 50
EXPORT_MOST = 5000
_NEVER = date(9999, 12, 31)


class Show(StrEnum):
    """Which of the works are asked for."""

    ALL = "tat-ca"
    RUNNING = "dang-lam"
    LATE = "tre"
    SLIPPING = "nguy-co"
    SILENT = "im-lang"
    BLOCKED = "vuong"
    DONE = "xong"
    UNDATED = "chua-co-han"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``after`` is the id of the last row already shown."""

    show: Show = Show.ALL
    text: str = ""
    place: UUID | None = None
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class WorksRow:
    """Works as lists show them. ``late`` counts days past the last day in time: to today, or to the acceptance."""

    id: UUID
    name: str
    venue: str
    place: UUID
    place_name: str
    unit: UUID
    contractor: UUID | None
    contractor_name: str
    state: str
    percent: int
    planned: int
    seen_percent: int | None
    seen_on: date | None
    asked: Said
    last_day: date | None
    countdown: Said | None
    late: int
    forecast: rules.Forecast
    silent: int
    silence_degree: int
    open_blockers: int
    accepted_on: date | None
    last_word_on: date

    @property
    def running(self) -> bool:
        """Say whether they are under way."""
        return self.state == Works.State.RUNNING


@dataclass(frozen=True, slots=True)
class Board:
    """How many works there are of each kind within reach; ``in_time`` of the ``accepted``."""

    all: int
    running: int
    late: int
    slipping: int
    silent: int
    blocked: int
    accepted: int
    in_time: int
    undated: int
    places: tuple[tuple[UUID, str], ...]


def scope(actor: Actor) -> QuerySet[Works]:
    """Return the works an actor may see: within reach, and those they build; within one realm."""
    seen = Q(pk__in=())
    if actor.can(READ):
        seen |= Q(place__in=territory.of(actor))
    if actor.can(REPORT):
        own = actor.units | ({actor.unit} if actor.unit else frozenset())
        seen |= Q(contractor__in=own)
    return Works.objects.filter(seen, realm=actor.realm)


def board(actor: Actor, place: UUID | None = None) -> Board:
    """Return the counts of the list, for one place or all within reach."""
    whole = scope(actor).exclude(state=Works.State.CANCELLED)
    places = dict.fromkeys(whole.order_by("place").values_list("place", flat=True))
    named = names.names_of(places)
    found = whole.filter(place=place) if place else whole
    accepted = found.filter(state=Works.State.ACCEPTED)
    return Board(
        all=found.count(),
        running=found.filter(state=Works.State.RUNNING).count(),
        late=_shown(found, Show.LATE).count(),
        slipping=_shown(found, Show.SLIPPING).count(),
        silent=_shown(found, Show.SILENT).count(),
        blocked=_shown(found, Show.BLOCKED).count(),
        accepted=accepted.count(),
        in_time=accepted.filter(days_late=0, last_day__isnull=False).count(),
        undated=_shown(found, Show.UNDATED).count(),
        places=tuple(sorted(named.items(), key=lambda item: fold(item[1]))),
    )


def by_place(actor: Actor, show: Show) -> dict[UUID, int]:
    """Return how many works of a kind each place within reach has; one statement."""
    found = _shown(scope(actor).exclude(state=Works.State.CANCELLED), show)
    return dict(found.order_by().values_list("place").annotate(count=Count("pk")))


def listed(actor: Actor, asked: Asked) -> tuple[tuple[WorksRow, ...], bool]:
    """Return a page of the list, under way before accepted and the earliest last day first, and whether more follow."""
    found = _ordered(actor, asked)
    if asked.after is not None:
        found = _after(found, asked.after)
    rows = list(found[: PAGE + 1])
    return rows_of(rows[:PAGE]), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[WorksRow, ...]:
    """Return the whole list for a file, at most ``limit`` rows."""
    return rows_of(list(_ordered(actor, asked)[:limit]))


def _ordered(actor: Actor, asked: Asked) -> QuerySet[Works]:
    found = _shown(scope(actor).exclude(state=Works.State.CANCELLED), asked.show)
    if asked.place is not None:
        found = found.filter(place=asked.place)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    rank = Case(When(state=Works.State.RUNNING, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(rank=rank, until=Coalesce("last_day", Value(_NEVER))).order_by("rank", "until", "pk")


def _after(found: QuerySet[Works], id_: UUID) -> QuerySet[Works]:
    last: Any = found.filter(pk=id_).first()
    if last is None:
        return found
    rank, until = last.rank, last.until
    return found.filter(Q(rank__gt=rank) | Q(rank=rank, until__gt=until) | Q(rank=rank, until=until, pk__gt=id_))


def _shown(found: QuerySet[Works], show: Show) -> QuerySet[Works]:
    running = Q(state=Works.State.RUNNING)
    match show:
        case Show.RUNNING:
            return found.filter(running)
        case Show.LATE:
            return found.filter(Q(running, last_day__lt=clock.today()) | Q(days_late__gt=0))
        case Show.SLIPPING:
            return found.filter(running, slip_told__gt=0, last_day__gte=clock.today())
        case Show.SILENT:
            return found.filter(_silent(found))
        case Show.BLOCKED:
            return found.filter(running, open_blockers__gt=0)
        case Show.DONE:
            return found.filter(state=Works.State.ACCEPTED)
        case Show.UNDATED:
            return found.filter(last_day__isnull=True)
        case _:
            return found


def _silent(found: QuerySet[Works]) -> Q:
    """Return the condition of a silence that counts today: each works has its own patience."""
    today = clock.today()
    quiet = Q(pk__in=())
    for days in set(found.order_by().values_list("silent_days", flat=True)):
        quiet |= Q(silent_days=days, last_word_on__lte=today - timedelta(days=days))
    waits = Q(percent=rules.WHOLE, open_blockers=0)
    return quiet & Q(state=Works.State.RUNNING, contractor__isnull=False) & ~waits


def rows_of(found: Iterable[Works]) -> tuple[WorksRow, ...]:
    """Return works as rows, in their order; stages and reports are read once for all."""
    works = list(found)
    ids = [one.id for one in works]
    units = {one.place_id for one in works} | {one.contractor_id for one in works if one.contractor_id}
    named = names.names_of(units)
    points: dict[UUID, list[rules.Point]] = defaultdict(list)
    reports = Report.objects.filter(works__in=ids, source=rules.Source.REPORTED).order_by("at", "pk")
    for id_, day, percent in reports.values_list("works_id", "day", "percent"):
        points[id_].append(rules.Point(day, percent))
    plans: dict[UUID, list[rules.StagePlan]] = defaultdict(list)
    stages = Stage.objects.filter(works__in=ids)
    for id_, weight, starts, ends, done in stages.values_list("works_id", "weight", "starts", "ends", "done"):
        plans[id_].append(rules.StagePlan(weight, starts, ends, done))
    return tuple(row_of(one, named, points[one.id], plans[one.id]) for one in works)


def row_of(
    works: Works, named: Mapping[UUID, str], points: list[rules.Point], plans: list[rules.StagePlan]
) -> WorksRow:
    """Return one works as a row, judged as of today."""
    today = clock.today()
    running = works.state == Works.State.RUNNING
    waits = works.percent == rules.WHOLE and not works.open_blockers
    days, degree = rules.silence(works.last_word_on, today, works.silent_days)
    quiet = running and works.contractor_id is not None and not waits and degree > 0
    until = works.last_day
    return WorksRow(
        id=works.id,
        name=works.name,
        venue=works.venue,
        place=works.place_id,
        place_name=named.get(works.place_id, ""),
        unit=works.unit_id,
        contractor=works.contractor_id,
        contractor_name=named.get(works.contractor_id, "") if works.contractor_id else "",
        state=works.state,
        percent=works.percent,
        planned=rules.planned(plans, today),
        seen_percent=works.seen_percent,
        seen_on=works.seen_on,
        asked=rules.asked_words(rules.AskedKind(works.asked_kind), works.asked_day),
        last_day=until,
        countdown=countdown(office.calendar_for(works.unit_id), today, until) if until and running else None,
        late=rules.days_late(until, today) if running else works.days_late,
        forecast=rules.forecast(works.starts, points, today, until),
        silent=days if quiet else 0,
        silence_degree=degree if quiet else 0,
        open_blockers=works.open_blockers,
        accepted_on=works.accepted_on,
        last_word_on=works.last_word_on,
    )
