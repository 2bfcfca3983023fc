"""Many centres at once: who is cut off now, who was up least, who has no line or no results at all."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from motcua.ledger.actor import Actor
from motcua.links import rules
from motcua.links.queries.lists import Asked as LinesAsked
from motcua.links.queries.lists import LineRow, exported
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.rules import Level

WORST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A commune with a centre but without what is asked for."""

    place: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Overview:
    """How lines within reach stand: ``cut`` now, ``worst`` uptime of 30 days first, by how they stand, and the gaps."""

    lines: int
    by_health: dict[rules.Health, int]
    cut: tuple[LineRow, ...]
    worst: tuple[LineRow, ...]
    unrated: int
    without_line: tuple[PlaceLine, ...]
    without_backup: tuple[PlaceLine, ...]
    centres: int
    failed_tests: tuple[LineRow, ...]


def overview(actor: Actor) -> Overview:
    """Return how the lines within the actor's reach stand now."""
    rows = exported(actor, LinesAsked())
    rated = [row for row in rows if row.month.clock.rated]
    worst = sorted(rated, key=lambda row: (row.month.clock.up / row.month.clock.known, row.place_name))
    units = office.units(territory.of(actor)).values()
    homes = sorted(
        (row for row in units if row.level is Level.COMMUNE and office.centre_of(row.id)), key=lambda row: row.name
    )
    carrying = [row for row in rows if row.kind is not rules.Kind.PROVINCE]
    have = {row.place for row in carrying}
    spare = {row.place for row in carrying if row.use is rules.Use.BACKUP}
    return Overview(
        lines=len(rows),
        by_health={one: sum(row.health is one for row in rows) for one in rules.Health},
        cut=tuple(row for row in rows if row.cut_since is not None),
        worst=tuple(worst[:WORST_SHOWN]),
        unrated=len(rows) - len(rated),
        without_line=tuple(PlaceLine(one.id, one.full_name) for one in homes if one.id not in have),
        without_backup=tuple(PlaceLine(one.id, one.full_name) for one in homes if one.id in have - spare),
        centres=len(homes),
        failed_tests=tuple(row for row in rows if row.test_passed is False),
    )
