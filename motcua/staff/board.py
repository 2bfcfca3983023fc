"""Who should be on duty in a half-day, who is, and who stands in: laid side by side from roster, leave and presence.

Nobody is asked who looks: queries cut by reach before, commands by their policy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F

from motcua.office import queries as office
from motcua.staff.models import Cover, Leave, Presence, Roster, Slot
from motcua.staff.rules.halves import Away, Half, Sitting, sittings
from motcua.staff.rules.presence import Seen, Standing, standing

Key = tuple[date, Half]


@dataclass(frozen=True, slots=True)
class Line:
    """One place of the published roster in a half-day, as it stands at an instant. ``covers`` are (official, seen)."""

    unit: UUID
    sitting: Sitting
    post: str
    official: UUID
    standing: Standing
    seen: Seen | None
    covers: tuple[tuple[UUID, Seen | None], ...]
    on_leave: bool


def published(units: Iterable[UUID], first: date, last: date, realm: str) -> list[Slot]:
    """Return the slots that hold: of the last edition of each roster that is published, in order."""
    return list(
        Slot.objects.filter(
            roster__unit__in=list(units),
            roster__realm=realm,
            roster__state=Roster.State.PUBLISHED,
            edition=F("roster__edition"),
            edition__gt=0,
            day__range=(first, last),
        )
        .select_related("roster")
        .order_by("day", "-half", "post")
    )


def planned_days(units: Iterable[UUID], first: date, last: date, realm: str) -> frozenset[date]:
    """Return days of a period on which somebody is on a published roster: on a day of rest that makes it one of work."""
    return frozenset(slot.day for slot in published(units, first, last, realm))


def sitting_of(unit: UUID, day: date, half: Half, realm: str) -> Sitting | None:
    """Return a half-day of a unit, ``None`` where the calendar rests and nobody is on duty."""
    planned = bool(planned_days([unit], day, day, realm))
    return next((one for one in sittings(office.calendar_for(unit), day, planned=planned) if one.half is half), None)


def away(officials: Iterable[UUID], first: date, last: date, realm: str) -> dict[UUID, list[tuple[Away, UUID | None]]]:
    """Return for each official the stretches of granted leave that touch a period, with who covers."""
    found: dict[UUID, list[tuple[Away, UUID | None]]] = defaultdict(list)
    rows = Leave.objects.filter(
        official__in=set(officials), realm=realm, state=Leave.State.GRANTED, first__lte=last, last__gte=first
    )
    for row in rows:
        found[row.official_id].append((stretch(row), row.cover_id))
    return found


def stretch(leave: Leave) -> Away:
    """Return the half-days of a leave."""
    return Away(leave.first, leave.last, Half(leave.first_half), Half(leave.last_half))


def seen(officials: Iterable[UUID], first: date, last: date, realm: str) -> dict[tuple[UUID, date, Half], Seen]:
    """Return the presences of officials in a period."""
    rows = Presence.objects.filter(official__in=set(officials), realm=realm, day__range=(first, last))
    return {(row.official_id, row.day, Half(row.half)): seen_of(row) for row in rows}


def seen_of(row: Presence) -> Seen:
    """Return a presence as the rule sees it."""
    return Seen(row.came, row.left, bool(row.entered_by))


def lines(units: Iterable[UUID], first: date, last: date, at: datetime, realm: str) -> list[Line]:
    """Return every place on the published rosters of a period as it stands at ``at``, in order of day, half, place.

    A half-day that is over is judged as it stood at its close.
    """
    wanted = list(units)
    slots = published(wanted, first, last, realm)
    leaves = away({slot.official_id for slot in slots}, first, last, realm)
    named: dict[tuple[UUID, date, Half, UUID], list[UUID]] = defaultdict(list)
    for row in Cover.objects.filter(unit__in=wanted, realm=realm, withdrawn=False, day__range=(first, last)):
        named[row.unit_id, row.day, Half(row.half), row.official_id].append(row.cover_id)
    people = {slot.official_id for slot in slots}
    people |= {cover for found in named.values() for cover in found}
    people |= {cover for found in leaves.values() for _, cover in found if cover is not None}
    presences = seen(people, first, last, realm)
    open_: dict[tuple[UUID, date], dict[Half, Sitting]] = {}
    found = []
    for slot in slots:
        unit, half = slot.roster.unit_id, Half(slot.half)
        if (unit, slot.day) not in open_:
            day = sittings(office.calendar_for(unit), slot.day, planned=True)
            open_[unit, slot.day] = {one.half: one for one in day}
        sitting = open_[unit, slot.day].get(half)
        if sitting is None:
            continue
        off = [cover for when, cover in leaves.get(slot.official_id, ()) if when.holds(slot.day, half)]
        covers = [*named[unit, slot.day, half, slot.official_id], *(cover for cover in off if cover is not None)]
        pairs = tuple((cover, presences.get((cover, slot.day, half))) for cover in dict.fromkeys(covers))
        own = presences.get((slot.official_id, slot.day, half))
        moment = min(at, sitting.closes - timedelta(minutes=1))
        state = standing(sitting, moment, own, [one for _, one in pairs])
        found.append(Line(unit, sitting, slot.post, slot.official_id, state, own, pairs, bool(off)))
    return sorted(found, key=lambda one: (one.sitting.opens, one.post))
