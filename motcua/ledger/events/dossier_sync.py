"""Events of dossiers that the province's system does not know yet: found to wait, and known there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.ledger.events import Event


class SyncAwaited(Event, frozen=True, kw_only=True):
    """A cut told afterwards shows that the dossier was received while the province's system could not be reached."""

    NAME = "dossiers.sync_awaited"
    STREAM = "dossier"

    outage: UUID
    since: datetime


class SyncConfirmed(Event, frozen=True, kw_only=True):
    """Somebody saw that the province's system has the dossier under its code."""

    NAME = "dossiers.sync_confirmed"
    STREAM = "dossier"

    code: str
