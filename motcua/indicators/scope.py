"""Which figures somebody sees, in one place: their own places' and own entries always, those below once they went up."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.indicators.models import Figure, FigurePlace
from motcua.indicators.policies import READ
from motcua.ledger.actor import Actor
from motcua.office import territory


def within(actor: Actor) -> QuerySet[Figure]:
    """Return the figures an actor may see: none without the power.

    All places of a joint figure see it. What a commune has not sent up yet, those above it do not see.
    """
    home = territory.home(actor)
    if not actor.can(READ) or home is None:
        return Figure.objects.none()
    of_home = FigurePlace.objects.filter(figure=OuterRef("pk"), place=home)
    below = FigurePlace.objects.filter(figure=OuterRef("pk"), place__in=territory.of(actor))
    seen = Q(home=home) | Exists(of_home) | Q(Exists(below), sent_at__isnull=False)
    return Figure.objects.filter(seen, realm=str(actor.realm))
