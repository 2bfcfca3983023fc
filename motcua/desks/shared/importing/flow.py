"""The pages of an import: choose a file, look at what was understood, say yes, see what came of it.

A topic makes its four views with :func:`views`, behind its own door; each makes the
:class:`~motcua.desks.shared.importing.shapes.Import` of the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.desks.shared import fields
from motcua.desks.shared.door import DeskRequest, errors_of, whole_number
from motcua.desks.shared.fields import Answers
from motcua.desks.shared.forms import summary, waits_for_factor
from motcua.desks.shared.importing import keeping, taken
from motcua.desks.shared.importing.shapes import Import, Whole
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.desks.shared.told import tell
from motcua.documents import waiting
from motcua.documents.waiting import Waiting
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.sheets import MOST_BYTES
from motcua.kernel.sheets.planned import BAD, SAME, Kept
from motcua.kernel.words import N_, Said, said

PAGE: Final = 50
COLUMNS: Final = (
    Column(N_("Dòng"), numeric=True),
    Column(N_("Sẽ ghi")),
    Column(N_("Kết quả")),
    Column(N_("Ô cần xem")),
)
MEANINGS: Final = (
    Column(N_("Cột")),
    Column(N_("Tiêu đề trong tệp")),
    Column(N_("Các dòng đầu")),
    Column(N_("Hiểu là")),
)
REFUSED: Final = (Column(N_("Dòng"), numeric=True), Column(N_("Tên")), Column(N_("Vì sao chưa ghi")))
_GONE: Final = N_("Danh sách này đã nhập xong hoặc đã bỏ. Muốn chắc chắn, tải tệp lên lại để xem trước.")
_MOVED: Final = N_(
    "Sổ vừa có thay đổi sau khi danh sách được đọc. Xem lại dưới đây rồi ghi tiếp; dòng đã ghi không ghi lại."
)


View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Views:
    """The views of an import, as ``urls.py`` names them."""

    page: View
    carry_out: View
    template: View
    faults: View


def views(door: Callable[[View], View], make: Callable[..., Import]) -> Views:
    """Return the views of an import behind a ``door``; ``make`` takes the request and the parts of the address."""

    def behind(answer: Callable[[DeskRequest, Import], HttpResponse], *methods: str) -> View:
        @wraps(answer)
        def view(request: DeskRequest, **parts: Any) -> HttpResponse:
            return answer(request, make(request, **parts))

        view.__module__ = make.__module__
        return require_http_methods(methods)(door(view))

    return Views(
        behind(page, "GET", "HEAD", "POST"),
        behind(carry_out, "POST"),
        behind(template, "GET", "HEAD"),
        behind(faults, "GET", "HEAD"),
    )


def page(request: DeskRequest, imp: Import) -> HttpResponse:
    """Show where a file is chosen, or the list that waits; take a file in and show what was understood."""
    if request.method == "POST":
        return _upload(request, imp)
    kept = waiting.find(request.actor, imp.kind, imp.about)
    if kept is None:
        return _choose(request, imp)
    if kept.state["stage"] == keeping.DONE:
        return _result(request, imp, kept)
    if kept.state["stage"] == keeping.WRITING:
        return _progress(request, imp, kept)
    return _shown(request, imp, kept)


def _upload(request: DeskRequest, imp: Import) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        if file is None or not file.size:
            raise BadInput(N_("Chọn một tệp XLSX hoặc CSV."), field="file")
        if file.size > MOST_BYTES:
            raise BadInput(N_("Tệp lớn quá {most} MB."), field="file", most=MOST_BYTES // (1024 * 1024))
        kept = keeping.take_in(imp, request.actor, file.name or "", file.read())
    except MotcuaError as error:
        return _choose(request, imp, [error.said], error.status)
    return _shown(request, imp, kept)


def carry_out(request: DeskRequest, imp: Import) -> HttpResponse:
    """Do what was asked of the waiting list: read it otherwise, write it, go on writing, or give it up."""
    kept = waiting.find(request.actor, imp.kind, imp.about)
    wanted = request.POST.get("viec", "ghi")
    if wanted in {"bo", "xong"}:
        if kept is not None and kept.token == request.POST.get("luot", kept.token):
            waiting.drop(request.actor, imp.kind)
        return HttpResponseRedirect(imp.places.back if wanted == "xong" else imp.places.page)
    if kept is None or kept.state["stage"] == keeping.DONE:
        return _gone(request, imp)
    if request.POST.get("luot", kept.token) != kept.token:
        tell(request, N_("Danh sách đang xem đã được thay bằng một lần đọc khác; xem lại dưới đây rồi hãy ghi."))
        return _to_page(request, imp)
    if wanted == "cot" and kept.state["stage"] == keeping.SHOWN:
        return _read_again(request, imp, kept)
    if imp.whole is not None and kept.state["stage"] == keeping.SHOWN:
        return _write_whole(request, imp, imp.whole, kept)
    return _write(request, imp, kept)


def _write_whole(request: DeskRequest, imp: Import, whole: Whole, kept: Waiting) -> HttpResponse:
    """Write a list as one; what is wrong with what was said of it is shown beside its question, with the list."""
    answers = fields.read(whole.questions, request.POST)
    if kept.state["read"]["missing"]:
        return _gone(request, imp)
    if answers.errors:
        return _shown(request, imp, kept, status=HTTPStatus.UNPROCESSABLE_ENTITY, answers=answers)
    try:
        as_shown, refused = keeping.write_whole(imp, whole, request.actor, kept.token, answers.values)
        if not as_shown:
            kept = keeping.understand_again(imp, request.actor, kept)
            return _shown(request, imp, kept, said(_MOVED), HTTPStatus.CONFLICT, answers=answers)
    except MotcuaError as error:
        refused = error
    if refused is not None:
        answers.errors = errors_of(refused)
        return _shown(request, imp, kept, status=refused.status, answers=answers)
    return _to_page(request, imp)


def _write(request: DeskRequest, imp: Import, kept: Waiting) -> HttpResponse:
    actor = request.actor
    ticked = frozenset(tick.name for tick in imp.ticks if request.POST.get(tick.name))
    if kept.state["read"]["missing"] or not keeping.start(imp, actor, kept.token, ticked):
        return _gone(request, imp)
    try:
        as_shown, results = keeping.step(imp, actor, kept.token)
        if not as_shown:
            keeping.understand_again(imp, actor, kept)
            tell(request, _MOVED)
            return _to_page(request, imp)
    except MotcuaError as error:
        return _progress(request, imp, kept, error=error.said, status=error.status)
    extras = [result.more for result in results if result.more is not None]
    now = waiting.find(actor, imp.kind, imp.about)
    if now is None:
        return _gone(request, imp)
    if now.state["stage"] != keeping.DONE:
        return _progress(request, imp, now, extras)
    if request.htmx and not extras:
        return _to_page(request, imp)
    return _progress(request, imp, now, extras) if request.htmx else _result(request, imp, now, extras)


def _read_again(request: DeskRequest, imp: Import, kept: Waiting) -> HttpResponse:
    read = kept.state["read"]
    known = {field.key for field in imp.fields}
    columns = {}
    for one in read["columns"]:
        key = request.POST.get(f"cot.{one['letter']}", "")
        columns[one["letter"]] = key if key in known else ""
    sheet = request.POST.get("trang", read["sheet"])
    row = whole_number(request.POST.get("dong", ""), digits=5) or read["header_row"]
    said_: dict[str, Any] = {"sheet": sheet if sheet in read["sheets"] else "", "header_row": None, "columns": None}
    if sheet == read["sheet"]:
        # Another line or another sheet is looked at afresh: what its columns are is not known yet.
        said_ |= {"header_row": row, "columns": columns if row == read["header_row"] else None}
    try:
        kept = keeping.understand_again(imp, request.actor, kept, said_)
    except MotcuaError as error:
        return _shown(request, imp, kept, error.said, error.status)
    return _to_page(request, imp)


def template(request: DeskRequest, imp: Import) -> HttpResponse:
    """Answer the empty form."""
    del request
    return taken.template(imp)


def faults(request: DeskRequest, imp: Import) -> HttpResponse:
    """Answer the cells with faults of the list that waits, or that was just written."""
    kept = waiting.find(request.actor, imp.kind, imp.about)
    if kept is None:
        raise NotFound(N_("Không có danh sách nào đang chờ nhập."))
    return taken.faults(imp, kept)


def _gone(request: DeskRequest, imp: Import) -> HttpResponse:
    tell(request, _GONE)
    return _to_page(request, imp)


def _to_page(request: DeskRequest, imp: Import) -> HttpResponse:
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": imp.places.page})
    return HttpResponseRedirect(imp.places.page)


def _common(request: DeskRequest, imp: Import) -> dict[str, Any]:
    return {"imp": imp, "trail": imp.trail, "ask_factor": waits_for_factor(request)}


def _choose(
    request: DeskRequest, imp: Import, errors: list[Said] | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = _common(request, imp) | {"errors": errors or [], "most": MOST_BYTES}
    return render(request, "shared/import.html", context, status=status)


def _asked(whole: Whole | None, answers: Answers | None) -> Mapping[str, Any]:
    """Return what is asked of a list that is written as one, with what was answered so far."""
    if whole is None:
        return {"questions": (), "answers": {}, "answer_errors": {}, "answer_summary": ()}
    answers = answers or Answers(shown=fields.start(whole.questions, whole.start))
    return {
        "questions": whole.questions,
        "answers": answers.shown,
        "answer_errors": answers.errors,
        "answer_summary": summary(whole.questions, answers.errors),
    }


def _shown(
    request: DeskRequest,
    imp: Import,
    kept: Waiting,
    error: Said | None = None,
    status: int = HTTPStatus.OK,
    *,
    answers: Answers | None = None,
) -> HttpResponse:
    state = kept.state
    lists = _lists(imp, state["counts"])
    wanted = request.GET.get("ds", "")
    wanted = wanted if wanted in {key for key, _label, _count in lists} else ""
    offset = whole_number(request.GET.get("tu", ""), digits=6) or 0
    found = list(islice(keeping.lines_of(kept, wanted), offset, offset + PAGE + 1))
    counts = state["counts"]
    context = _common(request, imp) | {
        **_asked(imp.whole, answers),
        "read": state["read"],
        "filename": state["filename"],
        "token": kept.token,
        "lead": imp.summary(counts),
        "lists": [
            Link(label, _address(imp, ds=key), current=key == wanted, count=count) for key, label, count in lists
        ],
        "write": sum(n for fate, n in counts.items() if fate not in {SAME, BAD, "doubt"}),
        "bad": counts.get(BAD, 0),
        "doubts": counts.get("doubt", 0),
        "lines": found[:PAGE],
        "next_href": _address(imp, ds=wanted, tu=str(offset + PAGE)) if len(found) > PAGE else "",
        "columns": COLUMNS,
        "meanings": MEANINGS,
        "titles": {field.key: field.title for field in imp.fields},
        "options": [Option(field.key, field.title) for field in imp.fields],
        "error": error,
        "told_plain": told_plain,
    }
    return render(request, "shared/import_shown.html", context, status=status)


def _lists(imp: Import, counts: dict[str, int]) -> list[tuple[str, str, int]]:
    every = sum(n for fate, n in counts.items() if fate != "doubt")
    found = [("", N_("Tất cả"), every), (BAD, N_("Có ô lỗi"), counts.get(BAD, 0))]
    found.append(("ngo", N_("Cần xem"), counts.get("doubt", 0)))
    return found + [(fate, name, counts.get(fate, 0)) for fate, name in imp.fates.items() if fate != BAD]


def _address(imp: Import, **asked: str) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    joint = "&" if "?" in imp.places.page else "?"
    return f"{imp.places.page}{joint}{query}" if query else imp.places.page


def _progress(
    request: DeskRequest,
    imp: Import,
    kept: Waiting,
    extras: list[Any] | None = None,
    *,
    error: Said | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show how far the writing is; a fragment for htmx, which asks for the next step by itself."""
    state = kept.state
    context = _common(request, imp) | {
        "token": kept.token,
        "handled": state.get("handled", 0),
        "whole": state["lines"],
        "finished": state["stage"] == keeping.DONE,
        "extras": extras or [],
        "error": error,
        "swap": bool(request.htmx),
    }
    # htmx swaps only what was answered well; what went wrong is said in the fragment itself.
    if request.htmx:
        return render(request, "shared/_import_progress.html", context)
    return render(request, "shared/import_progress.html", context, status=status)


def _result(request: DeskRequest, imp: Import, kept: Waiting, extras: list[Any] | None = None) -> HttpResponse:
    state = kept.state
    counts = state["counts"]
    context = _common(request, imp) | {
        "filename": state["filename"],
        "written": state.get("written", 0),
        "same": counts.get(SAME, 0),
        "bad": keeping.bad_of(state),
        "faulty": len(state["faults"]),
        "refused": [{"row": row, "name": name, "why": Kept(*why).said} for row, name, why in state["refused"][:200]],
        "columns": REFUSED,
        "token": kept.token,
        "extras": extras or [],
    }
    return render(request, "shared/import_result.html", context)


def told_plain(value: Any) -> Said | str:
    """Return a kept sentence (or a plain text) as templates show it."""
    if isinstance(value, Kept):
        return value.said
    if isinstance(value, list):
        return Kept(value[0], value[1]).said
    return str(value)
