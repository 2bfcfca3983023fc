"""Scans: taken in while the form is still being filled in, attached once the dossier is there."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from motcua.desks.counter import paper_lines
from motcua.desks.shared.door import ONCE, DeskRequest, power
from motcua.desks.shared.formats import said
from motcua.documents import rules, shelf
from motcua.dossiers.commands import AttachScan
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.perform import perform

MOST_BYTES = max(rules.LIMITS.values())
NAME_MOST = 150


@require_POST
@power("dossier.receive")
def upload(request: DeskRequest) -> HttpResponse:
    """Take a file in before its dossier exists; answer its hash for the form to carry."""
    try:
        sha256, name = _taken(request)
    except MotcuaError as error:
        return _refused(error)
    return JsonResponse({"sha256": sha256, "name": name})


@require_POST
@power("dossier.receive")
def attach(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Take a file in and attach it to a dossier that is there."""
    try:
        sha256, name = _taken(request)
        paper = request.POST.get("paper", "")
        perform(AttachScan(dossier=dossier, paper=paper, sha256=sha256, filename=name), request.actor, key=new_id().hex)
    except MotcuaError as error:
        return _refused(error)
    return JsonResponse({"sha256": sha256, "name": name})


def _taken(request: DeskRequest) -> tuple[str, str]:
    """Return hash and name of the file sent; :class:`BadInput` or :class:`RuleError` say why it is not taken."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise BadInput(N_("Chưa có tệp nào được gửi lên."), field="file")
    if (file.size or 0) > MOST_BYTES:
        raise RuleError(N_("Tệp nặng quá {most} MB; hãy quét lại ở 200–300 dpi."), most=MOST_BYTES // rules.MEGABYTE)
    name = clean((file.name or "").replace("|", " "), NAME_MOST)
    return shelf.take_in(file.read()).sha256, name


def _refused(error: MotcuaError) -> HttpResponse:
    return JsonResponse({"error": said(error.said)}, status=error.status)


def attach_all(request: DeskRequest, dossier: UUID) -> list[str]:
    """Attach every scan the form carried, each once however often the form is sent; return what did not go in."""
    key = request.POST.get(ONCE, "")[:40] or new_id().hex
    failed = []
    for at, scan in enumerate(paper_lines.scans_of(request.POST)):
        command = AttachScan(dossier=dossier, paper=scan.paper, sha256=scan.sha256, filename=scan.filename)
        try:
            perform(command, request.actor, key=f"{key}.{at}")
        except Conflict:
            continue
        except MotcuaError as error:
            failed.append(gettext("{name}: {why}").format(name=scan.filename, why=said(error.said)))
    return failed
