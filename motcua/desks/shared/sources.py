"""Where what a page speaks of can be opened: an address for a reader who may open it, "" for one who reads words alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from motcua.conclusions import queries as conclusions
from motcua.findings import queries as findings
from motcua.inspections import queries as inspections
from motcua.ledger.actor import Actor
from motcua.oversight.rules.directives import Source
from motcua.proposals.queries import lists as proposals

_SOURCES: Final[Mapping[Source, tuple[str, Callable[[Actor, UUID], bool]]]] = {
    Source.CONCLUSION: ("conclusions:conclusion", conclusions.sees),
    Source.FINDING: ("findings:finding", findings.sees),
    Source.PROPOSAL: ("proposals:proposal", proposals.sees),
}


def source_href(actor: Actor, kind: Source, source: UUID | None) -> str:
    """Return the address of what a directive was born from."""
    if source is None or kind not in _SOURCES:
        return ""
    view, sees = _SOURCES[kind]
    return reverse(view, args=[source]) if sees(actor, source) else ""


def visit_href(actor: Actor, visit: UUID | None) -> str:
    """Return the address of the campaign or stop that an article tells of."""
    kind = inspections.page_seen(actor, visit) if visit is not None else ""
    return reverse(f"campaigns:{kind}", args=[visit]) if kind else ""
