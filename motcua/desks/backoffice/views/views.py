"""The lists a person keeps under a name: saved from a narrowed list, renamed, removed; theirs alone."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from motcua.desks.backoffice.asked import asked
from motcua.desks.backoffice.shown import views
from motcua.desks.backoffice.views.worklist import page_of
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.shapes import Link
from motcua.dossiers import saved, scopes
from motcua.dossiers.commands import RemoveView, RenameView, SaveView
from motcua.dossiers.rules.saved import NAME_MOST, VIEWS_MOST
from motcua.kernel.errors import MotcuaError, NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command


@require_GET
@power("dossier.read")
def listed(request: DeskRequest) -> HttpResponse:
    """Show what the person keeps, each with its name to change and a way to keep it no longer."""
    return _page(request)


@require_POST
@power("dossier.read")
def save(request: DeskRequest) -> HttpResponse:
    """Keep the list that is shown; refused, the list comes back with what was typed."""
    list_ = asked(request.POST, request.actor)
    name = request.POST.get("name", "")
    command = SaveView(name=name, scope=list_.scope, filters=dict(list_.typed))
    try:
        act(request, command)
    except MotcuaError as error:
        told = {"save_errors": [error.said], "save_name": name[:200]}
        return render(request, "backoffice/worklist.html", page_of(request, list_) | told, status=error.status)
    return HttpResponseRedirect(list_.href())


@require_POST
@power("dossier.read")
def change(request: DeskRequest, view_id: UUID, verb: str) -> HttpResponse:
    """Rename a list or keep it no longer; another's is not found, like none."""
    command: Command
    match verb:
        case "doi-ten":
            command = RenameView(view=view_id, name=request.POST.get("name", ""))
        case "bo":
            command = RemoveView(view=view_id)
        case _:
            raise NotFound(N_("Không có việc này."))
    saved.view_of(request.actor, view_id)
    try:
        act(request, command)
    except MotcuaError as error:
        return _page(request, view_id, error)
    return HttpResponseRedirect(reverse("backoffice:views"))


def _page(request: DeskRequest, tried: UUID | None = None, error: MotcuaError | None = None) -> HttpResponse:
    kept = saved.views_of(request.actor)
    links = views(kept, asked({}, request.actor))
    context = {
        "rows": [(view, link, scopes.SCOPES[view.scope]) for view, link in zip(kept, links, strict=True)],
        "trail": [Link(N_("Việc"), reverse("backoffice:home")), Link(N_("Danh sách đã lưu"))],
        "once": once_key(),
        "tried": tried,
        "typed": request.POST.get("name", "")[:200],
        "errors": errors_of(error).get("name", [error.said]) if error else [],
        "views_most": VIEWS_MOST,
        "name_most": NAME_MOST,
    }
    return render(request, "backoffice/views.html", context, status=error.status if error else HTTPStatus.OK)
