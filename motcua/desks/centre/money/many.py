"""Asking many places for an estimate at once: one year, one title, one day, an estimate for each, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.budget import across
from motcua.budget.commands import AskEstimate
from motcua.desks.centre.money.views import HOME
from motcua.desks.centre.places import place_options
from motcua.desks.shared.door import ONCE, DeskRequest, power, typed_id
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.perform import perform

TITLE: Final = N_("Yêu cầu nhiều nơi lập dự toán")
COLUMNS: Final = [Column(N_("Xã, phường")), Column(N_("Kết quả"))]
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Result:
    """What came of asking one place: its estimate's address, or why it was not asked."""

    place: str
    href: str = ""
    refusal: Said | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@power("oversee")
def ask_many(request: DeskRequest) -> HttpResponse:
    """Ask once for all, then do each place under a key of its own: sent again, none is asked twice."""
    places = place_options(request.actor)
    questions = [
        Field("year", N_("Năm"), "number", required=True, size="xs", most=4),
        Field("title", N_("Tên dự toán"), required=True, most=200),
        Field("wanted_by", N_("Phải được duyệt đến hết ngày"), "date", required=True, size="m"),
        Field("ground", N_("Căn cứ"), "textarea", most=500),
        Field("unasked", N_("Mọi nơi trong địa bàn chưa được yêu cầu lập dự toán của năm đó"), "check"),
        Field("places", N_("Hoặc chọn từng xã, phường"), "many", options=places, ids=True),
    ]
    one = typed_id(request.GET, "xa")
    start = {"year": clock.today().year, "places": [str(one)] if one else []}
    lead = N_("Mỗi nơi nhận một dự toán riêng với cùng hạn; quá ngày chưa duyệt thì bảng điều hành báo.")
    page = FormPage(TITLE, N_("Gửi yêu cầu"), questions, HOME.href, [HOME, Link(TITLE)], lead=lead, start=start)

    def do(asked: dict[str, Any]) -> HttpResponse:
        wanted = _wanted(request, asked, places)
        return _told(request, [_each(request, asked, id_, name) for id_, name in wanted])

    return run(request, page, do)


def _wanted(request: DeskRequest, asked: dict[str, Any], places: Sequence[Option]) -> list[tuple[UUID, str]]:
    """Return the places meant, by name, and take what chose them out of the answers."""
    chosen = set(asked.pop("places"))
    if asked.pop("unasked"):
        chosen |= {one.place for one in across.unasked(request.actor, year=asked["year"])}
    wanted = [(UUID(place.value), str(place.label)) for place in places if UUID(place.value) in chosen]
    if not 0 < len(wanted) <= MOST:
        raise BadInput(N_("Chọn từ 1 đến {most} xã, phường."), field="places", most=MOST)
    return wanted


def _each(request: DeskRequest, asked: dict[str, Any], place: UUID, name: str) -> Result:
    once = request.POST.get(ONCE, "")[:40]
    try:
        done = perform(AskEstimate(place=place, **asked), request.actor, key=f"{once}:{place.hex}" if once else None)
    except MotcuaError as error:
        return Result(name, refusal=error.said)
    return Result(name, href=reverse("money:estimate", args=[done.target]))


def _told(request: DeskRequest, results: Sequence[Result]) -> HttpResponse:
    good = sum(1 for one in results if one.refusal is None)
    context = {
        "results": results,
        "summary": said(N_("Đã yêu cầu {good}/{whole} nơi."), good=good, whole=len(results)),
        "tone": "good" if good == len(results) else "soon",
        "columns": COLUMNS,
        "title": TITLE,
        "trail": [HOME, Link(TITLE)],
    }
    return render(request, "centre/money/asked.html", context, status=HTTPStatus.OK if good else HTTPStatus.CONFLICT)
