"""The communes within somebody's reach, as forms and filters offer them."""

from __future__ import annotations

from motcua.desks.shared.shapes import Option
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.rules import Level


def place_options(actor: Actor) -> list[Option]:
    """Return the communes within reach that have a centre, by name; each is said with its province."""
    rows = office.units(territory.of(actor)).values()
    found = sorted(
        (row.name, str(row.id), row) for row in rows if row.level is Level.COMMUNE and office.centre_of(row.id)
    )
    return [Option(id_, row.printed) for _, id_, row in found]
