"""The province of the bench: the demonstration's commune and others of its province, each with a centre and its people.

The others are founded by the commands the demonstration is founded by, with the people its dossiers need and no more.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from motcua.config.demo import centre, people
from motcua.dossiers import routing
from motcua.dossiers.models import Dossier
from motcua.dossiers.policies import may_read
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.office import family, passwords, queries
from motcua.office.queries import UnitRow, names
from motcua.office.rules import Level

PROCEDURES = ("1.001193", "1.004873", "2.000635", "2.000815", "2.000884", "1.000894", "1.001612", "1.000656")
"""What all centres of the bench offer and its dossiers are about."""
TEAM: Final = ("tiepnhan", "thuly", "kinhte", "truongphong", "lanhdao", "vanthu", "giamdoc")
"""Who works their steps: receives, examines, endorses, signs, seals, and who directs the centre."""
MOST, DOSSIERS_EACH = 100, 1_000
CODE: Final = "H33.{:02d}.{:02d}"
"""Codes of the other centres, made up as the demonstration's own; one that begins with 99 is there already."""
READ_EACH = 80
"""Dossiers of a centre that its people look at."""


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre at work: the bodies of its place, the code it numbers by, its people by what the demonstration's are called."""

    place: routing.Directory
    code: str
    staff: dict[str, Actor]
    suffix: str = ""

    @property
    def receiver(self) -> Actor:
        """Return who receives."""
        return self.staff["tiepnhan"]

    def username(self, who: str) -> str:
        """Return the sign-in name of one of its people."""
        return f"{who}{self.suffix}"


def asked(dossiers: int) -> int:
    """Return how many centres books of so many dossiers have: ``CENTRES``, else one for a thousand, at most a hundred."""
    return int(os.environ.get("CENTRES", "0")) or min(MOST, max(1, dossiers // DOSSIERS_EACH))


def centres() -> list[Centre]:
    """Return the centres at work, the demonstration's first, the others always in the same order."""
    own = _demonstration()
    return [own, *(there for _, row in _others(own) if (there := _at_work(row)))]


def unknown() -> UUID:
    """Return a commune of the province that keeps no books here: at best one that has no centre yet either."""
    return next(row.id for _, row in _free(_demonstration()))


def people_at(unit: UUID) -> dict[str, Actor]:
    """Return the people of the centre ``unit`` by what the demonstration's are called."""
    row = queries.unit(family.home_of(unit))
    there = _at_work(row)
    return there.staff if there else people.actors()


def found(count: int, tell: Callable[[int], Any] = lambda _number: None) -> None:
    """Found what lacks to ``count`` centres, each as a whole or not at all; ``tell`` is told how many there are.

    :class:`SystemExit` where the province has fewer communes.
    """
    own = _demonstration()
    there = len(centres())
    free = _free(own)
    if count > there + len(free):
        raise SystemExit(f"CENTRES: {count}? The province has {there + len(free)}")
    with passwords.published(people.PASSWORD):
        for number, (at, row) in enumerate(free[: max(count - there, 0)], there + 1):
            with transaction.atomic():
                _found(at, row)
            tell(number)


def read_by(actor: Actor, unit: UUID, most: int = READ_EACH) -> list[UUID]:
    """Return dossiers that a centre received and ``actor`` may read, of all ages, a quarter of them open."""
    received = Dossier.objects.filter(received_unit=unit)
    of_all_ages = list(received.filter(open=False).order_by("received_day", "id")[:5_000])
    chosen = _spread(of_all_ages, most * 3 // 4) + _spread(list(received.filter(open=True).order_by("id")), most // 4)
    return [each.id for each in chosen if may_read(actor, each) is None]


def _spread(rows: list[Dossier], most: int) -> list[Dossier]:
    return rows[:: max(len(rows) // most, 1)][:most]


def _demonstration() -> Centre:
    staff = people.actors()
    unit = staff["tiepnhan"].unit
    assert unit is not None
    return Centre(routing.directory(unit), routing.agency_code(unit, clock.today()), staff)


def _others(own: Centre) -> list[tuple[int, UnitRow]]:
    """Return the other communes of the province, each with its number there."""
    home = queries.unit(family.home_of(own.place.centre))
    assert home.province is not None
    rows = queries.children_of(home.province)
    communes = [row for row in rows if row.level is Level.COMMUNE and row.valid.holds(centre.STARTED)]
    return [(at, row) for at, row in enumerate(communes) if row.id != home.id]


def _free(own: Centre) -> list[tuple[int, UnitRow]]:
    """Return the communes where nobody works yet; those that the demonstration makes ready come last."""
    free = (each for each in _others(own) if not _at_work(each[1]))
    return sorted(free, key=lambda each: queries.has_centre(each[1].id))


def _suffix(row: UnitRow) -> str:
    return f"-{row.code}"


def _team(row: UnitRow) -> tuple[people.Person, ...]:
    """Return the people of a commune: the demonstration's, each with its name after theirs."""
    return tuple(
        replace(each, username=f"{each.username}{_suffix(row)}", name=f"{each.name} {row.name}")
        for each in people.PEOPLE
        if each.username in TEAM
    )


def _at_work(row: UnitRow) -> Centre | None:
    suffix = _suffix(row)
    if names.account_named(f"{TEAM[-1]}{suffix}") is None:
        return None
    place = routing.directory(row.id)
    return Centre(
        place, routing.agency_code(place.centre, clock.today()), _called(people.actors(_team(row)), suffix), suffix
    )


def _called(staff: dict[str, Actor], suffix: str) -> dict[str, Actor]:
    return {name.removesuffix(suffix): actor for name, actor in staff.items()}


def _found(at: int, row: UnitRow) -> None:
    """Found a commune's bodies, hire its people, let its centre offer what is measured."""
    place = centre.found(row.id, CODE.format(98 - at // 99, at % 99 + 1))
    staff = people.hire(place, _team(row))
    centre.switch_on(_called(staff, _suffix(row)), PROCEDURES)
