"""Boards of many centres: the sentence with its exceptions, the rows behind every figure, map, sheet, wall, spreadsheet."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.readiness import shown
from motcua.desks.centre.readiness.export import sheet
from motcua.desks.leader.across import views as across
from motcua.desks.leader.mapped import draw
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import Files, FormPage, run
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.readiness.commands import ChangeBoard, CloseBoard, ImportOutlines, MakeBoard
from motcua.readiness.queries import boards, files
from motcua.readiness.queries.boards import BoardPage
from motcua.readiness.rules.facts import PHASE_NAMES, Phase
from motcua.readiness.rules.outlines import BYTES_MOST
from motcua.readiness.rules.verdicts import GRADE_NAMES

FORM = ["GET", "HEAD", "POST"]
HOME: Final = Link(N_("Điều hành"), "/dieu-hanh/")
PRINTED_MOST: Final = 500
WALL_MOST: Final = 24
"""Centres that the wall names one by one; of more it shows the figures and the first exceptions."""
COLUMNS: Final = (
    Column(N_("Trung tâm")),
    Column(N_("Mức")),
    Column(N_("Đáp ứng"), numeric=True),
    Column(N_("Nguồn")),
    Column(N_("Còn vướng")),
    Column(N_("Từng khu")),
)
GRADES: Final = [*shown.GRADES, Option("none", N_("chưa lập hồ sơ"))]


@require_safe
@power("oversee")
def home(request: DeskRequest) -> HttpResponse:
    """List the boards, each with what it says today."""
    context = {
        "rows": boards.boards(request.actor),
        "across": across.offered(request.actor),
        "phase_names": PHASE_NAMES,
    }
    return render(request, "leader/home.html", context)


def _context(request: DeskRequest, page: BoardPage) -> dict[str, Any]:
    return {
        "page_": page,
        "phase_word": shown.PHASE_WORDS[page.phase],
        "phase_name": PHASE_NAMES[page.phase],
        "grade_names": GRADE_NAMES,
        "looks": shown.GRADE_LOOKS,
        "source_of": shown.source_of,
        "columns": COLUMNS,
        "drawn": draw(boards.marks(request.actor, page.id)),
        "trail": [HOME, Link(page.title)],
    }


@require_safe
@power("oversee")
def board(request: DeskRequest, board: UUID) -> HttpResponse:
    """Show what a board says now."""
    page = boards.board(request.actor, board)
    asked = request.GET.get("muc", "")
    grade = asked if asked == "none" else files.grade_of(asked)
    text = clean(request.GET.get("q", ""), 80)
    rows = boards.lines(request.actor, board, grade=grade, text=text, after=request.GET.get("sau", ""))
    query = request.GET.copy()
    query["sau"] = rows.after
    context = _context(request, page) | {
        "rows": rows.rows,
        "next_href": f"?{query.urlencode()}#trung-tam" if rows.after else "",
        "grade": grade,
        "text": text,
        "grades": GRADES,
    }
    return render(request, "leader/board.html", context)


@require_safe
@power("oversee")
def wall(request: DeskRequest, board: UUID) -> HttpResponse:
    """Show a board for a wall: dark, large, alone on the screen, renewing itself."""
    page = boards.board(request.actor, board)
    few = page.tally.centres <= WALL_MOST
    rows = boards.lines(request.actor, board, limit=WALL_MOST).rows if few else ()
    context = _context(request, page) | {"rows": rows}
    answer = render(request, "leader/wall.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
@power("oversee")
def paper(request: DeskRequest, board: UUID) -> HttpResponse:
    """Show a board as a sheet of paper."""
    page = boards.board(request.actor, board)
    rows = boards.lines(request.actor, board, limit=PRINTED_MOST).rows
    return render(request, "leader/print.html", _context(request, page) | {"rows": rows})


@require_safe
@power("oversee")
def export(request: DeskRequest, board: UUID) -> HttpResponse:
    """Answer the centres of a board as a spreadsheet, those without a file too: they are exceptions."""
    page = boards.board(request.actor, board)
    rows = boards.lines(request.actor, board, limit=files.EXPORT_MOST).rows
    name = f"bang-theo-doi-{page.phase}-{clock.today():%Y%m%d}.xlsx"
    return sheet(name, [row.file or row for row in rows])


def _questions(request: DeskRequest) -> list[Field]:
    centres = [Option(str(id_), place) for id_, place, _ in files.centres(request.actor)]
    return [
        Field("title", N_("Tên bảng"), required=True, most=150),
        Field("phase", N_("Giai đoạn"), kind="radio", required=True, options=options_of(PHASE_NAMES)),
        Field("target", N_("Ngày đích"), kind="date", size="s", hint=N_("Để trống nếu chưa có hạn.")),
        Field("everybody", N_("Mọi Trung tâm trong địa bàn"), kind="check"),
        Field("centres", N_("Hoặc chọn từng Trung tâm"), kind="many", options=centres, ids=True),
    ]


def _wanted(request: DeskRequest, asked: dict[str, Any]) -> dict[str, Any]:
    everybody = asked.pop("everybody")
    if everybody:
        asked["centres"] = [id_ for id_, _, _ in files.centres(request.actor)]
    if not asked["centres"]:
        raise BadInput(N_("Chọn ít nhất một Trung tâm, hoặc chọn mọi Trung tâm."), field="centres")
    return asked | {"phase": Phase(asked["phase"])}


@require_http_methods(FORM)
@power("oversee")
def make(request: DeskRequest) -> HttpResponse:
    """Make a board."""
    title = N_("Lập bảng theo dõi")
    trail, begin = [HOME, Link(title)], {"phase": str(Phase.TRIAL)}
    page = FormPage(title, title, _questions(request), HOME.href, trail, start=begin)

    def do(asked: dict[str, Any]) -> HttpResponse:
        done = act(request, MakeBoard(**_wanted(request, asked)))
        return _to_board(request, done.target, N_("Đã lập bảng theo dõi."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("oversee")
def change(request: DeskRequest, board: UUID) -> HttpResponse:
    """Give a board another name, phase, day or list."""
    present = boards.board(request.actor, board)
    begin = {
        "title": present.title,
        "phase": str(present.phase),
        "target": short_date(present.target) if present.target else "",
        "centres": [str(id_) for id_ in boards.chosen(request.actor, board)],
    }
    back, title = reverse("leader:board", args=[board]), N_("Sửa bảng theo dõi")
    trail = [HOME, Link(present.title, back), Link(title)]
    page = FormPage(title, N_("Ghi lại"), _questions(request), back, trail, start=begin)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, ChangeBoard(board=board, **_wanted(request, asked)))
        return _to_board(request, board, N_("Đã sửa bảng theo dõi."))

    return run(request, page, do)


@require_http_methods(FORM)
@power("oversee")
def close(request: DeskRequest, board: UUID) -> HttpResponse:
    """Put a board away."""
    present = boards.board(request.actor, board)
    back, title = reverse("leader:board", args=[board]), N_("Đóng bảng theo dõi")
    questions = [Field("reason", N_("Lý do"), required=True, most=300)]
    page = FormPage(title, title, questions, back, [HOME, Link(present.title, back), Link(title)], danger=True)

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, CloseBoard(board=board, **asked))
        tell(request, N_("Đã đóng bảng theo dõi."))
        return HttpResponseRedirect(HOME.href)

    return run(request, page, do)


@require_http_methods(FORM)
@power("oversee")
def outlines(request: DeskRequest, board: UUID) -> HttpResponse:
    """Give a board's map outlines of its places."""
    present = boards.board(request.actor, board)
    back, title = reverse("leader:board", args=[board]), N_("Nạp ranh giới cho bản đồ")
    questions = [Field("source", N_("Nguồn của ranh giới"), required=True, most=200)]
    page = FormPage(
        title,
        N_("Nạp"),
        questions,
        back,
        [HOME, Link(present.title, back), Link(title)],
        lead=N_("Tệp GeoJSON, mỗi vùng có thuộc tính «code» là mã đơn vị hành chính; nhẹ hơn 1,5 MB."),
        files=Files(N_("Tệp GeoJSON"), name="file", many=False),
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        act(request, ImportOutlines(board=board, geojson=_geojson(request), source=asked["source"]))
        return _to_board(request, board, N_("Đã nạp ranh giới."))

    return run(request, page, do)


def _geojson(request: DeskRequest) -> str:
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise BadInput(N_("Chưa có tệp nào được gửi lên."), field="file")
    if (sent.size or 0) > BYTES_MOST:
        raise BadInput(N_("Tệp ranh giới nặng quá {most} MB; hãy giản lược rồi gửi lại."), field="file", most=1.5)
    try:
        return bytes(sent.read()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(N_("Tệp không phải GeoJSON: không đọc được JSON."), field="file") from error


def _to_board(request: DeskRequest, board: UUID, sentence: str) -> HttpResponse:
    tell(request, sentence)
    return HttpResponseRedirect(reverse("leader:board", args=[board]))
