"""Questions about units: one by id or code, the bodies of a place, lineage, codes, settings, search. All public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.position import FAR_KM, kilometres
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said
from motcua.office import family, rules
from motcua.office.gazetteer.search import search
from motcua.office.models import AgencyCode, CentreSettings, Unit, UnitLineage, Venue
from motcua.office.packaged import unit_key
from motcua.office.rules import Level, Period
from motcua.office.stamps import kept

_MOST = 50


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as screens show it. ``printed`` always names the province: names repeat across the country."""

    id: UUID
    code: str
    level: Level
    name: str
    full_name: str
    parent: UUID | None
    district_name: str
    province: UUID | None
    province_name: str
    valid: Period
    phone: str
    address: str
    source: str
    trust: str

    @property
    def printed(self) -> str:
        """Return the full name with the former district and the province: «xã Phụng Công, tỉnh Hưng Yên»."""
        return ", ".join(name for name in (self.full_name, self.district_name, self.province_name) if name)

    def state(self, on: date | None = None) -> Said | None:
        """Return «đang chuẩn bị …», «đã giải thể 1/7/2025», or ``None`` for a unit that stands on the day (today)."""
        return rules.unit_state(self.valid, on or clock.today())


@dataclass(frozen=True, slots=True)
class Heir:
    """One step of lineage: the other unit and how much went: ``whole``, ``usual`` of several heirs, or ``part``."""

    unit: UnitRow
    part: str
    since: date


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A building a unit works in."""

    id: UUID
    name: str
    address: str
    latitude: float | None
    longitude: float | None
    valid: Period


@dataclass(frozen=True, slots=True)
class CentreWays:
    """How a centre works; ``primary`` when it mints its own dossier codes, by the decision in ``ground``."""

    primary: bool
    ground: str
    hotline: str
    warn_days: int


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier code in force and the unit that bears it; ``trial`` codes are made up for practice."""

    code: str
    unit: UUID
    trial: bool
    source: str


@kept
def unit(id_: UUID) -> UnitRow:
    """Return one unit; :class:`NotFound` when there is none."""
    row = _rows(Unit.objects.filter(pk=id_))
    if not row:
        raise NotFound(N_("Không có đơn vị này."))
    return row[0]


def units(ids: Iterable[UUID]) -> dict[UUID, UnitRow]:
    """Return units by id, in one statement; ids that are none are left out."""
    return {row.id: row for row in _rows(Unit.objects.filter(pk__in=set(ids)))}


def full_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the full names of many units by id, in one statement and without their rows; ids that are none are left out."""
    return dict(Unit.objects.filter(pk__in=set(ids)).values_list("pk", "full_name"))


@kept
def unit_by_code(code: str, on: date) -> UnitRow | None:
    """Return the administrative unit that bears an official code on a day: codes outlive the units that bore them."""
    standing = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    found = _rows(Unit.objects.filter(standing, begun, code=code).exclude(code=""))
    return found[0] if found else None


def bodies_of(place: UUID, on: date | None = None) -> tuple[UnitRow, ...]:
    """Return the bodies of the place a unit belongs to (committee, centre, divisions …), prepared ones included."""
    kin = family.bodies_of(family.home_of(place), on or clock.today())
    found = units(one.id for one in kin)
    return tuple(found[one.id] for one in kin if one.id in found)


def children_of(parent: UUID) -> tuple[UnitRow, ...]:
    """Return the units right under one that stand or are being prepared today, in order of their names."""
    standing = Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today())
    return tuple(_rows(Unit.objects.filter(standing, parent=parent).order_by("folded", "pk")))


def centre_of(id_: UUID) -> UnitRow | None:
    """Return the centre of the place a unit belongs to: the standing one before one being prepared."""
    return _body(id_, Level.CENTRE)


def has_centre(id_: UUID) -> bool:
    """Say whether the place a unit belongs to has a centre, standing or being prepared; asked of memory alone."""
    return family.home_of(id_) in family.places_with_centre(clock.today())


@kept
def centres(on: date) -> tuple[UnitRow, ...]:
    """Return the centres these books are kept for, open to all.

    Those that stand on a day come before those being prepared; among them those somebody has set up to work here, so that
    the pages of a node speak for its own centre and not for the oldest it has heard of.
    """
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    found = _rows(Unit.objects.filter(lasting, level=str(Level.CENTRE)).order_by("valid_from", "pk"))
    set_up = set(CentreSettings.objects.values_list("unit_id", flat=True))
    return tuple(sorted(found, key=lambda row: (not row.valid.holds(on), row.id not in set_up)))


def positions(ids: Iterable[UUID]) -> dict[UUID, tuple[float, float]]:
    """Return (latitude, longitude) of units: of the building one works in, else of the place itself. Kept in memory."""
    known = _positions()
    return {id_: known[id_] for id_ in ids if id_ in known}


@kept
def _positions() -> dict[UUID, tuple[float, float]]:
    own = Unit.objects.filter(latitude__isnull=False, longitude__isnull=False)
    found = {pk: (lat or 0.0, lon or 0.0) for pk, lat, lon in own.values_list("pk", "latitude", "longitude")}
    venues = Venue.objects.filter(latitude__isnull=False, longitude__isnull=False, valid_to__isnull=True)
    rows = venues.order_by("valid_from", "pk").values_list("unit_id", "latitude", "longitude")
    return found | {unit: (lat or 0.0, lon or 0.0) for unit, lat, lon in rows}


def far_from_home(id_: UUID, at: tuple[float, float]) -> float | None:
    """Return how many kilometres a point lies from the middle of a unit's place where that is suspiciously far.

    ``None`` where it is near, or where nobody knows the middle of the place.
    """
    home = family.home_of(id_)
    middle = positions([home]).get(home)
    distance = kilometres(middle, at) if middle else 0.0
    return distance if distance > FAR_KM else None


def committee_of(id_: UUID) -> UnitRow | None:
    """Return the People's Committee of the place a unit belongs to."""
    return _body(id_, Level.COMMITTEE)


