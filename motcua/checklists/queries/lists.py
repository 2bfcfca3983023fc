"""The list of checklists: of one's places, packaged, retired; searched, counted, by pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.checklists.models import Checklist, Version
from motcua.checklists.queries.scope import scope, with_draft
from motcua.checklists.rules import versions
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.actor import Actor
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 5_000


class Show(StrEnum):
    """Which checklists are asked for."""

    PLACES = "cua-dia-ban"
    PACKAGED = "dong-goi"
    RETIRED = "ngung-dung"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``after`` is the id of the last row already shown."""

    show: Show = Show.PLACES
    text: str = ""
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """A checklist as lists show it: whose it is ("" for packaged), the version offered today, whether a draft waits."""

    id: UUID
    key: str
    title: str
    place_name: str
    packaged: bool
    number: int | None
    valid_from: date | None
    items: int
    scored: int
    drafted: bool
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each kind an actor sees."""

    places: int
    packaged: int
    retired: int


def counts(actor: Actor) -> Counts:
    """Return the counts of the list."""
    found = scope(actor)
    places, packaged, retired = (_shown(found, show).count() for show in Show)
    return Counts(places, packaged, retired)


def listed(actor: Actor, asked: Asked) -> tuple[tuple[ChecklistRow, ...], bool]:
    """Return a page of the list by title, and whether more follow."""
    found = _asked(actor, asked)
    if asked.after is not None and (last := scope(actor).filter(pk=asked.after).first()) is not None:
        found = found.filter(Q(folded__gt=last.folded) | Q(folded=last.folded, pk__gt=last.pk))
    rows = list(found[: PAGE + 1])
    return _rows(rows[:PAGE]), len(rows) > PAGE


def exported(actor: Actor, asked: Asked) -> tuple[ChecklistRow, ...]:
    """Return the whole list for a file."""
    return _rows(list(_asked(actor, asked)[:EXPORT_MOST]))


def _asked(actor: Actor, asked: Asked) -> QuerySet[Checklist]:
    found = _shown(with_draft(scope(actor)), asked.show)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("folded", "pk")


def _shown(found: QuerySet[Checklist], show: Show) -> QuerySet[Checklist]:
    ended = Q(ends_on__lte=clock.today())
    match show:
        case Show.RETIRED:
            return found.filter(ended)
        case Show.PACKAGED:
            return found.filter(~ended | Q(ends_on__isnull=True), place__isnull=True)
        case _:
            return found.filter(~ended | Q(ends_on__isnull=True), place__isnull=False)


def _rows(found: Sequence[Any]) -> tuple[ChecklistRow, ...]:
    by_checklist: dict[UUID, list[Version]] = {}
    for row in Version.objects.filter(checklist__in=[one.id for one in found]).defer("content", "xform"):
        by_checklist.setdefault(row.checklist_id, []).append(row)
    named = names.names_of({one.place_id for one in found if one.place_id is not None})
    today = clock.today()
    rows = []
    for one in found:
        every = by_checklist.get(one.id, [])
        now = versions.offered_on(every, today)
        about = now or max(every, key=lambda each: each.number)
        rows.append(
            ChecklistRow(
                id=one.id,
                key=one.key,
                title=one.title,
                place_name=named.get(one.place_id, ""),
                packaged=one.place_id is None,
                number=now.number if now else None,
                valid_from=now.valid_from if now else None,
                items=about.items,
                scored=about.scored,
                drafted=one.drafted,
                ends_on=one.ends_on,
            )
        )
    return tuple(rows)
