"""The units of a dossier that may lie elsewhere: where the citizen was helped, who is competent, who hands the result over.

Usually both are here: this centre, and the body of its commune that the procedure names. Dossiers are taken regardless
of boundaries (NĐ 118/2025 Đ14), so that another commune's body may be competent, and people are helped at support points,
at other centres, or at home with somebody's help. A commune chosen stands for its body; where these books know no such
body the commune itself is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from motcua.catalogue.facts import AgencyClass
from motcua.dossiers import routing
from motcua.dossiers.routing import Directory
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import family
from motcua.office import queries as office
from motcua.office.rules import Level

Role = Literal["helped_at", "competent", "returning"]
MOST = 8
"""Units offered for what was typed: more than a screen of them are read by nobody."""
SHORTEST = 2
TYPED_MOST = 200

_NEVER: dict[Role, frozenset[Level]] = {
    "helped_at": frozenset({Level.PROVINCE, Level.DISTRICT}),
    "competent": frozenset({Level.DISTRICT}),
    "returning": frozenset({Level.PROVINCE, Level.DISTRICT}),
}
_BODY_OF: dict[AgencyClass, Level] = {"commune_police": Level.POLICE, "commune_military": Level.MILITARY}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A unit as it is chosen: its name with the province, and the building it was found by, if by one."""

    id: UUID
    name: str
    venue: str = ""


def helped_at(wanted: UUID | None, place: Directory, day: date) -> UUID:
    """Return where the citizen was helped: this centre unless told; of a commune its centre, where it has one.

    :class:`BadInput` for what is no unit, does not stand on the day, or is too wide to have helped anybody.
    """
    if wanted is None:
        return place.centre
    return _body(_standing(wanted, "helped_at", day), Level.CENTRE, day)


def competent(wanted: UUID | None, agency: AgencyClass, place: Directory, day: date) -> UUID:
    """Return who is competent: the body here that the procedure names unless told; of a commune its body of that kind.

    :class:`BadInput` for what is no unit or does not stand on the day.
    """
    if wanted is None:
        return place.competent(agency)
    return _body(_standing(wanted, "competent", day), _BODY_OF.get(agency, Level.COMMITTEE), day)


def settling(body: UUID, place: Directory, day: date) -> UUID:
    """Return the centre whose place settles what ``body`` is competent for; the body itself where no centre of its is known."""
    there = routing.known(body)
    if there is None or there.centre == place.centre:
        return body if there is None else place.centre
    return there.centre if office.unit(there.centre).valid.holds(day) else body


def returning(wanted: UUID | None, place: Directory, day: date) -> UUID:
    """Return the centre that hands the result over: this one unless told; of a commune, or a body of it, its centre.

    :class:`BadInput` for what is no unit, does not stand on the day, or has no centre in these books.
    """
    if wanted is None:
        return place.centre
    unit = _standing(wanted, "returning", day)
    there = routing.known(unit.id)
    if there is None or not office.unit(there.centre).valid.holds(day):
        raise BadInput(
            N_("{unit} chưa có Trung tâm trên hệ thống này để trả kết quả. Xin chọn Trung tâm khác."),
            field="returning",
            unit=unit.full_name,
        )
    return there.centre


def search(actor: Actor, text: str, role: Role) -> tuple[Elsewhere, ...]:
    """Return the units that may be meant by what was typed, best first; units are public.

    Administrative units of the whole country with the nearest first, bodies, and buildings by name or address. What was
    dissolved is left out: who took it over is offered in its place.
    """
    typed = text.strip()[:TYPED_MOST]
    if len(typed) < SHORTEST:
        return ()
    day = clock.today()
    found: dict[UUID, Elsewhere] = {}
    for hit in office.search_units(typed, near=actor.unit, on=day, limit=MOST * 2):
        for unit in office.heirs(hit.id, day):
            if unit.valid.holds(day) and unit.level not in _NEVER[role]:
                found.setdefault(unit.id, Elsewhere(unit.id, unit.printed))
    for venue, unit in office.search_venues(typed, day):
        if unit.valid.holds(day):
            found.setdefault(unit.id, Elsewhere(unit.id, unit.printed, f"{venue.name}, {venue.address}"))
    return tuple(found.values())[:MOST]


def named(wanted: UUID | None, role: Role) -> Elsewhere | None:
    """Return a unit chosen before with its name; ``None`` when none was, or it may not be chosen (any more)."""
    if wanted is None:
        return None
    try:
        unit = _standing(wanted, role, clock.today())
    except BadInput:
        return None
    return Elsewhere(unit.id, unit.printed)


def remembered(unit: UUID, role: Role, received: UUID) -> UUID | None:
    """Return what a next dossier of the visit begins with, given what the last one had; ``None`` for the usual.

    The place of help stays as it was. Of who is competent the place counts and not its body, for another procedure may
    be another body's.
    """
    if role != "competent":
        return None if unit == received else unit
    home = family.home_of(unit)
    return None if home == family.home_of(received) else home


def _standing(wanted: UUID, role: Role, day: date) -> office.UnitRow:
    """Return the unit if it stands on the day and may be chosen for ``role``."""
    try:
        unit = office.unit(wanted)
    except NotFound:
        raise BadInput(N_("Không có đơn vị này. Xin tìm lại và chọn một đơn vị trong danh sách."), field=role) from None
    state = unit.state(day)
    if state is not None:
        raise BadInput(
            N_("{unit}: {state}. Xin chọn đơn vị đang hoạt động."), field=role, unit=unit.full_name, state=state
        )
    if unit.level in _NEVER[role]:
        raise BadInput(
            N_("{unit} là địa bàn quá rộng. Xin chọn đến xã hoặc đơn vị cụ thể."), field=role, unit=unit.full_name
        )
    return unit


def _body(unit: office.UnitRow, level: Level, day: date) -> UUID:
    """Return the body of this level that stands in a commune; any other unit, or a commune without one, is itself."""
    if unit.level is not Level.COMMUNE:
        return unit.id
    bodies = (one.id for one in office.bodies_of(unit.id, day) if one.level is level and one.valid.holds(day))
    return next(bodies, unit.id)
