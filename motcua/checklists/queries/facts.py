"""One version with everything it asks, and the versions that are offered at a place on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.checklists.kept import form_of
from motcua.checklists.models import Checklist, Version
from motcua.checklists.queries.scope import UNUSED, may_look, scope, versions_of
from motcua.checklists.rules import versions
from motcua.checklists.rules.items import Form
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.queries import names


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version: what it asks (``form``), its XForm, the stored XLSX (``sha256``), and from when to when it is offered.

    ``place`` is whose it is, ``None`` for a packaged one. There is no personal data in it.
    """

    id: UUID
    checklist: UUID
    key: str
    number: int
    title: str
    state: versions.State
    place: UUID | None
    valid_from: date | None
    retired_from: date | None
    sha256: str
    digest: str
    xform: str
    form: Form


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """A version somebody may choose; ``place_name`` "" for a packaged one."""

    id: UUID
    checklist: UUID
    key: str
    number: int
    title: str
    place_name: str
    items: int
    scored: int
    valid_from: date


def version(version_id: UUID) -> VersionFacts:
    """Return a version that is or was in use; :class:`NotFound` for a draft.

    For rooms that keep answers and decide themselves who may see them: a version once chosen is shown to all of them,
    also after it was retired.
    """
    row = Version.objects.select_related("checklist").filter(pk=version_id).exclude(state__in=UNUSED).first()
    if row is None:
        raise NotFound(N_("Không có phiên bản này."))
    return _facts(row, row.checklist)


def shown(actor: Actor, version_id: UUID) -> VersionFacts:
    """Return a version the actor may see, drafts of their own reach among them; :class:`NotFound` otherwise."""
    row = Version.objects.filter(pk=version_id).first()
    checklist = scope(actor).filter(pk=row.checklist_id).first() if row else None
    if row is None or checklist is None or not versions_of(actor, checklist).filter(pk=row.pk).exists():
        raise NotFound(N_("Không có phiên bản này."))
    return _facts(row, checklist)


def _facts(row: Version, checklist: Checklist) -> VersionFacts:
    return VersionFacts(
        id=row.id,
        checklist=checklist.id,
        key=checklist.key,
        number=row.number,
        title=row.title,
        state=versions.State(row.state),
        place=checklist.place_id,
        valid_from=row.valid_from,
        retired_from=row.retired_from,
        sha256=row.sha256,
        digest=row.digest,
        xform=row.xform,
        form=form_of(row.content),
    )


def offered(actor: Actor, place: UUID, on: date) -> tuple[OfferedRow, ...]:
    """Return the versions that are offered at ``place`` on a day, one of each checklist, by title.

    Packaged ones, and those of the place itself or of a place above it, as far as the actor may see them.
    """
    if not may_look(actor):
        return ()
    above = {place, *territory.over(place)}
    found = scope(actor).filter(used=True)
    checklists = {one.id: one for one in found if one.place_id is None or one.place_id in above}
    by_checklist: dict[UUID, list[Version]] = {}
    rows = Version.objects.filter(checklist__in=checklists, valid_from__lte=on).defer("content", "xform")
    for row in rows:
        by_checklist.setdefault(row.checklist_id, []).append(row)
    chosen = [best for each in by_checklist.values() if (best := versions.offered_on(each, on)) is not None]
    named = names.names_of({one.place_id for one in checklists.values() if one.place_id is not None})
    made = [_row(best, checklists[best.checklist_id], named) for best in chosen]
    return tuple(sorted(made, key=lambda one: (fold(one.title), one.place_name)))


def _row(row: Version, checklist: Checklist, named: dict[UUID, str]) -> OfferedRow:
    return OfferedRow(
        id=row.id,
        checklist=checklist.id,
        key=checklist.key,
        number=row.number,
        title=row.title,
        place_name=named.get(checklist.place_id, "") if checklist.place_id else "",
        items=row.items,
        scored=row.scored,
        valid_from=row.valid_from or date.max,
    )
