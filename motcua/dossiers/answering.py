"""Which centre answered for a dossier at an instant: it received it, or took it over when the unit before was dissolved.

Nearly every dossier stays with the centre that received it; for the few that moved the figures of a period ask who
answered then. What passes between two of the centres that are counted together is neither taken over nor handed on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from motcua.dossiers.models import OVER, Dossier, Takeover
from motcua.kernel import clock

ALWAYS: Final = Q(pk__isnull=False)
NEVER: Final = Q(pk__isnull=True)


@dataclass(frozen=True, slots=True)
class Answering:
    """The dossiers some centres ever answered for: those that stayed where they were received, or those that ``moved``.

    Says of them, in a statement, whether the centres answered for them when: ``moved`` ones by their way, others always.
    """

    among: QuerySet[Dossier]
    centres: tuple[UUID, ...]
    moved: bool

    def ever(self) -> QuerySet[Dossier]:
        """Return them all."""
        if self.moved:
            return self.among.filter(pk__in=_ways(self.centres).values("dossier"))
        return self.among.filter(received_unit_id__in=self.centres, inherited_at__isnull=True)

    def since(self, first: date) -> QuerySet[Dossier]:
        """Return those a period from ``first`` may count at all: received in it, or not over before it.

        Three ways, each by an index of its own: what was over before costs nothing. The few that moved are all taken.
        """
        if self.moved:
            return self.ever()
        mine = Q(received_unit_id__in=self.centres)
        lately = Q(open=False, over__gte=clock.at(first.year, first.month, first.day))
        ways = (mine & Q(received_day__gte=first)) | (mine & Q(open=True)) | (mine & lately)
        return self.among.alias(over=OVER).filter(ways, inherited_at__isnull=True)

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


def _ways(centres: tuple[UUID, ...]) -> QuerySet[Takeover]:
    return Takeover.objects.filter(Q(from_unit__in=centres) | Q(to_unit__in=centres))


def split(among: QuerySet[Dossier], centres: Collection[UUID], realm: str) -> list[Answering]:
    """Return what ``centres`` ever answered for ``among`` the dossiers of a realm: what stayed, and apart, where there are
    any, what moved. One statement to see whether there are."""
    mine, all_ = tuple(centres), among.filter(realm=realm)
    found = [Answering(all_, mine, moved=False)]
    if _ways(mine).filter(realm=realm).exists():
        found.append(Answering(all_, mine, moved=True))
    return found
