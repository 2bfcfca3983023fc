"""One dossier of a sample at a desk: its course beside its process, its checks answered, a finding made of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from motcua.checklists.rules.items import SEVERITY_NAMES, Severity
from motcua.desks.inspector.samples import shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import said, say
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Fact, Link, Option
from motcua.desks.shared.told import tell
from motcua.findings.rules.life import WORDS_MOST as FINDING_MOST
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_
from motcua.kernel.words import said as words
from motcua.office import queries as office
from motcua.samples import queries
from motcua.samples.commands import NoteChecks, RaiseFinding, SettleCheck
from motcua.samples.commands.check import CheckGiven
from motcua.samples.queries import CheckRow, DossierSheet, SampleRow
from motcua.samples.rules.checks import CHECK_NAMES, VERDICT_NAMES, WORDS_MOST, Verdict
from motcua.samples.rules.standing import STANDS_NAMES

FORM: Final = ["GET", "HEAD", "POST"]
PAPERS: Final = (Column(N_("Giấy tờ")), Column(N_("Danh mục công khai")), Column(N_("Đã nhận")))
STEPS: Final = (
    Column(N_("Bước của quy trình")),
    Column(N_("Bắt đầu")),
    Column(N_("Xong")),
    Column(N_("Đã dùng / được phân"), numeric=True),
    Column(N_("Trả lại"), numeric=True),
)
HANDED: Final = (Column(N_("Giao")), Column(N_("Nhận")), Column(N_("Lúc")), Column(N_("Trong hạn bước")))


def _found(request: DeskRequest, stop: UUID, sample: UUID, line: UUID) -> tuple[SampleRow, DossierSheet]:
    row, sheet, _ = queries.sheet(request.actor, sample, line)
    return shown.within(stop, row), sheet


@require_safe
@power("inspection.work")
def page(request: DeskRequest, stop_id: UUID, sample_id: UUID, line_id: UUID) -> HttpResponse:
    """Show a dossier's course beside its process, and each check with what books and people say of it."""
    row, sheet = _found(request, stop_id, sample_id, line_id)
    course = sheet.course
    context = {
        "row": row,
        "it": sheet,
        "course": course,
        "trail": shown.trail(row, Link(course.label)),
        "tags": _tags(sheet),
        "facts": _facts(sheet),
        "paper_columns": PAPERS,
        "step_columns": STEPS,
        "handed_columns": HANDED,
        "checks": [_check(one) for one in sheet.checks],
        "verdict_names": VERDICT_NAMES,
        "tones": shown.VERDICT_TONES,
    }
    return render(request, "inspector/samples/dossier.html", context)


def _tags(sheet: DossierSheet) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = [(STANDS_NAMES[sheet.stands], shown.TONES[sheet.stands])]
    if sheet.picked:
        found.append((N_("chọn tay"), "gold"))
    return found


def _facts(sheet: DossierSheet) -> list[Fact]:
    course = sheet.course
    version = words(N_("{code}, phiên bản {version}"), code=course.procedure, version=course.version)
    found = [
        Fact(N_("Thủ tục"), course.procedure_name, hint=version),
        Fact(N_("Trường hợp"), course.case),
        Fact(N_("Chủ hồ sơ (viết tắt)"), course.applicant),
    ]
    if course.submitter:
        found.append(Fact(N_("Người nộp thay (viết tắt)"), course.submitter))
    for label, at in (
        (N_("Tiếp nhận"), course.received_at),
        (N_("Hẹn trả"), course.due_at),
        (N_("Có kết quả"), course.ready_at),
        (N_("Trả kết quả"), course.returned_at),
    ):
        found.append(Fact(label, words(N_("{at}"), at=at) if at else ""))
    if sheet.picked:
        found.append(Fact(N_("Vì sao chọn tay"), sheet.reason))
    return found


def _check(one: CheckRow) -> dict[str, Any]:
    return {
        "row": one,
        "judged": one.judged,
        "name": CHECK_NAMES[one.judged.check],
        "books": (VERDICT_NAMES[one.judged.verdict], shown.VERDICT_TONES[one.judged.verdict]),
        "differs": one.present is not None and one.present.verdict is not one.judged.verdict,
    }


def _hint(one: CheckRow) -> str:
    """Return what the books say of a check, with the ground: the same at a desk and on a telephone."""
    judged = one.judged
    told = words(
        N_("Sổ: {verdict}. {words} Căn cứ: {ground}."),
        verdict=words(VERDICT_NAMES[judged.verdict]),
        words=judged.words,
        ground=words(judged.ground),
    )
    return said(told)


