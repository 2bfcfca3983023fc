"""Closed records of many bodies at once: which fonds are behind at a stage, which handovers wait for a side."""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from motcua.archives.models import Fonds, Handover
from motcua.archives.queries import fonds_rows, seen
from motcua.archives.views import FondsRow
from motcua.kernel.ids import parse_id
from motcua.kernel.text import fold
from motcua.ledger.actor import Actor

PAGE: Final = 50
EXPORT_MOST: Final = 5_000
OPEN: Final = (Handover.State.DRAFT, Handover.State.MINUTES, Handover.State.SIGNING)


class Show(StrEnum):
    """Which fonds are asked for."""

    ALL = "tat-ca"
    UNLISTED = "chua-du-muc-luc"
    UNCLASSIFIED = "chua-phan-loai"
    UNCHECKED = "chua-kiem-tra"
    WAITING = "cho-ban-giao"


def counts(actor: Actor, place: UUID | None = None) -> dict[Show, int]:
    """Return how many fonds are of each kind within reach or in one place."""
    return {show: _found(actor, show, place).count() for show in Show}


def by_place(actor: Actor, show: Show) -> dict[UUID, int]:
    """Return how many fonds of a kind each place within reach keeps; one statement."""
    return dict(_found(actor, show, None).order_by().values_list("place").annotate(count=Count("pk")))


def listed(
    actor: Actor, show: Show, *, place: UUID | None = None, text: str = "", after: str = "", limit: int = PAGE
) -> tuple[tuple[FondsRow, ...], str]:
    """Return a page of fonds by name, and where the next begins ("" at the end)."""
    found = _found(actor, show, place)
    for word in fold(text[:100]).split():
        found = found.filter(folded__contains=word)
    if after:
        name, _, last = after.rpartition("~")
        found = found.filter(Q(folded__gt=name) | Q(folded=name, pk__gt=parse_id(last)))
    rows = list(found.select_related("list").order_by("folded", "pk")[: limit + 1])
    more = f"{rows[limit - 1].folded}~{rows[limit - 1].pk.hex}" if len(rows) > limit else ""
    return fonds_rows(rows[:limit]), more


def _found(actor: Actor, show: Show, place: UUID | None) -> QuerySet[Fonds]:
    found = Fonds.objects.filter(seen(actor))
    if place is not None:
        found = found.filter(place=place)
    match show:
        case Show.UNLISTED:
            return found.filter(Q(files=0) | Q(files__lt=F("expected")))
        case Show.UNCLASSIFIED:
            return found.filter(classified__lt=F("files"))
        case Show.UNCHECKED:
            return found.filter(files__gt=0).exclude(checked_inventory=F("inventory"), unsettled=0)
        case Show.WAITING:
            return found.filter(pk__in=Handover.objects.filter(state__in=OPEN).values("fonds"))
        case _:
            return found
