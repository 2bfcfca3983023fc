"""What several commands need: whether a message is open, the place's calendar, seats as rows."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from motcua.contact.audience import SeatAt
from motcua.contact.models import Message, Seat
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import Calendar
from motcua.ledger.events.contact import SeatTold
from motcua.office import queries as office


def is_open(message: Message) -> Said | None:
    """What is closed is told no more."""
    return said(N_("Thông báo này đã khép.")) if message.closed_at else None


def calendar_of(place: UUID) -> Calendar | None:
    """Return the working calendar of a place's centre, ``None`` where no year is entered."""
    centre = office.centre_of(place)
    try:
        return office.calendar_for(centre.id if centre else place)
    except RuleError:
        return None


def sit(message: Message, seats: Iterable[SeatAt], level: int) -> list[SeatTold]:
    """Give a message more seats, each once; return the new ones."""
    known = set(message.seats.values_list("where", "power"))
    new = [one for one in seats if (one.where, one.power) not in known]
    Seat.objects.bulk_create(
        Seat(message=message, where_id=one.where, power=one.power, realm=message.realm, level=level) for one in new
    )
    return [SeatTold(seat=one.where, power=one.power) for one in new]
