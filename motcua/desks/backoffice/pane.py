"""The dossier as a pane: everything its template draws, beside a list or on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch

from motcua.desks.backoffice import patterns, shown, verbs
from motcua.desks.backoffice.asked import Asked
from motcua.desks.shared.door import errors_of, once_key
from motcua.desks.shared.jinja import url
from motcua.dossiers.commands import (
    AssignDossier,
    AttachScan,
    CorrectDossier,
    EnterProvincialCode,
    EnterSpecialisedResult,
    ReissueSlip,
    ReturnResult,
    SendBack,
)
from motcua.dossiers.views import DossierPage
from motcua.kernel.errors import MotcuaError
from motcua.ledger.commands import Command
from motcua.ledger.perform import Offer

_NAMED: Mapping[str, type[Command]] = {
    "assign": AssignDossier,
    "back": SendBack,
    "attach": AttachScan,
    "correct": CorrectDossier,
    "code": EnterProvincialCode,
    "reissue": ReissueSlip,
    "hand_over": ReturnResult,
}


@dataclass(frozen=True, slots=True)
class Tried:
    """An act that was refused: which, what was typed, and why, beside its fields."""

    slug: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Any] = field(default_factory=dict)
    error: MotcuaError | None = None


NOTHING = Tried()


def refused(slug: str, values: Mapping[str, str], error: MotcuaError) -> Tried:
    """Return what was tried, to be shown again with what was typed."""
    kept = {name: text for name, text in values.items() if name not in {"otp", "csrfmiddlewaretoken"}}
    return Tried(slug, kept, errors_of(error), error)


def context(page: DossierPage, list_: Asked | None, tried: Tried = NOTHING) -> dict[str, Any]:
    """Return what the pane draws. ``list_`` is the list it stands beside, ``None`` on a page of its own."""
    work = next((offer for command in verbs.WORK if (offer := _open(page, command)) is not None), None)
    acts = {name: offer for name, command in _NAMED.items() if (offer := page.offer(command)) is not None}
    query = list_.query() if list_ else ""
    waits = {offer.command for offer in page.after_factor}
    return {
        "page": page,
        "row": page.row,
        "tried": tried,
        "once": once_key(),
        "query": f"?{query}" if query else "",
        "back_href": list_.href() if list_ else url("backoffice:home"),
        "due": shown.due(page.row.due),
        "state": shown.STATE_WORDS[page.row.state],
        "steps": shown.steps(page),
        "moments": shown.moments(page),
        "people": [shown.person(person) for person in page.people],
        "units": shown.units(page),
        "facts": shown.facts(page),
        "next": shown.next_words(page),
        "work": work,
        "work_slug": verbs.SLUG_OF[work.command] if work else "",
        "is_system": work is not None and work.command is EnterSpecialisedResult,
        "acts": acts,
        "factor": {verbs.SLUG_OF[command] for command in waits if command in verbs.SLUG_OF},
        "patterns": patterns.OPINIONS.get(page.present.role, ()) if page.present else (),
        "reasons": patterns.REASONS,
        "reissues": patterns.REISSUES,
        "removals": patterns.REMOVALS,
        "colleagues": shown.colleagues(page),
        "paper_options": shown.paper_options(page),
        "page_files": shown.files(page),
        "correct_href": _correct_href(page),
        "taken_back": verbs.TAKEN_BACK,
    }


def _open(page: DossierPage, command: type[Command]) -> Offer | None:
    offer = page.offer(command)
    return offer if offer is not None and offer.refusal is None else None


def _correct_href(page: DossierPage) -> str:
    """Return where the counter corrects a dossier, "" while no desk offers it."""
    try:
        return url("counter:correct", page.row.id)
    except NoReverseMatch:
        return ""
