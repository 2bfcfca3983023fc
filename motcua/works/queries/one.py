"""One works with everything known of it, its evidence and its acceptance record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, act_of
from motcua.ledger.perform import Offer, available
from motcua.office.queries import names
from motcua.works import policies, rules
from motcua.works.models import Acceptance, Blocker, Defect, Photo, Report, Works
from motcua.works.queries.lists import WorksRow, rows_of, scope

REPORTS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with its plan, what the plan wants by today, and what was reported (``None``: nothing yet)."""

    key: str
    name: str
    weight: int
    starts: date
    ends: date
    done: int | None
    planned: int


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A piece of evidence."""

    id: UUID
    filename: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One word about the works, and whose it is."""

    id: UUID
    source: rules.Source
    day: date
    at: datetime
    who: str
    unit_name: str
    percent: int
    words: str
    reason: str
    photos: tuple[PhotoRow, ...]


@dataclass(frozen=True, slots=True)
class BlockerRow:
    """What blocks (or blocked) the works."""

    id: UUID
    what: str
    side: rules.Side
    who: str
    opened_at: datetime
    opened_by: str
    answer: str
    answered_at: datetime | None
    answered_by: str
    how: str
    cleared_at: datetime | None
    cleared_by: str


@dataclass(frozen=True, slots=True)
class DefectRow:
    """A defect left at acceptance; ``late`` in days past its day while nobody confirmed it mended."""

    id: UUID
    what: str
    due: date
    late: int
    mended_at: datetime | None
    mended_words: str
    checked_at: datetime | None
    checked_words: str
    reopened: int


@dataclass(frozen=True, slots=True)
class AcceptanceRow:
    """An acceptance record as it was signed."""

    id: UUID
    held_on: date
    signed_at: datetime
    signed_by: str
    signer_title: str
    parties: tuple[tuple[str, str, str], ...]
    conclusion: str
    last_day: date | None
    late: int
    set_aside_at: datetime | None
    defects: tuple[DefectRow, ...]


@dataclass(frozen=True, slots=True)
class WorksPage:
    """Everything about one works; ``points`` are the builder's figures by day, for the chart."""

    row: WorksRow
    version: int
    starts: date
    ground: str
    asked_kind: rules.AskedKind
    asked_day: date | None
    asked_by: str
    asked_on: date | None
    silent_days: int
    stages: tuple[StageRow, ...]
    reports: tuple[ReportRow, ...]
    points: tuple[rules.Point, ...]
    blockers: tuple[BlockerRow, ...]
    acceptances: tuple[AcceptanceRow, ...]
    offers: tuple[Offer, ...]
    builds: bool

    @property
    def open_blockers(self) -> tuple[BlockerRow, ...]:
        """Return what blocks them now."""
        return tuple(one for one in self.blockers if one.cleared_at is None)

    @property
    def accepted(self) -> AcceptanceRow | None:
        """Return the acceptance that stands."""
        return next((one for one in self.acceptances if one.set_aside_at is None), None)


def demand(actor: Actor, id_: UUID, command: type[Command]) -> None:
    """Raise what ``perform`` would say before anything is taken in for a command: not there, or not allowed."""
    works = _works(actor, id_)
    refusal = act_of(command).may(actor, works)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)


def page(actor: Actor, id_: UUID) -> WorksPage:
    """Return one works; :class:`NotFound` when it is not there or outside what the actor may see."""
    works = _works(actor, id_)
    row = rows_of([works])[0]
    reports = list(works.reports.prefetch_related("photos").order_by("-at", "-pk")[:REPORTS_SHOWN])
    blockers = list(works.blockers.order_by("opened_at", "pk"))
    acceptances = list(works.acceptances.prefetch_related("defects").order_by("-signed_at", "-pk"))
    people = _people(reports, blockers, acceptances)
    today = clock.today()
    points = works.reports.filter(source=rules.Source.REPORTED).order_by("at", "pk").values_list("day", "percent")
    return WorksPage(
        row=row,
        version=works.version,
        starts=works.starts,
        ground=works.ground,
        asked_kind=rules.AskedKind(works.asked_kind),
        asked_day=works.asked_day,
        asked_by=works.asked_by,
        asked_on=works.asked_on,
        silent_days=works.silent_days,
        stages=tuple(
            StageRow(
                s.key,
                s.name,
                s.weight,
                s.starts,
                s.ends,
                s.done,
                rules.planned([rules.StagePlan(1, s.starts, s.ends)], today),
            )
            for s in works.stages.order_by("ordinal")
        ),
        reports=tuple(_report(one, people) for one in reports),
        points=tuple(rules.Point(day, percent) for day, percent in points),
        blockers=tuple(_blocker(one, people) for one in blockers),
        acceptances=tuple(_acceptance(one, people, today) for one in acceptances),
        offers=tuple(available(works, actor)),
        builds=policies.builds(actor, works),
    )


