"""Events of checklists: versions brought, put in use, dropped, taken out of use.

What a version asks stands in the stored file; the event keeps the hash of the file and of what was made of it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class VersionTold(msgspec.Struct, frozen=True, kw_only=True):
    """A version: its number, title, stored XLSX (``sha256``), hash of its XForm and items, and how many items it has."""

    id: UUID
    number: int
    title: str
    sha256: str
    digest: str
    items: int
    scored: int
    note: str


class ChecklistAdded(Event, frozen=True, kw_only=True):
    """A place got a checklist of its own, with a first version still in draft."""

    NAME = "checklists.checklist_added"
    STREAM = "checklist"

    place: UUID
    key: str
    version: VersionTold


class ChecklistLoaded(Event, frozen=True, kw_only=True):
    """A checklist that comes with the software was loaded for everybody; its first version is in use from a day on."""

    NAME = "checklists.checklist_loaded"
    STREAM = "checklist"

    key: str
    version: VersionTold
    valid_from: date


class VersionLoaded(Event, frozen=True, kw_only=True):
    """A newer version of a packaged checklist was loaded, in use from a day on."""

    NAME = "checklists.version_loaded"
    STREAM = "checklist"

    version: VersionTold
    valid_from: date


class VersionDrafted(Event, frozen=True, kw_only=True):
    """A further version was brought, still in draft; ``dropped`` is the draft it stands in place of."""

    NAME = "checklists.version_drafted"
    STREAM = "checklist"

    version: VersionTold
    dropped: UUID | None


class VersionPublished(Event, frozen=True, kw_only=True):
    """A draft is in use from a day on and is never changed again; ``note`` says what changed."""

    NAME = "checklists.version_published"
    STREAM = "checklist"

    version: UUID
    valid_from: date
    note: str


class DraftDropped(Event, frozen=True, kw_only=True):
    """A draft was given up, with the reason."""

    NAME = "checklists.draft_dropped"
    STREAM = "checklist"

    version: UUID
    reason: str


class VersionRetired(Event, frozen=True, kw_only=True):
    """A version is offered no more from a day on, with the reason; what was answered by it stays as it is."""

    NAME = "checklists.version_retired"
    STREAM = "checklist"

    version: UUID
    retired_from: date
    reason: str
