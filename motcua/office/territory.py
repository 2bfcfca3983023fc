"""How far somebody's sight reaches: their own place, or for who oversees a district or province every commune under it.

Rooms above keep the place (a commune) with whatever belongs to a centre and ask here, so that lists, counts, exports and
single pages are cut by the same words. Places that were merged count for the one who oversaw them: the chair of a former
district sees the new communes that its old ones went into.
"""

from __future__ import annotations

from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import family
from motcua.office.models import Unit, UnitLineage
from motcua.office.rules import OVERSEE, Level
from motcua.office.stamps import kept

_TIERS = (Level.PROVINCE.value, Level.DISTRICT.value, Level.COMMUNE.value)


@kept
def under(place: UUID) -> frozenset[UUID]:
    """Return the place, the places under it, and the communes these went into when they were merged.

    An heir that took only a part of a commune which went elsewhere in the main is left out.
    """
    levels = dict(Unit.objects.filter(pk=place).values_list("pk", "level"))
    edge = [place]
    while edge:
        rows = Unit.objects.filter(parent__in=edge, level__in=_TIERS).values_list("pk", "level")
        found = {unit: level for unit, level in rows if unit not in levels}
        levels.update(found)
        edge = list(found)
    # Levels are read apart: joined in, SQLite tries every commune of the country against every place found.
    passed = UnitLineage.objects.filter(old__in=levels).values_list("old", "new", "part")
    heirs = {new for old, new, part in passed if _passes_on(levels[old], part)}
    communes = Unit.objects.filter(pk__in=heirs).values_list("pk", "level")
    return frozenset({place, *levels, *(unit for unit, level in communes if level == Level.COMMUNE)})


def _passes_on(level: str, part: str) -> bool:
    """Say whether what became of a place of this level counts for who oversaw it."""
    return level != Level.PROVINCE and not (level == Level.COMMUNE and part == "part")


@kept
def over(place: UUID) -> frozenset[UUID]:
    """Return the places from which whoever oversees reaches this one, itself left out: the other way round of :func:`under`.

    What it stands under, and what the old places that went into it stood under.
    """
    olds = UnitLineage.objects.filter(new=place).values_list("old", flat=True)
    lines = {one.id for unit in (place, *olds) for one in family.line(unit) if one.level.value in _TIERS}
    return frozenset(one for one in lines - {place} if place in under(one))


def home(actor: Actor) -> UUID | None:
    """Return the place (commune, former district, province) the actor's unit belongs to; ``None`` without a unit."""
    return family.home_of(actor.unit) if actor.unit else None


def of(actor: Actor) -> frozenset[UUID]:
    """Return the places whose affairs the actor may see: their own, with the power to oversee all under it."""
    place = home(actor)
    if place is None:
        return frozenset()
    return under(place) if actor.can(OVERSEE) else frozenset({place})


def reaches_centre(actor: Actor) -> bool:
    """Say whether any place within the actor's reach has a centre, standing or being prepared."""
    return not of(actor).isdisjoint(family.places_with_centre(clock.today()))


def holds(actor: Actor, place: UUID) -> bool:
    """Say whether a place is within the actor's reach."""
    return place in of(actor)


def refuse(actor: Actor, place: UUID) -> Said | None:
    """Say why the actor has nothing to do with a place, ``None`` when it is theirs."""
    return None if holds(actor, place) else said(N_("Địa bàn này ngoài phạm vi của bạn."))
