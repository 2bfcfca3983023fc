"""One dossier on a page of its own, and the files in it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.desks.backoffice import pane
from motcua.desks.backoffice.asked import asked
from motcua.desks.backoffice.verbs import ATTACH, VERBS
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import stored
from motcua.dossiers import queries
from motcua.kernel.words import N_, said


@power("dossier.read")
def page(request: DeskRequest, dossier_id: UUID) -> HttpResponse:
    """Show everything about one dossier."""
    list_ = asked(request.GET, request.actor) if "ds" in request.GET else None
    found = queries.dossier_page(request.actor, dossier_id)
    done = DONE.get(request.GET.get("xong", ""))
    return render(
        request,
        "backoffice/dossier.html",
        pane.context(request.actor, found, list_) | {"toast": said(done) if done else ""},
    )


DONE = {slug: verb.done for slug, verb in VERBS.items()} | {ATTACH: N_("Đã đính kèm tệp")}


@power("dossier.read")
def file(request: DeskRequest, dossier_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Answer one file as what we judged it to be when it came in, never as what its name claims."""
    view, sha256 = queries.file_of(request.actor, dossier_id, attachment_id)
    return stored(sha256, view.filename)
