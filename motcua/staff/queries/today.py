"""On duty today (*trực hôm nay*): who should be there, who is, who stands in, what is missing; one's own duty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.office.queries import names
from motcua.staff import board, drafting
from motcua.staff.models import Cover, Leave, Presence, Roster, Shortcoming, Slot
from motcua.staff.queries import reach
from motcua.staff.rules.after_holiday import AfterHoliday, after_holiday
from motcua.staff.rules.halves import Half, Sitting, half_at, sittings
from motcua.staff.rules.presence import SERVED, SHORTCOMINGS, Seen, Standing

AHEAD = 14
"""Days of one's own duty shown."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Who stands in for somebody, and since when they are there."""

    official: UUID
    name: str
    seen: Seen | None
    cover: UUID | None = None


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One place on the roster in a half-day as it stands."""

    post: str
    official: UUID
    name: str
    standing: Standing
    seen: Seen | None
    covers: tuple[Stand, ...]
    on_leave: bool
    noted: UUID | None

    @property
    def short(self) -> bool:
        """Say whether this is a shortcoming."""
        return self.standing in SHORTCOMINGS


@dataclass(frozen=True, slots=True)
class HalfBoard:
    """A half-day: its lines, the places nobody was put on, and whether a published roster says who should be there."""

    sitting: Sitting
    lines: tuple[DutyLine, ...]
    gaps: tuple[str, ...]
    planned: bool
    now: bool

    @property
    def served(self) -> int:
        """Count the places served."""
        return sum(line.standing in SERVED for line in self.lines)

    @property
    def whole(self) -> int:
        """Count the places that must be served, those nobody was put on included."""
        return len(self.lines) + len(self.gaps)


@dataclass(frozen=True, slots=True)
class Board:
    """A centre's day. ``halves`` is empty on a day of rest without planned work."""

    unit: reach.CentreRow
    day: date
    at: datetime
    halves: tuple[HalfBoard, ...]
    holiday: AfterHoliday | None

    @property
    def shortcomings(self) -> tuple[tuple[Half, DutyLine], ...]:
        """Return who is missing without cover."""
        return tuple((half.sitting.half, line) for half in self.halves for line in half.lines if line.short)


def today(actor: Actor, unit: UUID, day: date | None = None) -> Board:
    """Return a day (today) of a centre as it stands now; the look at people is logged.

    For who may read personnel records there; :class:`NotFound` outside their reach.
    """
    row = reach.centre(actor, unit)
    wanted, now = day or clock.today(), clock.now()
    found = _halves(row.id, wanted, now, actor.realm)
    reach.looked(actor, "staff.today", {line.official for half in found for line in half.lines})
    return Board(row, wanted, now, found, after_holiday(office.calendar_for(unit), wanted))


def _halves(unit: UUID, day: date, now: datetime, realm: str) -> tuple[HalfBoard, ...]:
    lines = board.lines([unit], day, day, now, realm)
    rosters = list(_rosters(unit, day, realm))
    noted = {
        (row.official_id, Half(row.half)): row.id for row in Shortcoming.objects.filter(unit=unit, day=day, realm=realm)
    }
    covers = {
        (row.official_id, row.cover_id, Half(row.half)): row.id
        for row in Cover.objects.filter(unit=unit, day=day, realm=realm, withdrawn=False)
    }
    people = {one.official for one in lines} | {cover for one in lines for cover, _ in one.covers}
    called = names.officials_named(people)
    here, found = clock.local(now), []
    for sitting in sittings(office.calendar_for(unit), day, planned=bool(lines)):
        mine = [one for one in lines if one.sitting.half is sitting.half]
        taken = {one.post for one in mine}
        gaps = tuple(place for roster in rosters for place in drafting.places_of(roster) if place not in taken)
        shown = tuple(
            DutyLine(
                one.post,
                one.official,
                called.get(one.official, ""),
                one.standing,
                one.seen,
                tuple(
                    Stand(cover, called.get(cover, ""), seen, covers.get((one.official, cover, sitting.half)))
                    for cover, seen in one.covers
                ),
                one.on_leave,
                noted.get((one.official, sitting.half)),
            )
            for one in mine
        )
        current = here.date() == day and half_at(now) is sitting.half
        found.append(HalfBoard(sitting, shown, gaps, bool(rosters), current))
    return tuple(found)


def _rosters(unit: UUID, day: date, realm: str) -> Sequence[Roster]:
    return list(
        Roster.objects.filter(
            unit=unit, realm=realm, state=Roster.State.PUBLISHED, edition__gt=0, first__lte=day, last__gte=day
        )
    )


