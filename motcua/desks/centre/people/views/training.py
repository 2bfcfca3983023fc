"""Training: needs, the plan of classes, attendance and results, who is still untrained."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.people import export, shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Column, Fact, Option
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said
from motcua.office.staff_sheet import read_day
from motcua.staff.commands import (
    AnswerTraining,
    AskTraining,
    CancelClass,
    ChangeClass,
    Enrol,
    EnterResults,
    PlanClass,
    Result,
    Session,
    TakeAttendance,
    WithdrawEnrolment,
    WithdrawTraining,
)
from motcua.staff.queries import training as queries
from motcua.staff.queries.training import NEED_STATES
from motcua.staff.rules.halves import HALF_NAMES
from motcua.staff.rules.training import PASSED

NEEDS = (
    Column(N_("Lĩnh vực")),
    Column(N_("Trung tâm")),
    Column(N_("Cho ai, vì sao")),
    Column(N_("Trạng thái")),
    Column(N_("Việc"), hidden_label=True),
)
CLASSES = (
    Column(N_("Lĩnh vực")),
    Column(N_("Sở chủ trì")),
    Column(N_("Thời gian, nơi học")),
    Column(N_("Ghi danh"), numeric=True),
    Column(N_("Đạt"), numeric=True),
)
COVERAGE = (
    Column(N_("Trung tâm")),
    Column(N_("Lĩnh vực")),
    Column(N_("Đã tập huấn"), numeric=True),
    Column(N_("Ai chưa")),
)
LEARNERS = (
    Column(N_("Cán bộ")),
    Column(N_("Địa phương")),
    Column(N_("Số buổi"), numeric=True),
    Column(N_("Kết quả")),
    Column(N_("Việc"), hidden_label=True),
)


@require_safe
@power("staff.read")
def training(request: DeskRequest) -> HttpResponse:
    """Show needs, classes and how far centres are covered."""
    unit = shown.centre_asked(request)
    coverage = queries.coverage(request.actor, unit=unit)
    if request.GET.get("dang") == "xlsx":
        rows = [
            (one.place_name, one.unit_name, one.field, one.trained, one.assigned, ", ".join(n for _, n in one.missing))
            for one in coverage
        ]
        heads = [
            N_("Địa phương"),
            N_("Trung tâm"),
            N_("Lĩnh vực"),
            N_("Đã tập huấn"),
            N_("Được phân công"),
            N_("Ai chưa"),
        ]
        return export.xlsx("tap-huan", said(N_("Độ phủ tập huấn")), heads, rows)
    needs = queries.needs(request.actor, before=shown.before_of(request))
    context = shown.frame(request, "people:training") | {
        "needs": needs,
        "classes": queries.classes(request.actor),
        "coverage": coverage,
        "trained": sum(one.trained for one in coverage),
        "assigned": sum(one.assigned for one in coverage),
        "need_columns": NEEDS,
        "class_columns": CLASSES,
        "coverage_columns": COVERAGE,
        "state_names": NEED_STATES,
        "plans": request.actor.can("training.plan"),
        "asked_fields": sorted({one.field for one in needs if one.state == "asked"}, key=fold),
        "asked_unit": request.GET.get("don-vi", ""),
        "next_href": shown.next_href(request, needs, queries.PAGE),
    }
    return render(request, "centre/people/training.html", context)


@require_http_methods(shown.FORM)
@power("staff.write")
def ask(request: DeskRequest) -> HttpResponse:
    """File a need for training."""
    unit = shown.centre(request)
    served = [one.field for one in queries.coverage(request.actor, unit=unit.id)]
    questions = [
        Field("field", N_("Lĩnh vực"), kind="select", required=True, options=shown.field_options(served)),
        Field("deep", N_("Cần lớp chuyên sâu"), kind="check"),
        Field(
            "people", N_("Cho ai"), kind="many", ids=True, required=True, options=shown.people(request.actor, unit.id)
        ),
        Field("why", N_("Vì sao"), kind="textarea", required=True, most=500),
    ]

    def do(asked: dict[str, Any]) -> None:
        act(request, AskTraining(unit=unit.id, **asked))

    return shown.form(
        request,
        N_("Đề nghị tập huấn"),
        questions,
        reverse("people:training"),
        do,
        verb=N_("Gửi đề nghị"),
        done=N_("Đã gửi đề nghị tập huấn."),
        lead=unit.name,
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def withdraw(request: DeskRequest, need: UUID) -> HttpResponse:
    """Take a need back."""

    def do(asked: dict[str, Any]) -> None:
        act(request, WithdrawTraining(need=need, **asked))

    return shown.form(
        request,
        N_("Rút đề nghị"),
        [Field("reason", N_("Lý do"), required=True, most=500)],
        reverse("people:training"),
        do,
        done=N_("Đã rút đề nghị."),
        danger=True,
        lead=_lead(request, need),
    )


@require_http_methods(shown.FORM)
@power("training.plan")
def answer(request: DeskRequest, need: UUID) -> HttpResponse:
    """Say why there will be no class."""

    def do(asked: dict[str, Any]) -> None:
        act(request, AnswerTraining(need=need, **asked))

    return shown.form(
        request,
        N_("Trả lời không mở lớp"),
        [Field("answer", N_("Trả lời"), kind="textarea", required=True, most=500)],
        reverse("people:training"),
        do,
        verb=N_("Trả lời"),
        done=N_("Đã trả lời."),
        lead=_lead(request, need),
    )


def _lead(request: DeskRequest, need: UUID) -> Any:
    row = queries.need(request.actor, need)
    return said(N_("{field}, {unit}: {people}"), field=row.field, unit=row.unit_name, people=", ".join(row.people))


_CLASS = [
    Field("owner", N_("Sở chủ trì"), required=True, most=150, size="m", hint=N_("Ví dụ Sở Tư pháp.")),
    Field("where", N_("Nơi học"), required=True, most=200, hint=N_("Địa điểm, hoặc đường vào phòng học trực tuyến.")),
    Field("online", N_("Học trực tuyến"), kind="check"),
    Field("seats", N_("Số chỗ"), kind="number", required=True, size="xs"),
    Field("teacher", N_("Người dạy"), most=150, size="m"),
]


@require_http_methods(shown.FORM)
@power("training.plan")
def plan(request: DeskRequest) -> HttpResponse:
    """Plan a class from the open needs of one field."""
    field = request.GET.get("linh-vuc", "")
    open_ = [one for one in queries.needs(request.actor, state="asked") if one.field == field]
    if not open_ or request.actor.unit is None:
        raise NotFound(N_("Không có nhu cầu nào đang chờ của lĩnh vực này."))
    unit = request.actor.unit
    options = [
        Option(str(one.id), one.unit_name, hint=said(N_("{n} người: {why}"), n=len(one.people), why=one.why))
        for one in open_
    ]
    questions = [
        Field("needs", N_("Gộp các nhu cầu"), kind="many", ids=True, required=True, options=options),
        *_CLASS,
        Field(
            "sessions",
            N_("Các buổi học"),
            kind="textarea",
            required=True,
            most=600,
            hint=N_("Mỗi dòng một buổi, ví dụ: 20/06/2025 sáng"),
        ),
    ]
    made: list[UUID] = []

    def do(asked: dict[str, Any]) -> None:
        sessions = _sessions(asked.pop("sessions"))
        made.append(act(request, PlanClass(unit=unit, sessions=sessions, **asked)).target)

    return shown.form(
        request,
        N_("Mở lớp tập huấn"),
        questions,
        reverse("people:training"),
        do,
        verb=N_("Mở lớp"),
        done=N_("Đã mở lớp, những người trong các nhu cầu đã được ghi danh."),
        lead=field,
        start={"needs": [str(one.id) for one in open_], "seats": str(sum(len(one.people) for one in open_))},
        to=lambda: reverse("people:class", args=[made[0]]),
    )


def _sessions(text: str) -> list[Session]:
    """Return sessions typed as «20/06/2025 sáng», one a line; :class:`BadInput` names the line that is none."""
    found = []
    halves = {fold(name): half for half, name in HALF_NAMES.items()}
    for line in text.splitlines():
        if not line.strip():
            continue
        day_text, _, half_text = line.strip().partition(" ")
        day, half = read_day(day_text), halves.get(fold(half_text))
        if day is None or half is None:
            raise BadInput(
                N_("Buổi học «{text}» không đúng; viết như 20/06/2025 sáng."), field="sessions", text=line[:40]
            )
        found.append(Session(day, half))
    return found


@require_safe
@power("staff.read")
def class_(request: DeskRequest, training: UUID) -> HttpResponse:
    """Show one class."""
    row = queries.training_class(request.actor, training)
    where = said(N_("{place} (trực tuyến)"), place=row.where) if row.online else row.where
    context = shown.frame(request, "people:training") | {
        "row": row,
        "facts": [
            Fact(N_("Sở chủ trì"), row.owner),
            Fact(N_("Nơi học"), where),
            Fact(N_("Thời gian"), f"{short_date(row.first)} – {short_date(row.last)}"),
            Fact(N_("Ghi danh"), f"{row.taken}/{row.seats}", numeric=True),
            Fact(N_("Người dạy"), row.teacher),
            Fact(N_("Theo nhu cầu của"), ", ".join(row.places)),
        ],
        "columns": LEARNERS,
        "passed": PASSED,
        "offers": {offer.command.__name__: offer for offer in row.offers},
    }
    return render(request, "centre/people/class.html", context)


@require_http_methods(shown.FORM)
@power("staff.write", "training.plan")
def enrol(request: DeskRequest, training: UUID) -> HttpResponse:
    """Put somebody of a centre on a class."""
    row = queries.training_class(request.actor, training)
    unit = shown.centre(request)
    on_class = {one.official for one in row.learners}
    question = Field(
        "official",
        N_("Cán bộ"),
        kind="select",
        required=True,
        ids=True,
        options=shown.people(request.actor, unit.id, without=on_class),
    )

    def do(asked: dict[str, Any]) -> None:
        act(request, Enrol(training=training, unit=unit.id, **asked))

    return shown.form(
        request,
        N_("Ghi danh"),
        [question],
        reverse("people:class", args=[training]),
        do,
        done=N_("Đã ghi danh."),
        lead=unit.name,
    )


@require_http_methods(shown.FORM)
@power("staff.write", "training.plan")
def unenrol(request: DeskRequest, training: UUID, official: UUID) -> HttpResponse:
    """Take somebody off a class."""

    def do(asked: dict[str, Any]) -> None:
        act(request, WithdrawEnrolment(training=training, official=official, **asked))

    return shown.form(
        request,
        N_("Bỏ ghi danh"),
        [Field("reason", N_("Lý do"), required=True, most=500)],
        reverse("people:class", args=[training]),
        do,
        done=N_("Đã bỏ ghi danh."),
        danger=True,
    )


@require_http_methods(shown.FORM)
@power("training.plan")
def attendance(request: DeskRequest, training: UUID) -> HttpResponse:
    """Write down who was there in a session."""
    row = queries.training_class(request.actor, training)
    day, half = shown.day_of(request, "ngay", row.first), shown.half_of(request)
    session = next((one for one in row.sessions if (one.day, one.half) == (day, half)), None)
    if session is None:
        raise NotFound(N_("Lớp không có buổi này."))
    options = [Option(str(one.official), f"{one.name} – {one.place_name}") for one in row.learners]
    present = [str(one) for one in session.present] if session.taken else [one.value for one in options]
    question = Field("present", N_("Ai có mặt"), kind="many", ids=True, options=options)

    def do(asked: dict[str, Any]) -> None:
        act(request, TakeAttendance(training=training, day=day, half=half, **asked))

    return shown.form(
        request,
        said(N_("Điểm danh {half} {day}"), half=said(HALF_NAMES[half]), day=day),
        [question],
        reverse("people:class", args=[training]),
        do,
        verb=N_("Ghi điểm danh"),
        done=N_("Đã ghi điểm danh."),
        start={"present": present},
    )


@require_http_methods(shown.FORM)
@power("training.plan")
def results(request: DeskRequest, training: UUID) -> HttpResponse:
    """Write down who passed."""
    row = queries.training_class(request.actor, training)
    options = [
        Option(str(one.official), f"{one.name} – {one.place_name}", hint=said(N_("{n} buổi"), n=one.attended))
        for one in row.learners
    ]
    question = Field("passed", N_("Ai đạt"), kind="many", ids=True, options=options)

    def do(asked: dict[str, Any]) -> None:
        given = [Result(one.official, one.official in asked["passed"]) for one in row.learners]
        act(request, EnterResults(training=training, results=given))

    start = {
        "passed": [
            str(one.official) for one in row.learners if one.result == PASSED or (not one.result and one.attended)
        ]
    }
    return shown.form(
        request,
        N_("Ghi kết quả"),
        [question],
        reverse("people:class", args=[training]),
        do,
        done=N_("Đã ghi kết quả."),
        start=start,
        what=[N_("Người không được chọn là chưa đạt.")],
    )


@require_http_methods(shown.FORM)
@power("training.plan")
def change(request: DeskRequest, training: UUID) -> HttpResponse:
    """Change a class."""
    row = queries.training_class(request.actor, training)

    def do(asked: dict[str, Any]) -> None:
        act(request, ChangeClass(training=training, seen=row.version, **asked))

    start = {
        "owner": row.owner,
        "where": row.where,
        "online": row.online,
        "seats": str(row.seats),
        "teacher": row.teacher,
    }
    return shown.form(
        request,
        N_("Sửa lớp"),
        [*_CLASS, Field("reason", N_("Lý do"), required=True, most=500)],
        reverse("people:class", args=[training]),
        do,
        done=N_("Đã sửa lớp."),
        start=start,
    )


@require_http_methods(shown.FORM)
@power("training.plan")
def cancel(request: DeskRequest, training: UUID) -> HttpResponse:
    """Call a class off."""

    def do(asked: dict[str, Any]) -> None:
        act(request, CancelClass(training=training, **asked))

    return shown.form(
        request,
        N_("Hủy lớp"),
        [Field("reason", N_("Lý do"), required=True, most=500)],
        reverse("people:class", args=[training]),
        do,
        done=N_("Đã hủy lớp."),
        danger=True,
        what=[N_("Các nhu cầu của lớp lại chờ xếp lớp khác.")],
    )
