"""The figures of a place: what was stated beside what our books say for the same scope and period; joint ones apart."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from motcua.indicators import scope
from motcua.indicators.computing import Computed, computed
from motcua.indicators.models import Figure, FigurePlace
from motcua.indicators.period import Days
from motcua.indicators.queries.figures import FigureRow, rows_of
from motcua.indicators.vocabulary import Indicator, indicators
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import territory

STATED_MOST = 5


@dataclass(frozen=True, slots=True)
class Beside:
    """One indicator of a place: what our books say, and beside it the newest words of people; never one sum."""

    indicator: Indicator
    ours: Computed | None
    stated: tuple[FigureRow, ...]


def beside(actor: Actor, place: UUID, period: Days) -> tuple[Beside, ...]:
    """Return every indicator of which our books or somebody says something for a place over a period.

    Joint figures stand here too, marked as joint: what they say of this place alone nobody knows.
    """
    if not territory.holds(actor, place):
        raise NotFound(N_("Không có địa bàn này trong phạm vi của bạn."))
    here = Exists(FigurePlace.objects.filter(figure=OuterRef("pk"), place=place))
    found = scope.within(actor).filter(here, withdrawn=False, first__lte=period.last, last__gte=period.first)
    by_key: dict[str, list[Figure]] = {}
    for one in found.exclude(indicator="").order_by("-told_on", "-pk")[:200]:
        by_key.setdefault(one.indicator, []).append(one)
    rows = []
    for key, indicator in indicators().items():
        ours = computed(actor, key, [place], period)
        stated = rows_of(by_key.get(key, [])[:STATED_MOST])
        if ours is not None or stated:
            rows.append(Beside(indicator, ours, stated))
    return tuple(rows)


def by_place(actor: Actor) -> dict[UUID, tuple[int, int]]:
    """Return (figures, those with an unexplained flag) of each place within reach; two statements. A joint one counts at each."""
    seen = scope.within(actor).filter(withdrawn=False)
    mine = FigurePlace.objects.filter(place__in=territory.of(actor)).order_by()
    whole = dict(mine.filter(figure__in=seen.values("pk")).values_list("place").annotate(count=Count("pk")))
    opened = seen.filter(open_flags__gt=0)
    left = dict(mine.filter(figure__in=opened.values("pk")).values_list("place").annotate(count=Count("pk")))
    return {place: (count, left.get(place, 0)) for place, count in whole.items()}
