"""Scans: taken in while the form is still being filled in, attached once the dossier is there."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.catalogue.facts import Paper
from motcua.desks.counter import paper_lines
from motcua.desks.counter.paper_lines import Scan
from motcua.desks.shared.door import ONCE, DeskRequest, power
from motcua.desks.shared.formats import said
from motcua.documents import queries as documents
from motcua.documents import shelf
from motcua.dossiers.commands import AttachScan
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.perform import perform

NAME_MOST = 150
UNKEPT = "counter.unkept"
UNKEPT_MOST = 20


@require_POST
@power("dossier.receive")
def upload(request: DeskRequest) -> HttpResponse:
    """Take a file in before its dossier exists; answer its hash for the form to carry."""
    try:
        digest, name = _taken(request)
    except MotcuaError as error:
        return _refused(error)
    return JsonResponse({"sha256": digest, "name": name})


@require_POST
@power("dossier.receive")
def attach(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Take a file in and attach it to a dossier that is there."""
    try:
        digest, name = _taken(request)
        paper = request.POST.get("paper", "")
        perform(AttachScan(dossier=dossier, paper=paper, sha256=digest, filename=name), request.actor, key=new_id().hex)
    except MotcuaError as error:
        return _refused(error)
    return JsonResponse({"sha256": digest, "name": name})


def _taken(request: DeskRequest) -> tuple[str, str]:
    """Return hash and name of the file sent; :class:`BadInput` or :class:`RuleError` say why it is not taken."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise BadInput(N_("Chưa có tệp nào được gửi lên."), field="file")
    name = clean((file.name or "").replace("|", " "), NAME_MOST)
    return shelf.take_in_upload(file).sha256, name


def _refused(error: MotcuaError) -> HttpResponse:
    return JsonResponse({"error": said(error.said)}, status=error.status)


def judged(scans: Iterable[Scan]) -> list[Scan]:
    """Return what a form carried, each that is no longer in the store with that reason."""
    gone = N_("tệp chưa tải lên xong, hãy quét lại")
    return [scan if documents.blob(scan.sha256) else replace(scan, why=said(gone)) for scan in scans]


def check(request: DeskRequest, papers: Iterable[Paper]) -> None:
    """Refuse, before a dossier is accepted, scans that could not be attached to it; :class:`RuleError` names them."""
    carried = paper_lines.scans_of(request.POST)
    lines = paper_lines.fresh(papers)
    bad = [scan for scan in judged(carried) if scan.why] + paper_lines.astray(lines, carried)
    if bad:
        raise RuleError(
            N_("Bản quét chưa gắn được: {files}. Quét lại hoặc gắn vào đúng giấy tờ rồi tiếp nhận."),
            field="papers",
            files="; ".join(dict.fromkeys(scan.filename for scan in bad)),
        )


def attach_all(request: DeskRequest, dossier: UUID) -> None:
    """Attach every scan the form carried, each once however often the form is sent.

    What did not go in, and what was refused when it was sent up, is remembered with its reason until
    :func:`unkept` finds it attached.
    """
    key = request.POST.get(ONCE, "")[:40] or new_id().hex
    failed = paper_lines.refused_of(request.POST)
    for scan in paper_lines.scans_of(request.POST):
        command = AttachScan(dossier=dossier, paper=scan.paper, sha256=scan.sha256, filename=scan.filename)
        # The key follows from the file: a form sent again with one more scan attaches that one.
        mark = sha256(scan.value.encode()).hexdigest()[:32]
        try:
            perform(command, request.actor, key=f"{key}.{mark}")
        except MotcuaError as error:
            if not (isinstance(error, Conflict) and error.field == "file"):  # already attached
                failed.append(replace(scan, why=said(error.said)))
    _remember(request, dossier, failed)


def _remember(request: DeskRequest, dossier: UUID, failed: Iterable[Scan]) -> None:
    kept = request.session.get(UNKEPT, {})
    kept.pop(dossier.hex, None)
    rows = [[scan.paper, scan.sha256, scan.filename, scan.why] for scan in failed]
    if rows:
        kept = dict([*kept.items(), (dossier.hex, rows)][-UNKEPT_MOST:])
    if rows or UNKEPT in request.session:
        request.session[UNKEPT] = kept


def unkept(request: DeskRequest, dossier: UUID, attached: Container[tuple[str, str]]) -> list[Scan]:
    """Return the scans of a dossier that are not kept, with reasons; ``attached`` are (paper, file name) that are."""
    rows = request.session.get(UNKEPT, {}).get(dossier.hex, [])
    return [Scan(*row) for row in rows if (row[0], row[2]) not in attached]


@require_POST
@power("dossier.receive")
def again(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Attach again what did not go in, and show the receipt: with what is still missing, if anything is."""
    attach_all(request, dossier)
    return redirect("counter:receipt", dossier)
