"""Digital files of a record: attached, shown, taken off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.archives import queries
from motcua.archives.commands import AttachPart, DetachPart
from motcua.desks.centre.records import shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.handing import stored
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.told import tell
from motcua.documents import shelf
from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.kernel.words import N_, said


@require_POST
@power("records.write")
def attach(request: DeskRequest, fonds_id: UUID, file_id: UUID) -> HttpResponse:
    """Attach a file; it is judged by its content."""
    row = queries.fonds(request.actor, fonds_id)
    queries.file(request.actor, fonds_id, file_id)
    if not queries.may_write(request.actor, row):
        raise NotAllowed(N_("Phông này không do bạn giữ, hoặc mục lục đang khóa để ký."))
    upload = request.FILES.get("file")
    if upload is None or not upload.size:
        raise BadInput(N_("Chọn một tệp PDF hoặc ảnh."), field="file")
    blob = shelf.take_in_upload(upload)
    act(request, AttachPart(fonds=fonds_id, file=file_id, sha256=blob.pk, name=(upload.name or "")[:150]))
    tell(request, N_("Đã đính kèm tệp."))
    return HttpResponseRedirect(reverse("records:file", args=[fonds_id, file_id]))


@require_safe
@power("records.read")
def show(request: DeskRequest, fonds_id: UUID, file_id: UUID, sha256: str) -> HttpResponse:
    """Answer a digital file as what it was judged to be when it came in."""
    _, parts = queries.file(request.actor, fonds_id, file_id)
    part = next((one for one in parts if one.sha256 == sha256), None)
    if part is None:
        raise NotFound(N_("Hồ sơ không có tệp này."))
    return stored(sha256, part.name)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def detach(request: DeskRequest, fonds_id: UUID, file_id: UUID, sha256: str) -> HttpResponse:
    """Take a digital file off a record."""
    row = queries.fonds(request.actor, fonds_id)
    one, parts = queries.file(request.actor, fonds_id, file_id)
    part = next((part for part in parts if part.sha256 == sha256), None)
    if part is None:
        raise NotFound(N_("Hồ sơ không có tệp này."))
    back = reverse("records:file", args=[row.id, one.id])
    page_ = FormPage(
        title=said(N_("Gỡ tệp «{name}»"), name=part.name),
        verb=N_("Gỡ tệp"),
        questions=[Field("reason", N_("Lý do"), required=True, most=300)],
        back=back,
        trail=shown.trail(shown.fonds_link(row), Link(said(N_("Hồ sơ số {number}"), number=one.number), back)),
        danger=True,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, DetachPart(fonds=row.id, file=one.id, sha256=sha256, reason=values["reason"]))
        tell(request, N_("Đã gỡ tệp."))
        return HttpResponseRedirect(back)

    return run(request, page_, do)
