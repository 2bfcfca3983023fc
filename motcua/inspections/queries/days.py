"""What happens on which day, whose it is, and what other desks ask: who is in the team of a stop, as what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from motcua.inspections.models import Member, Stop
from motcua.inspections.queries import people, scope
from motcua.inspections.queries.one import StopRow, stop_rows
from motcua.inspections.queries.people import MemberRow
from motcua.inspections.rules.campaigns import Part
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor

DAYS_MOST = 62
STOPS_MOST = 2000
BOARD, CALENDAR = "Lịch kiểm tra", "Tải lịch công tác"


@dataclass(frozen=True, slots=True)
class BoardDay:
    """A day of the board with its stops in order."""

    day: date
    stops: tuple[StopRow, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """A stop the actor goes to, and as what."""

    row: StopRow
    part: Part


def board(actor: Actor, first: date, days: int) -> tuple[BoardDay, ...]:
    """Return the stops an actor sees on ``days`` days from ``first`` on (at most 62), days without any left out."""
    if not 1 <= days <= DAYS_MOST:
        raise BadInput(N_("Xem lịch từ 1 đến {most} ngày."), most=DAYS_MOST)
    found = scope.stops(actor).filter(day__gte=first, day__lt=first + timedelta(days=days)).exclude(state="cancelled")
    rows = _read(actor, list(found.select_related("campaign").order_by("day", "pk")[:STOPS_MOST]), BOARD)
    by_day: dict[date, list[StopRow]] = {}
    for row in rows:
        by_day.setdefault(row.day, []).append(row)
    return tuple(BoardDay(day, tuple(stops)) for day, stops in sorted(by_day.items()))


def my_stops(actor: Actor, since: date | None = None) -> tuple[Mine, ...]:
    """Return the stops the actor goes to in person, from a day on, in order."""
    if actor.official is None or not actor.can(scope.READ):
        return ()
    member = {
        one.campaign_id: one for one in Member.objects.filter(official=actor.official, campaign__realm=actor.realm)
    }
    found = scope.stops(actor).filter(campaign__in=member).exclude(state="cancelled")
    if since is not None:
        found = found.filter(day__gte=since)
    going = [
        stop
        for stop in found.select_related("campaign").order_by("day", "pk")[:STOPS_MOST]
        if not stop.goes or member[stop.campaign_id].pk.hex in {UUID(one).hex for one in stop.goes}
    ]
    return tuple(Mine(row, Part(member[row.campaign].part)) for row in _read(actor, going, CALENDAR))


def stops_for(actor: Actor, *, working: bool = False) -> frozenset[UUID]:
    """Return the stops of campaigns the actor is in the team of in person; ``working`` leaves out those of delegates."""
    if actor.official is None or not actor.can(scope.READ):
        return frozenset()
    team = Member.objects.filter(official=actor.official)
    if working:
        team = team.exclude(part=Part.DELEGATE)
    found = Stop.objects.filter(Q(campaign__in=team.values("campaign")), realm=actor.realm).exclude(state="cancelled")
    return frozenset(found.values_list("pk", flat=True))


def parts_in(actor: Actor, stop: UUID) -> frozenset[Part]:
    """Return what the actor is in the team of a stop: nothing for who is not in it."""
    campaign = Stop.objects.filter(pk=stop, realm=actor.realm).values_list("campaign", flat=True).first()
    return frozenset(Part(part) for part in scope.parts(actor, campaign)) if campaign else frozenset()


def team_of(stop: UUID) -> tuple[MemberRow, ...]:
    """Return who goes to a stop, with titles as of its day. For rooms and desks that have asked who may see the stop."""
    found = Stop.objects.filter(pk=stop).first()
    if found is None:
        return ()
    goes = {UUID(one) for one in found.goes}
    return tuple(one for one in people.members_of(found.campaign_id, found.day) if not goes or one.id in goes)


def _read(actor: Actor, stops: list[Stop], purpose: str) -> tuple[StopRow, ...]:
    """Return stops as rows; a look at those of unannounced campaigns is logged."""
    quiet = list(dict.fromkeys(stop.campaign_id for stop in stops if not stop.campaign.announced))
    access.read(actor, "inspections.days", quiet, purpose=purpose)
    return stop_rows(actor, stops, conflicts=False)
