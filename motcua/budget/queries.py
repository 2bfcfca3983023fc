"""What budget answers: estimates and support money within the asker's reach, with what was spent on the centre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from motcua.budget import rules
from motcua.budget.models import Estimate, EstimateLine, Grant, Spending
from motcua.budget.policies import READ
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names

MOST = 500
"""Estimates and grants shown at once: a province has a few of each for each commune and year."""


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """An estimate as lists show it; ``late`` says that its day went by without approval."""

    id: UUID
    place: UUID
    place_name: str
    year: int
    title: str
    state: rules.State
    total: int
    wanted_by: date | None
    late: bool
    drafted_on: date | None
    submitted_on: date | None
    decided_on: date | None
    decision: str
    round: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of an estimate."""

    name: str
    amount: int
    for_centre: bool
    note: str


@dataclass(frozen=True, slots=True)
class EstimatePage:
    """One estimate with its lines and what the asker may do now."""

    row: EstimateRow
    version: int
    ground: str
    words: str
    lines: tuple[LineRow, ...]
    offers: tuple[Offer, ...]

    @property
    def for_centre(self) -> int:
        """Return how much of it is for the centre itself, in đồng."""
        return sum(line.amount for line in self.lines if line.for_centre)


@dataclass(frozen=True, slots=True)
class GrantRow:
    """Support money as lists show it."""

    id: UUID
    place: UUID
    place_name: str
    name: str
    source: str
    decision: str
    decided_on: date | None
    amount: int
    purpose: str
    centre_first: bool
    share: rules.Share
    recorded_on: date


@dataclass(frozen=True, slots=True)
class SpendingRow:
    """One spending; taken back it says when and why."""

    id: UUID
    day: date
    at: datetime
    who: str
    what: str
    amount: int
    for_centre: bool
    paper: str
    warned: bool
    centre_gaps: int | None
    gaps_as_of: date | None
    gaps_source: str
    reason: str
    reversed_at: datetime | None
    reversed_why: str


@dataclass(frozen=True, slots=True)
class GrantPage:
    """One grant with every spending, newest first, and what the asker may do now."""

    row: GrantRow
    version: int
    centre_first_ground: str
    spendings: tuple[SpendingRow, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What there is within reach, and the share of the centre over all support money of the list."""

    estimates: tuple[EstimateRow, ...]
    grants: tuple[GrantRow, ...]
    share: rules.Share
    missing: int
    places: tuple[tuple[UUID, str], ...]


def board(actor: Actor, place: UUID | None = None) -> Board:
    """Return estimates and grants within reach (or of one place), those without approval first."""
    estimates, grants = estimates_of(actor), grants_of(actor)
    places = {*estimates.values_list("place", flat=True), *grants.values_list("place", flat=True)}
    if place is not None:
        estimates, grants = estimates.filter(place=place), grants.filter(place=place)
    sums = grants.aggregate(given=Sum("amount"), spent=Sum("spent"), centre=Sum("centre_spent"))
    late = estimates.filter(wanted_by__lt=clock.today()).exclude(state=rules.State.APPROVED)
    ordered = estimates.order_by("-year", F("wanted_by").asc(nulls_last=True), "pk")[:MOST]
    return Board(
        estimates=estimate_rows(ordered),
        grants=grant_rows(grants.order_by("-recorded_on", "-pk")[:MOST]),
        share=rules.Share(sums["centre"] or 0, sums["spent"] or 0, sums["given"] or 0),
        missing=late.count(),
        places=tuple(sorted(names.names_of(places).items(), key=lambda item: fold(item[1]))),
    )


def estimate(actor: Actor, id_: UUID) -> EstimatePage:
    """Return one estimate; :class:`NotFound` outside the asker's reach."""
    found = estimates_of(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có dự toán này trong địa bàn của bạn."))
    lines = EstimateLine.objects.filter(estimate=found).order_by("ordinal")
    return EstimatePage(
        row=estimate_rows([found])[0],
        version=found.version,
        ground=found.ground,
        words=found.words,
        lines=tuple(LineRow(line.name, line.amount, line.for_centre, line.note) for line in lines),
        offers=tuple(available(found, actor)),
    )


def grant(actor: Actor, id_: UUID) -> GrantPage:
    """Return one grant; :class:`NotFound` outside the asker's reach."""
    found = grants_of(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có khoản kinh phí này trong địa bàn của bạn."))
    spendings = list(Spending.objects.filter(grant=found).order_by("-day", "-at", "-pk"))
    who = names.people_of({one.account_id for one in spendings})
    return GrantPage(
        row=grant_rows([found])[0],
        version=found.version,
        centre_first_ground=found.centre_first_ground,
        spendings=tuple(_spending(one, who) for one in spendings),
        offers=tuple(available(found, actor)),
    )


def _spending(one: Spending, who: dict[UUID, str]) -> SpendingRow:
    return SpendingRow(
        id=one.id,
        day=one.day,
        at=one.at,
        who=who.get(one.account_id, ""),
        what=one.what,
        amount=one.amount,
        for_centre=one.for_centre,
        paper=one.paper,
        warned=one.warned,
        centre_gaps=one.centre_gaps,
        gaps_as_of=one.gaps_as_of,
        gaps_source=one.gaps_source,
        reason=one.reason,
        reversed_at=one.reversed_at,
        reversed_why=one.reversed_why,
    )


def estimates_of(actor: Actor) -> QuerySet[Estimate]:
    """Return the estimates an actor may see: within reach and realm; none without the power."""
    if not actor.can(READ):
        return Estimate.objects.none()
    return Estimate.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def grants_of(actor: Actor) -> QuerySet[Grant]:
    """Return the support money an actor may see: within reach and realm; none without the power."""
    if not actor.can(READ):
        return Grant.objects.none()
    return Grant.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def estimate_rows(found: Iterable[Estimate]) -> tuple[EstimateRow, ...]:
    """Return estimates as rows, in their order."""
    estimates, today = list(found), clock.today()
    named = names.names_of({one.place_id for one in estimates})
    return tuple(
        EstimateRow(
            id=one.id,
            place=one.place_id,
            place_name=named[one.place_id],
            year=one.year,
            title=one.title,
            state=rules.State(one.state),
            total=one.total,
            wanted_by=one.wanted_by,
            late=one.wanted_by is not None and one.wanted_by < today and one.state != rules.State.APPROVED,
            drafted_on=one.drafted_on,
            submitted_on=one.submitted_on,
            decided_on=one.decided_on,
            decision=one.decision,
            round=one.round,
        )
        for one in estimates
    )


def grant_rows(found: Iterable[Grant]) -> tuple[GrantRow, ...]:
    """Return support money as rows, in their order."""
    grants = list(found)
    named = names.names_of({one.place_id for one in grants})
    return tuple(
        GrantRow(
            id=one.id,
            place=one.place_id,
            place_name=named[one.place_id],
            name=one.name,
            source=one.source,
            decision=one.decision,
            decided_on=one.decided_on,
            amount=one.amount,
            purpose=one.purpose,
            centre_first=one.centre_first,
            share=rules.Share(one.centre_spent, one.spent, one.amount),
            recorded_on=one.recorded_on,
        )
        for one in grants
    )
