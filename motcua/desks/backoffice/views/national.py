"""Taking in what the national catalogue gives out: choose a file, read what would differ, say yes to what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from http import HTTPStatus
from itertools import islice
from typing import Any, Final

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.catalogue import taking
from motcua.catalogue.official.opening import MOST_BYTES
from motcua.catalogue.taking import Proposed
from motcua.desks.backoffice import factor
from motcua.desks.backoffice.views.catalogue import centre_of, trail, typed_day
from motcua.desks.shared.door import DeskRequest, power, whole_number
from motcua.desks.shared.shapes import Link
from motcua.desks.shared.told import tell
from motcua.documents import waiting
from motcua.documents.waiting import Waiting
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed
from motcua.kernel.sheets.planned import Kept
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said

KIND: Final = "catalogue.national"
TITLE: Final = N_("Nhận từ danh mục quốc gia")
PART: Final = 50
SHOWN: Final = 40
"""Procedures shown on one page of a preview."""
FATES: Final = {
    "changed": (N_("Có thay đổi"), "soon"),
    "new": (N_("Mới"), "good"),
    "same": (N_("Không đổi"), "plain"),
    "bad": (N_("Không nhận"), "late"),
}
_lines = msgspec.msgpack.Decoder(list[Proposed])


@power("catalogue.switch")
def page(request: DeskRequest) -> HttpResponse:
    """Show where a file is chosen, or what the waiting one would change; take a file in."""
    if request.method == "POST":
        return _upload(request)
    kept = waiting.find(request.actor, KIND, centre_of(request).hex)
    if kept is None:
        return _choose(request)
    if kept.state["stage"] == "done":
        return _done(request, kept)
    return _shown(request, kept)


def _upload(request: DeskRequest) -> HttpResponse:
    unit = centre_of(request)
    file = request.FILES.get("file")
    try:
        if file is None or not file.size:
            raise BadInput(N_("Chọn một tệp .doc, .docx, .json hoặc .zip."), field="file")
        if file.size > MOST_BYTES:
            raise BadInput(N_("Tệp lớn quá {most} MB."), field="file", most=MOST_BYTES // (1024 * 1024))
        content = file.read()
        whole = bool(request.POST.get("whole"))
        found = taking.propose(content, file.name or "", unit=unit, today=clock.today(), whole=whole)
    except MotcuaError as error:
        return _choose(request, error)
    waiting.put(request.actor, KIND, unit.hex, content)
    counts = {fate: sum(one.fate == fate for one in found.proposed) for fate in FATES}
    state = {
        "stage": "shown",
        "filename": clean(file.name or "")[-120:],
        "counts": counts,
        "gone": found.gone,
        "listed": found.listed,
        "whole": whole,
    }
    with waiting.held(request.actor, KIND, unit.hex) as row:
        if row is not None:
            waiting.show(row, state, _parts(found.proposed))
    return HttpResponseRedirect(reverse("backoffice:national"))


def _choose(request: DeskRequest, error: MotcuaError | None = None) -> HttpResponse:
    context = {
        "title": TITLE,
        "trail": trail(TITLE),
        "errors": [error.said] if error else [],
        "most": MOST_BYTES,
    }
    return render(request, "backoffice/national.html", context, status=error.status if error else HTTPStatus.OK)


def _parts(proposed: Sequence[Proposed]) -> Iterator[bytes]:
    running = iter(proposed)
    while some := list(islice(running, PART)):
        yield msgspec.msgpack.encode(some)


def _proposed(kept: Waiting) -> Iterator[Proposed]:
    for part in waiting.parts(kept):
        yield from _lines.decode(part)


def _shown(request: DeskRequest, kept: Waiting, error: MotcuaError | None = None, typed: str = "") -> HttpResponse:
    wanted = request.GET.get("ds", "")
    rows = [one for one in _proposed(kept) if not wanted or one.fate == wanted]
    start = whole_number(request.GET.get("tu", "")) or 0
    here = reverse("backoffice:national")
    counts = kept.state["counts"]
    links = [Link(N_("Tất cả"), here, current=not wanted, count=sum(counts.values()))]
    links += [
        Link(label, f"{here}?ds={fate}", current=wanted == fate, count=counts[fate])
        for fate, (label, _tone) in FATES.items()
        if counts[fate]
    ]
    more = f"{here}?ds={wanted}&tu={start + SHOWN}" if len(rows) > start + SHOWN else ""
    context = {
        "title": TITLE,
        "trail": trail(TITLE),
        "kept": kept,
        "state": kept.state,
        "rows": rows[start : start + SHOWN],
        "total": len(rows),
        "fates": FATES,
        "links": links,
        "more": more,
        "writes": counts["changed"] + counts["new"],
        "sentence": sentence,
        "factor": not request.actor.verified,
        "valid_from": typed or f"{clock.today():%d/%m/%Y}",
        "error": error,
    }
    return render(request, "backoffice/national_shown.html", context, status=error.status if error else HTTPStatus.OK)


def sentence(kept: Kept) -> Said:
    """Return a kept sentence as templates show it."""
    return kept.said


@require_POST
@power("catalogue.switch")
def carry_out(request: DeskRequest) -> HttpResponse:
    """Take in what was ticked of what was read, or give it up."""
    unit = centre_of(request)
    kept = waiting.find(request.actor, KIND, unit.hex)
    if request.POST.get("viec") == "bo":
        if kept is not None and request.POST.get("luot") == kept.token:
            waiting.drop(request.actor, KIND)
        return HttpResponseRedirect(reverse("backoffice:national"))
    if kept is None or kept.state["stage"] == "done":
        tell(request, N_("Tệp này đã nhận xong hoặc đã bỏ. Muốn chắc chắn, tải tệp lên lại để xem trước."))
        return HttpResponseRedirect(reverse("backoffice:national"))
    if request.POST.get("luot") != kept.token:
        tell(request, N_("Tệp đang xem đã được thay bằng tệp khác; xem lại dưới đây rồi hãy nhận."))
        return HttpResponseRedirect(reverse("backoffice:national"))
    try:
        factor.show(request)
        if not request.actor.verified:
            raise NotAllowed(N_("Việc này cần xác thực hai bước. Xin nhập mã xác thực rồi làm lại."), field="otp")
        _write(request, kept)
    except MotcuaError as error:
        return _shown(request, kept, error, request.POST.get("valid_from", "")[:20])
    return HttpResponseRedirect(reverse("backoffice:national"))


def _write(request: DeskRequest, kept: Waiting) -> None:
    unit = centre_of(request)
    begins = _day(request.POST.get("valid_from", ""))
    every = request.POST.get("viec") == "tat-ca"
    ticked = set(request.POST.getlist("chon"))
    with waiting.held(request.actor, KIND, unit.hex) as row:
        if row is None or row.token != kept.token or row.state["stage"] != "shown":
            raise Conflict(N_("Tệp này vừa được nhận ở một trang khác."))
        chosen = [one for one in _proposed(row) if one.writes and (every or one.code in ticked)]
        if not chosen:
            raise BadInput(N_("Chưa chọn thủ tục nào để nhận."), field="chon")
        key = f"quoc-gia-{row.id.hex}-{row.version}"
        results = taking.take_in(chosen, request.actor, key, unit=unit, valid_from=begins)
        told = [[one.code, one.name, one.number, msgspec.to_builtins(one.refused)] for one in results]
        waiting.finish(row, dict(row.state) | {"stage": "done", "results": told})


def _day(typed: str) -> date:
    """Return the day from which the versions hold; :class:`BadInput` for none, or one far from today."""
    day = typed_day(typed, "valid_from")
    if abs((day - clock.today()).days) > 730:
        raise BadInput(N_("Ngày áp dụng cách hôm nay quá hai năm."), field="valid_from")
    return day


def _done(request: DeskRequest, kept: Waiting) -> HttpResponse:
    results: Sequence[Any] = kept.state["results"]
    context = {
        "title": TITLE,
        "trail": trail(TITLE),
        "kept": kept,
        "state": kept.state,
        "taken": [(code, name, number) for code, name, number, refused in results if not refused],
        "refused": [(code, name, Kept(*refused).said) for code, name, _number, refused in results if refused],
    }
    return render(request, "backoffice/national_done.html", context)
