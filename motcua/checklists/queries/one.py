"""One checklist with its versions, what may be done to it, and what changed from one version to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.checklists.kept import form_of
from motcua.checklists.models import Version
from motcua.checklists.policies import may_write
from motcua.checklists.queries.scope import one as one_of
from motcua.checklists.queries.scope import versions_of
from motcua.checklists.rules import differences, versions
from motcua.checklists.rules.differences import Differences
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import queries as office


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as a page lists it; ``offered`` says that it is the one offered today."""

    id: UUID
    number: int
    state: versions.State
    title: str
    note: str
    items: int
    scored: int
    sha256: str
    drafted_at: datetime
    drafted_by: str
    valid_from: date | None
    published_at: datetime | None
    published_by: str
    published_note: str
    retired_from: date | None
    ended_at: datetime | None
    ended_by: str
    ended_why: str
    offered: bool


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """A checklist with its versions, the newest first, and what the asker may do now."""

    id: UUID
    key: str
    title: str
    place_name: str
    packaged: bool
    version: int
    ends_on: date | None
    versions: tuple[VersionRow, ...]
    offers: tuple[Offer, ...]
    writes: bool


def page(actor: Actor, checklist: UUID) -> ChecklistPage:
    """Return one checklist; :class:`NotFound` where the actor may not see it."""
    found = one_of(actor, checklist)
    rows = list(versions_of(actor, found).defer("content", "xform"))
    now = versions.offered_on(rows, clock.today())
    return ChecklistPage(
        id=found.id,
        key=found.key,
        title=found.title,
        place_name=office.unit(found.place_id).full_name if found.place_id else "",
        packaged=found.place_id is None,
        version=found.version,
        ends_on=found.ends_on,
        versions=tuple(_row(row, now) for row in rows),
        offers=tuple(available(found, actor)),
        writes=may_write(actor, found) is None,
    )


def _row(row: Version, now: Version | None) -> VersionRow:
    return VersionRow(
        id=row.id,
        number=row.number,
        state=versions.State(row.state),
        title=row.title,
        note=row.note,
        items=row.items,
        scored=row.scored,
        sha256=row.sha256,
        drafted_at=row.drafted_at,
        drafted_by=row.drafted_by,
        valid_from=row.valid_from,
        published_at=row.published_at,
        published_by=row.published_by,
        published_note=row.published_note,
        retired_from=row.retired_from,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        ended_why=row.ended_why,
        offered=now is not None and row.id == now.id,
    )


def compared(actor: Actor, checklist: UUID, after: UUID, before: UUID | None) -> tuple[int, int, Differences] | None:
    """Return the numbers of two versions and what changed between them.

    Without ``before`` it is the one that came before ``after``; ``None`` for a first version. :class:`NotFound` for
    versions the actor may not see.
    """
    found = one_of(actor, checklist)
    rows = versions_of(actor, found)
    later = rows.filter(pk=after).first()
    if before is not None:
        earlier = rows.filter(pk=before).first()
    else:
        kept = rows.exclude(state=versions.State.DROPPED)
        earlier = kept.filter(number__lt=later.number).first() if later else None
    if later is None or (before is not None and earlier is None):
        raise NotFound(N_("Không có phiên bản này."))
    if earlier is None:
        return None
    return earlier.number, later.number, differences.between(form_of(earlier.content), form_of(later.content))
