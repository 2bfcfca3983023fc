"""Who sees which proposals: decided here alone, for pages, lists, counts, searches, maps and files alike.

A commune sees its own; whoever oversees sees those of the places within reach; a unit sees what lies with it,
by itself or within a common matter that it leads. All of them need the power to read, and real and trial never mix.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.proposals.models import Common, Filing, Proposal, Routed
from motcua.proposals.policies import READ, ROUTE


def proposals(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals an actor may see; none without the power."""
    if not actor.can(READ):
        return Proposal.objects.none()
    mine = Q(place__in=territory.of(actor))
    if not actor.can(ROUTE):
        # Whoever steers has everything of the place within reach; for the others what lies with their unit is added.
        mine |= Exists(Routed.objects.filter(proposal=OuterRef("pk"), unit__in=actor.units))
        mine |= Q(common__in=Common.objects.filter(lead__in=actor.units).values("pk"))
    return Proposal.objects.filter(mine, realm=actor.realm)


def with_unit(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals that lie with the actor's own unit."""
    if actor.unit is None:
        return Proposal.objects.none()
    return proposals(actor).filter(routes__unit=actor.unit)


def filings(actor: Actor) -> QuerySet[Filing]:
    """Return the lists an actor may see whole: those of their places. Who was sent one item sees that item alone."""
    if not actor.can(READ):
        return Filing.objects.none()
    return Filing.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def commons(actor: Actor) -> QuerySet[Common]:
    """Return the common matters an actor may see: whoever steers those of the places within reach, a unit what it leads."""
    if not actor.can(READ):
        return Common.objects.none()
    mine = Q(lead__in=actor.units)
    if actor.can(ROUTE):
        mine |= Q(place__in=territory.of(actor))
    return Common.objects.filter(mine, realm=actor.realm)
