"""The move plan: who comes to which post, the checklist of each, who lacks what by centre."""

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
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, said
from motcua.staff.commands import AnswerMoveItem, ArriveMove, CancelMove, CorrectMove, LinkMove, PlanMove
from motcua.staff.queries import moves as queries
from motcua.staff.queries.moves import STATES, MoveRow
from motcua.staff.rules.moves import ANSWER_NAMES, ITEM_NAMES, Answer, Item

COLUMNS = (
    Column(N_("Người")),
    Column(N_("Từ đơn vị")),
    Column(N_("Đến")),
    Column(N_("Ngày nhận việc")),
    Column(N_("Còn thiếu")),
    Column(N_("Đủ"), numeric=True),
)
ITEMS = (Column(N_("Cần có")), Column(N_("Đã ghi")), Column(N_("Hệ thống thấy")), Column(N_("Việc"), hidden_label=True))
EXPORT_MOST = 5_000


@require_safe
@power("staff.read")
def moves(request: DeskRequest) -> HttpResponse:
    """List the move plan; as a file with ``dang=xlsx``."""
    lacks, state = request.GET.get("thieu", ""), request.GET.get("trang-thai", "")
    if lacks and lacks not in {item.value for item in Item}:
        raise BadInput(N_("Mục này không có trong danh sách."), field="thieu")
    if state and state not in STATES:
        raise BadInput(N_("Mục này không có trong danh sách."), field="trang-thai")
    text = clean(request.GET.get("q", ""), 100)
    wanted = {
        "lacks": Item(lacks) if lacks else None,
        "state": state,
        "text": text,
        "unit": shown.centre_asked(request),
    }
    if request.GET.get("dang") == "xlsx":
        return _sheet(queries.moves(request.actor, limit=EXPORT_MOST, **wanted))  # type: ignore[arg-type]
    rows = queries.moves(request.actor, before=shown.before_of(request), **wanted)  # type: ignore[arg-type]
    lack = queries.by_centre(request.actor)
    heads = [Column(N_("Trung tâm")), *(Column(ITEM_NAMES[item], numeric=True) for item in Item)]
    context = shown.frame(request, "people:moves") | {
        "rows": rows,
        "columns": COLUMNS,
        "lack": lack,
        "lack_columns": [*heads, Column(N_("Đủ mọi thứ"), numeric=True)],
        "items": list(Item),
        "item_names": ITEM_NAMES,
        "state_names": STATES,
        "lacks": lacks,
        "state": state,
        "text": text,
        "asked_unit": request.GET.get("don-vi", ""),
        "complete": sum(one.complete for one in lack),
        "whole": sum(one.whole for one in lack),
        "query": request.GET.urlencode(),
        "next_href": shown.next_href(request, rows, queries.PAGE),
    }
    return render(request, "centre/people/moves.html", context)


def _sheet(rows: tuple[MoveRow, ...]) -> HttpResponse:
    heads = [
        N_("Họ tên"),
        N_("Từ đơn vị"),
        N_("Đến đơn vị"),
        N_("Chức danh mới"),
        N_("Quyết định"),
        N_("Ngày quyết định"),
        N_("Ngày nhận việc"),
        N_("Người bàn giao"),
        N_("Trạng thái"),
        *(ITEM_NAMES[item] for item in Item),
    ]
    lines = [
        (
            row.name,
            row.from_unit,
            row.unit_name,
            row.title,
            row.decision,
            row.decided_on,
            row.first_day,
            row.hands_over,
            said(STATES[row.state]),
            *(said(N_("thiếu")) if item in row.missing else "" for item in Item),
        )
        for row in rows
    ]
    return export.xlsx("phuong-an-nhan-su", said(N_("Phương án nhân sự")), heads, lines)


def _questions(request: DeskRequest, unit: UUID, chosen: tuple[str, ...] = ()) -> tuple[list[Field], dict[str, Any]]:
    fields, start = shown.field_questions(unit, chosen)
    questions = [
        Field("from_unit", N_("Đơn vị cũ"), required=True, most=200),
        Field("title", N_("Chức danh mới"), required=True, most=150),
        *fields,
        Field("decision", N_("Số quyết định"), required=True, most=120, size="m", group=N_("Quyết định")),
        Field("decided_on", N_("Ngày quyết định"), kind="date", required=True, size="s", group=N_("Quyết định")),
        Field("first_day", N_("Ngày nhận việc"), kind="date", required=True, size="s", group=N_("Quyết định")),
        Field("hands_over", N_("Người bàn giao việc"), most=150),
    ]
    return questions, start


_NAME = Field("name", N_("Họ, chữ đệm, tên"), required=True, most=120)


@require_http_methods(shown.FORM)
@power("staff.write")
def plan(request: DeskRequest) -> HttpResponse:
    """Put somebody into the plan."""
    unit = shown.centre(request)
    questions, start = _questions(request, unit.id)
    made: list[UUID] = []

    def do(asked: dict[str, Any]) -> None:
        made.append(act(request, PlanMove(unit=unit.id, **_given(asked))).target)

    return shown.form(
        request,
        N_("Thêm vào phương án"),
        [_NAME, *questions],
        reverse("people:moves"),
        do,
        verb=N_("Thêm"),
        done=N_("Đã thêm vào phương án."),
        start=start,
        lead=unit.name,
        to=lambda: reverse("people:move", args=[made[0]]),
    )


def _given(asked: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in asked.items() if key != "more"} | {"fields": shown.fields_from(asked)}


