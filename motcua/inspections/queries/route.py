"""Stops as slots of the rules, and what stands in the way of them: for commands that plan and pages that warn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from motcua.inspections.models import Member, Stop
from motcua.inspections.queries import people, scope
from motcua.inspections.rules.campaigns import Part
from motcua.inspections.rules.stops import Conflict, Slot, conflicts, day_warnings
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.words import Said
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office.queries import names


def slots(stops: Sequence[Stop]) -> list[Slot]:
    """Return stops as the rules see them; delegates and units without a person are in nobody's way."""
    teams: dict[UUID, list[Member]] = {}
    for one in Member.objects.filter(campaign__in={stop.campaign_id for stop in stops}).exclude(part=Part.DELEGATE):
        teams.setdefault(one.campaign_id, []).append(one)
    named = names.names_of({stop.place_id for stop in stops})
    where = positions(stops)
    return [_slot(stop, teams.get(stop.campaign_id, ()), named, where.get(stop.pk)) for stop in stops]


def _slot(stop: Stop, team: Iterable[Member], named: dict[UUID, str], position: tuple[float, float] | None) -> Slot:
    goes = {UUID(one) for one in stop.goes}
    going = [one for one in team if not goes or one.pk in goes]
    return Slot(
        stop=stop.pk,
        campaign=stop.campaign_id,
        place=stop.place_id,
        day=stop.day,
        half=stop.half,
        ordinal=stop.ordinal,
        at=stop.at,
        who=frozenset(people.who(going).values()),
        name=named.get(stop.place_id, ""),
        position=position,
    )


def positions(stops: Iterable[Stop]) -> dict[UUID, tuple[float, float]]:
    """Return where stops lie: the unit visited, else the place's committee, centre or the place itself."""
    asked = list(stops)
    seats = office.seats_of({stop.place_id for stop in asked}, clock.today())
    ways: dict[UUID, list[UUID]] = {}
    for stop in asked:
        tried = [stop.unit_id, *seats.get(stop.place_id, ()), stop.place_id]
        ways[stop.pk] = [one for one in tried if one is not None]
    known = office.positions({one for tried in ways.values() for one in tried})
    return {
        stop: next(known[one] for one in tried if one in known)
        for stop, tried in ways.items()
        if any(one in known for one in tried)
    }


def found_conflicts(actor: Actor, stops: Sequence[Stop]) -> dict[UUID, tuple[Conflict, ...]]:
    """Return what stands in the way of stops, among those the actor may see: a sealed one is betrayed by no warning."""
    live = [stop for stop in stops if stop.state != "cancelled"]
    if not live:
        return {}
    days = {stop.day for stop in live}
    around = scope.going(scope.stops(actor)).filter(day__in=days)
    mine = {stop.pk for stop in live}
    near = list(around.exclude(pk__in=mine).filter(place__in={stop.place_id for stop in live}))
    near += _of_same_people(actor, live, exclude=mine | {stop.pk for stop in near})
    known = {slot.stop: slot for slot in slots([*live, *near])}
    return {stop.pk: conflicts(known[stop.pk], known.values()) for stop in live}


def _of_same_people(actor: Actor, live: Sequence[Stop], *, exclude: set[UUID]) -> list[Stop]:
    """Return other stops of those days whose teams share an official with these."""
    officials = Member.objects.filter(campaign__in={stop.campaign_id for stop in live}, official__isnull=False)
    shared = Member.objects.filter(official__in=officials.values("official")).values("campaign")
    around = scope.going(scope.stops(actor)).filter(day__in={stop.day for stop in live}, campaign__in=shared)
    return list(around.exclude(pk__in=exclude))


def warnings(place: UUID, unit: UUID | None, day: date, half: str, at: int | None) -> tuple[Said, ...]:
    """Return what the calendar of the visited unit has against a half-day."""
    try:
        calendar = office.calendar_for(unit or place)
    except RuleError:
        calendar = None
    return day_warnings(calendar, day, half, at)
