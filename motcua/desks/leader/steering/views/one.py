"""One directive: its page, its evidence, and acts upon it, each a page with one form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.leader.steering import asking, options, shown
from motcua.desks.leader.steering.views.listing import READ, TOP, line
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import Files, FormPage, run, take_in
from motcua.desks.shared.handing import stored
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.desks.shared.sources import source_href
from motcua.desks.shared.told import tell
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command
from motcua.oversight import assigning
from motcua.oversight.commands import (
    CancelDirective,
    DescribeDirective,
    OfferDirective,
    OpenDirective,
    ReportDirective,
    StartDirective,
    TakeOverDirective,
)
from motcua.oversight.commands.directives import Evidence, Pointer
from motcua.oversight.queries import directive_page
from motcua.oversight.queries.directive_page import DirectivePage
from motcua.oversight.queries.directives import DirectiveRow
from motcua.oversight.rules.directives import CLEAR_ASKS, OPEN, SOURCE_NAMES, DueKind, Source
from motcua.oversight.rules.repeating import Repeat

FORM: Final = ["GET", "HEAD", "POST"]
WRITE: Final = "directive.write"
PROOF: Final = Files(N_("Sản phẩm, minh chứng"), accept="image/jpeg,image/png,application/pdf")
LINK_KINDS: Final = {
    "works": N_("Công trình"),
    "project": N_("Dự án theo dõi"),
    "training": N_("Tập huấn"),
    "proposal": N_("Kiến nghị"),
    "other": N_("Khác"),
}
LINK_PAGES: Final = {"works": "works:works", "project": "projects:project"}
REPORTS: Final = {ReportDirective: "bao-cao", OfferDirective: "de-nghi"}
CHILDREN: Final = (Column(N_("Nhiệm vụ")), Column(N_("Chủ trì")), Column(N_("Hạn")), Column(N_("Tình trạng")))


@require_safe
@power(READ)
def page(request: DeskRequest, directive_id: UUID) -> HttpResponse:
    """Show everything about one directive and what may be done now."""
    found = directive_page.page(request.actor, directive_id)
    row = found.row
    buttons = []
    for offer in sorted(found.offers, key=lambda one: _rank(row, one.command)):
        if offer.refusal is not None:
            continue
        if (verb := asking.VERBS.get(offer.command)) is not None:
            buttons.append((offer.verb, f"{reverse('steering:act', args=[row.id, verb])}?ban={found.version}"))
        elif (verb := REPORTS.get(offer.command)) is not None:
            buttons.append((offer.verb, reverse("steering:report", args=[row.id, verb])))
    context: dict[str, Any] = {
        "it": found,
        "row": row,
        "tags": shown.tags(row),
        "buttons": buttons,
        "asks": CLEAR_ASKS,
        "source_name": SOURCE_NAMES[row.source_kind],
        "source_href": source_href(request.actor, row.source_kind, found.source),
        "moments": [shown.moment(word) for word in found.words],
        "files": [(word, file) for word in found.words for file in word.files],
        "links": [_link(one) for word in found.words for one in word.links],
        "above": [line(one) for one in found.above],
        "children": [line(one) for one in found.children],
        "columns": CHILDREN,
        "may_assign": row.state in OPEN
        and any(offer.command is CancelDirective and offer.refusal is None for offer in found.offers),
        "trail": [TOP, Link(row.title)],
    }
    return render(request, "leader/steering/directive.html", context)


def _rank(row: DirectiveRow, command: type[Command]) -> int:
    """Return where an act stands: nothing is handed out before somebody keeps it and all six things are clear."""
    if row.orphan:
        first: type[Command] = TakeOverDirective
    else:
        first = DescribeDirective if row.missing else StartDirective
    if command is first:
        return 0
    return 2 if command is StartDirective and row.missing else 1


def _link(one: Any) -> tuple[str, str, str]:
    """Return kind, words and address of what a report points at."""
    kind = one.get("kind", "")
    href = reverse(LINK_PAGES[kind], args=[one["thing"]]) if kind in LINK_PAGES and one.get("thing") else ""
    return LINK_KINDS.get(kind, N_("Khác")), one.get("words") or "", href


@require_safe
@power(READ)
def file(request: DeskRequest, directive_id: UUID, file_id: UUID) -> HttpResponse:
    """Answer a piece of evidence as what we judged it to be when it came in."""
    name, sha256 = directive_page.file(request.actor, directive_id, file_id)
    return stored(sha256, name)


@require_http_methods(FORM)
@power(WRITE)
def create(request: DeskRequest) -> HttpResponse:
    """Write a directive down; what is not known yet is filled in on its page."""
    title = N_("Ghi nhiệm vụ")
    start = {"due_kind": DueKind.BY_END.value, "repeat": Repeat.NONE.value, "source_kind": Source.WORD.value}
    form = FormPage(
        title,
        title,
        asking.new_questions(request.actor),
        TOP.href,
        trail=[TOP, Link(title)],
        lead=N_("Ghi những gì đã rõ; việc chỉ giao được khi đủ 6 rõ."),
        draft="nhiem-vu",
        start=start,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        done = act(request, asking.new_directive(values))
        return _to(request, done.target, N_("Đã ghi nhiệm vụ. Bổ sung những mục còn thiếu rồi giao."))

    return run(request, form, do)


@require_http_methods(FORM)
@power(READ)
def change(request: DeskRequest, directive_id: UUID, verb: str) -> HttpResponse:
    """Do one act on a directive."""
    ask = asking.ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = directive_page.page(request.actor, directive_id)
    version = request.GET.get("ban", "")
    form = _form(found, ask.title, ask.questions(request.actor, found), start=ask.start(found), what=ask.what)
    form = replace(form, danger=ask.danger)

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(found, values)
        if version.isdecimal() and len(version) < 10:
            command = msgspec.structs.replace(command, seen=int(version))
        act(request, command)
        return _to(request, directive_id, N_("Đã ghi."))

    return run(request, form, do)


@require_http_methods(FORM)
@power("directive.report")
def report(request: DeskRequest, directive_id: UUID, verb: str) -> HttpResponse:
    """Take a report of the leading unit, or its product, with evidence and links."""
    if verb not in REPORTS.values():
        raise NotFound(N_("Không có việc này."))
    found = directive_page.page(request.actor, directive_id)
    offers = verb == REPORTS[OfferDirective]
    words = Field("words", N_("Đã làm được gì"), "textarea", required=offers, most=2000)
    asked = [words, *_link_questions()]
    if not offers:
        percent = Field("percent", N_("Phần trăm đã làm"), "number", size="xs", most=3)
        asked = [
            percent,
            words,
            Field("obstacle", N_("Vướng mắc (để trống nếu không có)"), "textarea", most=1000),
            *asked[1:],
        ]
    title = N_("Đề nghị nghiệm thu") if offers else N_("Báo tiến độ")
    start = {"percent": found.row.percent or "", "obstacle": found.row.obstacle}
    form = replace(_form(found, title, asked, start={} if offers else start), files=PROOF)

    def do(values: dict[str, Any]) -> HttpResponse:
        files = [Evidence(sha256=one.sha256, filename=one.filename) for one in take_in(request)]
        act(request, _reported(directive_id, values, files, offers=offers))
        return _to(request, directive_id, N_("Đã ghi báo cáo."))

    return run(request, form, do)


def _link_questions() -> list[Field]:
    group = N_("Gắn với việc khác trong sổ")
    kinds = [Option(key, name) for key, name in LINK_KINDS.items()]
    return [
        Field("link_kind", N_("Loại"), "select", options=kinds, group=group, empty=N_("– Không gắn –")),
        Field("link_words", N_("Tên, hoặc địa chỉ trang của việc ấy"), group=group, most=200),
    ]


def _reported(id_: UUID, values: dict[str, Any], files: list[Evidence], *, offers: bool) -> Command:
    links = []
    if values["link_kind"] and values["link_words"]:
        at = asking.ID.search(values["link_words"])
        words = asking.ID.sub("", values["link_words"]) if at else values["link_words"]
        links = [Pointer(kind=values["link_kind"], thing=UUID(at[0]) if at else None, words=words)]
    if offers:
        return OfferDirective(directive=id_, words=values["words"], links=links, files=files)
    return ReportDirective(
        directive=id_,
        percent=values["percent"],
        words=values["words"],
        obstacle=values["obstacle"],
        links=links,
        files=files,
    )


@require_http_methods(FORM)
@power(WRITE)
def assign(request: DeskRequest, directive_id: UUID) -> HttpResponse:
    """Give each commune chosen a task of its own under this one."""
    found = directive_page.page(request.actor, directive_id)
    communes = options.commune_options(request.actor)
    asked = [
        Field("everybody", N_("Mọi xã, phường trong địa bàn"), "check"),
        Field("units", N_("Hoặc chọn từng xã, phường"), "many", options=communes, ids=True),
    ]
    title = N_("Giao mỗi xã một việc")
    what = [
        N_(
            "Mỗi xã có một nhiệm vụ riêng, cùng nguồn và hạn; xã đã có thì không tạo thêm. Bổ sung người của xã rồi giao."
        )
    ]
    form = _form(found, title, asked, what=what)

    def do(values: dict[str, Any]) -> HttpResponse:
        units = [UUID(one.value) for one in communes] if values["everybody"] else values["units"]
        key = request.POST.get("once_key", "")
        assigning.assign_each(request.actor, directive_id, units, key)
        return _to(request, directive_id, N_("Đã tạo nhiệm vụ cho từng xã."))

    return run(request, form, do)


@require_http_methods(FORM)
@power(WRITE)
def child(request: DeskRequest, directive_id: UUID) -> HttpResponse:
    """Write down a task that follows from this one: from the nation's to the province's to the commune's."""
    found = directive_page.page(request.actor, directive_id)
    start = {
        "due_kind": DueKind.BY_END.value,
        "repeat": Repeat.NONE.value,
        "source_kind": found.row.source_kind.value,
        "source_words": found.source_words,
        "document_number": found.row.document,
        "issuer_words": found.issuer_words,
        "origin": found.origin,
        "title": found.row.title,
    }
    form = _form(found, N_("Ghi nhiệm vụ cấp dưới"), asking.new_questions(request.actor), start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        command: OpenDirective = asking.new_directive(values, parent=directive_id)
        return _to(request, act(request, command).target, N_("Đã ghi nhiệm vụ."))

    return run(request, form, do)


def _form(found: DirectivePage, title: Any, asked: Any, *, start: Any = None, what: Any = ()) -> FormPage:
    here = reverse("steering:directive", args=[found.row.id])
    trail = [TOP, Link(found.row.title, here), Link(title)]
    return FormPage(title, title, asked, here, trail=trail, lead=found.row.title, what=what, start=start or {})


def _to(request: DeskRequest, directive: UUID, sentence: str) -> HttpResponse:
    tell(request, sentence)
    return HttpResponseRedirect(reverse("steering:directive", args=[directive]))
