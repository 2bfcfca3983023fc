"""Money of many centres at once: estimates not approved in time or never asked for, support money not spent on the centre first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, QuerySet

from motcua.budget import rules
from motcua.budget.models import Estimate
from motcua.budget.policies import READ
from motcua.budget.queries import EstimateRow, GrantRow, estimate_rows, estimates_of, grant_rows, grants_of
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names

PAGE: Final = 50
EXPORT_MOST: Final = 5_000


class Show(StrEnum):
    """What of the money of many centres is asked for."""

    MISSING = "chua-duyet"
    UNASKED = "chua-hoi"
    WAITING = "cho-duyet"
    ELSEWHERE = "chi-viec-khac"
    UNSPENT = "chua-chi"
    FIRST = "uu-tien"


@dataclass(frozen=True, slots=True)
class Unasked:
    """A place with a centre of which no estimate of the year was ever asked, so that no day can go by for it."""

    place: UUID
    place_name: str
    year: int


@dataclass(frozen=True, slots=True)
class Money:
    """One estimate, one grant or one place without an estimate, of a list."""

    estimate: EstimateRow | None = None
    grant: GrantRow | None = None
    unasked: Unasked | None = None


def counts(actor: Actor, place: UUID | None = None) -> dict[Show, int]:
    """Return how much there is of each kind within reach or in one place."""
    found = {show: _found(actor, show, place).count() for show in Show if show is not Show.UNASKED}
    return found | {Show.UNASKED: len(unasked(actor, place))}


def by_place(actor: Actor, show: Show) -> dict[UUID, int]:
    """Return how much of a kind each place within reach has; one statement."""
    if show is Show.UNASKED:
        return {one.place: 1 for one in unasked(actor)}
    return dict(_found(actor, show, None).order_by().values_list("place").annotate(count=Count("pk")))


def listed(
    actor: Actor, show: Show, *, place: UUID | None = None, text: str = "", after: UUID | None = None, limit: int = PAGE
) -> tuple[tuple[Money, ...], UUID | None]:
    """Return a page of a list, the newest first (places by name), and where the next begins."""
    words = fold(text).split()
    if show is Show.UNASKED:
        return _listed(unasked(actor, place), words, after, limit)
    found = _found(actor, show, place)
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


def unasked(actor: Actor, place: UUID | None = None, year: int | None = None) -> tuple[Unasked, ...]:
    """Return the places within reach (or one of them) of which no estimate of a year (this one) was asked, by name."""
    if not actor.can(READ):
        return ()
    today = clock.today()
    year = year or today.year
    reach = territory.of(actor) & office.places_served(today)
    wanted = reach if place is None else reach & {place}
    estimates = Estimate.objects.filter(realm=actor.realm, year=year)
    bare = wanted - set(estimates.values_list("place", flat=True))
    named = names.names_of(bare)
    return tuple(Unasked(id_, named[id_], year) for id_ in sorted(bare, key=lambda id_: (fold(named[id_]), id_)))


def _listed(
    found: tuple[Unasked, ...], words: list[str], after: UUID | None, limit: int
) -> tuple[tuple[Money, ...], UUID | None]:
    rows = [one for one in found if all(word in fold(one.place_name) for word in words)]
    begin = next((at for at, one in enumerate(rows, 1) if one.place == after), 0)
    shown = rows[begin : begin + limit]
    more = len(rows) > begin + limit
    return tuple(Money(unasked=one) for one in shown), shown[-1].place if more else None


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
