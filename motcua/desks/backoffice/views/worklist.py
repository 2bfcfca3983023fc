"""The list left, the dossier right: where everybody who works on dossiers begins the day."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.catalogue import queries as catalogue
from motcua.catalogue import wording
from motcua.desks.backoffice import pane, shown
from motcua.desks.backoffice.asked import CHANNELS, STATES, UNTAKEN, Asked, asked
from motcua.desks.backoffice.views.patterns import MAY
from motcua.desks.shared.door import DeskRequest, once_key, power
from motcua.desks.shared.shapes import Link, Option
from motcua.dossiers import lists, narrowing, queries, saved, scopes, stand_ins, waiting
from motcua.dossiers.rules.saved import NAME_MOST, VIEWS_MOST
from motcua.dossiers.views import DossierRow
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office

COUNTED_TO = 500
FRAGMENT = "ho-so"
"""The id of the place a dossier is shown in; a request that fills it wants the pane alone."""
BULK = {
    "cho-ky": ("ky",),
    "cho-dau": ("dau",),
    "don-vi": ("nhan", "chuyen", "giao", "de-xuat"),
    "dang-giai-quyet": ("de-xuat",),
    "viec-cua-toi": ("chuyen", "giao"),
    "cho-tra": ("nhac",),
    "chua-lay": ("nhac",),
}
"""What can be done to many of a list at once, beside printing their labels."""


GIVES = frozenset({"giao", "de-xuat"})
"""Acts on many by which a head gives work to others."""


@power("dossier.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show a list with its tabs and, beside it, the dossier chosen; htmx gets the dossier alone."""
    list_ = asked(request.GET, request.actor)
    if request.htmx and request.htmx.target == FRAGMENT and list_.chosen:
        page = queries.dossier_page(request.actor, list_.chosen)
        return render(request, "backoffice/_dossier.html", pane.context(request.actor, page, list_))
    return render(request, "backoffice/worklist.html", page_of(request, list_))


@power("dossier.read")
def narrow(request: DeskRequest) -> HttpResponse:
    """Show the filters of a list: asked for only when somebody unfolds them; a page of its own without scripts."""
    list_ = asked(request.GET, request.actor)
    way = [Link(N_("Việc"), reverse("backoffice:home")), Link(N_("Lọc hồ sơ"))]
    template = "backoffice/_filters.html" if request.htmx else "backoffice/narrow.html"
    return render(request, template, {"list": list_, "trail": way} | filters(request.actor))


def filters(actor: Actor) -> dict[str, Any]:
    """Return what a list may be narrowed to."""
    centre = office.centre_of(actor.unit) if actor.unit else None
    offered = catalogue.offered(centre.id) if centre else ()
    fields = catalogue.fields_of(centre.id) if centre else []
    colleagues = [Option(str(id_), name) for id_, name in narrowing.officials(actor)]
    return {
        "fields": [Option(field, field) for field in fields],
        "procedures": [Option(code, f"{name} ({code})") for code, name, _ in offered],
        "states": [Option(value, label) for value, label in STATES.items()],
        "steps": [Option(role, label) for role, label in wording.ROLES.items()],
        "holders": [Option(str(id_), name) for id_, name in narrowing.holders(actor)],
        "officials": [Option(UNTAKEN, N_("Chưa ai nhận")), *colleagues],
        "reaches": [Option("1", N_("Ngoài địa giới"))],
        "channels": [Option(value, label) for value, label in CHANNELS.items()],
    }


_WATCHES = frozenset({"dossier.approve", "dossier.seal", "dossier.correct"})
_FILES = frozenset({"dossier.process", "dossier.endorse", "dossier.seal"})
"""Who signs, who seals, who answers for the centre: they are told how many dossiers wait for a seal or signature."""


def _brief(actor: Actor, counts: dict[str, int]) -> dict[str, int]:
    return {"waiting": counts["cho-ky"], "late": counts["qua-han"], "signed_today": lists.signed_today(actor)}


def page_of(request: DeskRequest, list_: Asked) -> dict[str, Any]:
    """Return everything the page of lists draws."""
    actor = request.actor
    rows, after = rows_of(actor, list_)
    counts = counts_of(actor)
    return {
        "list": list_,
        "rows": shown.lines(rows, list_),
        "next_href": list_.href(sau=after) if after else "",
        "first_href": list_.href(sau="") if list_.after else "",
        "tabs": shown.tabs(list_, counts, COUNTED_TO),
        "counted_to": COUNTED_TO,
        "scope_name": scopes.SCOPES[list_.scope],
        "views": shown.views(saved.views_of(actor), list_),
        "views_most": VIEWS_MOST,
        "name_most": NAME_MOST,
        "once": once_key(),
        **(filters(actor) if list_.narrow or list_.errors else {}),
        "bulk": [kind for kind in BULK.get(list_.scope, ()) if kind not in GIVES or actor.can("dossier.assign")],
        "brief": _brief(actor, counts) if actor.can("dossier.approve") and not list_.chosen else None,
        "pastes": actor.can("dossier.correct") and actor.can("figure.read"),
        "writes_patterns": not actor.powers.isdisjoint(MAY),
        "gives_when_away": bool(stand_ins.POWERS & actor.powers),
        "marks": waiting.figure(actor) if _WATCHES & actor.powers and not list_.chosen else None,
        "hands_on": bool(_FILES & actor.powers),
        **_chosen(request, list_),
    }


def rows_of(actor: Actor, list_: Asked) -> tuple[tuple[DossierRow, ...], str | None]:
    """Return the rows of a list or of a search, and where the next page begins."""
    if list_.text:
        return lists.find(actor, list_.text), None
    found = lists.worklist(actor, list_.scope, after=list_.after or None, narrow=list_.narrow)
    return found.rows, found.after


def counts_of(actor: Actor) -> dict[str, int]:
    """Return the actor's lists with how many dossiers each has."""
    return scopes.counts(actor, scopes.scopes_of(actor), COUNTED_TO)


def _chosen(request: DeskRequest, list_: Asked) -> dict[str, Any]:
    """Return the dossier opened beside the list; one that may not be read is said, and the list stays."""
    if list_.chosen is None:
        return {"page": None, "chosen_error": None}
    try:
        page = queries.dossier_page(request.actor, list_.chosen)
    except MotcuaError as error:
        return {"page": None, "chosen_error": error}
    return pane.context(request.actor, page, list_) | {"chosen_error": None}
