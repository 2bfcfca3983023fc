"""One dossier on a page of its own, and the files in it."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render

from motcua.desks.backoffice import pane
from motcua.desks.backoffice.asked import asked
from motcua.desks.backoffice.verbs import ATTACH, VERBS
from motcua.desks.shared.door import DeskRequest, power
from motcua.documents import queries as documents
from motcua.dossiers import queries
from motcua.kernel.words import N_, said

# What browsers may show in place; anything else is only ever downloaded.
SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
# The viewer of PDFs does not run inside a sandbox; PDFs were stripped of whatever acts when they were taken in.
IMAGE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'"
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


@power("dossier.read")
def page(request: DeskRequest, dossier_id: UUID) -> HttpResponse:
    """Show everything about one dossier."""
    list_ = asked(request.GET, request.actor) if "ds" in request.GET else None
    found = queries.dossier_page(request.actor, dossier_id)
    done = DONE.get(request.GET.get("xong", ""))
    return render(
        request,
        "backoffice/dossier.html",
        pane.context(found, list_) | {"toast": said(done) if done else ""},
    )


DONE = {slug: verb.done for slug, verb in VERBS.items()} | {ATTACH: N_("Đã đính kèm tệp")}


@power("dossier.read")
def file(request: DeskRequest, dossier_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Answer one file as what we judged it to be when it came in, never as what its name claims."""
    view, sha256 = queries.file_of(request.actor, dossier_id, attachment_id)
    inline = view.media_type in SHOWN
    response = FileResponse(
        documents.open_blob(sha256),
        content_type=view.media_type if inline else "application/octet-stream",
    )
    response.headers["Content-Disposition"] = disposition(view.filename, inline=inline)
    response.headers["Content-Length"] = str(view.size)
    response.headers["Content-Security-Policy"] = PDF_POLICY if view.media_type == "application/pdf" else IMAGE_POLICY
    guard(response)
    return cast("HttpResponse", response)


def disposition(filename: str, *, inline: bool) -> str:
    """Return a Content-Disposition whose name cannot break out of it (RFC 6266)."""
    return f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(filename, safe='')}"


def guard(response: HttpResponseBase) -> None:
    """Keep a paper of somebody's out of caches and of other sites' frames, and its type as we say."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
