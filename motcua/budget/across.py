"""Money of many centres at once: estimates not approved in time, support money not spent on the centre first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, QuerySet

from motcua.budget import rules
from motcua.budget.queries import EstimateRow, GrantRow, estimate_rows, estimates_of, grant_rows, grants_of
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.actor import Actor

PAGE: Final = 50
EXPORT_MOST: Final = 5_000


class Show(StrEnum):
    """What of the money of many centres is asked for."""

    MISSING = "chua-duyet"
    WAITING = "cho-duyet"
    ELSEWHERE = "chi-viec-khac"
    UNSPENT = "chua-chi"
    FIRST = "uu-tien"


@dataclass(frozen=True, slots=True)
class Money:
    """One estimate or one grant of a list."""

    estimate: EstimateRow | None = None
    grant: GrantRow | None = None


def counts(actor: Actor, place: UUID | None = None) -> dict[Show, int]:
    """Return how much there is of each kind within reach or in one place."""
    return {show: _found(actor, show, place).count() for show in Show}


def by_place(actor: Actor, show: Show) -> dict[UUID, int]:
    """Return how much of a kind each place within reach has; one statement."""
    return dict(_found(actor, show, None).order_by().values_list("place").annotate(count=Count("pk")))


def listed(
    actor: Actor, show: Show, *, place: UUID | None = None, text: str = "", after: UUID | None = None, limit: int = PAGE
) -> tuple[tuple[Money, ...], UUID | None]:
    """Return a page of a list, the newest first, and where the next begins."""
    found = _found(actor, show, place)
    words = fold(text).split()
    if after is not None:
        found = found.filter(pk__lt=after)
    rows: list[Any] = []
    cursor = None
    # Names of money are few and short: they are compared as people read them, without a column of their own.
    for row in found.order_by("-pk").iterator(chunk_size=500):
        if not all(word in fold(_name(row)) for word in words):
            continue
        if len(rows) == limit:
            cursor = rows[-1].pk
            break
        rows.append(row)
    if show in {Show.MISSING, Show.WAITING}:
        return tuple(Money(estimate=one) for one in estimate_rows(rows)), cursor
    return tuple(Money(grant=one) for one in grant_rows(rows)), cursor


def _name(row: Any) -> str:
    return f"{getattr(row, 'title', '')} {getattr(row, 'name', '')}"


def _found(actor: Actor, show: Show, place: UUID | None) -> QuerySet[Any]:
    found: QuerySet[Any]
    if show is Show.MISSING:
        found = estimates_of(actor).filter(wanted_by__lt=clock.today()).exclude(state=rules.State.APPROVED)
    elif show is Show.WAITING:
        found = estimates_of(actor).filter(state=rules.State.SUBMITTED)
    elif show is Show.ELSEWHERE:
        found = grants_of(actor).filter(centre_first=True, spent__gt=F("centre_spent"))
    else:
        found = grants_of(actor).filter(centre_first=True)
        found = found.filter(centre_spent=0) if show is Show.UNSPENT else found
    return found.filter(place=place) if place is not None else found
