"""What an official still has in hand, and what a citizen has with the centre: asked before either is let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.ledger.actor import Actor

_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class InHand:
    """How many open dossiers lie with somebody, how many of them are late, and the codes of the first due."""

    open: int
    late: int
    codes: tuple[str, ...]


def in_hand(actor: Actor, official: UUID) -> InHand:
    """Return what lies with an official, for whoever manages accounts or gives out work; nothing for others.

    No personal data: counts and codes. Two statements.
    """
    if not actor.powers & {"account.manage", "dossier.assign"}:
        return InHand(0, 0, ())
    found = Dossier.objects.filter(official_id=official, open=True, realm=str(actor.realm))
    late = Q(due_at__lt=clock.now())
    counted = found.aggregate(open=Count("pk"), late=Count("pk", filter=late))
    codes = found.order_by("due_at", "pk").values_list("code", flat=True)[:_NAMED]
    return InHand(counted["open"], counted["late"], tuple(codes))


def of_person(actor: Actor, records: Sequence[UUID]) -> tuple[int, int]:
    """Return how many dossiers of a person are open and closed, for whoever merges or erases; nothing for others.

    ``records`` are the ids of all records of the person. No personal data: counts. One statement.
    """
    if not actor.powers & {"party.merge", "party.erase"}:
        return 0, 0
    mine = Q(applicant_id__in=records) | Q(submitter_id__in=records)
    found = Dossier.objects.filter(mine, realm=actor.realm)
    counted = found.aggregate(current=Count("pk", filter=Q(open=True)), closed=Count("pk", filter=Q(open=False)))
    return counted["current"], counted["closed"]
