"""Who may sign for somebody of a unit today: for rooms that tell of what waits for a signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.office import rules
from motcua.office.models import Delegation


@dataclass(frozen=True, slots=True)
class Taker:
    """Where somebody sits who may sign for another, what they may do there, and for whom they may sign."""

    unit: UUID
    powers: frozenset[str]
    name: str
    giver: UUID
    giver_name: str


def takers(unit: UUID, on: date) -> tuple[Taker, ...]:
    """Return to whom the signing of a post of the unit is delegated on a day on which both hold their posts; one statement."""
    holds = Q(valid_to__gt=on, valid_from__lte=on) & (Q(revoked_on__isnull=True) | Q(revoked_on__gt=on))
    for post in ("giver", "taker"):
        holds &= Q(**{f"{post}__valid_from__lte": on}) & (
            Q(**{f"{post}__valid_to__isnull": True}) | Q(**{f"{post}__valid_to__gt": on})
        )
    rows = Delegation.objects.filter(holds, giver__unit=unit).select_related("taker__official", "giver__official")
    return tuple(
        Taker(
            row.taker.unit_id,
            rules.powers_of(rules.roles_from(row.taker.roles)),
            row.taker.official.name,
            row.giver.official_id,
            row.giver.official.name,
        )
        for row in rows.order_by("valid_from", "id")
    )
