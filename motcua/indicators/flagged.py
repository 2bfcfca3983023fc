"""All flags of a kept figure as of now: the lasting ones, its age, and what our books say of the same scope and period."""

from __future__ import annotations

from motcua.indicators.computing import Computed, computed
from motcua.indicators.facing import facts_of
from motcua.indicators.models import Figure, FigurePlace
from motcua.indicators.period import Days
from motcua.indicators.rules import flags
from motcua.kernel import clock
from motcua.ledger.actor import Actor


def counterpart(figure: Figure, actor: Actor) -> Computed | None:
    """Return what our books say for the very scope and period of a figure, all its places together."""
    places = list(FigurePlace.objects.filter(figure=figure).values_list("place", flat=True))
    return computed(actor, figure.indicator, places, Days(figure.first, figure.last))


def flags_of(figure: Figure, actor: Actor, ours: Computed | None = None) -> tuple[flags.Flag, ...]:
    """Return every flag of a figure now; ``ours`` where it was computed already."""
    facts = facts_of(figure)
    ours = ours or counterpart(figure, actor)
    return (
        *flags.lasting(facts),
        *flags.dated(facts, clock.today()),
        *(flags.against(facts, ours.value) if ours and comparable(figure, ours) else ()),
    )


def comparable(figure: Figure, ours: Computed) -> bool:
    """Say whether what our books say is of the figure's own time: what they know of today only is none of last month."""
    return not ours.now or figure.told_on == clock.today()
