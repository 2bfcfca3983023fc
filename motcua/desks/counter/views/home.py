"""The counter's first page: one box that takes everything, and where it leads."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.desks.counter import box, mirror, shown
from motcua.desks.counter.views import people
from motcua.desks.shared.door import DeskRequest, errors_of, once_key, power
from motcua.dossiers import queries as dossiers
from motcua.kernel.errors import MotcuaError, NotFound
from motcua.kernel.words import N_
from motcua.parties import queries as parties

RECENT = 6


@power("dossier.receive")
def home(request: DeskRequest) -> HttpResponse:
    """Show the box and the last dossiers of today."""
    return page(request)


@power("dossier.receive")
def look(request: DeskRequest) -> HttpResponse:
    """Lead on from what was scanned or typed: to a person, a form for a new one, a choice, or a dossier."""
    if request.method != "POST":
        return redirect("counter:home")
    text = request.POST.get("q", "")
    try:
        boxed = box.read(text)
        if boxed.card is not None:
            return people.with_card(request, text, boxed.card)
        if boxed.code:
            return _dossier(request, boxed.code)
        return _words(request, boxed.words)
    except MotcuaError as error:
        return page(request, q=text, errors=errors_of(error), status=error.status)


def page(request: DeskRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    """Return the page with the box; ``more`` fills what an answer adds to it."""
    rows = dossiers.worklist(request.actor, "da-nhan", limit=RECENT).rows
    told: dict[str, Any] = {
        "q": "",
        "errors": {},
        "found": None,
        "then": people.then_of(request),
        "target": people.target_of(request),
        "person_columns": shown.PERSON_COLUMNS,
        "dossier_columns": shown.DOSSIER_COLUMNS,
        "recent": shown.lines(rows),
        "once": once_key(),
        # Looking for a second person of the same visit does not end it.
        "mirror": mirror.of_person(request) if people.then_of(request) else mirror.over(request),
    }
    return render(request, "counter/home.html", told | more, status=status)


def _dossier(request: DeskRequest, code: str) -> HttpResponse:
    """Go to a dossier: to the return desk when its result waits."""
    rows = dossiers.find(request.actor, code)
    if not rows:
        raise NotFound(N_("Không có hồ sơ mang mã {code} ở Trung tâm này."), field="q", code=code)
    if rows[0].state == "ready":
        return HttpResponseRedirect(f"{reverse('counter:handover')}?{urlencode({'ho-so': rows[0].id.hex})}")
    return redirect("counter:receipt", rows[0].id)


def _words(request: DeskRequest, words: str) -> HttpResponse:
    """Go on with the one person a whole number proves; else show who fits, and offer to record a new person."""
    found = parties.find(words, request.actor)
    if len(found.rows) == 1 and not found.rows[0].masked:
        return people.go_on(request, found.rows[0].id)
    return page(request, q=words, found=found, prefill=people.typed_person(words))
