"""Cuts: a list over lines within reach, one of them, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.kernel.worktime import working_minutes
from motcua.ledger.actor import Actor
from motcua.links import rules
from motcua.links.models import Evidence, Outage
from motcua.links.queries.lists import scope
from motcua.links.queries.times import clock_minutes
from motcua.office import queries as office
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 5000


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A file that shows a cut."""

    id: UUID
    filename: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class OutageRow:
    """A cut: minutes by the clock and of working time (to now while it goes on), who said so, what it touched."""

    id: UUID
    line: UUID
    unit: UUID
    line_name: str
    kind: rules.Kind
    use: rules.Use
    place: UUID
    place_name: str
    started_at: datetime
    ended_at: datetime | None
    minutes: int
    working: int
    source: rules.Source
    cause: str
    services: tuple[rules.Service, ...]
    reported_by: str
    reported_at: datetime
    corrections: int
    reason: str
    withdrawn: bool
    evidence: tuple[EvidenceRow, ...]

    @property
    def from_province(self) -> bool:
        """Say whether it kept the centre from the province's system."""
        return rules.cuts_province(self.kind, self.use, self.services)

    @property
    def length(self) -> object:
        """Return how long it lasted, as people say it."""
        return rules.minutes_words(self.minutes)


@dataclass(frozen=True, slots=True)
class OutagesAsked:
    """What of the list is wanted: one place or line, those going on only, days from and to (both counted)."""

    place: UUID | None = None
    line: UUID | None = None
    still: bool = False
    first: date | None = None
    last: date | None = None
    after: UUID | None = None


def outages(actor: Actor, asked: OutagesAsked) -> tuple[tuple[OutageRow, ...], bool]:
    """Return a page of the list, newest first, and whether more follow."""
    found = _ordered(actor, asked)
    last = found.filter(pk=asked.after).first() if asked.after else None
    if last is not None:
        found = found.filter(Q(started_at__lt=last.started_at) | Q(started_at=last.started_at, pk__lt=last.id))
    rows = list(found[: PAGE + 1])
    return rows_of(rows[:PAGE]), len(rows) > PAGE


def outages_exported(actor: Actor, asked: OutagesAsked) -> tuple[OutageRow, ...]:
    """Return the whole list for a file, at most :data:`EXPORT_MOST` rows."""
    return rows_of(list(_ordered(actor, asked)[:EXPORT_MOST]))


def outage(actor: Actor, line: UUID, id_: UUID) -> OutageRow:
    """Return one cut of a line within reach."""
    row = Outage.objects.filter(pk=id_, line=line, line__in=scope(actor)).select_related("line").first()
    if row is None:
        raise NotFound(N_("Không có lần mất đường truyền này."))
    return rows_of([row])[0]


def evidence(actor: Actor, line: UUID, id_: UUID) -> tuple[EvidenceRow, str]:
    """Return a file that shows a cut of a line within reach, and the hash of its content."""
    row = Evidence.objects.filter(pk=id_, outage__line=line, outage__line__in=scope(actor)).first()
    if row is None:
        raise NotFound(N_("Không có tệp này."))
    return EvidenceRow(row.id, row.filename, row.media_type, row.size), row.sha256


def _ordered(actor: Actor, asked: OutagesAsked) -> QuerySet[Outage]:
    found = Outage.objects.filter(line__in=scope(actor)).select_related("line")
    if asked.place is not None:
        found = found.filter(line__place=asked.place)
    if asked.line is not None:
        found = found.filter(line=asked.line)
    if asked.still:
        found = found.filter(ended_at__isnull=True, withdrawn_at__isnull=True)
    if asked.last is not None:
        after = asked.last + timedelta(days=1)
        found = found.filter(started_at__lt=clock.at(after.year, after.month, after.day))
    if asked.first is not None:
        since = clock.at(asked.first.year, asked.first.month, asked.first.day)
        found = found.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=since))
    return found.order_by("-started_at", "-pk")


def rows_of(found: Iterable[Outage]) -> tuple[OutageRow, ...]:
    """Return cuts as rows; their lines must have been read with them."""
    rows, now = list(found), clock.now()
    named = names.names_of({row.line.place_id for row in rows})
    people = names.people_of({row.reported_by for row in rows})
    files = _files(row.id for row in rows)
    return tuple(
        OutageRow(
            id=row.id,
            line=row.line_id,
            unit=row.line.unit_id,
            line_name=row.line.name,
            kind=rules.Kind(row.line.kind),
            use=rules.Use(row.line.use),
            place=row.line.place_id,
            place_name=named.get(row.line.place_id, ""),
            started_at=row.started_at,
            ended_at=row.ended_at,
            minutes=clock_minutes(row.started_at, row.ended_at or now),
            working=working_minutes(office.calendar_for(row.line.unit_id), row.started_at, row.ended_at or now),
            source=rules.Source(row.source),
            cause=row.cause,
            services=tuple(rules.Service(one) for one in row.services),
            reported_by=people.get(row.reported_by, ""),
            reported_at=row.reported_at,
            corrections=row.corrections,
            reason=row.reason,
            withdrawn=row.withdrawn_at is not None,
            evidence=tuple(files.get(row.id, ())),
        )
        for row in rows
    )


def _files(ids: Iterable[UUID]) -> dict[UUID, list[EvidenceRow]]:
    found: dict[UUID, list[EvidenceRow]] = {}
    for row in Evidence.objects.filter(outage__in=list(ids)).order_by("pk"):
        found.setdefault(row.outage_id, []).append(EvidenceRow(row.id, row.filename, row.media_type, row.size))
    return found
