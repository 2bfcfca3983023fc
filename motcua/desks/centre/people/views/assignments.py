"""Assignments: the list and matrix of a centre, issue, change, end, print; what people know from before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.people import shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.shapes import Column
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.words import N_, said
from motcua.staff.commands import ChangeAssignment, EndAssignment, IssueAssignment, RecordSkill, WithdrawSkill
from motcua.staff.queries import assignments as queries
from motcua.staff.queries import training

COLUMNS = (
    Column(N_("Quầy")),
    Column(N_("Cán bộ")),
    Column(N_("Lĩnh vực")),
    Column(N_("Thời gian, quyết định")),
    Column(N_("Việc"), hidden_label=True),
)
SKILLS = (
    Column(N_("Cán bộ")),
    Column(N_("Lĩnh vực")),
    Column(N_("Từ ngày, căn cứ")),
    Column(N_("Việc"), hidden_label=True),
)


@require_safe
@power("staff.read")
def assignments(request: DeskRequest) -> HttpResponse:
    """Show who serves what at which counter."""
    unit = shown.centre(request)
    context = shown.frame(request, "people:assignments", unit) | {
        "matrix": queries.matrix(request.actor, unit.id),
        "skills": training.skills(request.actor, unit.id),
        "columns": COLUMNS,
        "skill_columns": SKILLS,
    }
    return render(request, "centre/people/assignments.html", context)


@require_safe
@power("staff.read")
def print_assignments(request: DeskRequest) -> HttpResponse:
    """Show the assignments as a sheet of paper."""
    unit = shown.centre(request)
    return render(request, "centre/people/print_assignments.html", {"matrix": queries.matrix(request.actor, unit.id)})


def _told(request: DeskRequest, untrained: list[str]) -> str:
    """Say what was done; a field the person is not trained in is told, not refused."""
    return N_("Đã phân công. Lưu ý: có lĩnh vực người này chưa được tập huấn.") if untrained else N_("Đã phân công.")


@require_http_methods(shown.FORM)
@power("staff.write")
def issue(request: DeskRequest) -> HttpResponse:
    """Assign an official to fields at a counter."""
    unit = shown.centre(request)
    questions, start = shown.field_questions(unit.id)
    back = f"{reverse('people:assignments')}?don-vi={unit.id}"
    said_after: list[str] = []

    def do(asked: dict[str, Any]) -> None:
        command = IssueAssignment(
            unit=unit.id,
            official=asked["official"],
            counter=asked["counter"],
            fields=shown.fields_from(asked),
            valid_from=asked["valid_from"],
            valid_to=asked["valid_to"],
            decision=asked["decision"],
        )
        said_after.append(_told(request, act(request, command).ids["untrained"]))

    def onward() -> str:
        tell(request, said_after[0])
        return back

    asked = [
        Field(
            "official",
            N_("Cán bộ"),
            kind="select",
            required=True,
            ids=True,
            options=shown.people(request.actor, unit.id),
        ),
        Field("counter", N_("Quầy"), required=True, most=60, size="m", hint=N_("Ví dụ Quầy 1, Bàn 2.")),
        *questions,
        Field("valid_from", N_("Từ ngày"), kind="date", required=True, size="s", group=N_("Thời gian")),
        Field("valid_to", N_("Thôi từ ngày (nếu đã biết)"), kind="date", size="s", group=N_("Thời gian")),
        Field("decision", N_("Số, ngày quyết định"), required=True, most=120, size="m"),
    ]
    return shown.form(
        request,
        N_("Phân công nhiệm vụ"),
        asked,
        back,
        do,
        verb=N_("Phân công"),
        done=N_("Đã phân công."),
        start={**start, "valid_from": shown.today_text()},
        lead=unit.name,
        to=onward,
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def change(request: DeskRequest, assignment: UUID) -> HttpResponse:
    """Change fields, counter or decision of an assignment."""
    row = queries.assignment(request.actor, assignment)
    questions, start = shown.field_questions(row.unit, row.fields)
    back = f"{reverse('people:assignments')}?don-vi={row.unit}"

    def do(asked: dict[str, Any]) -> None:
        command = ChangeAssignment(
            assignment=assignment,
            counter=asked["counter"],
            fields=shown.fields_from(asked),
            decision=asked["decision"],
            reason=asked["reason"],
            seen=row.version,
        )
        act(request, command)

    asked = [
        Field("counter", N_("Quầy"), required=True, most=60, size="m"),
        *questions,
        Field("decision", N_("Số, ngày quyết định"), required=True, most=120, size="m"),
        Field("reason", N_("Lý do sửa"), required=True, most=300),
    ]
    known = {"counter": row.counter, "decision": row.decision}
    return shown.form(
        request,
        N_("Sửa phân công"),
        asked,
        back,
        do,
        done=N_("Đã sửa phân công."),
        start={**start, **known},
        lead=said(N_("{name}, {title}"), name=row.name, title=row.title),
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def end(request: DeskRequest, assignment: UUID) -> HttpResponse:
    """End an assignment."""
    row = queries.assignment(request.actor, assignment)

    def do(asked: dict[str, Any]) -> None:
        act(request, EndAssignment(assignment=assignment, **asked))

    questions = [
        Field("valid_to", N_("Thôi từ ngày"), kind="date", required=True, size="s"),
        Field("reason", N_("Lý do"), required=True, most=300),
    ]
    return shown.form(
        request,
        N_("Thôi phân công"),
        questions,
        f"{reverse('people:assignments')}?don-vi={row.unit}",
        do,
        done=N_("Đã thôi phân công."),
        start={"valid_to": shown.today_text()},
        danger=True,
        what=[said(N_("{name} thôi phụ trách {counter} từ ngày ghi dưới đây."), name=row.name, counter=row.counter)],
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def skill(request: DeskRequest) -> HttpResponse:
    """Say that somebody knows a field from before."""
    unit = shown.centre(request)
    matrix = queries.matrix(request.actor, unit.id)
    questions = [
        Field(
            "official",
            N_("Cán bộ"),
            kind="select",
            required=True,
            ids=True,
            options=shown.people(request.actor, unit.id),
        ),
        Field(
            "field",
            N_("Lĩnh vực"),
            kind="select",
            required=True,
            options=shown.field_options(matrix.fields),
        ),
        Field("since", N_("Từ ngày"), kind="date", required=True, size="s"),
        Field("ground", N_("Căn cứ"), required=True, most=200, hint=N_("Lớp đã học, chứng nhận, hoặc chức vụ cũ.")),
    ]

    def do(asked: dict[str, Any]) -> None:
        act(request, RecordSkill(unit=unit.id, **asked))

    return shown.form(
        request,
        N_("Ghi người đã biết việc"),
        questions,
        f"{reverse('people:assignments')}?don-vi={unit.id}",
        do,
        done=N_("Đã ghi."),
        start={"since": f"{clock.today():%d/%m/%Y}"},
        lead=N_("Trung tâm tự báo cáo; trên bảng ghi rõ là tự báo cáo."),
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def unskill(request: DeskRequest, skill: UUID) -> HttpResponse:
    """Take back what was said of somebody's knowledge."""

    def do(asked: dict[str, Any]) -> None:
        act(request, WithdrawSkill(skill=skill, **asked))

    questions = [Field("reason", N_("Lý do"), required=True, most=300)]
    return shown.form(
        request,
        N_("Rút mục đã biết việc"),
        questions,
        reverse("people:assignments"),
        do,
        done=N_("Đã rút."),
        danger=True,
    )
