"""Communes beside the town: one that is competent, a third where the citizen lives, and one that is not in the books."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from motcua.config.demo import people
from motcua.config.demo.centre import founder
from motcua.ledger.actor import Actor
from motcua.office import founding, stamps
from motcua.office.founding import Founded
from motcua.office.models import Unit
from motcua.office.tests.factories import make_commune

REFORM = date(2025, 7, 1)
Staff = dict[str, Actor]


@dataclass(frozen=True)
class Land:
    """The communes by what they are; ``there`` and ``where`` are the bodies of the first two, ``staff`` and ``desk`` their
    people, called as the town's are."""

    near: UUID
    third: UUID
    bare: UUID
    there: Founded
    where: Founded
    staff: Staff
    desk: Staff


def hired(place: Founded, suffix: str) -> Staff:
    """Return the people of another commune, by the sign-in names the town's have."""
    named = tuple(replace(one, username=f"{one.username}-{suffix}") for one in people.PEOPLE)
    return {name.removesuffix(f"-{suffix}"): actor for name, actor in people.hire(place, named).items()}


def build() -> Land:
    """Make the communes of the town's province; the clock stands where the town's books do."""
    province: Any = Unit.objects.get(level="province")
    found = (("91", "Tân Thử"), ("97", "Ba Thử"), ("92", "Trống Thử"))
    near, third, bare = (make_commune(province, code, name) for code, name in found)
    stamps.forget()
    there, where = (
        founding.found_commune(one.id, founder(), valid_from=REFORM, ground="Kiểm thử") for one in (near, third)
    )
    return Land(near.id, third.id, bare.id, there, where, hired(there, "hai"), hired(where, "ba"))
