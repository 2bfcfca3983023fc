"""From assignments, leave and duty already served to the turns that the rotation fills."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from motcua.kernel.text import fold
from motcua.ledger.events.staff import GapTold, SlotTold
from motcua.office import queries as office
from motcua.staff import board
from motcua.staff.models import Assignment, Roster, Slot
from motcua.staff.rules.duty import FAIR_OVER
from motcua.staff.rules.halves import Half, Sitting, sittings_between
from motcua.staff.rules.rotation import Draft, Turn, Wanted, rotate


def assignments(unit: UUID, first: date, last: date, realm: str) -> list[Assignment]:
    """Return the assignments at a unit that hold on some day of a period."""
    held = Q(valid_to__isnull=True) | Q(valid_to__gt=first)
    rows = Assignment.objects.filter(held, unit=unit, realm=realm, valid_from__lte=last)
    return list(rows.prefetch_related("fields").order_by("counter", "valid_from", "pk"))


def counters(unit: UUID, first: date, last: date, realm: str) -> list[str]:
    """Return the counters somebody is assigned to in a period, in order."""
    return list(dict.fromkeys(row.counter for row in assignments(unit, first, last, realm)))


def able(rows: list[Assignment], place: str, day: date) -> tuple[UUID, ...]:
    """Return who is assigned to a place (a counter, or a field) on a day."""
    key = fold(place)
    found = [
        row.official_id
        for row in rows
        if row.valid_from <= day
        and (row.valid_to is None or day < row.valid_to)
        and (fold(row.counter) == key or any(fold(one.field) == key for one in row.fields.all()))
    ]
    return tuple(dict.fromkeys(found))


def sittings_of(roster: Roster, since: date | None = None) -> tuple[Sitting, ...]:
    """Return the half-days of a roster, from a day on."""
    first = max(roster.first, since or roster.first)
    return sittings_between(office.calendar_for(roster.unit_id), first, roster.last, planned_of(roster))


def planned_of(roster: Roster) -> frozenset[date]:
    """Return the days of rest with planned work."""
    return frozenset(date.fromisoformat(text) for text in roster.planned.split())


def places_of(roster: Roster) -> list[str]:
    """Return what must be served."""
    return roster.places.split("\n")


def draft(roster: Roster, since: date, kept: list[Slot]) -> Draft:
    """Return the rotation of a roster from a day on; ``kept`` are slots of the days before, which count for fairness."""
    rows = assignments(roster.unit_id, roster.first, roster.last, roster.realm)
    off = board.away({row.official_id for row in rows}, roster.first, roster.last, roster.realm)
    turns = []
    for sitting in sittings_of(roster, since):
        wanted = tuple(Wanted(place, able(rows, place, sitting.day)) for place in places_of(roster))
        gone = frozenset(
            person for person, found in off.items() if any(when.holds(sitting.day, sitting.half) for when, _ in found)
        )
        turns.append(Turn(sitting.key, wanted, gone))
    return rotate(turns, served_before(roster) + Counter(slot.official_id for slot in kept))


def served_before(roster: Roster) -> Counter[UUID]:
    """Return the half-days each served at the unit in the weeks before the roster."""
    before = board.published(
        [roster.unit_id], roster.first - timedelta(days=FAIR_OVER), roster.first - timedelta(days=1), roster.realm
    )
    return Counter(slot.official_id for slot in before)


def gaps(roster: Roster, slots: list[Slot]) -> list[GapTold]:
    """Return the places of the roster that nobody serves."""
    taken = {(slot.day, slot.half, slot.post) for slot in slots}
    return [
        GapTold(sitting.day, sitting.half, place)
        for sitting in sittings_of(roster)
        for place in places_of(roster)
        if (sitting.day, sitting.half.value, place) not in taken
    ]


def told(slots: list[Slot]) -> list[SlotTold]:
    """Return slots as events tell them."""
    return [SlotTold(slot.day, slot.half, slot.post, slot.official_id) for slot in slots]


def draft_slots(roster: Roster) -> list[Slot]:
    """Return the slots of the draft, in order."""
    rows = Slot.objects.filter(roster=roster.id, edition=0)
    order = {Half.MORNING.value: 0, Half.AFTERNOON.value: 1}
    return sorted(rows, key=lambda slot: (slot.day, order[slot.half], slot.post))


def keep(roster: Roster, drafted: Draft) -> list[Slot]:
    """Keep what the rotation placed as the draft of a roster; return its slots."""
    slots = [
        Slot(roster_id=roster.id, day=day, half=half, post=place, official_id=person)
        for (day, half), place, person in drafted.placed
    ]
    return Slot.objects.bulk_create(slots)