def photo(actor: Actor, works: UUID, id_: UUID) -> tuple[PhotoRow, str]:
    """Return a piece of evidence of works the actor may see, and the hash of its content."""
    found = _works(actor, works)
    row = Photo.objects.filter(pk=id_, report__works=found).first()
    if row is None:
        raise NotFound(N_("Không có tệp này trong công trình."))
    return _photo(row), row.sha256


def acceptance_of(actor: Actor, id_: UUID) -> tuple[WorksPage, AcceptanceRow]:
    """Return works with the acceptance that stands; :class:`NotFound` when they are not accepted."""
    found = page(actor, id_)
    if found.accepted is None:
        raise NotFound(N_("Công trình chưa nghiệm thu, chưa có biên bản."))
    return found, found.accepted


def _works(actor: Actor, id_: UUID) -> Works:
    works = scope(actor).filter(pk=id_).first()
    if works is None:
        error = NotFound(N_("Không có công trình này trong phạm vi của bạn."))
        access.refused(actor, "works.page", id_, error)
        raise error
    return works


def _people(reports: list[Report], blockers: list[Blocker], acceptances: list[Acceptance]) -> dict[UUID, str]:
    accounts: set[Any] = {one.account_id for one in reports} | {one.signed_by for one in acceptances}
    for one in blockers:
        accounts |= {one.opened_by, one.answered_by, one.cleared_by}
    return names.people_of(accounts - {None})


def _report(row: Report, people: dict[UUID, str]) -> ReportRow:
    return ReportRow(
        id=row.id,
        source=rules.Source(row.source),
        day=row.day,
        at=row.at,
        who=people.get(row.account_id, ""),
        unit_name=row.unit_name,
        percent=row.percent,
        words=row.words,
        reason=row.reason,
        photos=tuple(_photo(one) for one in row.photos.all()),
    )


def _photo(row: Photo) -> PhotoRow:
    return PhotoRow(row.id, row.filename, row.media_type, row.size)


def _blocker(row: Blocker, people: dict[UUID, str]) -> BlockerRow:
    def name(account: UUID | None) -> str:
        return people.get(account, "") if account else ""

    return BlockerRow(
        id=row.id,
        what=row.what,
        side=rules.Side(row.side),
        who=row.who,
        opened_at=row.opened_at,
        opened_by=name(row.opened_by),
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=name(row.answered_by),
        how=row.how,
        cleared_at=row.cleared_at,
        cleared_by=name(row.cleared_by),
    )


def _acceptance(row: Acceptance, people: dict[UUID, str], today: date) -> AcceptanceRow:
    return AcceptanceRow(
        id=row.id,
        held_on=row.held_on,
        signed_at=row.signed_at,
        signed_by=people.get(row.signed_by, ""),
        signer_title=row.signer_title,
        parties=tuple((one["side"], one["name"], one["title"]) for one in row.parties),
        conclusion=row.conclusion,
        last_day=row.last_day,
        late=row.late,
        set_aside_at=row.set_aside_at,
        defects=tuple(_defect(one, today) for one in sorted(row.defects.all(), key=lambda d: (d.due, d.pk))),
    )


def _defect(row: Defect, today: date) -> DefectRow:
    late = rules.days_late(row.due, today) if row.checked_at is None else 0
    return DefectRow(
        row.id,
        row.what,
        row.due,
        late,
        row.mended_at,
        row.mended_words,
        row.checked_at,
        row.checked_words,
        row.reopened,
    )
