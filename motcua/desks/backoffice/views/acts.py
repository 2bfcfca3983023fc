"""The acts on one dossier: one form, one command, once; then the next dossier of the list."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from motcua.desks.backoffice import factor, pane, shown
from motcua.desks.backoffice.asked import Asked, asked
from motcua.desks.backoffice.verbs import ATTACH, VERBS, Verb
from motcua.desks.backoffice.views.worklist import COUNTED_TO, counts_of
from motcua.desks.shared.door import ONCE, DeskRequest, act, once_key, power, typed_id, whole_number
from motcua.desks.shared.jinja import url
from motcua.documents import shelf
from motcua.dossiers import lists, patterns, queries
from motcua.dossiers.commands import AttachScan
from motcua.dossiers.views import DossierPage
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

FILES_MOST = 20
_NO_WORDS = frozenset({"csrfmiddlewaretoken", ONCE, "seen", "otp"})


@require_POST
@power("dossier.read")
def work(request: DeskRequest, dossier_id: UUID, verb: str) -> HttpResponse:
    """Do one act; refused, its form comes back with what was typed."""
    chosen = VERBS.get(verb)
    if chosen is None and verb != ATTACH:
        raise NotFound(N_("Không có việc này."))
    list_ = asked(request.GET, request.actor) if "ds" in request.GET else None
    try:
        factor.show(request)
        done = _do(request, dossier_id, chosen) if chosen else _attach(request, dossier_id)
    except MotcuaError as error:
        return _refused(request, dossier_id, verb, list_, error)
    if not request.htmx:
        return HttpResponseRedirect(_after(dossier_id, verb, list_))
    return _next(request, dossier_id, list_, done, stays=chosen is None or chosen.stays)


def _do(request: DeskRequest, dossier_id: UUID, verb: Verb) -> str:
    act(request, verb.build(dossier_id, request.POST.dict(), whole_number(request.POST.get("seen", ""))))
    patterns.note_used(request.actor, (text for name, text in request.POST.dict().items() if name not in _NO_WORDS))
    return verb.done


def _attach(request: DeskRequest, dossier_id: UUID) -> str:
    """Take files in and attach each under a key that follows from it, so that a retry attaches none twice."""
    files = request.FILES.getlist("file")
    if not files or len(files) > FILES_MOST:
        raise BadInput(N_("Chọn từ 1 đến {most} tệp."), field="file", most=FILES_MOST)
    queries.demand(request.actor, dossier_id, AttachScan)
    once = request.POST.get(ONCE, "")[:40] or once_key()
    for upload in files:
        blob = shelf.take_in_upload(upload)
        command = AttachScan(
            dossier=dossier_id,
            paper=request.POST.get("paper", ""),
            sha256=blob.sha256,
            filename=upload.name or "",
        )
        perform(command, request.actor, key=f"{once}.{blob.sha256[:32]}")
    return N_("Đã đính kèm tệp")


def _after(dossier_id: UUID, verb: str, list_: Asked | None) -> str:
    """Return where a browser without scripts goes on: back to the list it came from, else to the dossier."""
    if list_ is not None and verb in VERBS and not VERBS[verb].stays:
        return list_.href()
    return f"{url('backoffice:dossier', dossier_id)}?xong={verb}"


def _refused(
    request: DeskRequest, dossier_id: UUID, verb: str, list_: Asked | None, error: MotcuaError
) -> HttpResponse:
    page = queries.dossier_page(request.actor, dossier_id)
    context = pane.context(request.actor, page, list_, pane.refused(verb, request.POST.dict(), error))
    template = "backoffice/_dossier.html" if request.htmx else "backoffice/dossier.html"
    response = render(request, template, context | {"toast": ""}, status=error.status)
    response.headers["X-Motcua-Form"] = "1"
    return response


def _next(request: DeskRequest, done_id: UUID, list_: Asked | None, done: str, *, stays: bool) -> HttpResponse:
    """Answer the pane (the next dossier of the list, or the same), the row as it is now, and the counts."""
    actor = request.actor
    following = done_id if stays or list_ is None else typed_id(request.POST, "tiep")
    page = _readable(actor, following)
    context: dict[str, Any] = {"page": None, "list": list_, "done_id": done_id, "rows": [], "tabs": []}
    if page is not None:
        context |= pane.context(request.actor, page, list_)
    if list_ is not None:
        row = lists.row_in(actor, list_.scope, done_id, narrow=list_.narrow) if not list_.text else None
        context["rows"] = shown.lines([row], list_) if row else []
        context["tabs"] = shown.tabs(list_, counts_of(actor), COUNTED_TO)
        context["counted_to"] = COUNTED_TO
    response = render(request, "backoffice/_acted.html", context, status=HTTPStatus.OK)
    response.headers["HX-Trigger"] = json.dumps({"motcua:toast": {"text": gettext(done), "tone": "good"}})
    if list_ is not None:
        response.headers["HX-Push-Url"] = list_.href(chon=str(following) if page else "")
    return response


def _readable(actor: Actor, dossier_id: UUID | None) -> DossierPage | None:
    if dossier_id is None:
        return None
    try:
        return queries.dossier_page(actor, dossier_id)
    except MotcuaError:
        return None
