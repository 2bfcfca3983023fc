"""Counts of dossiers of centres over a period, for figures: numbers only, nobody's name, nobody's paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from motcua.dossiers.lateness import missed
from motcua.dossiers.models import Attachment, Dossier
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor


@dataclass(frozen=True, slots=True)
class Tally:
    """What centres did from ``first`` to ``last``, both days included; ``waiting`` is as it was at the end of ``last``.

    ``late`` are those resolved after the minute of their instant; ``dated`` those resolved that had one. ``online`` were filed online
    by the applicant or for them, ``digitised`` have at least one of their papers as a file.
    """

    received: int
    online: int
    digitised: int
    resolved: int
    dated: int
    late: int
    carried: int
    waiting: int


def tally(actor: Actor, centres: Collection[UUID], first: date, last: date) -> Tally:
    """Return the counts of ``centres``; two statements however many dossiers.

    Whoever may read figures may ask; that the centres are within their reach is seen to by who calls.
    """
    if not actor.can("figure.read"):
        raise NotAllowed(N_("Bạn không được xem số liệu."))
    begin, end = midnight(first), midnight(last + timedelta(days=1))
    mine = Dossier.objects.filter(received_unit__in=list(centres), realm=str(actor.realm), received_day__lte=last)
    scanned = Exists(Attachment.objects.filter(dossier=OuterRef("pk"), removed_at__isnull=True))
    came, done = Q(received_day__gte=first), Q(ready_at__gte=begin, ready_at__lt=end)
    found = mine.aggregate(
        received=Count("pk", filter=came),
        online=Count("pk", filter=came & Q(channel="online")),
        resolved=Count("pk", filter=done),
        dated=Count("pk", filter=done & Q(due_at__isnull=False)),
        late=Count("pk", filter=done & missed()),
        carried=Count("pk", filter=Q(received_day__lt=first) & undecided(begin)),
        waiting=Count("pk", filter=undecided(end)),
    )
    digitised = mine.filter(came).filter(scanned).count()
    return Tally(digitised=digitised, **found)


def undecided(at: datetime) -> Q:
    """Return the condition of dossiers that had, at that instant, neither a result nor another end."""
    no_result = Q(ready_at__isnull=True) | Q(ready_at__gte=at)
    return no_result & (Q(ended_at__isnull=True) | Q(ended_at__gte=at))


def midnight(day: date) -> datetime:
    """Return the instant a day begins in Vietnam."""
    return datetime.combine(day, time(), clock.VIETNAM)
