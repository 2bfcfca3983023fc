"""What other rooms ask of campaigns and stops: to decide who may do what with what was seen there, and to write it down."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from motcua.inspections.models import Campaign, Member, Stop
from motcua.inspections.queries import people, scope
from motcua.inspections.queries.people import MemberRow
from motcua.inspections.rules.campaigns import ALIVE, MANDATE_NAMES, WORKS, Kind, Mandate
from motcua.inspections.rules.stops import StopState
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office.queries import names
from motcua.office.rules import day_text

VISITS_MOST = 200


@dataclass(frozen=True, slots=True)
class StopFacts:
    """A stop as far as others' rules depend on it: ``begun`` once the team came, ``open`` until it ends or is called off.

    ``running``: its campaign is neither closed nor given up.
    """

    id: UUID
    campaign: UUID
    place: UUID
    day: date
    realm: str
    begun: bool
    open: bool
    running: bool


def stop_facts(stop: UUID) -> StopFacts | None:
    """Return a stop for a room that decides itself who may see it; ``None`` where there is none."""
    found = Stop.objects.select_related("campaign").filter(pk=stop).first()
    if found is None:
        return None
    running = found.campaign.state in ALIVE
    open_ = found.state in {StopState.PLANNED.value, StopState.BEGUN.value}
    begun = found.begun_at is not None
    return StopFacts(found.id, found.campaign_id, found.place_id, found.day, found.realm, begun, open_, running)


@dataclass(frozen=True, slots=True)
class StopRecord:
    """What minutes of a stop begin with. ``members`` are those who go, with their titles on the day; ``working``: no inspection.

    ``mandate`` is the decision or plan in words, empty while there is none.
    """

    title: str
    working: bool
    mandate: str
    issuer: str
    unit: UUID | None
    unit_name: str
    venue: str
    begun_at: datetime | None
    members: tuple[MemberRow, ...]


def stop_record(stop: UUID) -> StopRecord | None:
    """Return what is written down of a stop, for a room that decides itself who may see it; ``None`` where there is none."""
    found = Stop.objects.filter(pk=stop).select_related("campaign").first()
    if found is None:
        return None
    campaign, goes = found.campaign, {UUID(one) for one in found.goes}
    named = names.names_of({campaign.unit_id, *([found.unit_id] if found.unit_id else ())})
    members = people.members_of(campaign.pk, found.day)
    return StopRecord(
        title=campaign.title,
        working=campaign.kind == Kind.WORKING,
        mandate=_mandate(campaign),
        issuer=named.get(campaign.unit_id, ""),
        unit=found.unit_id,
        unit_name=named.get(found.unit_id, "") if found.unit_id else "",
        venue=found.venue,
        begun_at=found.begun_at,
        members=tuple(one for one in members if not goes or one.id in goes),
    )


def _mandate(campaign: Campaign) -> str:
    if campaign.mandate == Mandate.NONE or campaign.mandate_day is None:
        return ""
    kind, day = MANDATE_NAMES[Mandate(campaign.mandate)], day_text(campaign.mandate_day)
    return f"{kind} số {campaign.mandate_number} ngày {day} của {campaign.mandate_issuer}"


def team_units(campaign: UUID, on: date) -> list[UUID]:
    """Return the units whose people work in a team on a day, those named as a unit included; delegates' are not."""
    team = list(Member.objects.filter(campaign=campaign, part__in=WORKS).order_by("ordinal", "pk"))
    held = office.units_held([one.official_id for one in team if one.official_id is not None], on)
    found = dict.fromkeys(one.unit_id for one in team if one.unit_id is not None)
    for one in team:
        found |= dict.fromkeys(sorted(held.get(one.official_id, ()))) if one.official_id else {}
    return list(found)


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
