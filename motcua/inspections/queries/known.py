"""What other rooms ask of campaigns and stops to decide who may do what with what was seen there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.inspections.models import Stop
from motcua.inspections.queries import scope
from motcua.inspections.rules.campaigns import ALIVE
from motcua.inspections.rules.stops import StopState
from motcua.ledger.actor import Actor


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


def mine(actor: Actor) -> frozenset[UUID]:
    """Return the campaigns an actor prepared or is in the team of: what they see all of."""
    return frozenset(scope.inside(actor).values_list("pk", flat=True))
