"""What checklists answer: lists, one checklist with its versions, one version, what is offered at a place on a day."""

from __future__ import annotations

from motcua.checklists.queries.facts import OfferedRow, VersionFacts, offered, shown, version
from motcua.checklists.queries.lists import (
    EXPORT_MOST,
    PAGE,
    Asked,
    ChecklistRow,
    Counts,
    Show,
    counts,
    exported,
    listed,
)
from motcua.checklists.queries.one import ChecklistPage, VersionRow, compared, page

__all__ = [
    "EXPORT_MOST",
    "PAGE",
    "Asked",
    "ChecklistPage",
    "ChecklistRow",
    "Counts",
    "OfferedRow",
    "Show",
    "VersionFacts",
    "VersionRow",
    "compared",
    "counts",
    "exported",
    "listed",
    "offered",
    "page",
    "shown",
    "version",
]
