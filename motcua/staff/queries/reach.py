"""Whose people somebody may see: the centres within reach of who holds ``staff.read``; else only what is one's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.staff import policies

PURPOSE = N_("Quản lý nhân sự Trung tâm")


@dataclass(frozen=True, slots=True)
class CentreRow:
    """A centre within reach and the place it belongs to."""

    id: UUID
    name: str
    place: UUID
    place_name: str


def centres(actor: Actor) -> tuple[CentreRow, ...]:
    """Return the centres within reach that stand or are being prepared today, by name."""
    places = territory.of(actor)
    found = []
    for row in office.centres(clock.today()):
        home = family.home_of(row.id)
        if home in places:
            kin = family.kin(home)
            found.append(CentreRow(row.id, row.full_name, home, kin.full_name if kin else ""))
    return tuple(sorted(found, key=lambda one: (one.place_name, one.name)))


def require_read(actor: Actor) -> None:
    """Refuse who may not see the personnel records of anybody."""
    if not actor.can(policies.READ):
        raise NotAllowed(N_("Chỉ lãnh đạo, người phụ trách nhân sự và cấp trên xem được việc trực của người khác."))


def centre(actor: Actor, unit: UUID) -> CentreRow:
    """Return one centre whose people the actor may see; :class:`NotFound` outside their reach."""
    require_read(actor)
    return own_centre(actor, unit)


def own_centre(actor: Actor, unit: UUID) -> CentreRow:
    """Return one centre of the actor's reach, whatever they may see of it; :class:`NotFound` outside it."""
    found = next((row for row in centres(actor) if row.id == unit), None)
    if found is None:
        raise NotFound(N_("Không có Trung tâm này trong phạm vi của bạn."))
    return found


def looked(actor: Actor, query: str, officials: Iterable[UUID]) -> None:
    """Keep in the access log that personnel records of these people were shown or taken out; one's own is no look."""
    others = sorted({one for one in officials if one != actor.official})
    access.read(actor, query, others, purpose=PURPOSE)
