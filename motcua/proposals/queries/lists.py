"""Lists of proposals: narrowed, counted, paged by key, as a file, and as of an earlier day. Cut by ``scope.py``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.kernel.worktime import Calendar
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names
from motcua.proposals.models import Filing, Proposal, Routed, Wait
from motcua.proposals.queries import scope
from motcua.proposals.rules import ageing
from motcua.proposals.rules.facts import ANSWERS, Category, Kind, Solver, State

PAGE: Final = 50
EXPORT_MOST: Final = 5_000
FEW: Final = 200
"""Names of more units than this are read at once."""


class Show(StrEnum):
    """Which proposals are asked for, as addresses say it."""

    WAITING = "chua-tra-loi"
    OLD = "cho-lau"
    UNROUTED = "chua-co-don-vi"
    FORWARDED = "da-chuyen"
    ANSWERED = "da-tra-loi"
    UNSATISFIED = "chua-thoa-dang"
    ALL = "tat-ca"


SHOW_NAMES: Final = {
    Show.WAITING: N_("Chưa trả lời"),
    Show.OLD: N_("Chờ lâu"),
    Show.UNROUTED: N_("Chưa có đơn vị nhận"),
    Show.FORWARDED: N_("Đã chuyển cấp trên"),
    Show.ANSWERED: N_("Đã trả lời"),
    Show.UNSATISFIED: N_("Xã chưa thỏa đáng"),
    Show.ALL: N_("Tất cả"),
}
OLDEST_FIRST: Final = frozenset({Show.WAITING, Show.OLD, Show.UNROUTED, Show.FORWARDED})


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``after`` is the id of the last row shown, ``on`` a day to look back to (today: None).

    ``mine``: what lies with the actor's own unit. ``band`` is an age of :data:`ageing.BANDS`.
    """

    show: Show = Show.WAITING
    text: str = ""
    place: UUID | None = None
    unit: UUID | None = None
    kind: str = ""
    category: str = ""
    band: str = ""
    common: UUID | None = None
    mine: bool = False
    on: date | None = None
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as lists show it, with its ages on the day asked for: since filing, and with the present unit.

    ``working`` and ``lies_working`` are ``None`` where no calendar covers the days. ``later``: it was added to its list.
    """

    id: UUID
    filing: UUID
    ordinal: int
    later: bool
    kind: Kind
    category: Category
    statement: str
    priority: str
    purpose: str
    cost: int | None
    cost_basis: str
    solver: Solver
    place: UUID
    place_name: str
    unit_name: str
    post: str
    state: State
    open: bool
    filed_on: date
    closed_on: date | None
    days: int
    working: int | None
    lead: UUID | None
    lead_name: str
    lies_since: date
    lies_days: int
    lies_working: int | None
    forwarded_to: str
    promised_by: date | None
    promise_missed: bool
    satisfied: bool | None
    reopened: int
    common: UUID | None


def calendar_of(place: UUID | None) -> Calendar | None:
    """Return the calendar a place works by, ``None`` where no year was entered."""
    try:
        return office.calendar_for(place) if place else None
    except RuleError:
        return None


def day_of(on: date | None) -> date:
    """Return the day a list is about: today, or an earlier one; there is nothing to know of days to come."""
    today = clock.today()
    return min(on, today) if on else today


def waiting(found: QuerySet[Proposal], on: date | None, unit: UUID | None = None) -> QuerySet[Proposal]:
    """Return those that had no answer at the end of a day; each once, for its stretches of waiting do not overlap.

    ``unit``: those that lay with it then.
    """
    day = day_of(on)
    if day == clock.today():
        return found.filter(open=True, lead=unit) if unit else found.filter(open=True)
    going = Q(waits__until__isnull=True) | Q(waits__until__gt=day)
    if unit is not None:
        going &= Q(waits__unit=unit)
    return found.filter(going, waits__since__lte=day)


def sees(actor: Actor, proposal: UUID) -> bool:
    """Say whether the actor may open a proposal."""
    return scope.proposals(actor).filter(pk=proposal).exists()


def counts(actor: Actor, asked: Asked) -> dict[Show, int]:
    """Return how many there are of each kind, narrowed by everything but the kind; one statement."""
    found = _narrowed(actor, asked)
    numbers = found.aggregate(**{show.name: Count("pk", filter=_shown(show, actor)) for show in Show})
    return {show: numbers[show.name] for show in Show}


def listed(actor: Actor, asked: Asked) -> tuple[tuple[ProposalRow, ...], bool]:
    """Return a page of the list and whether more follow; what waits longest first, what was answered last first."""
    found = _ordered(actor, asked)
    if asked.after is not None:
        last = scope.proposals(actor).filter(pk=asked.after).values_list("filed_on", "pk").first()
        if last is not None and asked.show in OLDEST_FIRST:
            found = found.filter(Q(filed_on__gt=last[0]) | Q(filed_on=last[0], pk__gt=last[1]))
        elif last is not None:
            found = found.filter(Q(filed_on__lt=last[0]) | Q(filed_on=last[0], pk__lt=last[1]))
    rows = list(found[: PAGE + 1])
    return rows_of(rows[:PAGE], asked.on), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[ProposalRow, ...]:
    """Return the list for a file or a sheet of paper, at most ``limit`` rows."""
    return rows_of(_ordered(actor, asked)[:limit], asked.on)


def with_my_unit(actor: Actor) -> int:
    """Return how many that wait lie with the actor's own unit; one statement."""
    return scope.with_unit(actor).filter(open=True).count()