@dataclass(frozen=True, slots=True)
class CoverDay:
    """How a working day is covered: places served by the roster of all that must be; ``planned`` false: no roster."""

    day: date
    planned: bool
    placed: int
    whole: int
    served: int
    due: int

    @property
    def covered(self) -> bool:
        """Say whether every place has somebody: a day without a roster never has."""
        return self.planned and self.whole > 0 and self.placed == self.whole


def first_week(actor: Actor, unit: UUID, holiday: AfterHoliday) -> tuple[CoverDay, ...]:
    """Return the first working days after a long holiday: covered by the published roster, and served so far."""
    reach.centre(actor, unit)
    return tuple(_cover_day(unit, day, clock.now(), actor.realm) for day in holiday.days)


def _cover_day(unit: UUID, day: date, now: datetime, realm: str) -> CoverDay:
    halves = _halves(unit, day, now, realm)
    over = [half for half in halves if half.sitting.opens <= now]
    return CoverDay(
        day,
        bool(halves) and all(half.planned for half in halves),
        sum(len(half.lines) for half in halves),
        sum(half.whole for half in halves),
        sum(half.served for half in over),
        sum(half.whole for half in over),
    )


@dataclass(frozen=True, slots=True)
class OwnSlot:
    """A half-day of one's own duty."""

    unit: UUID
    unit_name: str
    day: date
    half: Half
    post: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What everybody sees of themself: the half-day to sign in for, presences of today, duty to come."""

    unit: UUID | None
    unit_name: str
    half: Half
    sitting: Sitting | None
    here: tuple[UUID, Half, Seen] | None
    presences: tuple[tuple[Half, Seen], ...]
    slots: tuple[OwnSlot, ...]


def mine(actor: Actor) -> Mine:
    """Return one's own duty and presence; nothing for who is no official."""
    now = clock.now()
    day, half = clock.local(now).date(), half_at(now)
    if actor.official is None or actor.unit is None:
        return Mine(None, "", half, None, None, (), ())
    slots = own_slots(actor, day, day + timedelta(days=AHEAD))
    on_now = next((slot for slot in slots if slot.day == day and slot.half is half), None)
    unit = on_now.unit if on_now else _desk(actor)
    rows = list(Presence.objects.filter(official=actor.official, day=day, realm=actor.realm).order_by("came"))
    open_ = next((row for row in rows if row.half == half), None)
    kin = family.kin(unit)
    return Mine(
        unit,
        kin.full_name if kin else "",
        half,
        board.sitting_of(unit, day, half, actor.realm),
        (open_.id, Half(open_.half), board.seen_of(open_)) if open_ else None,
        tuple((Half(row.half), board.seen_of(row)) for row in rows),
        slots,
    )


def _desk(actor: Actor) -> UUID:
    """Return where somebody who is not on the roster signs in: at their own unit."""
    if actor.unit is None:
        raise TypeError("nobody's unit")
    return actor.unit


def own_slots(actor: Actor, first: date, last: date) -> tuple[OwnSlot, ...]:
    """Return one's own duty on published rosters of a period."""
    rows = Slot.objects.filter(official=actor.official, day__range=(first, last))
    units = set(rows.values_list("roster__unit", flat=True).distinct())
    found = [slot for slot in board.published(units, first, last, actor.realm) if slot.official_id == actor.official]
    own = []
    for slot in found:
        kin = family.kin(slot.roster.unit_id)
        own.append(OwnSlot(slot.roster.unit_id, kin.full_name if kin else "", slot.day, Half(slot.half), slot.post))
    return tuple(sorted(own, key=lambda one: (one.day, one.half is Half.AFTERNOON)))


def has_duty_plan(place: UUID, day: date, realm: str) -> bool:
    """Say whether a published roster of a place puts somebody on duty on a day: for readiness, which asks for days of rest.

    Whoever asks has made sure that the reader may know.
    """
    return place in places_on_duty([place], day, realm)


def places_on_duty(places: Iterable[UUID], day: date, realm: str) -> frozenset[UUID]:
    """Return those of these places that :func:`has_duty_plan` is true of; one statement for all of them."""
    wanted = set(places)
    homes = {row.id: home for row in office.centres(day) if (home := family.home_of(row.id)) in wanted}
    return frozenset(homes[slot.roster.unit_id] for slot in board.published(homes, day, day, realm))


def leave_waiting(actor: Actor) -> int:
    """Count the requests for leave that wait for an answer within the reach of who may read them."""
    reach.require_read(actor)
    return Leave.objects.filter(place__in=territory.of(actor), realm=actor.realm, state=Leave.State.ASKED).count()
