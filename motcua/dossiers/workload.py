"""What an official still has in hand: asked before somebody leaves or goes on long absence."""

from __future__ import annotations

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
    found = Dossier.objects.filter(official_id=official, open=True)
    late = Q(due_at__lt=clock.now())
    counted = found.aggregate(open=Count("pk"), late=Count("pk", filter=late))
    codes = found.order_by("due_at", "pk").values_list("code", flat=True)[:_NAMED]
    return InHand(counted["open"], counted["late"], tuple(codes))