def seats_of(places: Iterable[UUID], on: date) -> dict[UUID, tuple[UUID, ...]]:
    """Return committee and centre of several places on a day, the committee first, in one statement; prepared ones too."""
    wanted = set(places)
    levels = {str(Level.COMMITTEE): 0, str(Level.CENTRE): 1}
    near = Q(parent__in=wanted) | Q(parent__parent__in=wanted)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Unit.objects.filter(near, lasting, level__in=levels).values_list("pk", "level", "parent", "parent__parent")
    found: dict[UUID, list[tuple[int, UUID]]] = {}
    for pk, level, parent, over in rows:
        place = parent if parent in wanted else over
        if place is not None:
            found.setdefault(place, []).append((levels[level], pk))
    return {place: tuple(pk for _, pk in sorted(seats)) for place, seats in found.items()}


def divisions_of(commune: UUID) -> tuple[UnitRow, ...]:
    """Return the units that settle dossiers in a place: divisions, police, military command, others."""
    settle = (Level.DIVISION, Level.POLICE, Level.MILITARY, Level.OUTSIDE)
    return tuple(body for body in bodies_of(commune) if body.level in settle)


def lineage(id_: UUID) -> tuple[tuple[Heir, ...], tuple[Heir, ...]]:
    """Return what a unit came from and what it went into, one step each way."""
    steps = UnitLineage.objects.order_by("part", "pk")
    before = list(steps.filter(new=id_).values_list("old", "part", "since"))
    after = list(steps.filter(old=id_).values_list("new", "part", "since"))
    known = units(other for other, _, _ in (*before, *after))
    return (
        tuple(Heir(known[other], part, since) for other, part, since in before),
        tuple(Heir(known[other], part, since) for other, part, since in after),
    )


def heirs(id_: UUID, on: date | None = None) -> tuple[UnitRow, ...]:
    """Return what stands today (or on a day) in place of a dissolved unit, the usual heir first; itself while it stands.

    So a citizen who types the old commune is led to the new one, and to its :func:`centre_of`.
    """
    day = on or clock.today()
    open_, seen, found = [unit(id_)], {id_}, []
    while open_:
        one = open_.pop(0)
        after = lineage(one.id)[1] if one.valid.end is not None and one.valid.end <= day else ()
        if not after:
            found.append(one)
        for heir in sorted(after, key=lambda heir: heir.part == "part"):
            if heir.unit.id not in seen:
                seen.add(heir.unit.id)
                open_.append(heir.unit)
    return tuple(found)


def venues_of(id_: UUID, on: date | None = None) -> tuple[VenueRow, ...]:
    """Return the buildings a unit works in on a day (today), the longest used first."""
    return _venues_on(id_, on or clock.today())


@kept
def _venues_on(id_: UUID, on: date) -> tuple[VenueRow, ...]:
    return venues_by_unit([id_], on).get(id_, ())


