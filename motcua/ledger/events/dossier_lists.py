"""Events of the lists people live in: what they keep for themselves, and whom they reminded to fetch a result."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class CollectionReminded(Event, frozen=True, kw_only=True):
    """Somebody of the return desk reminded the citizen that the result is there to be fetched; ``number`` times so far."""

    NAME = "dossiers.collection_reminded"
    STREAM = "dossier"
    PERSONAL: ClassVar[dict[str, str]] = {"note": "applicant"}

    applicant: UUID
    manner: str
    number: int
    note: str = ""


class ViewSaved(Event, frozen=True, kw_only=True):
    """An official keeps a list with its filters under a name, for themselves alone."""

    NAME = "dossiers.view_saved"
    STREAM = "saved_view"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "official", "filters": "official"}

    official: UUID
    scope: str
    name: str = ""
    filters: dict[str, str] | str = msgspec.field(default_factory=dict)


class ViewRenamed(Event, frozen=True, kw_only=True):
    """An official gave a list of theirs another name."""

    NAME = "dossiers.view_renamed"
    STREAM = "saved_view"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "official"}

    official: UUID
    name: str = ""


class ViewRemoved(Event, frozen=True, kw_only=True):
    """An official keeps a list of theirs no longer."""

    NAME = "dossiers.view_removed"
    STREAM = "saved_view"

    official: UUID
