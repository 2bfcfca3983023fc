"""Who is asked for a commitment and has not signed: looked up from posts on a day, for many commitments at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.decisions import rules
from motcua.decisions.models import Asked, Commitment, Signature
from motcua.kernel import clock
from motcua.office import queries as office
from motcua.office.queries import names


@dataclass(frozen=True, slots=True)
class Count:
    """Who is asked now and who of them has not signed."""

    asked: tuple[rules.Seat, ...]
    missing: tuple[rules.Seat, ...]

    @property
    def signed(self) -> int:
        """Return how many of those asked have signed."""
        return len(self.asked) - len(self.missing)


def counted(commitments: Iterable[Commitment], on: date | None = None) -> Mapping[UUID, Count]:
    """Return the count of each commitment on a day (an ended one: on the day it ended); four statements for all."""
    found = list(commitments)
    today = on or clock.today()
    ids = [one.id for one in found]
    units: dict[UUID, set[UUID]] = {one: set() for one in ids}
    people: dict[UUID, set[UUID]] = {one: set() for one in ids}
    for commitment, unit, official in Asked.objects.filter(commitment__in=ids).values_list(
        "commitment", "unit_id", "official_id"
    ):
        if unit is not None:
            units[commitment].add(unit)
        if official is not None:
            people[commitment].add(official)
    signed: dict[UUID, set[UUID]] = {one: set() for one in ids}
    for commitment, official in Signature.objects.filter(commitment__in=ids).values_list("commitment", "official_id"):
        signed[commitment].add(official)
    seats: dict[tuple[date, str], tuple[rules.Seat, ...]] = {}
    counts: dict[UUID, Count] = {}
    for day, realm in {(one.ended_on or today, one.realm) for one in found}:
        same = [one for one in found if (one.ended_on or today, one.realm) == (day, realm)]
        bodies = {one.id: {body.id for body in office.bodies_of(one.place_id, day)} for one in same}
        every = set().union(*bodies.values(), *(units[one.id] for one in same))
        seats[day, realm] = tuple(
            rules.Seat(row.official, row.name, row.title, row.unit) for row in names.seated(every, day, realm)
        )
        for one in same:
            mine = bodies[one.id]
            asked = rules.who_is_asked(
                rules.Audience(one.audience),
                [seat for seat in seats[day, realm] if seat.unit in mine],
                units[one.id] or mine,
                people[one.id],
            )
            counts[one.id] = Count(asked, rules.unsigned(asked, signed[one.id]))
    return counts


def count_of(commitment: Commitment, on: date | None = None) -> Count:
    """Return the count of one commitment."""
    return counted([commitment], on)[commitment.id]
