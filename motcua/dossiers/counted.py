"""Counts of dossiers of centres over a period, for figures: numbers only, nobody's name, nobody's paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from motcua.dossiers.answering import Answering, split
from motcua.dossiers.lateness import missed
from motcua.dossiers.models import Attachment, Dossier
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor


@dataclass(frozen=True, slots=True)
class Tally:
    """What centres did from ``first`` to ``last``, both days included; ``waiting`` is as it was at the end of ``last``.
    ``carried`` has, beside what was open before, what was taken over from dissolved units in these days.

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
    """Return the counts of ``centres``; three statements however many dossiers, two more where some were taken over.

    Whoever may read figures may ask; that the centres are within their reach is seen to by who calls.
    """
    if not actor.can("figure.read"):
        raise NotAllowed(N_("Bạn không được xem số liệu."))
    begin, end = midnight(first), midnight(last + timedelta(days=1))
    counts: Counter[str] = Counter()
    for answering in split(Dossier.objects.filter(received_day__lte=last), centres, str(actor.realm)):
        counts.update(_counts(answering, first, begin, end))
    return Tally(**counts)


def _counts(answering: Answering, first: date, begin: datetime, end: datetime) -> dict[str, int]:
    came = Q(received_day__gte=first) & answering.received()
    done = Q(ready_at__gte=begin, ready_at__lt=end) & answering.at("ready_at")
    before = Q(received_day__lt=first) & undecided(begin) & answering.at(begin)
    found = answering.since(first).aggregate(
        received=Count("pk", filter=came),
        online=Count("pk", filter=came & Q(channel="online")),
        resolved=Count("pk", filter=done),
        dated=Count("pk", filter=done & Q(due_at__isnull=False)),
        late=Count("pk", filter=done & missed()),
        carried=Count("pk", filter=before | answering.taken(begin, end)),
        waiting=Count("pk", filter=undecided(end) & answering.at(end)),
    )
    return found | {"digitised": answering.ever().filter(came).filter(digitised()).count()}


def undecided(at: datetime) -> Q:
    """Return the condition of dossiers that had, at that instant, neither a result nor another end."""
    no_result = Q(ready_at__isnull=True) | Q(ready_at__gte=at)
    return no_result & (Q(ended_at__isnull=True) | Q(ended_at__gte=at))


def digitised() -> Exists:
    """Return the condition of dossiers with at least one of their papers as a file: one that was removed is none."""
    return Exists(Attachment.objects.filter(dossier=OuterRef("pk"), removed_at__isnull=True))


def not_handed_over(at: datetime) -> Q:
    """Return the condition of dossiers whose result, where there was one, had not been handed over at that instant."""
    return Q(returned_at__isnull=True) | Q(returned_at__gte=at)


def midnight(day: date) -> datetime:
    """Return the instant a day begins in Vietnam."""
    return datetime.combine(day, time(), clock.VIETNAM)
