"""Members of teams as screens and papers show them, with the titles they held on the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.inspections.models import Member
from motcua.inspections.rules.campaigns import RANKS, Part, Told
from motcua.office import family
from motcua.office import queries as office
from motcua.office.queries import names


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody in a team. ``titles`` are all they held on the day; ``name`` is empty where only the unit is known."""

    id: UUID
    part: Part
    told: Told
    official: UUID | None
    name: str
    titles: str
    unit: UUID | None
    unit_name: str
    party: str

    @property
    def shown(self) -> str:
        """Return how the member is named: by name, else by the unit («lãnh đạo Phòng Nội vụ huyện»)."""
        return self.name or self.unit_name


def members_of(campaign: UUID, on: date) -> tuple[MemberRow, ...]:
    """Return a team in the order of its parts, with titles as of a day."""
    found = list(Member.objects.filter(campaign=campaign).order_by("ordinal", "pk"))
    officials = [one.official_id for one in found if one.official_id is not None]
    known, titles = names.officials_named(officials), office.titles_of(officials, on)
    units = names.names_of({one.unit_id for one in found if one.unit_id is not None})
    rows = [_row(one, known, titles, units) for one in found]
    return tuple(sorted(rows, key=lambda row: RANKS[row.part]))


def _row(one: Member, known: dict[UUID, str], titles: dict[UUID, str], units: dict[UUID, str]) -> MemberRow:
    official = one.official_id
    return MemberRow(
        id=one.pk,
        part=Part(one.part),
        told=Told(one.told),
        official=official,
        name=known.get(official, "") if official else one.name,
        titles=titles.get(official, "") if official else one.title,
        unit=one.unit_id,
        unit_name=one.unit_name or (units.get(one.unit_id, "") if one.unit_id else ""),
        party=one.party,
    )


def who(members: Iterable[Member]) -> dict[UUID, str]:
    """Return by what each member is known in two campaigns: the official; the name in its unit; nothing for a unit alone."""
    found = {}
    for one in members:
        if one.official_id is not None:
            found[one.pk] = one.official_id.hex
        elif one.told == Told.NAMED:
            found[one.pk] = f"{one.name.casefold()}|{(one.title or one.unit_name).casefold()}"
    return found


def at_home(members: Iterable[Member], place: UUID, on: date) -> tuple[str, ...]:
    """Return the names of those members who work at a place on a day, and of its own units: they cannot inspect it."""
    rows = list(members)
    officials = [one.official_id for one in rows if one.official_id is not None]
    there = office.places_held(officials, on)
    known = names.officials_named(officials)
    found = []
    for one in rows:
        if one.official_id is not None and place in there.get(one.official_id, ()):
            found.append(known.get(one.official_id, ""))
        elif one.unit_id is not None and family.home_of(one.unit_id) == place:
            found.append(one.unit_name or "đơn vị của xã")
    return tuple(found)
