"""One party, masked: for whoever decides on merging or erasing and need not see the data to do so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.parties import policies
from motcua.parties.models import Party
from motcua.parties.queries.base import demand, family_in
from motcua.parties.queries.find import Row, rows_of


@dataclass(frozen=True, slots=True)
class Outline:
    """The record that speaks for a party and those merged into it, masked; ``offers``: what the asker can do now."""

    row: Row
    merged: tuple[Row, ...]
    erased_at: datetime | None
    offers: tuple[Offer, ...]

    @property
    def id(self) -> UUID:
        """The record that speaks for the party."""
        return self.row.id

    @property
    def records(self) -> tuple[UUID, ...]:
        """The ids of all records of the party, its own first."""
        return (self.row.id, *(row.id for row in self.merged))


def outline(party_id: UUID, actor: Actor) -> Outline:
    """Return a party masked, or the one it was merged into. Two reads; nobody is shown, so nothing is logged.

    :class:`NotAllowed`, :class:`NotFound` (also for the other realm).
    """
    demand(policies.may_find(actor), actor, "parties.outline", party_id)
    root, family = family_in(party_id, actor)
    merged = [member for member in family if member.id != root.id]
    own, *others = rows_of([root, *merged], masked=True)
    return Outline(own, tuple(others), root.erased_at, tuple(available(root, actor)))


def is_merged(record: UUID, actor: Actor) -> bool:
    """Say whether a record is merged into another one. One read; no personal data."""
    demand(policies.may_find(actor), actor, "parties.is_merged", record)
    return Party.objects.filter(pk=record, realm=actor.realm, merged_into__isnull=False).exists()


def is_erased(record: UUID) -> bool:
    """Say whether the data of a record were erased. One read; no personal data."""
    return Party.objects.filter(pk=record, erased_at__isnull=False).exists()
