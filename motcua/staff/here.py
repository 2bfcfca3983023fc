"""What commands of this room ask of the office: the place of a unit, who works there, and that somebody does."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.kernel.errors import NotFound, RuleError
from motcua.kernel.words import N_
from motcua.office import family
from motcua.office.queries import names


def place_of(unit: UUID) -> UUID:
    """Return the place (commune, former district, province) a unit belongs to; :class:`NotFound` for no unit."""
    if family.kin(unit) is None:
        raise NotFound(N_("Không có đơn vị này."), field="unit")
    return family.home_of(unit)


def working_at(place: UUID, on: date) -> dict[UUID, names.Serving]:
    """Return who holds a post in a place on a day."""
    return {one.official: one for one in names.serving([place], on)}


def require_working(place: UUID, official: UUID, on: date, field: str = "official") -> None:
    """Refuse somebody who holds no post in the place on a day."""
    if official not in working_at(place, on):
        raise RuleError(N_("Người này không giữ chức vụ nào tại địa phương vào ngày đó."), field=field)