@require_http_methods(FORM)
@power("inspection.work")
def check(request: DeskRequest, stop_id: UUID, sample_id: UUID, line_id: UUID) -> HttpResponse:
    """Answer the checks of a dossier: what is left empty stays unanswered."""
    row, sheet = _found(request, stop_id, sample_id, line_id)
    here = shown.at("dossier", row, line_id)
    title = N_("Kiểm tra hồ sơ")
    page = FormPage(
        title,
        N_("Ghi kết luận"),
        _questions(sheet),
        here,
        shown.trail(row, Link(sheet.course.label, here), Link(title)),
        lead=sheet.course.label,
        what=[N_("Không khớp thì ghi rõ điều gì. Mục để trống là chưa kiểm tra, không tính là đúng.")],
        start=_start(sheet),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        answers = _given(sheet, values)
        if not answers:
            raise BadInput(N_("Chưa có kết luận nào mới."))
        done = act(request, NoteChecks(sample=sample_id, line=line_id, answers=answers))
        beside = done.ids["beside"]
        tell(request, N_("Đã ghi; có mục người khác kết luận khác, chờ chọn câu đúng.") if beside else N_("Đã ghi"))
        return HttpResponseRedirect(here)

    return run(request, page, do)


def _questions(sheet: DossierSheet) -> list[Field]:
    verdicts = options_of(VERDICT_NAMES)
    asked = [
        Field("rest", N_("Mục còn trống mà sổ ghi khớp: tôi đã xem và xác nhận khớp"), "check"),
    ]
    for one in sheet.checks:
        key = one.judged.check
        asked.append(Field(f"verdict_{key}", CHECK_NAMES[key], "radio", options=verdicts, hint=_hint(one)))
        label = words(N_("Ghi rõ: {check}"), check=words(CHECK_NAMES[key]))
        asked.append(Field(f"words_{key}", label, "textarea", most=WORDS_MOST))
    return asked


def _start(sheet: DossierSheet) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in sheet.checks:
        if one.present is not None:
            found[f"verdict_{one.judged.check}"] = one.present.verdict.value
            found[f"words_{one.judged.check}"] = one.present.words
    return found


def _given(sheet: DossierSheet, values: dict[str, Any]) -> list[CheckGiven]:
    """Return what is new: what says the same as what holds already is nobody's new word."""
    found = []
    for one in sheet.checks:
        key = one.judged.check
        chosen, text = values[f"verdict_{key}"], values[f"words_{key}"]
        if not chosen and values["rest"] and one.judged.verdict is Verdict.MATCH:
            chosen = Verdict.MATCH.value
        if not chosen:
            if text:
                raise BadInput(N_("Chọn kết luận cho mục này."), field=f"verdict_{key}")
            continue
        if one.present is None or (one.present.verdict.value, one.present.words) != (chosen, text):
            found.append(CheckGiven(check=key, verdict=Verdict(chosen), words=text))
    return found


@require_http_methods(FORM)
@power("inspection.work")
def settle(request: DeskRequest, stop_id: UUID, sample_id: UUID, line_id: UUID, answer_id: UUID) -> HttpResponse:
    """Let one of several answers hold, with the reason."""
    row, sheet = _found(request, stop_id, sample_id, line_id)
    here = shown.at("dossier", row, line_id)
    check, chosen = _chosen(sheet.checks, answer_id)
    title = N_("Chọn câu trả lời đúng")
    verdict = say(VERDICT_NAMES[chosen.verdict])
    lead = f"{say(CHECK_NAMES[check.judged.check])}: {verdict} {chosen.words} ({chosen.by})"
    questions = [Field("reason", N_("Lý do chọn"), "textarea", required=True, most=500)]
    trail = shown.trail(row, Link(sheet.course.label, here), Link(title))
    page = FormPage(title, title, questions, here, trail, lead=lead)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, SettleCheck(sample=sample_id, keep=answer_id, reason=values["reason"]))
        tell(request, N_("Đã chọn"))
        return HttpResponseRedirect(here)

    return run(request, page, do)


def _chosen(checks: Sequence[CheckRow], answer: UUID) -> tuple[CheckRow, Any]:
    for check in checks:
        for one in (*([check.present] if check.present else []), *check.beside):
            if one.id == answer:
                return check, one
    raise NotFound(N_("Câu trả lời này không còn chờ chọn."))


@require_http_methods(FORM)
@power("inspection.work")
def raise_(request: DeskRequest, stop_id: UUID, sample_id: UUID, line_id: UUID, key: str) -> HttpResponse:
    """Make a shortcoming of a check that does not match."""
    row, sheet = _found(request, stop_id, sample_id, line_id)
    here = shown.at("dossier", row, line_id)
    one = sheet.check(key)
    bodies = [Option(str(body.id), body.full_name) for body in office.bodies_of(row.place)]
    questions = [
        Field(
            "words",
            N_("Nội dung tồn tại"),
            "textarea",
            required=True,
            most=FINDING_MOST,
            hint=N_("Chỉ nêu mã hồ sơ, không ghi tên, số giấy tờ của công dân."),
        ),
        Field("severity", N_("Mức độ"), "radio", required=True, options=options_of(SEVERITY_NAMES)),
        Field("unit", N_("Đơn vị khắc phục"), "select", options=bodies, ids=True, empty=N_("cả xã, phường")),
        Field("due", N_("Khắc phục xong đến hết ngày"), "date", size="m", hint=N_("Để trống nếu chưa có hạn.")),
    ]
    title = N_("Ghi thành tồn tại")
    start = {
        "words": said(words(N_("Hồ sơ {code}: {words}"), code=sheet.course.label, words=one.present.words))
        if one.present
        else "",
        "severity": str(Severity.MEDIUM),
    }
    page = FormPage(
        title,
        title,
        questions,
        here,
        shown.trail(row, Link(sheet.course.label, here), Link(title)),
        lead=CHECK_NAMES[one.judged.check],
        facts=[Fact(N_("Căn cứ"), one.judged.ground)],
        start=start,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = RaiseFinding(
            sample=sample_id,
            line=line_id,
            item=one.judged.check,
            words=values["words"],
            severity=Severity(values["severity"]),
            unit=values["unit"],
            due=values["due"],
        )
        act(request, command)
        tell(request, N_("Đã ghi thành tồn tại"))
        return HttpResponseRedirect(here)

    return run(request, page, do)
