"""How units hang together: the line above one, everything under one, the commune it works for. Kept in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.office.models import Unit
from motcua.office.rules import BODIES, Level, Period
from motcua.office.stamps import kept

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit as its family knows it."""

    id: UUID
    level: Level
    name: str
    full_name: str
    parent: UUID | None
    valid: Period


@kept
def kin(unit: UUID) -> Kin | None:
    """Return one unit, ``None`` when there is none of this id."""
    row = Unit.objects.filter(pk=unit).values_list(*_FIELDS).first()
    return _kin(row) if row else None


@kept
def line(unit: UUID) -> tuple[Kin, ...]:
    """Return the unit and what it stands under, nearest first: centre, commune, province."""
    found: list[Kin] = []
    at: UUID | None = unit
    while at is not None and len(found) < _DEEPEST:
        one = kin(at)
        if one is None:
            break
        found.append(one)
        at = one.parent
    return tuple(found)


@kept
def subtree(unit: UUID) -> frozenset[UUID]:
    """Return the unit and everything under it."""
    found, edge = {unit}, [unit]
    while edge:
        edge = list(Unit.objects.filter(parent__in=edge).exclude(pk__in=found).values_list("pk", flat=True))
        found.update(edge)
    return frozenset(found)


@kept
def household(place: UUID) -> frozenset[UUID]:
    """Return an administrative unit and the bodies under it, but not the administrative units under it nor theirs.

    What is a province's own, without its communes': a commune handles its citizens' papers itself.
    """
    found, edge = {place}, [place]
    bodies = Unit.objects.filter(level__in=[str(level) for level in BODIES])
    while edge:
        edge = list(bodies.filter(parent__in=edge).exclude(pk__in=found).values_list("pk", flat=True))
        found.update(edge)
    return frozenset(found)


def commune_of(unit: UUID) -> UUID | None:
    """Return the commune a unit works for (a commune: itself), ``None`` for bodies of a province or of nobody."""
    return next((one.id for one in line(unit) if one.level is Level.COMMUNE), None)


def home_of(unit: UUID) -> UUID:
    """Return the administrative unit a body belongs to: its commune, former district or province; else itself."""
    found = line(unit)
    return next((one.id for one in found if one.level not in BODIES), found[-1].id if found else unit)


@kept
def places_with_centre(on: date) -> frozenset[UUID]:
    """Return the places that have a centre which stands, or is being prepared, on a day; one statement for all of them."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    centres = Unit.objects.filter(lasting, level=str(Level.CENTRE))
    rows = centres.values_list("parent", "parent__level", "parent__parent")
    homes = (above if level in BODIES else parent for parent, level, above in rows)
    return frozenset(home for home in homes if home is not None)


@kept
def bodies_of(place: UUID, on: date) -> tuple[Kin, ...]:
    """Return the bodies of an administrative unit that stand, or are being prepared, on a day, in the order of levels."""
    found: list[Kin] = []
    edge = [place]
    while edge:
        rows = Unit.objects.filter(parent__in=edge, level__in=[str(level) for level in BODIES]).order_by("name", "pk")
        kins = [_kin(row) for row in rows.values_list(*_FIELDS)]
        found += [one for one in kins if one.valid.end is None or on < one.valid.end]
        edge = [one.id for one in kins]
    order = list(Level)
    return tuple(sorted(found, key=lambda one: (order.index(one.level), one.name)))


_FIELDS = ("pk", "level", "name", "full_name", "parent_id", "valid_from", "valid_to")


def _kin(row: tuple[UUID, str, str, str, UUID | None, date | None, date | None]) -> Kin:
    return Kin(row[0], Level(row[1]), row[2], row[3], row[4], Period(row[5], row[6]))
