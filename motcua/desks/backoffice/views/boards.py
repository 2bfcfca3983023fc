"""What must hang on the board, what does: the rate of the centre, the lines of each procedure, what was found missing."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.catalogue import boards
from motcua.catalogue.commands import PostNotice, PutLineBack, ReportMissingLine
from motcua.catalogue.rules.posting import Where
from motcua.desks.backoffice.views.catalogue import READERS, centre_of, trail
from motcua.desks.shared.door import ONCE, DeskRequest, act, once_key, power
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.perform import perform

TITLE: Final = N_("Niêm yết thủ tục")
MOST_AT_ONCE: Final = 500
WHERE: Final = {
    Where.POSTED: (N_("đã niêm yết"), "good"),
    Where.MISSING: (N_("chưa niêm yết"), "soon"),
    Where.CHANGED: (N_("bảng ghi khác bản hiện hành"), "late"),
    Where.TAKEN_DOWN: (N_("bị báo thiếu trên bảng"), "late"),
    Where.UNKNOWN: (N_("danh mục chưa có nội dung"), "late"),
    Where.STALE: (N_("bảng còn ghi, nay không còn"), "late"),
}
COLUMNS: Final = (
    Column(N_("Thủ tục")),
    Column(N_("Bảng")),
    Column(N_("Bản hiện hành"), numeric=True),
    Column(N_("Dòng đúng"), numeric=True),
    Column(N_("Phần còn thiếu")),
)
SHOWING: Final = {"thieu": N_("Chưa đủ"), "du": N_("Đã đủ")}


@power(*READERS, "dossier.receive")
def board(request: DeskRequest) -> HttpResponse:
    """Show how much of what must be posted is, the procedures that lack something first."""
    found = boards.board(centre_of(request))
    show, text = request.GET.get("xem", ""), request.GET.get("q", "").strip()[:200]
    rows = [
        row
        for row in found.rows
        if {"thieu": not row.full, "du": row.full}.get(show, True)
        and (row.code.startswith(text) or all(word in fold(row.name) for word in fold(text).split()))
    ]
    here = reverse("backoffice:boards")
    counts = {"thieu": sum(not row.full for row in found.rows), "du": sum(row.full for row in found.rows)}
    links = [Link(N_("Tất cả"), here, current=not show, count=len(found.rows))]
    links += [
        Link(label, f"{here}?xem={key}", current=show == key, count=counts[key]) for key, label in SHOWING.items()
    ]
    context = {
        "board": found,
        "rows": rows,
        "links": links,
        "text": text,
        "columns": COLUMNS,
        "parts": boards.part_names(),
        "sources": boards.parts(),
        "short": [row for row in found.rows if row.version and not row.full],
        "trail": trail(TITLE),
        "may": request.actor.can("catalogue.switch"),
        "once": once_key(),
    }
    return render(request, "backoffice/boards.html", context)


@power(*READERS, "dossier.receive")
def page(request: DeskRequest, code: str) -> HttpResponse:
    """Show the lines of one procedure as they stand on the board."""
    return _page(request, code)


def _page(request: DeskRequest, code: str, error: MotcuaError | None = None) -> HttpResponse:
    found = boards.page(centre_of(request), code, request.actor)
    acts = {offer.command for offer in found.offers}
    names = boards.part_names()
    groups: dict[str, list[Any]] = {}
    for one in found.standing:
        groups.setdefault(one.line.part, []).append(one)
    context = {
        "it": found,
        "row": found.row,
        "groups": [(names.get(part, part), rows) for part, rows in groups.items()],
        "where": WHERE,
        "trail": [*trail(TITLE)[:1], Link(TITLE, reverse("backoffice:boards")), Link(code)],
        "may_post": request.actor.can("catalogue.switch"),
        "may_report": ReportMissingLine in acts,
        "posted": Where.POSTED,
        "down": Where.TAKEN_DOWN,
        "once": once_key(),
        "error": error,
        "line": request.POST.get("line", ""),
        "why": request.POST.get("why", ""),
    }
    return render(request, "backoffice/board.html", context, status=error.status if error else HTTPStatus.OK)


@require_POST
@power("catalogue.switch", "dossier.receive")
def change(request: DeskRequest, code: str, verb: str) -> HttpResponse:
    """Say that the set hangs there, that a line does not, or that it does again."""
    try:
        found = boards.page(centre_of(request), code, request.actor)
        act(request, _command(request, code, verb, found))
    except NotFound:
        raise
    except MotcuaError as error:
        return _page(request, code, error)
    return HttpResponseRedirect(reverse("backoffice:board", args=[code]))


def _command(request: DeskRequest, code: str, verb: str, found: boards.PostedPage) -> Any:
    line = request.POST.get("line", "")[:200]
    if verb == "dang":
        return PostNotice(unit=centre_of(request), procedure=code, digest=request.POST.get("digest", "")[:20])
    if found.notice is None or verb not in ("thieu", "dan-lai"):
        raise NotFound(N_("Không có việc này."))
    if verb == "thieu":
        return ReportMissingLine(notice=found.notice, line=line, why=request.POST.get("why", "")[:400])
    return PutLineBack(notice=found.notice, line=line)


@require_POST
@power("catalogue.switch")
def post_many(request: DeskRequest) -> HttpResponse:
    """Say of the procedures ticked, or of all, that the sheets printed today hang there: each its own notice, once."""
    unit = centre_of(request)
    wanted = list(dict.fromkeys(request.POST.getlist("selected")))
    if not wanted:
        raise BadInput(N_("Chưa chọn thủ tục nào."), field="selected")
    if len(wanted) > MOST_AT_ONCE:
        raise BadInput(N_("Mỗi lần nhiều nhất {most} thủ tục."), field="selected", most=MOST_AT_ONCE)
    key = request.POST.get(ONCE, "")[:60]
    known = {row.code: row for row in boards.board(unit).rows}
    done = 0
    for code in wanted:
        if code not in known:
            raise NotFound(N_("Trung tâm này không nhận thủ tục này."))
        found = boards.page(unit, code, request.actor)
        command = PostNotice(unit=unit, procedure=code, digest=found.digest)
        perform(command, request.actor, key=f"{key}-{code}" if key else None)
        done += 1
    tell(request, N_("Đã ghi niêm yết {n} thủ tục."), n=done)
    return HttpResponseRedirect(reverse("backoffice:boards"))
