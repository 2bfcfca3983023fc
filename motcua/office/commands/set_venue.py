"""Say in which building a unit works."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, NotFound, RuleError
from motcua.kernel.position import in_viet_nam
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import VenueSet
from motcua.office import policies, stamps
from motcua.office.models import Unit, Venue


class SetVenue(Command, frozen=True, kw_only=True):
    """The unit works in this building from a day on; ``replaces`` ends another of its venues that day.

    ``latitude`` and ``longitude`` are degrees, both or neither, in Viet Nam.

    A unit may have several venues (extra points of reception, NĐ 118/2025 Đ7), each at its own address.
    """

    TARGET = "unit"

    unit: UUID
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    address: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    valid_from: date
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    replaces: UUID | None = None


@act(SetVenue, on=Unit, verb=N_("Đặt trụ sở"), may=policies.may_change_unit)
def set_venue(command: SetVenue, unit: Unit, context: Context) -> Done[Unit]:
    """Refuse a point outside the country, and to replace what is not this unit's, or what began later."""
    _check_point(command.latitude, command.longitude)
    if command.replaces is not None:
        old = Venue.objects.filter(pk=command.replaces, unit=unit).first()
        if old is None:
            raise NotFound(N_("Không có trụ sở cần thay."), field="replaces")
        if old.valid_from is not None and command.valid_from <= old.valid_from:
            raise RuleError(N_("Trụ sở mới phải bắt đầu sau trụ sở cũ."), field="valid_from")
        old.valid_to = command.valid_from
        old.save(update_fields=["valid_to"])
    venue = Venue.objects.create(
        unit=unit,
        name=clean(command.name),
        address=clean(command.address),
        latitude=command.latitude,
        longitude=command.longitude,
        valid_from=command.valid_from,
    )
    stamps.bump()
    event = VenueSet(
        venue=venue.id,
        name=venue.name,
        address=venue.address,
        latitude=venue.latitude,
        longitude=venue.longitude,
        valid_from=command.valid_from,
        replaced=command.replaces,
    )
    return Done(event, outcome={"venue": venue.id})


def _check_point(latitude: float | None, longitude: float | None) -> None:
    if latitude is None or longitude is None:
        if latitude is not longitude:
            raise BadInput(N_("Tọa độ phải có cả vĩ độ và kinh độ."), field="latitude")
    elif not in_viet_nam(latitude, longitude):
        raise BadInput(N_("Tọa độ này không nằm trong lãnh thổ Việt Nam; kiểm lại vĩ độ và kinh độ."), field="latitude")
