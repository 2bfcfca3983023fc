"""Events of a visit to the counter that belong to no single dossier yet."""

from __future__ import annotations

from uuid import UUID

from motcua.ledger.events import Event


class ShownDataConfirmed(Event, frozen=True, kw_only=True):
    """Somebody at the counter read what was typed, on the screen turned to them, and said that it is right.

    ``questioned`` are the fields they touched as wrong before. Values are not repeated here.
    """

    NAME = "dossiers.shown_data_confirmed"
    STREAM = "data_confirmation"

    visit: UUID
    unit: UUID
    person: UUID
    procedure: str
    fields: tuple[str, ...]
    questioned: tuple[str, ...]
