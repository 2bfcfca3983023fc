"""Evidence of an item: taken in, shown after the same scope check, taken away with a reason."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.handing import stored
from motcua.desks.shared.told import tell
from motcua.documents import shelf
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.readiness.commands import AttachEvidence, RemoveEvidence
from motcua.readiness.queries import files


@require_POST
@power("readiness.write", "readiness.inspect")
def attach(request: DeskRequest, file: UUID, item: str) -> HttpResponse:
    """Take a file in and lay it to an item."""
    files.file_page(request.actor, file)
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise BadInput(N_("Chưa có tệp nào được gửi lên."), field="file")
    digest = shelf.take_in_upload(sent).sha256
    name, note = sent.name or "", request.POST.get("note", "")
    act(request, AttachEvidence(file=file, item=item, sha256=digest, filename=name, note=note))
    tell(request, N_("Đã gắn bằng chứng."))
    return HttpResponseRedirect(reverse("readiness:item", args=[file, item]))


@require_POST
@power("readiness.write", "readiness.inspect")
def remove(request: DeskRequest, file: UUID, evidence: UUID) -> HttpResponse:
    """Say that evidence no longer counts."""
    item = files.evidence_of(request.actor, file, evidence).item
    act(request, RemoveEvidence(file=file, evidence=evidence, reason=request.POST.get("reason", "")))
    tell(request, N_("Đã bỏ bằng chứng."))
    return HttpResponseRedirect(reverse("readiness:item", args=[file, item]))


@require_safe
@power("readiness.read")
def show(request: DeskRequest, file: UUID, evidence: UUID) -> HttpResponse:
    """Answer evidence as what we judged it to be when it came in."""
    row = files.evidence_of(request.actor, file, evidence)
    return stored(row.sha256, row.filename)
