"""Which centres are being built or mended: what the book of works says, before what their files were told.

The book of works is kept by whoever builds and whoever looks after it; where it knows a centre it is believed. Where it
does not, what somebody told the file counts (``ReadinessFile.works_said`` says who).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.works import queries as works
from motcua.works.queries import Standing


@dataclass(frozen=True, slots=True)
class Building:
    """Whether a centre is being built, and before which day that must be done; ``known`` by the book of works."""

    under_way: bool
    before: date | None
    known: Standing | None


@dataclass(frozen=True, slots=True)
class Buildings:
    """What the book of works says of many centres."""

    book: Mapping[UUID, Standing]

    def of(self, unit: UUID, *, told: bool, told_before: date | None) -> Building:
        """Return how one centre stands, given what its file was told."""
        known = self.book.get(unit)
        if known is None:
            return Building(told, told_before if told else None, None)
        return Building(known.under_way, known.before if known.under_way else None, known)


def buildings(units: Collection[UUID], realm: str) -> Buildings:
    """Return what the book of works says of these centres; one statement however many."""
    return Buildings(works.standing(units, realm))
