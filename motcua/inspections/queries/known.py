"""What other rooms ask of campaigns and stops to decide who may do what with what was seen there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.inspections.models import Stop
from motcua.inspections.queries import scope
from motcua.inspections.rules.stops import StopState
from motcua.ledger.actor import Actor
from motcua.office.queries import names

VISITS_MOST = 200


@dataclass(frozen=True, slots=True)
class StopFacts:
    """A stop as far as others' rules depend on it: ``begun`` once the team came, ``open`` until it ends or is called off."""

    id: UUID
    campaign: UUID
    place: UUID
    day: date
    realm: str
    begun: bool
    open: bool


def stop_facts(stop: UUID) -> StopFacts | None:
    """Return a stop for a room that decides itself who may see it; ``None`` where there is none."""
    found = Stop.objects.filter(pk=stop).first()
    if found is None:
        return None
    open_ = found.state in {StopState.PLANNED.value, StopState.BEGUN.value}
    return StopFacts(
        found.id, found.campaign_id, found.place_id, found.day, found.realm, found.begun_at is not None, open_
    )


def mine(actor: Actor) -> frozenset[UUID]:
    """Return the campaigns an actor prepared or is in the team of: what they see all of."""
    return frozenset(scope.inside(actor).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Visit:
    """A campaign as an article may name it: when it was, and which places within the writer's reach it went to."""

    id: UUID
    title: str
    first: date
    last: date
    places: tuple[str, ...]


def visits_told_of(actor: Actor) -> tuple[Visit, ...]:
    """Return the campaigns an article by the actor may tell of, newest first, at most :data:`VISITS_MOST`."""
    stops: defaultdict[UUID, list[Stop]] = defaultdict(list)
    found = scope.told_of(actor).select_related("campaign").order_by("-day", "half", "-ordinal", "pk")
    for stop in found:
        if stop.campaign_id not in stops and len(stops) == VISITS_MOST:
            break
        stops[stop.campaign_id].append(stop)
    named = names.names_of({stop.place_id for many in stops.values() for stop in many})
    return tuple(_visit(many[::-1], named) for many in stops.values())


def may_be_told_of(actor: Actor, visit: UUID) -> bool:
    """Say whether an article by the actor may tell of this campaign or stop."""
    return scope.told_of(actor).filter(Q(campaign=visit) | Q(pk=visit)).exists()


def page_seen(actor: Actor, visit: UUID) -> str:
    """Return whose page the actor may open under this id: ``campaign``, ``stop``, or "" for nothing they see."""
    if scope.open_campaigns(actor).filter(pk=visit).exists():
        return "campaign"
    return "stop" if scope.stops(actor).filter(pk=visit).exists() else ""


def _visit(stops: list[Stop], named: dict[UUID, str]) -> Visit:
    campaign = stops[0].campaign
    places = tuple(dict.fromkeys(named.get(stop.place_id, "") for stop in stops))
    return Visit(campaign.pk, campaign.title, stops[0].day, stops[-1].day, places)
