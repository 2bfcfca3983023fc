"""Acts on a file, one form each: open, another version, works, certify, withdraw, settle a dispute, self-test."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desks.centre.readiness import shown
from motcua.desks.shared.door import DeskRequest, act, power, typed_id
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, said
from motcua.readiness import ports
from motcua.readiness.commands import (
    CertifyFile,
    ChangeTemplate,
    OpenFile,
    RecordSelfTest,
    SettleDispute,
    TellWorks,
    WithdrawCertificate,
)
from motcua.readiness.queries import files, templates
from motcua.readiness.rules.facts import PHASE_NAMES

FORM = ["GET", "HEAD", "POST"]


def _to_file(request: DeskRequest, file: UUID, sentence: str, **values: Any) -> HttpResponse:
    tell(request, sentence, **values)
    return HttpResponseRedirect(shown.file_address(file, shown.phase_of(request.GET)))


def _versions(request: DeskRequest) -> list[Option]:
    return [
        Option(str(row.id), said(N_("{title}, phiên bản {number}"), title=row.title, number=row.number), row.place)
        for row in templates.templates(request.actor)
    ]


def _page(request: DeskRequest, file: UUID, title: Text, verb: Text, questions: list[Field], **more: Any) -> FormPage:
    page = files.file_page(request.actor, file)
    back = shown.file_address(file, shown.phase_of(request.GET))
    return FormPage(title, verb, questions, back, shown.trail(page, Link(title)), lead=page.unit_name, **more)


@require_http_methods(FORM)
@power("readiness.write", "readiness.inspect")
def start(request: DeskRequest) -> HttpResponse:
    """Open the file of a centre that has none."""
    found = files.centres(request.actor)
    centres = [
        Option(str(id_), said(N_("{place} (đã có hồ sơ)"), place=place) if having else place)
        for id_, place, having in found
    ]
    questions = [
        Field("unit", N_("Trung tâm"), kind="select", required=True, options=centres, ids=True),
        Field("template", N_("Bộ mẫu"), kind="select", required=True, options=_versions(request), ids=True),
    ]
    free = [str(id_) for id_, _, having in found if not having]
    begin = {
        "unit": free[0] if len(free) == 1 else "",
        "template": next((o.value for o in questions[1].options), ""),
    }
    title = N_("Lập hồ sơ sẵn sàng")
    page = FormPage(title, N_("Lập hồ sơ"), questions, shown.HOME.href, [shown.HOME, Link(title)], start=begin)

    def do(asked: dict[str, Any]) -> HttpResponse:
        done = act(request, OpenFile(**asked))
        return _to_file(request, done.target, N_("Đã lập hồ sơ. Chưa mục nào được trả lời."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("readiness.write", "readiness.inspect")
def template(request: DeskRequest, file: UUID) -> HttpResponse:
    """Move a file to another version of its template."""
    present = files.file_page(request.actor, file)
    options = [one for one in _versions(request) if one.value != str(present.template)]
    questions = [Field("template", N_("Phiên bản"), kind="select", required=True, options=options, ids=True)]
    page = _page(
        request,
        file,
        N_("Chuyển phiên bản mẫu"),
        N_("Chuyển"),
        questions,
        what=[
            N_("Câu trả lời của mục có cùng mã được giữ nguyên."),
            N_("Mục mới chưa có câu trả lời nên hồ sơ chưa đủ cho tới khi trả lời."),
            N_("Xác nhận đang có bị tạm ngừng nếu điều kiện bắt buộc không còn đạt."),
        ],
        start={"template": str(present.newer or "")},
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, ChangeTemplate(file=file, **asked))
        return _to_file(request, file, N_("Đã chuyển phiên bản mẫu."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("readiness.write", "readiness.inspect")
def works(request: DeskRequest, file: UUID) -> HttpResponse:
    """Say that the place is being built or mended, and before which day that must be done."""
    present = files.file_page(request.actor, file)
    questions = [
        Field("under_way", N_("Đang xây dựng hoặc sửa chữa"), kind="check"),
        Field(
            "before",
            N_("Phải xong trước ngày"),
            kind="date",
            size="s",
            hint=N_("Ngày này không tính: trước 25/6 nghĩa là chậm nhất hết 24/6. Để trống nếu chưa có hạn."),
        ),
        Field("source", N_("Theo ai, văn bản hoặc buổi làm việc nào"), most=200),
    ]
    begin = {
        "under_way": "1" if present.works else "",
        "before": short_date(present.works_before) if present.works_before else "",
        "source": present.works_said,
    }
    page = _page(request, file, N_("Tình trạng xây dựng, sửa chữa"), N_("Ghi"), questions, start=begin)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, TellWorks(file=file, **asked))
        return _to_file(request, file, N_("Đã ghi tình trạng xây dựng."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("readiness.certify")
def certify(request: DeskRequest, file: UUID) -> HttpResponse:
    """Answer with one's name for the file being ready for a phase."""
    phase, present = shown.phase_of(request.GET), files.file_page(request.actor, file)
    judged = present.judged(phase)
    questions = [Field("note", N_("Ghi chú"), kind="textarea", most=300)]
    page = _page(
        request,
        file,
        said(N_("Xác nhận đủ điều kiện: {phase}"), phase=said(PHASE_NAMES[phase])),
        N_("Xác nhận"),
        questions,
        what=[
            said(N_("Đạt {met}/{all} điều kiện bắt buộc."), met=judged.musts_met, all=judged.musts),
            judged.words,
            N_("Tên và chức vụ của bạn đứng trên xác nhận; mục bắt buộc sau này «chưa đáp ứng» sẽ tạm ngừng xác nhận."),
        ],
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, CertifyFile(file=file, phase=phase, **asked))
        return _to_file(request, file, N_("Đã xác nhận."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("readiness.certify")
def withdraw(request: DeskRequest, file: UUID) -> HttpResponse:
    """Take a certificate back."""
    phase = shown.phase_of(request.GET)
    questions = [Field("reason", N_("Lý do"), kind="textarea", required=True, most=300)]
    title = said(N_("Rút xác nhận: {phase}"), phase=said(PHASE_NAMES[phase]))
    page = _page(request, file, title, N_("Rút xác nhận"), questions, danger=True)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, WithdrawCertificate(file=file, phase=phase, **asked))
        return _to_file(request, file, N_("Đã rút xác nhận."))

    return run(request, page, do)


@require_POST
@power("readiness.write", "readiness.inspect")
def settle(request: DeskRequest, file: UUID, item: str) -> HttpResponse:
    """Let one of several answers hold."""
    keep = typed_id(request.POST, "keep")
    if keep is None:
        raise BadInput(N_("Chọn câu trả lời đúng."), field="keep")
    act(request, SettleDispute(file=file, keep=keep, reason=request.POST.get("reason", "")))
    tell(request, N_("Đã chọn câu trả lời."))
    return HttpResponseRedirect(reverse("readiness:item", args=[file, item]))


@require_POST
@power("readiness.write")
def self_test(request: DeskRequest, file: UUID) -> HttpResponse:
    """Let the machine test what it can, and keep what it found."""
    files.file_page(request.actor, file)
    act(request, RecordSelfTest(file=file, results=list(ports.devices().probe())))
    return _to_file(request, file, N_("Máy đã tự kiểm tra."))
