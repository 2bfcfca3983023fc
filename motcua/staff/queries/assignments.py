"""Who serves which field at which counter: the matrix of a centre on a day, and one person's training in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names
from motcua.office.rules import Period
from motcua.staff import here
from motcua.staff.models import Assignment
from motcua.staff.queries import reach
from motcua.staff.trained import trained_in


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One assignment; ``untrained`` are the fields the person is not trained in now."""

    id: UUID
    version: int
    unit: UUID
    official: UUID
    name: str
    title: str
    counter: str
    fields: tuple[str, ...]
    untrained: tuple[str, ...]
    valid: Period
    decision: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """People by fields on a day. ``cells`` has for (official, field) the counters and whether trained."""

    unit: reach.CentreRow
    day: date
    rows: tuple[AssignmentRow, ...]
    fields: tuple[str, ...]
    people: tuple[tuple[UUID, str, str], ...]
    cells: dict[tuple[UUID, str], tuple[str, bool]]
    unassigned: tuple[str, ...]

    @property
    def warnings(self) -> tuple[tuple[str, str], ...]:
        """Return (name, field) of who serves a field they are not trained in."""
        return tuple((row.name, field) for row in self.rows for field in row.untrained)


def matrix(actor: Actor, unit: UUID, on: date | None = None) -> Matrix:
    """Return the assignments of a centre that hold on a day (today) or begin later; ended ones are left out."""
    centre = reach.centre(actor, unit)
    day = on or clock.today()
    found = [
        row
        for row in Assignment.objects.filter(unit=unit, realm=actor.realm).prefetch_related("fields")
        if row.valid_to is None or row.valid_to > day
    ]
    rows = _rows(actor, found, centre.place, day)
    reach.looked(actor, "staff.assignments", {row.official for row in rows})
    fields = sorted({field for row in rows for field in row.fields}, key=fold)
    cells: dict[tuple[UUID, str], tuple[str, bool]] = {}
    for row in rows:
        for field in row.fields:
            before = cells.get((row.official, field), ("", False))[0]
            places = ", ".join(part for part in (before, row.counter) if part)
            cells[row.official, field] = (places, field not in row.untrained)
    people = tuple(dict.fromkeys((row.official, row.name, row.title) for row in rows))
    busy = {row.official for row in rows}
    idle = tuple(one.name for one in names.serving([unit], day) if one.official not in busy)
    return Matrix(centre, day, rows, tuple(fields), people, cells, idle)


def assignment(actor: Actor, id_: UUID) -> AssignmentRow:
    """Return one assignment; :class:`NotFound` outside reach."""
    reach.require_read(actor)
    found = Assignment.objects.filter(pk=id_, place__in=territory.of(actor), realm=actor.realm)
    row = found.prefetch_related("fields").first()
    if row is None:
        raise NotFound(N_("Không có phân công này."))
    reach.looked(actor, "staff.assignment", [row.official_id])
    return _rows(actor, [row], row.place_id, clock.today())[0]


def _rows(actor: Actor, found: list[Assignment], place: UUID, day: date) -> tuple[AssignmentRow, ...]:
    people = here.working_at(place, day)
    known = trained_in({row.official_id for row in found}, actor.realm)
    called = names.officials_named({row.official_id for row in found})
    rows = []
    for row in found:
        fields = tuple(sorted((one.field for one in row.fields.all()), key=fold))
        title = people[row.official_id].title if row.official_id in people else ""
        rows.append(
            AssignmentRow(
                row.id,
                row.version,
                row.unit_id,
                row.official_id,
                called.get(row.official_id, ""),
                title,
                row.counter,
                fields,
                tuple(field for field in fields if field not in known[row.official_id]),
                Period(row.valid_from, row.valid_to),
                row.decision,
                tuple(available(row, actor)),
            )
        )
    return tuple(sorted(rows, key=lambda row: (fold(row.counter), fold(row.name), row.id)))
