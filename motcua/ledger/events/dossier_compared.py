"""Events of data that differ between the papers of a person."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class DataCompared(Event, frozen=True, kw_only=True):
    """Data of a person were compared as several sources state them; only what differs is kept, with what it was for."""

    NAME = "dossiers.data_compared"
    STREAM = "data_comparison"
    PERSONAL: ClassVar[dict[str, str]] = {"differences": "person", "purpose": "person"}

    number: str
    unit: UUID
    person: UUID
    visit: UUID | None
    dossier: UUID | None
    sources: tuple[str, ...]
    fields: tuple[str, ...]
    correct: tuple[str, ...]
    purpose: str = ""
    differences: dict[str, dict[str, str]] | str = msgspec.field(default_factory=dict)