def called(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return names of units: a few kept in memory, many read in one statement, lest they crowd out what is kept."""
    wanted = set(ids)
    if len(wanted) <= FEW:
        return names.names_of(wanted)
    return office.full_names(wanted)


def rows_of(found: Iterable[Proposal], on: date | None = None) -> tuple[ProposalRow, ...]:
    """Return rows with their names and ages; one statement more where an earlier day is asked for."""
    rows, day = list(found), day_of(on)
    stood = _stood(rows, day)
    first = dict(Filing.objects.filter(pk__in={row.filing_id for row in rows}).values_list("pk", "first"))
    leads = {lead for lead, _ in stood.values() if lead is not None}
    named = called({*leads, *(row.place_id for row in rows), *(row.unit_id for row in rows)})
    return tuple(_row(row, day, stood[row.pk], named, first[row.filing_id]) for row in rows)


def _stood(rows: Iterable[Proposal], day: date) -> dict[UUID, tuple[UUID | None, date]]:
    """Return with whom each lay on a day, and since when: as the row says today, as its stretches say of earlier days."""
    known = {row.pk: (row.lead_id, row.lies_since) for row in rows}
    if day < clock.today():
        found = Wait.objects.filter(proposal__in=known, since__lte=day).order_by("ordinal")
        known |= {proposal: (unit, since) for proposal, unit, since in found.values_list("proposal", "unit", "since")}
    return known


def _row(row: Proposal, day: date, stood: tuple[UUID | None, date], named: dict[UUID, str], first: int) -> ProposalRow:
    lead, lies_since = stood
    calendar = calendar_of(row.place_id)
    past = day < clock.today()
    # On an earlier day it may have waited although it is answered now; its age ends with its answer.
    end = day if past or row.open else row.closed_on or day
    waits = row.open or (past and (row.closed_on is None or row.closed_on > day))
    return ProposalRow(
        id=row.pk,
        filing=row.filing_id,
        ordinal=row.ordinal,
        later=row.ordinal > first,
        kind=Kind(row.kind),
        category=Category(row.category),
        statement=row.statement,
        priority=row.priority,
        purpose=row.purpose,
        cost=row.cost,
        cost_basis=row.cost_basis,
        solver=Solver(row.solver),
        place=row.place_id,
        place_name=named.get(row.place_id, ""),
        unit_name=named.get(row.unit_id, ""),
        post=row.post,
        state=State(row.state),
        open=waits,
        filed_on=row.filed_on,
        closed_on=row.closed_on,
        days=ageing.calendar_days(row.filed_on, end),
        working=ageing.working_days(calendar, row.filed_on, end),
        lead=lead,
        lead_name=named.get(lead, "") if lead else "",
        lies_since=lies_since,
        lies_days=ageing.calendar_days(lies_since, end),
        lies_working=ageing.working_days(calendar, lies_since, end),
        forwarded_to=row.forwarded_to,
        promised_by=row.promised_by,
        promise_missed=row.promised_by is not None and row.promised_by < clock.today(),
        satisfied=row.satisfied,
        reopened=row.reopened,
        common=row.common_id,
    )


def _ordered(actor: Actor, asked: Asked) -> QuerySet[Proposal]:
    found = _narrowed(actor, asked)
    if asked.show is Show.WAITING:
        found = waiting(found, asked.on, asked.unit)
    else:
        found = found.filter(_shown(asked.show, actor))
    return found.order_by("filed_on", "pk") if asked.show in OLDEST_FIRST else found.order_by("-filed_on", "-pk")


def _narrowed(actor: Actor, asked: Asked) -> QuerySet[Proposal]:
    found = scope.proposals(actor)
    if asked.on is not None:
        found = found.filter(filed_on__lte=day_of(asked.on))
    if asked.mine:
        found = found.filter(Exists(Routed.objects.filter(proposal=OuterRef("pk"), unit=actor.unit)))
    exact = {"place": asked.place, "kind": asked.kind, "category": asked.category, "common": asked.common}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if asked.unit is not None and asked.on is None:
        found = found.filter(lead=asked.unit)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    band = ageing.band_named(asked.band)
    if band is not None:
        found = _of_band(found, band, actor, day_of(asked.on))
    return found


def _of_band(found: QuerySet[Proposal], band: ageing.Band, actor: Actor, day: date) -> QuerySet[Proposal]:
    """Cut by age: ages never fall as days go back, so a band is a stretch of days of filing."""
    filed = waiting(found, day).order_by().values_list("filed_on", flat=True).distinct()
    ends = ageing.days_of(band, calendar_of(territory.home(actor)), day, filed)
    return found.filter(filed_on__range=ends) if ends else found.none()


def _shown(show: Show, actor: Actor) -> Q:
    match show:
        case Show.OLD:
            return Q(open=True, filed_on__lte=_old_since(actor))
        case Show.UNROUTED:
            return Q(open=True, lead__isnull=True) & ~Q(state=State.FORWARDED)
        case Show.FORWARDED:
            return Q(state=State.FORWARDED)
        case Show.ANSWERED:
            return Q(state__in=ANSWERS)
        case Show.UNSATISFIED:
            return Q(state__in=ANSWERS, satisfied=False)
        case Show.ALL:
            return Q()
        case _:
            return Q(open=True)


def _old_since(actor: Actor) -> date:
    """Return the last day of filing that is more than so many working days ago."""
    today, calendar = clock.today(), calendar_of(territory.home(actor))
    days = (date.fromordinal(today.toordinal() - back) for back in range(ageing.OLD, ageing.OLD * 5))
    for day in days:
        age = ageing.working_days(calendar, day, today)
        if (age if age is not None else ageing.calendar_days(day, today) * 5 // 7) > ageing.OLD:
            return day
    return date.fromordinal(today.toordinal() - ageing.OLD * 5)
