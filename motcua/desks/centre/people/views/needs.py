"""Needs of housing, allowance and posts: the list with its counts, telling, answering, closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.people import export, shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.shapes import Column, Option
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, said
from motcua.staff.commands import AnswerStaffNeed, CloseStaffNeed, TellStaffNeed
from motcua.staff.commands.staff_needs import State
from motcua.staff.queries import staff_needs as queries
from motcua.staff.queries.staff_needs import STATES
from motcua.staff.rules.needs import NEED_NAMES, SOLVER_NAMES, NeedKind, Solver

COLUMNS = (
    Column(N_("Cần gì")),
    Column(N_("Trung tâm, cho ai")),
    Column(N_("Vì sao, cần làm gì")),
    Column(N_("Ai giải quyết được")),
    Column(N_("Trạng thái")),
    Column(N_("Việc"), hidden_label=True),
)


def _choice(request: DeskRequest, name: str, allowed: Any) -> str:
    text = request.GET.get(name, "")
    if text and text not in {one.value for one in allowed}:
        raise BadInput(N_("Mục này không có trong danh sách."), field=name)
    return text


@require_safe
@power("staff.read")
def needs(request: DeskRequest) -> HttpResponse:
    """List the needs within reach with their counts; as a file with ``dang=xlsx``."""
    kind, solver = _choice(request, "loai", NeedKind), _choice(request, "noi", Solver)
    wanted = {
        "kind": NeedKind(kind) if kind else None,
        "solver": Solver(solver) if solver else None,
        "province": request.GET.get("tinh") == "1",
        "open_only": request.GET.get("het") != "1",
    }
    rows = queries.staff_needs(request.actor, before=shown.before_of(request), **wanted)  # type: ignore[arg-type]
    if request.GET.get("dang") == "xlsx":
        return _sheet(rows)
    context = shown.frame(request, "people:needs") | {
        "rows": rows,
        "columns": COLUMNS,
        "counts": queries.counts(request.actor),
        "kind_names": NEED_NAMES,
        "solver_names": SOLVER_NAMES,
        "state_names": STATES,
        "kind": kind,
        "solver": solver,
        "province": wanted["province"],
        "whole": not wanted["open_only"],
        "answers": request.actor.can("oversee"),
        "query": request.GET.urlencode(),
        "next_href": shown.next_href(request, rows, queries.PAGE),
    }
    return render(request, "centre/people/needs.html", context)


def _sheet(rows: tuple[queries.StaffNeedRow, ...]) -> HttpResponse:
    heads = [
        N_("Địa phương"),
        N_("Cần gì"),
        N_("Cho ai"),
        N_("Số người"),
        N_("Vì sao"),
        N_("Từ ngày"),
        N_("Cần làm gì"),
        N_("Ai giải quyết được"),
        N_("Trạng thái"),
        N_("Trả lời"),
    ]
    lines = [
        (
            row.place_name,
            said(NEED_NAMES[row.kind]),
            row.name,
            row.people,
            row.reason,
            row.since,
            row.solution,
            said(SOLVER_NAMES[row.solver]),
            said(STATES[row.state]),
            row.answer,
        )
        for row in rows
    ]
    return export.xlsx("nhu-cau-nhan-su", said(N_("Nhu cầu nhà ở, phụ cấp, nhân sự")), heads, lines)


@require_http_methods(shown.FORM)
@power("staff.write")
def tell(request: DeskRequest) -> HttpResponse:
    """Tell of something missing."""
    unit = shown.centre(request)
    questions = [
        Field("kind", N_("Cần gì"), kind="radio", required=True, options=options_of(NEED_NAMES)),
        Field(
            "official",
            N_("Cho một người"),
            kind="select",
            ids=True,
            empty=N_("– Cho nhiều người –"),
            options=shown.people(request.actor, unit.id),
        ),
        Field("people", N_("Số người"), kind="number", size="xs"),
        Field("reason", N_("Vì sao"), kind="textarea", required=True, most=500),
        Field("since", N_("Từ ngày"), kind="date", required=True, size="s"),
        Field("solution", N_("Làm gì thì giải quyết được"), kind="textarea", required=True, most=500),
        Field("solver", N_("Ai giải quyết được"), kind="select", required=True, options=options_of(SOLVER_NAMES)),
    ]

    def do(asked: dict[str, Any]) -> None:
        people = asked.pop("people")
        command = TellStaffNeed(
            unit=unit.id,
            kind=NeedKind(asked.pop("kind")),
            solver=Solver(asked.pop("solver")),
            people=1 if people is None else people,
            **asked,
        )
        act(request, command)

    return shown.form(
        request,
        N_("Báo nhu cầu"),
        questions,
        reverse("people:needs"),
        do,
        verb=N_("Gửi"),
        done=N_("Đã gửi nhu cầu."),
        start={"people": "1", "since": shown.today_text()},
        lead=unit.name,
    )


@require_http_methods(shown.FORM)
@power("oversee")
def answer(request: DeskRequest, need: UUID) -> HttpResponse:
    """Answer as who can solve it."""
    row = queries.staff_need(request.actor, need)
    kinds = [State.UNDER_WAY, State.SOLVED, State.REFUSED]
    questions = [
        Field("state", N_("Trả lời"), kind="radio", required=True, options=[Option(one, STATES[one]) for one in kinds]),
        Field("answer", N_("Nội dung"), kind="textarea", required=True, most=500),
    ]

    def do(asked: dict[str, Any]) -> None:
        act(request, AnswerStaffNeed(need=need, state=State(asked["state"]), answer=asked["answer"]))

    return shown.form(
        request,
        N_("Trả lời nhu cầu"),
        questions,
        reverse("people:needs"),
        do,
        verb=N_("Trả lời"),
        done=N_("Đã trả lời."),
        lead=_lead(row),
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def close(request: DeskRequest, need: UUID) -> HttpResponse:
    """Say that it is solved, or take it back."""
    row = queries.staff_need(request.actor, need)
    questions = [
        Field(
            "solved",
            N_("Khép lại vì"),
            kind="radio",
            required=True,
            options=[Option("yes", N_("Đã giải quyết (Trung tâm tự báo cáo)")), Option("no", N_("Không còn cần"))],
        ),
        Field("answer", N_("Ghi rõ"), kind="textarea", required=True, most=500),
    ]

    def do(asked: dict[str, Any]) -> None:
        act(request, CloseStaffNeed(need=need, solved=asked["solved"] == "yes", answer=asked["answer"]))

    return shown.form(
        request,
        N_("Khép lại nhu cầu"),
        questions,
        reverse("people:needs"),
        do,
        verb=N_("Khép lại"),
        done=N_("Đã khép lại."),
        lead=_lead(row),
    )


def _lead(row: queries.StaffNeedRow) -> Any:
    return said(N_("{kind}, {unit}: {reason}"), kind=said(NEED_NAMES[row.kind]), unit=row.unit_name, reason=row.reason)
