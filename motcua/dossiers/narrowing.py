"""What a list may be narrowed to: field, procedure, step, holder, channel, days, words. It narrows; it never widens."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.catalogue import queries as catalogue
from motcua.dossiers import routing
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import searching
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.ledger.actor import Actor
from motcua.office.queries import names as office


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """What a list is narrowed to; days include both ends.

    ``beyond``: only what is received, settled and handed over by more than one place. ``step`` is the role of the present step, ``holder`` a unit, ``official`` who works on it, ``untaken``: nobody yet.
    ``since`` and ``until`` are days of reception, ``due_since`` and ``due_until`` of the promised date.
    """

    field: str = ""
    procedure: str = ""
    state: str = ""
    step: str = ""
    holder: UUID | None = None
    official: UUID | None = None
    untaken: bool = False
    channel: str = ""
    since: date | None = None
    until: date | None = None
    due_since: date | None = None
    due_until: date | None = None
    beyond: bool = False
    words: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


def narrowed(found: QuerySet[Dossier], narrow: Narrow | None) -> QuerySet[Dossier]:
    """Return those of ``found`` that a list is narrowed to."""
    if not narrow:
        return found
    same = {
        "procedure_code": narrow.procedure,
        "state": narrow.state,
        "step_role": narrow.step,
        "holder_id": narrow.holder,
        "official_id": narrow.official,
        "channel": narrow.channel,
        "received_day__gte": narrow.since,
        "received_day__lte": narrow.until,
        "due_at__gte": _begins(narrow.due_since) if narrow.due_since else None,
        "due_at__lt": _begins(narrow.due_until + timedelta(days=1)) if narrow.due_until else None,
    }
    found = found.filter(**{column: value for column, value in same.items() if value})
    if narrow.field:
        found = found.filter(procedure_code__in=catalogue.codes_in(narrow.field))
    if narrow.untaken:
        found = found.filter(official_id__isnull=True)
    if narrow.beyond:
        found = found.filter(BEYOND)
    return found.filter(says(narrow.words)) if narrow.words else found


BEYOND = ~Q(settling_unit=F("received_unit")) | ~Q(returning_unit=F("received_unit"))
"""Dossiers taken regardless of boundaries, or handed over elsewhere than received (NĐ 118/2025 Đ14)."""


def says(text: str) -> Q:
    """Return the condition that a dossier has all the words of ``text``, the ends of which may be missing.

    What has no word in it is said by no dossier.
    """
    wanted = searching.wanted(text)
    condition = Q()
    for word in wanted:
        condition &= Q(folded__startswith=word) | Q(folded__contains=f" {word}")
    return condition if wanted else Q(pk__in=[])


def holders(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return (unit, name) of the bodies of the actor's commune that hold dossiers, by name."""
    if actor.unit is None:
        return ()
    with suppress(RuleError):  # nothing is worked where a commune has no centre yet
        centre = routing.directory(actor.unit).centre
        return tuple(sorted(office.names_of({centre, *routing.bodies(centre)}).items(), key=lambda one: one[1]))
    return ()


def officials(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return (official, name) of whom work may lie with in the actor's own unit."""
    return office.colleagues(actor.unit) if actor.unit else ()


def _begins(day: date) -> datetime:
    return clock.at(day.year, day.month, day.day)
