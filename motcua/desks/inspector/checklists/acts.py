"""Acts on checklists: bring a file, put a draft in use or give it up, take a version out of use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.checklists import authoring, queries
from motcua.checklists.authoring import CONTENT_MOST, Authored
from motcua.checklists.commands import AddChecklist, DraftVersion, DropDraft, PublishVersion, RetireVersion
from motcua.desks.inspector.checklists import shown
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power, whole_number
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.handing import XLSX
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.documents import shelf
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError, NotAllowed, NotFound
from motcua.kernel.words import N_, Said, said

FAULTS: Final = (Column(N_("Trang")), Column(N_("Dòng"), numeric=True), Column(N_("Cột")), Column(N_("Cần sửa")))
REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)


@dataclass(slots=True)
class _Upload:
    """What a page of uploading shows: what was sent, and what is wrong with it."""

    title: str
    back: str
    trail: list[Link]
    example: str
    note: str = ""
    read: Authored | None = None
    errors: dict[str, list[Said]] = field(default_factory=dict)
    status: int = HTTPStatus.OK


@require_http_methods(["GET", "HEAD", "POST"])
@power("checklist.write")
def add(request: DeskRequest) -> HttpResponse:
    """Bring a first file of a checklist."""
    title = N_("Thêm bộ câu hỏi")
    upload = _Upload(title, shown.HOME.href, [shown.HOME, Link(title)], _example(request))
    return _uploading(request, upload, lambda sha256: act(request, AddChecklist(file=sha256, note=upload.note)).target)


@require_http_methods(["GET", "HEAD", "POST"])
@power("checklist.write")
def draft(request: DeskRequest, checklist: UUID) -> HttpResponse:
    """Bring a further file of a checklist."""
    found = _writable(request, checklist)
    title, back = N_("Tải phiên bản mới"), reverse("checklists:checklist", args=[checklist])
    example = reverse("checklists:xlsx", args=[found.versions[0].id])
    upload = _Upload(title, back, [shown.HOME, Link(found.title, back), Link(title)], example)

    def send(sha256: str) -> UUID:
        return act(
            request, DraftVersion(checklist=checklist, file=sha256, note=upload.note, seen=_seen(request))
        ).target

    return _uploading(request, upload, send)


def _uploading(request: DeskRequest, upload: _Upload, send: Callable[[str], UUID]) -> HttpResponse:
    """Show the page of uploading, or read the file: faults are listed by cell, and only a whole form is sent."""
    if request.method == "POST":
        upload.note = request.POST.get("note", "")[:500]
        try:
            content = _content(request)
            upload.read = authoring.read(content)
            if upload.read.form is not None:
                target = send(shelf.keep_made(content, XLSX).pk)
                tell(request, N_("Đã tải lên, còn là bản thảo: xem trước, làm thử rồi ban hành."))
                return HttpResponseRedirect(reverse("checklists:checklist", args=[target]))
            upload.status = HTTPStatus.UNPROCESSABLE_ENTITY
        except MotcuaError as error:
            upload.errors, upload.status = errors_of(error), HTTPStatus(error.status)
    context = {
        "it": upload,
        "columns": FAULTS,
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "heaviest": CONTENT_MOST,
        "accept": f".xlsx,{XLSX}",
        "own": list(authoring.OWN),
    }
    return render(request, "inspector/checklists/upload.html", context, status=upload.status)


def _content(request: DeskRequest) -> bytes:
    sent = request.FILES.getlist("files")
    if len(sent) != 1:
        raise BadInput(N_("Chọn một tệp XLSX."), field="files")
    if (sent[0].size or 0) > CONTENT_MOST:
        raise BadInput(N_("Tệp lớn quá {most} MB."), field="files", most=CONTENT_MOST // (1024 * 1024))
    try:
        content: bytes = sent[0].read()
        authoring.read(content)
    except BadInput as error:
        raise BadInput(error.said.sentence, field="files", **error.said.values) from error
    return content


def _example(request: DeskRequest) -> str:
    """Return the address of a file to begin from: the first packaged checklist."""
    asked = queries.Asked(show=queries.Show.PACKAGED)
    rows, _ = queries.listed(request.actor, asked)
    if not rows:
        return ""
    return reverse("checklists:xlsx", args=[queries.page(request.actor, rows[0].id).versions[0].id])


def _writable(request: DeskRequest, checklist: UUID) -> queries.ChecklistPage:
    found = queries.page(request.actor, checklist)
    if not found.writes:
        raise NotAllowed(N_("Bộ câu hỏi này không thuộc nơi bạn soạn."))
    return found


def _seen(request: DeskRequest) -> int | None:
    """Return the version of the checklist that stood on the page the form was opened from."""
    return whole_number(request.GET.get("ban", ""))


def _form(
    request: DeskRequest, found: queries.ChecklistPage, title: str, questions: list[Field], **more: Any
) -> FormPage:
    del request
    back = reverse("checklists:checklist", args=[found.id])
    return FormPage(title, title, questions, back, trail=[shown.HOME, Link(found.title, back), Link(title)], **more)


@require_http_methods(["GET", "HEAD", "POST"])
@power("checklist.write")
def publish(request: DeskRequest, checklist: UUID) -> HttpResponse:
    """Put the draft in use from a day on."""
    found = _writable(request, checklist)
    questions = [
        Field("valid_from", N_("Dùng từ ngày"), "date", required=True, size="m"),
        Field("note", N_("Phiên bản này có gì mới"), "textarea", required=True, most=500),
    ]
    what = [N_("Từ đây phiên bản không sửa được nữa; muốn sửa thì tải phiên bản mới.")]
    start = {"valid_from": short_date(clock.today())}
    page = _form(request, found, N_("Ban hành"), questions, what=what, start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        command = PublishVersion(
            checklist=checklist, valid_from=values["valid_from"], note=values["note"], seen=_seen(request)
        )
        return _done(request, command, N_("Đã ban hành"))

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("checklist.write")
def drop(request: DeskRequest, checklist: UUID) -> HttpResponse:
    """Give up the draft."""
    found = _writable(request, checklist)
    page = _form(request, found, N_("Bỏ bản thảo"), [REASON], danger=True)

    def do(values: dict[str, Any]) -> HttpResponse:
        command = DropDraft(checklist=checklist, reason=values["reason"], seen=_seen(request))
        return _done(request, command, N_("Đã bỏ bản thảo"))

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("checklist.write")
def retire(request: DeskRequest, checklist: UUID, version: UUID) -> HttpResponse:
    """Take a version out of use from a day on."""
    found = _writable(request, checklist)
    row = next((one for one in found.versions if one.id == version), None)
    if row is None:
        raise NotFound(N_("Không có phiên bản này."))
    questions = [Field("retired_from", N_("Ngừng dùng từ ngày"), "date", required=True, size="m"), REASON]
    what = [
        said(N_("Phiên bản {n} không được chọn cho việc kiểm tra mới từ ngày này."), n=row.number),
        N_("Kết quả đã ghi theo phiên bản này giữ nguyên."),
    ]
    start = {"retired_from": short_date(clock.today())}
    page = _form(request, found, N_("Ngừng dùng"), questions, what=what, start=start, danger=True)

    def do(values: dict[str, Any]) -> HttpResponse:
        command = RetireVersion(
            checklist=checklist,
            version=version,
            retired_from=values["retired_from"],
            reason=values["reason"],
            seen=_seen(request),
        )
        return _done(request, command, N_("Đã ngừng dùng"))

    return run(request, page, do)


def _done(request: DeskRequest, command: Any, words: str) -> HttpResponse:
    target = act(request, command).target
    tell(request, words)
    return HttpResponseRedirect(reverse("checklists:checklist", args=[target]))
