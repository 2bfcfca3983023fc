"""Which centre answered for a dossier at an instant: it received it, or took it over when the unit before was dissolved.

Nearly every dossier stays with the centre that received it; for the few that moved the figures of a period ask who
answered then. What passes between two of the centres that are counted together is neither taken over nor handed on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from motcua.dossiers.models import Dossier, Takeover

ALWAYS: Final = Q(pk__isnull=False)
NEVER: Final = Q(pk__isnull=True)


@dataclass(frozen=True, slots=True)
class Answering:
    """Says of dossiers, in a statement, whether some centres answered for them: ``moved`` ones by their way, others always."""

    centres: tuple[UUID, ...]
    moved: bool

    def received(self) -> Q:
        """Return the condition of those that one of the centres received itself."""
        return Q(In(self._answered(Q()), self.centres)) if self.moved else ALWAYS

    def at(self, instant: datetime | str) -> Q:
        """Return the condition of those the centres answered for at an instant, or at that of a column of theirs."""
        if not self.moved:
            return ALWAYS
        when = OuterRef(instant) if isinstance(instant, str) else instant
        return Q(In(self._answered(Q(at__gte=when)), self.centres))

    def taken(self, begin: datetime, end: datetime) -> Q:
        """Return the condition of undecided ones that came to the centres from others, from ``begin`` to before ``end``."""
        came = Q(to_unit__in=self.centres) & ~Q(from_unit__in=self.centres)
        return self._passed(came, begin, end) if self.moved else NEVER

    def handed_on(self, begin: datetime, end: datetime) -> Q:
        """Return the condition of undecided ones that went from the centres to others, from ``begin`` to before ``end``."""
        went = Q(from_unit__in=self.centres) & ~Q(to_unit__in=self.centres)
        return self._passed(went, begin, end) if self.moved else NEVER

    def _answered(self, since: Q) -> Coalesce:
        """Return who answered before the first takeover of ``since``, as an expression: nobody took it over, who does now."""
        way = Takeover.objects.filter(since, dossier=OuterRef("pk")).order_by("at", "pk")
        return Coalesce(Subquery(way.values("from_unit")[:1]), F("received_unit"), output_field=UUIDField())

    def _passed(self, way: Q, begin: datetime, end: datetime) -> Q:
        undecided = _after("ready_at") & _after("ended_at")
        found = Takeover.objects.filter(way, undecided, dossier=OuterRef("pk"), at__gte=begin, at__lt=end)
        return Q(Exists(found))


def _after(column: str) -> Q:
    """Return the condition of takeovers that came before this end of their dossier, or of one without it."""
    return Q(**{f"dossier__{column}__isnull": True}) | Q(**{f"dossier__{column}__gt": F("at")})


def split(centres: Collection[UUID], realm: str) -> list[tuple[QuerySet[Dossier], Answering]]:
    """Return the dossiers that ``centres`` ever answered for: those that stayed, and apart, where there are any, those that
    moved. One statement to see whether there are."""
    mine = tuple(centres)
    all_ = Dossier.objects.filter(realm=realm)
    found = [(all_.filter(received_unit_id__in=mine, inherited_at__isnull=True), Answering(mine, moved=False))]
    ways = Takeover.objects.filter(Q(from_unit__in=mine) | Q(to_unit__in=mine), realm=realm)
    if ways.exists():
        moved: Any = all_.filter(pk__in=ways.values("dossier"))
        found.append((moved, Answering(mine, moved=True)))
    return found