def venues_by_unit(ids: Iterable[UUID], on: date) -> dict[UUID, tuple[VenueRow, ...]]:
    """Return the buildings of several units on a day, the longest used first, in one statement; units without any are
    left out."""
    found: dict[UUID, tuple[VenueRow, ...]] = {}
    for v in Venue.objects.filter(unit__in=set(ids)).order_by("valid_from", "pk"):
        row = VenueRow(v.id, v.name, v.address, v.latitude, v.longitude, Period(v.valid_from, v.valid_to))
        if row.valid.holds(on):
            found[v.unit_id] = (*found.get(v.unit_id, ()), row)
    return found


@kept
def settings_of(id_: UUID) -> CentreWays:
    """Return how the centre of a unit's place works; *song hành*, no hotline, 3 days while nothing was settled."""
    centre = _body(id_, Level.CENTRE)
    row = CentreSettings.objects.filter(unit=centre.id).first() if centre else None
    if row is None:
        return CentreWays(primary=False, ground="", hotline="", warn_days=3)
    primary = row.code_source == CentreSettings.CodeSource.PRIMARY
    return CentreWays(primary, row.code_source_ground, row.hotline, row.warn_days)


@kept
def agency_code(id_: UUID, on: date) -> Code | None:
    """Return the identifier code in force for a unit on a day: its own, else of what it stands under.

    Between a body and its commune lies the People's Committee, whose code is the authority's.
    """
    order = [one.id for one in family.line(id_)]
    committee = _body(id_, Level.COMMITTEE)
    if committee is not None and committee.id not in order:
        home = family.home_of(id_)
        order.insert(order.index(home) if home in order and home != id_ else 1, committee.id)
    for row in sorted(AgencyCode.objects.filter(unit__in=order), key=lambda row: order.index(row.unit_id)):
        if Period(row.valid_from, row.valid_to).holds(on):
            return Code(row.code, row.unit_id, row.trial, row.source)
    return None


def search_units(text: str, *, near: UUID | None = None, on: date | None = None, limit: int = 20) -> list[UnitRow]:
    """Return units for what a person typed, best first: administrative units of the whole country, then bodies here.

    ``near`` is a unit of the asker: its province comes before namesakes elsewhere. Old names and codes find the unit as
    it was; :func:`lineage` says where it went.
    """
    home = province_code(near) if near else None
    keys = [unit_key(hit.unit.id) for hit in search(text, province=home, on=on, limit=limit)]
    known = units(keys)
    found = [known[key] for key in keys if key in known]
    words = fold(text).split()
    if words and len(found) < limit:
        bodies = Unit.objects.filter(level__in=[str(level) for level in rules.BODIES])
        for word in words:
            bodies = bodies.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
        found += _rows(bodies.order_by("folded", "pk"))[: min(limit, _MOST)]
    return found[:limit]


def search_venues(text: str, on: date, limit: int = 20) -> list[tuple[VenueRow, UnitRow]]:
    """Return buildings in use on a day whose name or address has all the words typed, each with the unit that works in it.

    Every commune has a few of them and they carry no folded column, so all are read and compared here.
    """
    words = fold(text).split()
    rows = Venue.objects.order_by("name", "pk") if words else Venue.objects.none()
    fitting = [
        (VenueRow(v.id, v.name, v.address, v.latitude, v.longitude, Period(v.valid_from, v.valid_to)), v.unit_id)
        for v in rows
        if all(word in f" {fold(f'{v.name} {v.address}')}" for word in (f" {word}" for word in words))
    ]
    standing = [(venue, id_) for venue, id_ in fitting if venue.valid.holds(on)][:limit]
    known = units(id_ for _, id_ in standing)
    return [(venue, known[id_]) for venue, id_ in standing]


def province_code(id_: UUID) -> str | None:
    """Return the official code of the province a unit lies in."""
    return Unit.objects.filter(pk=family.line(id_)[-1].id).values_list("code", flat=True).first()


def _body(id_: UUID, level: Level) -> UnitRow | None:
    today = clock.today()
    found = [one for one in family.bodies_of(family.home_of(id_), today) if one.level is level]
    found.sort(key=lambda one: not one.valid.holds(today))
    return unit(found[0].id) if found else None


def _rows(found: QuerySet[Unit]) -> list[UnitRow]:
    return [
        UnitRow(
            row.id,
            row.code,
            Level(row.level),
            row.name,
            row.full_name,
            row.parent_id,
            row.parent.full_name if row.parent and row.parent.level == Level.DISTRICT else "",
            row.province_id,
            row.province.full_name if row.province else "",
            Period(row.valid_from, row.valid_to),
            row.phone,
            row.address,
            row.source,
            row.trust,
        )
        for row in found.select_related("parent", "province")
    ]
