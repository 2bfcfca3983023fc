"""Equipment of many centres at once: gaps against the norm by kind and by centre, and requests that wait.

The last recorded comparison of each centre counts (``GapReview``); a centre never compared is in no list of gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import msgspec
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.custody.models import Asset, GapReview, SupplyRequest
from motcua.custody.queries import scope
from motcua.custody.rules.requests import RequestState
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.events.custody import GapLine
from motcua.office import queries as office

PAGE: Final = 50
EXPORT_MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class GapRow:
    """What a centre lacked when it was last compared: ``lines`` are the kinds with a gap."""

    review: UUID
    place: UUID
    place_name: str
    on: date
    lacking: int
    cost: int
    unpriced: int
    lines: tuple[GapLine, ...]


@dataclass(frozen=True, slots=True)
class KindRow:
    """How many devices of a kind are lacking in all, at how many centres."""

    kind: str
    lacking: int
    centres: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many centres lack something of those compared, assets nobody manages, requests that wait for a word."""

    lacking: int
    compared: int
    unclear: int
    waiting: int


def counts(actor: Actor, place: UUID | None = None) -> Counts:
    """Return the counts within reach or of one place; a handful of statements however many centres."""
    found = _last(actor, place)
    requests = _requests(actor, place)
    return Counts(
        lacking=found.filter(lacking__gt=0).count(),
        compared=found.count(),
        unclear=_unclear(actor, place).count(),
        waiting=requests.count(),
    )


def gaps(
    actor: Actor, *, place: UUID | None = None, kind: str = "", after: UUID | None = None, limit: int = PAGE
) -> tuple[tuple[GapRow, ...], UUID | None]:
    """Return a page of the centres that lack something (of one kind), the latest comparison first."""
    found = _last(actor, place).filter(lacking__gt=0)
    if kind:
        # The lines are JSON of their own writing: a kind without a gap is sorted out below.
        found = found.filter(lines__contains=f'"kind":"{kind}"')
    if after is not None:
        found = found.filter(pk__lt=after)
    rows: list[tuple[GapReview, tuple[GapLine, ...]]] = []
    cursor = None
    for row in found.order_by("-pk").iterator(chunk_size=500):
        lines = tuple(line for line in _lines(row.lines) if line.lacking and kind in ("", line.kind))
        if not lines:
            continue
        if len(rows) == limit:
            cursor = rows[-1][0].pk
            break
        rows.append((row, lines))
    return _rows(rows), cursor


def by_kind(actor: Actor, place: UUID | None = None) -> tuple[KindRow, ...]:
    """Return the gaps by kind of equipment, the widest first; one statement."""
    sums: dict[str, tuple[int, int]] = {}
    for text in _last(actor, place).filter(lacking__gt=0).values_list("lines", flat=True):
        for line in _lines(text):
            if line.lacking:
                lacking, centres = sums.get(line.kind, (0, 0))
                sums[line.kind] = (lacking + line.lacking, centres + 1)
    rows = (KindRow(kind, lacking, centres) for kind, (lacking, centres) in sums.items())
    return tuple(sorted(rows, key=lambda row: (-row.lacking, row.kind)))


def lacking_by_place(actor: Actor) -> dict[UUID, int]:
    """Return how many devices each place within reach lacks; one statement."""
    return dict(_last(actor, None).filter(lacking__gt=0).values_list("place_id", "lacking"))


def unclear_by_place(actor: Actor) -> dict[UUID, int]:
    """Return how many assets of each place nobody manages; one statement."""
    return dict(_unclear(actor, None).order_by().values_list("place").annotate(count=Count("pk")))


def waiting_by_place(actor: Actor) -> dict[UUID, int]:
    """Return how many requests of each place wait for a word; one statement."""
    return dict(_requests(actor, None).order_by().values_list("place").annotate(count=Count("pk")))


def _lines(text: str) -> list[GapLine]:
    return msgspec.json.decode(text, type=list[GapLine])


def _last(actor: Actor, place: UUID | None) -> QuerySet[GapReview]:
    """Return the last comparison of each centre, the one that none follows: ids grow as they are recorded."""
    scope.demand_read(actor)
    later = GapReview.objects.filter(realm=OuterRef("realm"), centre=OuterRef("centre"), pk__gt=OuterRef("pk"))
    found = GapReview.objects.filter(realm=str(actor.realm), place__in=scope.places(actor, place))
    return found.exclude(Exists(later))


def _unclear(actor: Actor, place: UUID | None) -> QuerySet[Asset]:
    scope.demand_read(actor)
    found = Asset.objects.filter(realm=str(actor.realm), place__in=scope.places(actor, place), gone=False)
    return found.filter(Q(unit__isnull=True) | Q(unit__valid_to__lte=clock.today()))


def _requests(actor: Actor, place: UUID | None) -> QuerySet[SupplyRequest]:
    scope.demand_read(actor)
    found = SupplyRequest.objects.filter(realm=str(actor.realm), place__in=scope.places(actor, place))
    return found.filter(state=RequestState.SUBMITTED)


def _rows(found: Sequence[tuple[GapReview, tuple[GapLine, ...]]]) -> tuple[GapRow, ...]:
    named = office.units(row.place_id for row, _ in found)
    return tuple(
        GapRow(row.pk, row.place_id, named[row.place_id].printed, row.on, row.lacking, row.cost, row.unpriced, lines)
        for row, lines in found
    )
