"""Events of the books themselves."""

from __future__ import annotations

from uuid import UUID

from motcua.ledger.events import Event


class PrivatePartsErased(Event, frozen=True, kw_only=True):
    """The private parts about one person were deleted, by whose order; ``parts`` lists ``[entry id, ordinal]``."""

    NAME = "ledger.private_parts_erased"
    STREAM = "person"

    subject: UUID
    ground: str
    parts: list[tuple[UUID, int]]
