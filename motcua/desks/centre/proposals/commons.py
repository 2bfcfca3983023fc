"""Common matters: what several communes ask about, gathered with suggestions, shown on a map, answered once for all."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desks.centre.proposals import shown
from motcua.desks.centre.proposals.acts import FORM, REASON, WORDS, unit_options
from motcua.desks.centre.proposals.shown import HOME, href
from motcua.desks.shared.door import ONCE, DeskRequest, act, once_key, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, said
from motcua.ledger.perform import perform
from motcua.office import territory
from motcua.proposals.commands import AnswerCommon, ChangeCommon, JoinCommon, MakeCommon
from motcua.proposals.queries import commons
from motcua.proposals.queries.lists import Asked, Show
from motcua.proposals.rules.facts import CATEGORY_NAMES, FOR_ALL, OUTCOME_NAMES, Category, Outcome

TITLE: Final = N_("Vấn đề chung")
GATHERED_MOST: Final = 200
COLUMNS: Final = (
    Column(N_("Vấn đề chung")),
    Column(N_("Nhóm")),
    Column(N_("Đơn vị chủ trì")),
    Column(N_("Số xã"), numeric=True),
    Column(N_("Kiến nghị"), numeric=True),
    Column(N_("Chưa trả lời"), numeric=True),
)
MEMBERS: Final = (
    Column(N_("Xã, phường")),
    Column(N_("Nội dung")),
    Column(N_("Tình trạng")),
    Column(N_("Thời gian chờ")),
)
ALIKE: Final = (Column(N_("Xã, phường")), Column(N_("Nội dung")), Column(N_("Giống"), numeric=True))


@require_safe
@power("proposal.read")
def home(request: DeskRequest) -> HttpResponse:
    """List the common matters and, for whoever steers, groups that read alike."""
    closed, text = request.GET.get("da-khep") == "1", clean(request.GET.get("q", ""), 100)
    steers = request.actor.can("proposal.route")
    context = {
        "rows": commons.commons(request.actor, closed=closed, text=text),
        "text": text,
        "closed": closed,
        "columns": COLUMNS,
        "groups": commons.suggested(request.actor) if steers and not closed else (),
        "categories": CATEGORY_NAMES,
        "may_steer": steers,
        "trail": [HOME, Link(TITLE)],
    }
    return render(request, "centre/proposals/commons.html", context)


@require_safe
@power("proposal.read")
def page(request: DeskRequest, common_id: UUID) -> HttpResponse:
    """Show one common matter with its members, their map, and what reads alike."""
    found = commons.page(request.actor, common_id)
    offered = {offer.command: offer.refusal for offer in found.offers}
    context = {
        "it": found,
        "row": found.row,
        "categories": CATEGORY_NAMES,
        "outcomes": OUTCOME_NAMES,
        "members": MEMBERS,
        "scores": {near.row.id: near.score for near in found.alike},
        "alike_columns": ALIKE,
        "tags": shown.tags,
        "age": shown.age,
        "drawn": shown.draw(found.marks),
        "mark_href": lambda mark: href(Asked(show=Show.ALL, place=mark.place, common=common_id)),
        "list_href": href(Asked(show=Show.ALL, common=common_id)),
        "print_href": href(Asked(show=Show.ALL, common=common_id), "proposals:print"),
        "may_answer": offered.get(AnswerCommon, "no") is None,
        "may_change": offered.get(ChangeCommon, "no") is None,
        "version": found.version,
        "once_key": once_key(),
        "trail": [HOME, Link(TITLE, reverse("proposals:commons")), Link(found.row.title)],
    }
    return render(request, "centre/proposals/common.html", context)


def _questions(place: UUID) -> list[Field]:
    return [
        Field("title", N_("Tên vấn đề chung"), required=True, most=200),
        Field("category", N_("Nhóm"), "select", required=True, options=options_of(CATEGORY_NAMES)),
        Field(
            "lead", N_("Đơn vị chủ trì trả lời"), "select", options=unit_options(place), ids=True, empty=N_("Chưa giao")
        ),
    ]


@require_http_methods(FORM)
@power("proposal.route")
def make(request: DeskRequest) -> HttpResponse:
    """Name a common matter; ``gom`` names proposals that are counted to it at once."""
    place = territory.home(request.actor)
    if place is None:
        raise NotFound(N_("Không có đơn vị này."))
    title, back = N_("Lập vấn đề chung"), reverse("proposals:commons")
    first = _ids(request.GET.getlist("gom"))
    category = request.GET.get("nhom", "")
    start = {"category": category if category in set(Category) else "", "title": clean(request.GET.get("ten", ""), 200)}
    what = [said(N_("{n} kiến nghị được gộp vào ngay."), n=len(first))] if first else []
    page = FormPage(
        title, title, _questions(place), back, [HOME, Link(TITLE, back), Link(title)], what=what, start=start
    )

    def do(v: dict[str, Any]) -> HttpResponse:
        done = act(request, MakeCommon(title=v["title"], category=Category(v["category"]), lead=v["lead"]))
        return _gathered(request, done.target, first)

    return run(request, page, do)


@require_http_methods(FORM)
@power("proposal.route")
def change(request: DeskRequest, common_id: UUID) -> HttpResponse:
    """Put a common matter right, close it or open it again."""
    found = commons.page(request.actor, common_id)
    place = territory.home(request.actor)
    back, title = reverse("proposals:common", args=[common_id]), N_("Sửa vấn đề chung")
    if place is None:
        raise NotFound(N_("Không có vấn đề chung này."))
    start = {
        "title": found.row.title,
        "category": found.row.category.value,
        "lead": str(found.lead or ""),
        "open": "1" if found.row.open else "",
    }
    questions = [*_questions(place), Field("open", N_("Còn theo dõi"), "check"), REASON]
    page = FormPage(
        title, N_("Ghi lại"), questions, back, [HOME, Link(found.row.title, back), Link(title)], start=start
    )

    def do(v: dict[str, Any]) -> HttpResponse:
        command = ChangeCommon(
            common=common_id,
            title=v["title"],
            category=Category(v["category"]),
            lead=v["lead"],
            open=v["open"],
            reason=v["reason"],
        )
        act(request, command)
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(back)

    return run(request, page, do)


@require_http_methods(FORM)
@power("proposal.answer")
def answer(request: DeskRequest, common_id: UUID) -> HttpResponse:
    """Answer once for every member that waits."""
    found = commons.page(request.actor, common_id)
    back, title = reverse("proposals:common", args=[common_id]), N_("Trả lời chung")
    options = options_of({one: OUTCOME_NAMES[one] for one in FOR_ALL})
    questions = [
        Field("outcome", N_("Trả lời thế nào"), "radio", required=True, options=options),
        WORDS,
        Field("promised_by", N_("Xong đến hết ngày"), "date", size="m", hint=N_("Bắt buộc khi tiếp thu.")),
    ]
    what = [
        said(
            N_("Câu trả lời được ghi vào {n} kiến nghị của {communes} xã đang chờ."),
            n=found.row.waiting,
            communes=found.row.communes,
        )
    ]
    trail = [HOME, Link(found.row.title, back), Link(title)]
    page = FormPage(title, title, questions, back, trail, lead=found.row.title, what=what, draft=f"chung-{common_id}")

    def do(v: dict[str, Any]) -> HttpResponse:
        command = AnswerCommon(
            common=common_id, outcome=Outcome(v["outcome"]), words=v["words"], promised_by=v["promised_by"]
        )
        act(request, command)
        tell(request, N_("Đã ghi câu trả lời chung"))
        return HttpResponseRedirect(back)

    return run(request, page, do)


@require_POST
@power("proposal.route")
def gather(request: DeskRequest, common_id: UUID) -> HttpResponse:
    """Count the ticked proposals to a common matter."""
    commons.page(request.actor, common_id)
    chosen = _ids(request.POST.getlist("selected"))
    if not chosen:
        raise BadInput(N_("Chọn ít nhất một kiến nghị."), field="selected")
    return _gathered(request, common_id, chosen)


def _gathered(request: DeskRequest, common: UUID, chosen: list[UUID]) -> HttpResponse:
    """Count each under a key of its own, and say how many were; one that was counted meanwhile is told and left."""
    once, refused = request.POST.get(ONCE, "")[:40], 0
    for one in chosen:
        try:
            perform(JoinCommon(proposal=one, common=common), request.actor, key=f"{once}:{one.hex}" if once else None)
        except MotcuaError as error:
            if error.status == HTTPStatus.FORBIDDEN:
                raise
            refused += 1
    if chosen:
        tell(request, N_("Đã gộp {n} kiến nghị, {refused} không gộp được"), n=len(chosen) - refused, refused=refused)
    return HttpResponseRedirect(reverse("proposals:common", args=[common]))


def _ids(typed: list[str]) -> list[UUID]:
    """Return what are ids, each once, as many as one form may name."""
    found: dict[UUID, None] = {}
    for text in typed[:GATHERED_MOST]:
        try:
            found[UUID(text)] = None
        except ValueError:
            continue
    return list(found)
