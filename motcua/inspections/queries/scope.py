"""Who sees which campaign and which stop: the one place that decides it, for lists, counts, pages, files and calendars.

* Inside: who prepared a campaign, and its team (persons, and whoever reads inspections in a unit that is in it as such).
  They see all of it.
* Above: who plans inspections sees all of an announced campaign that belongs to a place within reach. Of another they
  see only that it exists, and only where their own place planned it.
* Written about: whoever writes articles may name a campaign that began at their place or one under it: its title and
  days, no page of it.
* Visited: a place sees its own stops of an announced campaign from when it was told, and of another from when the stop
  began. Whoever oversees the place sees the same.

Nobody else sees anything.
"""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.inspections.models import Campaign, Member, Stop
from motcua.inspections.rules.campaigns import ALIVE, HEADS, WORKS, State
from motcua.inspections.rules.stops import StopState
from motcua.ledger.actor import Actor
from motcua.office import territory

READ, PLAN, WORK, ANSWER = "inspection.read", "inspection.plan", "inspection.work", "inspection.answer"
WRITES = "article.write"


class Sight(StrEnum):
    """How much of a campaign somebody sees: all, what concerns their places, or only that there is one."""

    WHOLE = "whole"
    OWN = "own"
    SEALED = "sealed"


def campaigns(actor: Actor) -> QuerySet[Campaign]:
    """Return the campaigns an actor may know of, sealed ones included; see :func:`sights` for how much of each."""
    if not actor.can(READ):
        return Campaign.objects.none()
    seen = _whole(actor) | Q(pk__in=_shown(actor).values("campaign"))
    return Campaign.objects.filter(seen | _sealed(actor), realm=actor.realm)


def open_campaigns(actor: Actor) -> QuerySet[Campaign]:
    """Return the campaigns an actor sees more of than that they exist: what may be searched and narrowed."""
    if not actor.can(READ):
        return Campaign.objects.none()
    seen = _whole(actor) | Q(pk__in=_shown(actor).values("campaign"))
    return Campaign.objects.filter(seen, realm=actor.realm)


def stops(actor: Actor) -> QuerySet[Stop]:
    """Return the stops an actor sees."""
    if not actor.can(READ):
        return Stop.objects.none()
    inside = Q(campaign__in=Campaign.objects.filter(_whole(actor)).values("pk"))
    return Stop.objects.filter(inside | Q(pk__in=_shown(actor).values("pk")), realm=actor.realm)


def told_of(actor: Actor) -> QuerySet[Stop]:
    """Return the stops an article by the actor may tell of: those that began, at their own place or one under it."""
    home = territory.home(actor)
    if home is None or not actor.can(WRITES):
        return Stop.objects.none()
    return Stop.objects.filter(begun_at__isnull=False, place__in=territory.under(home), realm=actor.realm)


def inside(actor: Actor) -> QuerySet[Campaign]:
    """Return the campaigns an actor prepared or is in the team of."""
    if not actor.can(READ):
        return Campaign.objects.none()
    return Campaign.objects.filter(_inside(actor), realm=actor.realm)


def sights(actor: Actor, ids: list[UUID]) -> dict[UUID, Sight]:
    """Return how much the actor sees of each of these campaigns; those they see nothing of are left out."""
    if not actor.can(READ) or not ids:
        return {}
    mine = Campaign.objects.filter(pk__in=ids, realm=actor.realm)
    found = dict.fromkeys(mine.filter(_sealed(actor)).values_list("pk", flat=True), Sight.SEALED)
    own = _shown(actor).filter(campaign__in=ids, realm=actor.realm)
    found |= dict.fromkeys(own.values_list("campaign", flat=True), Sight.OWN)
    found |= dict.fromkeys(mine.filter(_whole(actor)).values_list("pk", flat=True), Sight.WHOLE)
    return found


def parts(actor: Actor, campaign: UUID) -> frozenset[str]:
    """Return what the actor personally is in the team of a campaign; nothing for who is not in it."""
    if actor.official is None:
        return frozenset()
    found = Member.objects.filter(campaign=campaign, official=actor.official)
    return frozenset(found.values_list("part", flat=True))


def is_of_team(actor: Actor, campaign: UUID, wanted: frozenset[str] = frozenset(WORKS)) -> bool:
    """Say whether the actor is in the team as one of ``wanted``: by default as anybody but a delegate."""
    return bool(parts(actor, campaign) & wanted)


def parts_at(actor: Actor, stop: UUID) -> frozenset[str]:
    """Return what the actor personally is at one stop: in the team of its campaign, and among those who go there."""
    if actor.official is None:
        return frozenset()
    goes = Stop.objects.filter(pk=stop, realm=actor.realm).values_list("campaign", "goes").first()
    if goes is None:
        return frozenset()
    campaign, some = goes
    found = Member.objects.filter(campaign=campaign, official=actor.official)
    return frozenset((found.filter(pk__in=some) if some else found).values_list("part", flat=True))


def works_at(actor: Actor, stop: UUID) -> bool:
    """Say whether the actor goes to a stop as anybody of the team but a delegate."""
    return bool(parts_at(actor, stop) & frozenset(WORKS))


def stops_worked(actor: Actor) -> frozenset[UUID]:
    """Return the stops that have begun, of campaigns still running, at which the actor works."""
    if actor.official is None:
        return frozenset()
    mine = Member.objects.filter(official=actor.official, part__in=WORKS)
    ids = dict(mine.values_list("campaign", "pk"))
    begun = Stop.objects.filter(campaign__in=ids, begun_at__isnull=False, realm=actor.realm)
    rows = begun.filter(campaign__state__in=ALIVE).values_list("pk", "campaign", "goes")
    return frozenset(stop for stop, campaign, goes in rows if not goes or str(ids[campaign]) in goes)


def has_head(campaign: UUID) -> bool:
    """Say whether a leader or deputy of the team acts here in person."""
    return Member.objects.filter(campaign=campaign, part__in=HEADS, official__isnull=False).exists()


def going(found: QuerySet[Stop]) -> QuerySet[Stop]:
    """Return those of some stops that take place: neither they nor their campaigns were given up."""
    return found.exclude(state=StopState.CANCELLED).exclude(campaign__state=State.CANCELLED)


def is_known(campaign: Campaign, stop: Stop) -> bool:
    """Say whether the visited place sees a stop: its campaign was announced, or it began."""
    return stop.begun_at is not None or (campaign.announced and campaign.readied_at is not None)


def _inside(actor: Actor) -> Q:
    found = Q(planner=actor.account) if actor.can(PLAN) else Q(pk__in=())
    team = Q(pk__in=())
    if actor.official is not None:
        team |= Q(official=actor.official)
    if actor.unit is not None:
        team |= Q(unit__in={actor.unit, *actor.units}, told="unit")
    return found | Q(pk__in=Member.objects.filter(team).values("campaign"))


def _whole(actor: Actor) -> Q:
    found = _inside(actor)
    if actor.can(PLAN):
        found |= Q(announced=True, place__in=territory.of(actor))
    return found


def _sealed(actor: Actor) -> Q:
    home = territory.home(actor)
    if home is None or not actor.can(PLAN):
        return Q(pk__in=())
    return Q(announced=False, place=home)


def _shown(actor: Actor) -> QuerySet[Stop]:
    """Return the stops that a place, or who oversees it, sees of campaigns of others."""
    known = Q(begun_at__isnull=False) | Q(campaign__announced=True, campaign__readied_at__isnull=False)
    return Stop.objects.filter(known, place__in=territory.of(actor))
