"""Acts on lines, each a page with one form: enter, correct, end, token, cut and back, try the province."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.desks.centre.links import asking, shown
from motcua.desks.centre.links.views.one import HOME
from motcua.desks.centre.places import place_options
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import PROOF, Files, FormPage, run, take_in
from motcua.desks.shared.shapes import Link, Text
from motcua.desks.shared.told import tell
from motcua.dossiers import day
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command
from motcua.links import ports, queries, rules
from motcua.links.commands import (
    CorrectLine,
    CorrectOutage,
    EndLine,
    EndOutage,
    IssueToken,
    Proof,
    RecordConnection,
    RegisterLine,
    ReportOutage,
    WithdrawOutage,
    issue_token,
)
from motcua.links.queries import LinePage, OutageRow

Build = Callable[[dict[str, Any]], Command]
OWN_BOOKS = "Sổ của Trung tâm"


@require_http_methods(["GET", "HEAD", "POST"])
@power("link.write")
def create(request: DeskRequest) -> HttpResponse:
    """Enter a line."""
    places = place_options(request.actor)
    place = Field("place", N_("Xã, phường"), "select", required=True, options=places, ids=True)
    page = FormPage(
        N_("Thêm đường truyền"),
        N_("Thêm đường truyền"),
        [place, *asking.line_questions()],
        HOME.href,
        trail=[HOME, Link(N_("Thêm đường truyền"))],
        draft="duong-truyen",
        start={"place": places[0].value if len(places) == 1 else ""} | asking.line_start(),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        done = act(request, RegisterLine(place=values["place"], line=asking.line_wish(values)))
        tell(request, shown.DONE["lap"])
        return HttpResponseRedirect(reverse("links:line", args=[done.target]))

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("link.write")
def change(request: DeskRequest, line_id: UUID, verb: str) -> HttpResponse:
    """Correct or end a line."""
    found = queries.page(request.actor, line_id)
    if verb == "sua":
        queries.demand(request.actor, line_id, CorrectLine)
        return _form(
            request,
            found,
            N_("Sửa đường truyền"),
            [*asking.line_questions(), asking.REASON],
            asking.line_start(found),
            lambda v: CorrectLine(id=line_id, line=asking.line_wish(v), reason=v["reason"]),
        )
    if verb != "thoi-dung":
        raise NotFound(N_("Không có việc này."))
    queries.demand(request.actor, line_id, EndLine)
    return _form(
        request,
        found,
        N_("Thôi dùng đường truyền"),
        [Field("until", N_("Dùng đến hết ngày"), "date", required=True, size="m"), asking.REASON],
        {"until": short_date(clock.today())},
        lambda v: EndLine(line=line_id, until=v["until"], reason=v["reason"]),
        what=[N_("Máy đo của đường này không gửi số đo được nữa; số liệu cũ vẫn còn.")],
        danger=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@power("link.write")
def report(request: DeskRequest, line_id: UUID) -> HttpResponse:
    """Tell that a line is cut, or was."""
    found = queries.page(request.actor, line_id)
    queries.demand(request.actor, line_id, ReportOutage)
    page = _page(
        found,
        N_("Báo mất đường truyền"),
        [*asking.span_questions(), asking.CAUSE, asking.SERVICES],
        asking.span_start(),
        files=PROOF,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ReportOutage(
            line=line_id,
            started_at=asking.needed(values, "start"),
            ended_at=asking.moment(values, "end"),
            cause=values["cause"],
            services=[rules.Service(one) for one in values["services"]],
            evidence=[Proof(sha256=one.sha256, filename=one.filename) for one in take_in(request)],
        )
        act(request, command)
        tell(request, shown.DONE["mat"])
        return HttpResponseRedirect(page.back)

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("link.write")
def outage(request: DeskRequest, line_id: UUID, outage_id: UUID, verb: str) -> HttpResponse:
    """End, correct or withdraw a cut."""
    found = queries.page(request.actor, line_id)
    row = queries.outage(request.actor, line_id, outage_id)
    made = OUTAGE_ACTS.get(verb)
    if made is None:
        raise NotFound(N_("Không có việc này."))
    return made(request, found, row)


def _end(request: DeskRequest, found: LinePage, row: OutageRow) -> HttpResponse:
    queries.demand(request.actor, found.row.id, EndOutage)
    now = asking.span_start()
    return _form(
        request,
        found,
        N_("Báo có lại"),
        [*asking.span_questions(start=False), asking.CAUSE],
        {"end_day": now["start_day"], "end_time": now["start_time"], "cause": row.cause},
        lambda v: EndOutage(line=found.row.id, outage=row.id, ended_at=asking.needed(v, "end"), cause=v["cause"]),
    )


def _correct(request: DeskRequest, found: LinePage, row: OutageRow) -> HttpResponse:
    queries.demand(request.actor, found.row.id, CorrectOutage)
    return _form(
        request,
        found,
        N_("Sửa lần mất"),
        [*asking.span_questions(), asking.CAUSE, asking.SERVICES, asking.REASON],
        asking.span_start(row) | {"cause": row.cause, "services": [str(one) for one in row.services]},
        lambda v: CorrectOutage(
            line=found.row.id,
            outage=row.id,
            started_at=asking.needed(v, "start"),
            ended_at=asking.moment(v, "end"),
            cause=v["cause"],
            services=[rules.Service(one) for one in v["services"]],
            reason=v["reason"],
        ),
        what=[N_("Giờ cũ vẫn còn trong sổ, cạnh lý do sửa.")],
    )


def _withdraw(request: DeskRequest, found: LinePage, row: OutageRow) -> HttpResponse:
    queries.demand(request.actor, found.row.id, WithdrawOutage)
    return _form(
        request,
        found,
        N_("Rút lần mất khỏi số liệu"),
        [asking.REASON],
        {},
        lambda v: WithdrawOutage(line=found.row.id, outage=row.id, reason=v["reason"]),
        what=[N_("Khoảng thời gian này thành không có số đo: không tính là mất, cũng không tính là thông suốt.")],
        danger=True,
    )


OUTAGE_ACTS: Mapping[str, Callable[[DeskRequest, LinePage, OutageRow], HttpResponse]] = {
    "co-lai": _end,
    "sua": _correct,
    "rut": _withdraw,
}


@require_http_methods(["GET", "HEAD", "POST"])
@power("link.write")
def token(request: DeskRequest, line_id: UUID) -> HttpResponse:
    """Issue a token for the measuring machine and show it once."""
    found = queries.page(request.actor, line_id)
    queries.demand(request.actor, line_id, IssueToken)
    here = reverse("links:line", args=[line_id])
    context = {
        "row": found.row,
        "has_token": found.has_token,
        "trail": [HOME, Link(found.row.name, here), Link(N_("Mã máy đo"))],
        "back": here,
        "once_key": once_key(),
        "node": request.build_absolute_uri("/").rstrip("/"),
        "secret": "",
    }
    if request.method == "POST":
        key = request.POST.get("once_key", "")[:60] or once_key()
        _, context["secret"] = issue_token(line_id, request.actor, key)
    return render(request, "centre/links/token.html", context)


@require_POST
@power("link.write")
def try_province(request: DeskRequest, line_id: UUID) -> HttpResponse:
    """Try the province's system now; what waits to be entered there comes from the system, else from our own books."""
    found = queries.page(request.actor, line_id)
    queries.demand(request.actor, line_id, RecordConnection)
    system = ports.province()
    if system is None:
        raise RuleError(N_("Chưa khai địa chỉ hệ thống của tỉnh; nhờ quản trị đặt MOTCUA_PROVINCE_URL."))
    if found.row.kind is not rules.Kind.PROVINCE:
        raise NotFound(N_("Chỉ thử kết nối với hệ thống của tỉnh; đường truyền thì đo."))
    came = system.try_it()
    backlog, source = came.backlog, "Hệ thống của tỉnh"
    if backlog is None:
        now = clock.now()
        backlog = day.count(found.row.unit, request.actor.realm, clock.local(now).date(), now).not_entered
        source = OWN_BOOKS
    command = RecordConnection(
        line=line_id,
        passed=came.passed,
        took=came.took,
        backlog=backlog,
        backlog_source=source,
        fault=came.fault[:200],
    )
    act(request, command)
    here = reverse("links:line", args=[line_id])
    tell(request, shown.DONE["thu-duoc" if came.passed else "thu-hong"])
    return HttpResponseRedirect(here)


def _page(
    found: LinePage,
    title: Text,
    questions: Sequence[Field],
    start: Mapping[str, Any],
    what: Sequence[Text] = (),
    *,
    danger: bool = False,
    files: Files | None = None,
) -> FormPage:
    here = reverse("links:line", args=[found.row.id])
    return FormPage(
        title,
        title,
        questions,
        here,
        trail=[HOME, Link(found.row.name, here), Link(title)],
        lead=found.row.name,
        what=what,
        danger=danger,
        files=files,
        start=start,
    )


def _form(
    request: DeskRequest,
    found: LinePage,
    title: Text,
    questions: Sequence[Field],
    start: Mapping[str, Any],
    build: Build,
    what: Sequence[Text] = (),
    *,
    danger: bool = False,
) -> HttpResponse:
    page = _page(found, title, questions, start, what, danger=danger)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, build(values))
        tell(request, shown.DONE["viec"])
        return HttpResponseRedirect(page.back)

    return run(request, page, do)
