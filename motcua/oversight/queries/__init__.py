"""What oversight answers: the watch list, its counts, one project with every word. Cut to the asker's reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names
from motcua.oversight import rules
from motcua.oversight.models import Project, ProjectWord
from motcua.oversight.policies import READ

PAGE = 50
EXPORT_MOST = 5000


class Show(StrEnum):
    """Which projects are asked for."""

    OPEN = "dang-theo-doi"
    STALE = "tin-cu"
    STUCK = "vuong"
    OVERDUE = "qua-ngay"
    CLOSED = "da-xong"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``after`` is the id of the last row already shown."""

    show: Show = Show.OPEN
    text: str = ""
    place: UUID | None = None
    kind: str = ""
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as lists show it; ``silent`` counts calendar days since the last word, ``stale`` says they are too many."""

    id: UUID
    name: str
    kind: rules.Kind
    site: str
    place: UUID
    place_name: str
    owner: str
    status: rules.Status
    next_step: str
    next_by: date | None
    overdue: bool
    last_word_on: date
    silent: int
    stale: bool
    open: bool


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word about a project."""

    at: datetime
    who: str
    unit_name: str
    status: rules.Status
    text: str
    next_step: str
    next_by: date | None


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One project, every word newest first, and what the asker may do now."""

    row: ProjectRow
    version: int
    stale_days: int
    words: tuple[WordRow, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each kind there are within reach, and the places that have any."""

    open: int
    stale: int
    stuck: int
    overdue: int
    closed: int
    places: tuple[tuple[UUID, str], ...]


def scope(actor: Actor) -> QuerySet[Project]:
    """Return the projects an actor may see: within reach and realm; none without the power."""
    if not actor.can(READ):
        return Project.objects.none()
    return Project.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def counts(actor: Actor, place: UUID | None = None) -> Counts:
    """Return the counts of the list, for one place or all within reach."""
    whole = scope(actor)
    named = names.names_of(dict.fromkeys(whole.order_by("place").values_list("place", flat=True)))
    found = whole.filter(place=place) if place else whole
    numbers = {show: _shown(found, show).count() for show in Show}
    return Counts(
        open=numbers[Show.OPEN],
        stale=numbers[Show.STALE],
        stuck=numbers[Show.STUCK],
        overdue=numbers[Show.OVERDUE],
        closed=numbers[Show.CLOSED],
        places=tuple(sorted(named.items(), key=lambda item: fold(item[1]))),
    )


def by_place(actor: Actor, show: Show) -> dict[UUID, int]:
    """Return how many projects of a kind each place within reach has; one statement."""
    return dict(_shown(scope(actor), show).order_by().values_list("place").annotate(count=Count("pk")))


def listed(actor: Actor, asked: Asked) -> tuple[tuple[ProjectRow, ...], bool]:
    """Return a page of the list, the oldest word first, and whether more follow."""
    found = _asked(actor, asked)
    if asked.after is not None:
        last = found.filter(pk=asked.after).first()
        if last is not None:
            found = found.filter(
                Q(last_word_on__gt=last.last_word_on) | Q(last_word_on=last.last_word_on, pk__gt=last.pk)
            )
    rows = list(found[: PAGE + 1])
    return _rows(rows[:PAGE]), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[ProjectRow, ...]:
    """Return the whole list for a file, at most ``limit`` rows."""
    return _rows(_asked(actor, asked)[:limit])


def page(actor: Actor, project: UUID) -> ProjectPage:
    """Return one project; :class:`NotFound` outside the asker's reach."""
    found = scope(actor).filter(pk=project).first()
    if found is None:
        raise NotFound(N_("Không có dự án này trong địa bàn của bạn."))
    words = list(ProjectWord.objects.filter(project=found).order_by("-at", "-pk"))
    who = names.people_of({word.account_id for word in words})
    return ProjectPage(
        row=_rows([found])[0],
        version=found.version,
        stale_days=found.stale_days,
        words=tuple(
            WordRow(
                word.at,
                who.get(word.account_id, ""),
                word.unit_name,
                rules.Status(word.status),
                word.text,
                word.next_step,
                word.next_by,
            )
            for word in words
        ),
        offers=tuple(available(found, actor)),
    )


def _asked(actor: Actor, asked: Asked) -> QuerySet[Project]:
    found = _shown(scope(actor), asked.show)
    if asked.place is not None:
        found = found.filter(place=asked.place)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("last_word_on", "pk")


def _shown(found: QuerySet[Project], show: Show) -> QuerySet[Project]:
    today = clock.today()
    match show:
        case Show.STALE:
            old = Q(pk__in=())
            for days in set(found.filter(open=True).order_by().values_list("stale_days", flat=True)):
                old |= Q(stale_days=days, last_word_on__lte=today - timedelta(days=days))
            return found.filter(old, open=True)
        case Show.STUCK:
            return found.filter(open=True, status=rules.Status.STUCK)
        case Show.OVERDUE:
            return found.filter(open=True, next_by__lt=today)
        case Show.CLOSED:
            return found.filter(open=False)
        case _:
            return found.filter(open=True)


def _rows(found: Iterable[Project]) -> tuple[ProjectRow, ...]:
    projects, today = list(found), clock.today()
    named = names.names_of({project.place_id for project in projects})
    return tuple(
        ProjectRow(
            id=one.id,
            name=one.name,
            kind=rules.Kind(one.kind),
            site=one.site,
            place=one.place_id,
            place_name=named.get(one.place_id, ""),
            owner=one.owner,
            status=rules.Status(one.status),
            next_step=one.next_step,
            next_by=one.next_by,
            overdue=one.open and one.next_by is not None and one.next_by < today,
            last_word_on=one.last_word_on,
            silent=rules.silent_days(one.last_word_on, today),
            stale=one.open and rules.is_stale(one.last_word_on, today, one.stale_days),
            open=one.open,
        )
        for one in projects
    )
