"""What an official still has in hand, and what a citizen has with the centre: asked before either is let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from motcua.dossiers.lateness import waits_late
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
    counted = found.aggregate(open=Count("pk"), late=Count("pk", filter=waits_late(clock.now())))
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


@dataclass(frozen=True, slots=True)
class Load:
    """What a centre has on its hands: received in the last days, open and late now, officials with open dossiers."""

    days: int
    received: int
    open: int
    late: int
    officials: int


LOAD_DAYS: Final = 14


def of_centre(actor: Actor, centre: UUID) -> Load | None:
    """Return the load of a centre for whoever reads its dossiers; ``None`` for others and where it has none.

    No personal data: counts. Two statements.
    """
    if not actor.can("dossier.read") or centre not in actor.units:
        return None
    now = clock.now()
    mine = Dossier.objects.filter(received_unit=centre, realm=str(actor.realm))
    received = mine.filter(received_at__gt=now - timedelta(days=LOAD_DAYS)).count()
    counted = mine.filter(open=True).aggregate(
        open=Count("pk"), late=Count("pk", filter=waits_late(now)), officials=Count("official_id", distinct=True)
    )
    if not received and not counted["open"]:
        return None
    return Load(LOAD_DAYS, received, counted["open"], counted["late"], counted["officials"])