@require_safe
@power("staff.read")
def move(request: DeskRequest, move: UUID) -> HttpResponse:
    """Show one move with its checklist."""
    row = queries.move(request.actor, move)
    context = shown.frame(request, "people:moves") | {
        "row": row,
        "facts": [
            Fact(N_("Từ đơn vị"), row.from_unit),
            Fact(N_("Đến"), row.unit_name, hint=row.title),
            Fact(N_("Lĩnh vực"), ", ".join(row.fields)),
            Fact(N_("Quyết định"), row.decision, hint=short_date(row.decided_on)),
            Fact(N_("Ngày nhận việc"), short_date(row.first_day)),
            Fact(N_("Người bàn giao"), row.hands_over),
            Fact(N_("Trong danh sách cán bộ"), N_("đã gắn") if row.official else N_("chưa đăng ký: người dự kiến")),
        ],
        "columns": ITEMS,
        "item_names": ITEM_NAMES,
        "answer_names": ANSWER_NAMES,
        "state_names": STATES,
        "offers": {offer.command.__name__: offer for offer in row.offers},
    }
    return render(request, "centre/people/move.html", context)


@require_http_methods(shown.FORM)
@power("staff.write")
def item(request: DeskRequest, move: UUID, item: str) -> HttpResponse:
    """Answer one thing of the checklist."""
    row = queries.move(request.actor, move)
    line = next((one for one in row.items if one.item == item), None)
    if line is None:
        raise NotFound(N_("Không có mục này trong danh sách."))
    questions = [
        Field(
            "answer",
            N_("Trả lời"),
            kind="radio",
            options=[*(Option(one, ANSWER_NAMES[one]) for one in Answer), Option("open", N_("chưa có"))],
            required=True,
        ),
        Field("day", N_("Từ ngày"), kind="date", size="s"),
        Field("note", N_("Ghi chú"), most=200, hint=N_("Ai giao, số máy, lớp học… «Không cần» thì phải ghi vì sao.")),
    ]

    def do(asked: dict[str, Any]) -> None:
        answer = None if asked["answer"] == "open" else Answer(asked["answer"])
        act(request, AnswerMoveItem(move=move, item=line.item, answer=answer, day=asked["day"], note=asked["note"]))

    start = {
        "answer": line.answer or "open",
        "note": line.note,
        "day": f"{line.day:%d/%m/%Y}" if line.day else shown.today_text(),
    }
    return shown.form(
        request,
        ITEM_NAMES[line.item],
        questions,
        reverse("people:move", args=[move]),
        do,
        verb=N_("Ghi"),
        done=N_("Đã ghi."),
        start=start,
        lead=row.name,
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def correct(request: DeskRequest, move: UUID) -> HttpResponse:
    """Correct a move."""
    row = queries.move(request.actor, move)
    questions, start = _questions(request, row.unit, row.fields)

    def do(asked: dict[str, Any]) -> None:
        act(request, CorrectMove(move=move, seen=row.version, **_given(asked)))

    known = {
        "name": row.name,
        "from_unit": row.from_unit,
        "title": row.title,
        "decision": row.decision,
        "decided_on": f"{row.decided_on:%d/%m/%Y}",
        "first_day": f"{row.first_day:%d/%m/%Y}",
        "hands_over": row.hands_over,
    }
    asked_for = [_NAME, *questions, Field("reason", N_("Lý do sửa"), required=True, most=300)]
    return shown.form(
        request,
        N_("Sửa phương án"),
        asked_for,
        reverse("people:move", args=[move]),
        do,
        done=N_("Đã sửa."),
        start={**start, **known},
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def link(request: DeskRequest, move: UUID) -> HttpResponse:
    """Tie a planned person to a registered official."""
    row = queries.move(request.actor, move)
    question = Field(
        "official",
        N_("Cán bộ trong danh sách"),
        kind="select",
        required=True,
        ids=True,
        options=[Option(str(official), name) for official, name in row.candidates],
    )

    def do(asked: dict[str, Any]) -> None:
        act(request, LinkMove(move=move, **asked))

    return shown.form(
        request,
        N_("Gắn với cán bộ đã đăng ký"),
        [question],
        reverse("people:move", args=[move]),
        do,
        done=N_("Đã gắn."),
        lead=row.name,
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def arrive(request: DeskRequest, move: UUID) -> HttpResponse:
    """The person came to the new post."""
    row = queries.move(request.actor, move)

    def do(asked: dict[str, Any]) -> None:
        act(request, ArriveMove(move=move, **asked))

    return shown.form(
        request,
        N_("Đã nhận việc"),
        [Field("day", N_("Ngày nhận việc"), kind="date", required=True, size="s")],
        reverse("people:move", args=[move]),
        do,
        done=N_("Đã ghi ngày nhận việc."),
        start={"day": f"{min(row.first_day, clock.today()):%d/%m/%Y}"},
        lead=row.name,
    )


@require_http_methods(shown.FORM)
@power("staff.write")
def cancel(request: DeskRequest, move: UUID) -> HttpResponse:
    """The move does not take place."""
    row = queries.move(request.actor, move)

    def do(asked: dict[str, Any]) -> None:
        act(request, CancelMove(move=move, **asked))

    return shown.form(
        request,
        N_("Bỏ khỏi phương án"),
        [Field("reason", N_("Lý do"), required=True, most=300)],
        reverse("people:move", args=[move]),
        do,
        done=N_("Đã bỏ khỏi phương án."),
        lead=row.name,
        danger=True,
    )
