"""Which rows an actor may see: with the power to read, in their realm, of the places within their reach."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.readiness.policies import READ


def demand(actor: Actor) -> None:
    """Refuse who may not read readiness at all."""
    if not actor.can(READ):
        raise NotAllowed(N_("Bạn không có quyền xem hồ sơ sẵn sàng."))


def mine(actor: Actor) -> Q:
    """Return the condition for rows with ``realm`` and ``place``."""
    demand(actor)
    return Q(realm=str(actor.realm), place__in=territory.of(actor))


def one(model: Any, actor: Actor, id_: UUID) -> Any:
    """Return the row of a model with ``realm`` and ``place``; :class:`NotFound` when it is out of reach or none."""
    row = model.objects.filter(mine(actor), pk=id_).first()
    if row is None:
        raise NotFound(N_("Không có nội dung này trong địa bàn của bạn."))
    return row
