"""Certification at a glance: who is next, what is under way, which books are open; and opening a book."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.certifications import policies, queries
from motcua.certifications.commands import OpenCertificationBook
from motcua.certifications.rules import KIND_NAMES, STANDING_NAMES, Kind, book_text, is_after_cutoff
from motcua.desks.counter.certified.shown import CLOSE, COLUMNS, HOME, METHODS, READERS, RECEIVE, TONES
from motcua.desks.counter.till.shown import one_form
from motcua.desks.shared.door import DeskRequest, once_key, power
from motcua.desks.shared.fields import Field
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, RuleError
from motcua.kernel.words import N_, Said, said


@require_safe
@power(*READERS)
def home(request: DeskRequest) -> HttpResponse:
    """Show what there is to do; whoever only signs is led to what waits for a signature."""
    actor = request.actor
    if not actor.powers & {RECEIVE, CLOSE}:
        return HttpResponseRedirect(reverse("certified:to_sign"))
    books = queries.books(actor)
    today = clock.today()
    context = {
        "rows": queries.unfinished(actor),
        "columns": COLUMNS,
        "names": STANDING_NAMES,
        "tones": TONES,
        "closed_books": [(kind, KIND_NAMES[kind]) for kind in Kind if kind not in books],
        "books": books,
        "receives": actor.can(RECEIVE),
        "day": queries.day(actor, today),
        "today": today,
        "after_cutoff": is_after_cutoff(clock.now()),
        "then": f"{reverse('certified:receive')}?nguoi=",
        "once": once_key(),
    }
    return render(request, "counter/certified/home.html", context)


def centre_of(request: DeskRequest) -> Any:
    """Return the centre whose books the actor keeps; a sentence where there is none."""
    centre = policies.centre_of(request.actor)
    if centre is None:
        raise RuleError(N_("Đơn vị này chưa có Trung tâm Phục vụ hành chính công."))
    return centre


@require_http_methods(METHODS)
@power(RECEIVE, CLOSE)
def open_book(request: DeskRequest, kind: str) -> HttpResponse:
    """Open this year's book of a kind."""
    if kind not in set(Kind):
        raise NotFound(N_("Không có loại sổ này."))
    of, centre, year = Kind(kind), centre_of(request), clock.today().year
    first = Field(
        "first",
        N_("Số đầu tiên"),
        "number",
        required=True,
        hint=N_("Đầu năm là 1. Nếu năm nay đã ghi sổ giấy thì ghi số liền sau số cuối của sổ giấy."),
        size="s",
        most=6,
    )
    return one_form(
        request,
        said(N_("Mở sổ chứng thực: {kind}"), kind=Said(KIND_NAMES[of], {})),
        [Field("volume", N_("Quyển số"), required=True, size="xs", most=10), first],
        HOME,
        lambda v: OpenCertificationBook(centre=centre, kind=of, volume=v["volume"], first=v["first"]),
        done=N_("Đã mở sổ"),
        home=HOME,
        verb=N_("Mở sổ"),
        what=[
            said(N_("Lời chứng sẽ ghi: quyển số {book}."), book=book_text("01", year, of)),
            N_("Mỗi loại mỗi năm một sổ; số chạy liên tục, không dùng lại."),
        ],
        start={"volume": "01", "first": "1"},
    )
