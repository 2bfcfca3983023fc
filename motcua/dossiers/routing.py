"""Where a dossier goes: which unit works which step, and the calendar it is reckoned by. All asked of the office here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.catalogue.facts import AgencyClass, Step
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.kernel.worktime import Calendar
from motcua.office import family
from motcua.office import queries as office
from motcua.office.queries import names
from motcua.office.rules import Level
from motcua.office.stamps import kept


@dataclass(frozen=True, slots=True)
class Directory:
    """The bodies of one commune that work on dossiers: the centre, the committee, police, military, the divisions."""

    centre: UUID
    committee: UUID
    police: UUID | None
    military: UUID | None
    divisions: Mapping[str, UUID]
    mints_codes: bool

    def unit_for(self, step: Step) -> UUID:
        """Return the unit that works ``step``: counters and return desk at the centre, signing at the committee.

        A division the commune does not have is worked by the committee's own staff, never by nobody.
        """
        if step.role in {"counter", "return_desk"}:
            return self.centre
        named = fold(step.division or "")
        if self.police and "cong an" in named:
            return self.police
        if self.military and "quan su" in named:
            return self.military
        if step.role in {"leader", "seal"}:
            return self.divisions.get(named, self.committee) if step.role == "seal" else self.committee
        if named in self.divisions:
            return self.divisions[named]
        return next((unit for name, unit in self.divisions.items() if named and name.startswith(named)), self.committee)

    def units_for(self, steps: Sequence[Step]) -> list[UUID]:
        """Return the unit that works each step. What a body outside works is followed up by whoever worked before it."""
        found: list[UUID] = []
        for step in steps:
            outside = step.role == "external" and found
            found.append(found[-1] if outside else self.unit_for(step))
        return found

    def competent(self, agency: AgencyClass) -> UUID:
        """Return the body competent by the class of agency the procedure names."""
        if agency == "commune_police" and self.police:
            return self.police
        if agency == "commune_military" and self.military:
            return self.military
        return self.committee


@kept
def directory(unit: UUID) -> Directory:
    """Return the bodies of the commune that ``unit`` (any body of it) belongs to; kept until the office changes.

    :class:`RuleError` when the commune has no centre or no committee yet.
    """
    bodies = office.bodies_of(unit)
    first = {body.level: body.id for body in reversed(bodies)}
    centre, committee = first.get(Level.CENTRE), first.get(Level.COMMITTEE)
    if centre is None or committee is None:
        raise RuleError(N_("Đơn vị này chưa lập Trung tâm và Ủy ban nhân dân. Quản trị viên cần lập trước."))
    return Directory(
        centre=centre,
        committee=committee,
        police=first.get(Level.POLICE),
        military=first.get(Level.MILITARY),
        divisions={fold(body.name): body.id for body in bodies if body.level is Level.DIVISION},
        mints_codes=office.settings_of(centre).primary,
    )


@kept
def known(unit: UUID) -> Directory | None:
    """Return the bodies of the place that ``unit`` belongs to, ``None`` where these books have not both centre and committee."""
    try:
        return directory(unit)
    except RuleError:
        return None


def seat(settling: UUID, received: UUID) -> UUID:
    """Return the centre whose place works a dossier: the one that settles it, or, where that is no centre in these books,
    the one that received it and follows it outside."""
    place = known(settling) if settling != received else None
    return settling if place is not None and place.centre == settling else received


def bodies(centre: UUID) -> frozenset[UUID]:
    """Return the bodies of a centre's commune that can work a step: the committee, its divisions, police, military."""
    place = directory(centre)
    named = {place.committee, place.police, place.military, *place.divisions.values()}
    return frozenset(unit for unit in named if unit is not None)


def agency_code(centre: UUID, on: date) -> str:
    """Return the identifier code under which a centre numbers dossiers on a day; :class:`RuleError` if it has none."""
    code = office.agency_code(centre, on)
    if code is None:
        raise RuleError(
            N_(
                "Chưa có mã định danh cơ quan (QĐ 20/2020/QĐ-TTg) cho ngày {day}. Quản trị viên cần nhập trước khi cấp mã."
            ),
            day=on.strftime("%d/%m/%Y"),
        )
    return code.code


def commune_code(centre: UUID, on: date) -> str:
    """Return the code of the commune a centre works for (QĐ 19/2025/QĐ-TTg), as its own numbers carry it."""
    return names.heading_of(centre, on).commune_code


def calendar(centre: UUID) -> Calendar:
    """Return the calendar a centre reckons by: the national one with its own hours and days."""
    return office.calendar_for(centre)


def dissolved_before(unit: UUID, centre: UUID) -> bool:
    """Say whether the place a unit worked for is no more and ``centre`` belongs to one of those that came after it.

    A unit these books do not know, and a place that still stands, have nobody who came after them.
    """
    home = family.kin(family.home_of(unit))
    if home is None or home.valid.end is None or clock.today() < home.valid.end:
        return False
    heir = family.home_of(centre)
    return any(one.id == heir for one in office.heirs(home.id, clock.today()))


def successor(unit: UUID, centre: UUID) -> UUID:
    """Return which body of the commune of ``centre`` does what ``unit`` did in a dissolved place it came after.

    The body of the same kind, of divisions the one of the same name; what the new commune has not is the committee's. A
    unit of any other place stays.
    """
    if not dissolved_before(unit, centre):
        return unit
    old, new = family.kin(unit), directory(centre)
    if old is None:
        return unit
    if old.level is Level.CENTRE:
        return new.centre
    if old.level is Level.POLICE and new.police:
        return new.police
    if old.level is Level.MILITARY and new.military:
        return new.military
    return new.divisions.get(fold(old.name), new.committee) if old.level is Level.DIVISION else new.committee
