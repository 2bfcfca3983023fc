"""Setting up a commune's bodies in one go: committee, centre, divisions, police, military command.

A sequence of ordinary commands, for ``motcua init`` and demonstrations; bodies already there are left as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from motcua.kernel.text import fold
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries
from motcua.office.commands import CreateUnit
from motcua.office.gazetteer.facts import REFORM, Kind
from motcua.office.rules import Level

OFFICE: Final = "Văn phòng HĐND và UBND"
CULTURE: Final = "Phòng Văn hóa – Xã hội"
ECONOMY: Final = "Phòng Kinh tế"
ECONOMY_URBAN: Final = "Phòng Kinh tế, Hạ tầng và Đô thị"


@dataclass(frozen=True, slots=True)
class Founded:
    """The ids of a commune's bodies; ``divisions`` by name."""

    commune: UUID
    committee: UUID
    centre: UUID
    divisions: dict[str, UUID]
    police: UUID
    military: UUID


def usual_divisions(full_name: str) -> tuple[str, ...]:
    """Return the divisions a commune usually has; wards and special zones have the urban one (NĐ 150/2025/NĐ-CP)."""
    urban = full_name.startswith((Kind.WARD.word, Kind.SPECIAL_ZONE.word))
    return (OFFICE, ECONOMY_URBAN if urban else ECONOMY, CULTURE)


def found_commune(
    commune: UUID, actor: Actor, *, valid_from: date = REFORM, divisions: Sequence[str] | None = None, ground: str = ""
) -> Founded:
    """Make the bodies of a commune that are not there yet, standing from ``valid_from``; return them all.

    ``divisions`` names them where they are not the usual ones: names of divisions are data.
    """
    place = queries.unit(commune)
    there = {(body.level, fold(body.name)): body.id for body in queries.bodies_of(commune)}

    def body(level: Level, name: str = "") -> UUID:
        known = [id_ for (at, folded), id_ in there.items() if at is level and (not name or folded == fold(name))]
        if known:
            return known[0]
        command = CreateUnit(level=level, parent=commune, valid_from=valid_from, name=name, ground=ground)
        return perform(command, actor).target

    return Founded(
        commune=commune,
        committee=body(Level.COMMITTEE),
        centre=body(Level.CENTRE),
        divisions={name: body(Level.DIVISION, name) for name in divisions or usual_divisions(place.full_name)},
        police=body(Level.POLICE),
        military=body(Level.MILITARY),
    )
