"""Requests for more equipment: from gaps or by hand, decided, ordered, delivered, registered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.custody import prints
from motcua.custody.commands import (
    ApproveRequest,
    Asked,
    CorrectRequest,
    DeliverRequest,
    DraftRequest,
    OrderRequest,
    ReturnRequest,
    SubmitRequest,
)
from motcua.custody.queries import norms, scope
from motcua.custody.queries import requests as queries
from motcua.custody.rules.requests import REQUEST_NAMES, RequestState
from motcua.desks.centre.assets import pages, reading, shown
from motcua.desks.centre.assets.views.register import READ
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.handing import printed
from motcua.desks.shared.shapes import Link, Option
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command

HERE = Link(N_("Đề nghị bổ sung"), "/thiet-bi/de-nghi/")
EMPTY_LINES = 3


@require_safe
@power(*READ)
def requests(request: DeskRequest) -> HttpResponse:
    """List requests within reach."""
    state = request.GET.get("trang-thai", "")
    rows, after = queries.listing(
        request.actor,
        place=typed_id(request.GET, "dia-ban"),
        state=state if state in set(RequestState) else "",
        after=request.GET.get("sau"),
    )
    return pages.page(
        request,
        "requests.html",
        "assets:requests",
        HERE,
        rows=rows,
        next=pages.onward(request, after),
        columns=shown.REQUEST_COLUMNS,
        places=shown.place_options(request.actor),
        place=request.GET.get("dia-ban", ""),
        states=[Option(str(key), name) for key, name in REQUEST_NAMES.items()],
        state=state,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@power("asset.write")
def request_new(request: DeskRequest) -> HttpResponse:
    """Draft a request; ``tu`` names the recorded result whose gaps it begins with."""
    place = scope.own_place(request.actor)
    unit = scope.centre_or_unit(place) or request.actor.unit
    if unit is None:
        raise NotFound(N_("Địa bàn này không có Trung tâm."))
    review = typed_id(request.GET, "tu")
    if request.method != "POST":
        return _lines_page(request, _from_review(request, review), "assets:request_new")
    try:
        lines, reason = _posted(request.POST), request.POST.get("reason", "")
        command = DraftRequest(place=place, unit=unit, lines=lines, reason=reason, review=review)
        outcome = act(request, command)
    except MotcuaError as error:
        return _lines_page(request, _typed(request.POST), "assets:request_new", errors_of(error), error.status)
    return pages.done(request, N_("Đã lập {label}."), "assets:request", outcome.target, label=outcome.ids["label"])


@require_http_methods(["GET", "HEAD", "POST"])
@power("asset.write")
def request_edit(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Change a request that was not yet submitted, or came back."""
    found = queries.request_page(request.actor, request_id)
    if request.method != "POST":
        known = [
            {"kind": one.kind, "quantity": one.quantity, "cost": one.unit_cost or "", "why": one.why}
            for one in found.lines
        ]
        return _lines_page(request, known, "assets:request", reason=found.row.reason)
    try:
        lines, reason = _posted(request.POST), request.POST.get("reason", "")
        act(request, CorrectRequest(request=request_id, lines=lines, reason=reason))
    except MotcuaError as error:
        return _lines_page(request, _typed(request.POST), "assets:request", errors_of(error), error.status)
    return pages.done(request, N_("Đã sửa đề nghị."), "assets:request", request_id)


def _from_review(request: DeskRequest, review: UUID | None) -> list[dict[str, Any]]:
    if review is None:
        return []
    found = norms.review_page(request.actor, review)
    prices = {wanted.kind: wanted.unit_cost for wanted in found.norm.lines}
    return [
        {
            "kind": line.kind,
            "quantity": line.lacking,
            "cost": prices.get(line.kind) or "",
            "why": f"thiếu {line.missing}, hỏng {line.broken}, quá cũ {line.old} ({found.norm.number})",
        }
        for line in found.lines
        if line.lacking
    ]


def _typed(post: QueryDict) -> list[dict[str, Any]]:
    """Return the rows as they were typed, to show them again."""
    columns = [post.getlist(name) for name in ("kind", "quantity", "cost", "why")]
    return [
        dict(zip(("kind", "quantity", "cost", "why"), row, strict=True))
        for row in zip(*columns, strict=False)
        if any(row)
    ]


def _posted(post: QueryDict) -> list[Asked]:
    lines = []
    for row in _typed(post):
        if not row["kind"]:
            raise BadInput(N_("Chọn loại thiết bị của từng dòng."), field="lines")
        quantity = reading.count(row["quantity"], "lines")
        if not quantity:
            raise BadInput(N_("Ghi số lượng của từng dòng."), field="lines")
        cost = reading.amount(row["cost"], "lines")
        lines.append(Asked(kind=row["kind"], quantity=quantity, unit_cost=cost, why=row["why"]))
    return lines


def _lines_page(
    request: DeskRequest,
    lines: Sequence[dict[str, Any]],
    title: str,
    errors: dict[str, list[Any]] | None = None,
    status: int = 200,
    reason: str = "",
) -> HttpResponse:
    empty = {"kind": "", "quantity": "", "cost": "", "why": ""}
    return pages.page(
        request,
        "request_lines.html",
        "assets:requests",
        HERE,
        Link(N_("Lập đề nghị bổ sung") if title == "assets:request_new" else N_("Sửa đề nghị")),
        lines=[*lines, *[empty] * EMPTY_LINES],
        kinds=shown.kind_options(("device", "vehicle")),
        reason=request.POST.get("reason", reason),
        errors=errors or {},
        once=request.POST.get(ONCE) or once_key(),
        status=status,
    )


@require_safe
@power(*READ)
def request_page(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Show a request with what can be done about it."""
    return _page(request, request_id)


@require_safe
@xframe_options_sameorigin
@power(*READ)
def paper(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Print a request with the gaps it rests on."""
    found = queries.request_page(request.actor, request_id)
    review = norms.review_page(request.actor, found.review) if found.review else None
    return printed(prints.print_request(request.actor, found, review), f"{found.row.label}.pdf")


def _page(
    request: DeskRequest, request_id: UUID, errors: dict[str, list[Any]] | None = None, status: int = 200
) -> HttpResponse:
    found = queries.request_page(request.actor, request_id)
    return pages.page(
        request,
        "request.html",
        "assets:requests",
        HERE,
        Link(found.row.label),
        page_=found,
        row=found.row,
        errors=errors or {},
        posted=request.POST,
        once=request.POST.get(ONCE) or once_key(),
        today=clock.today(),
        status=status,
    )


@require_POST
@power("asset.write")
def follow(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Submit a request, or record that it was ordered or delivered."""
    found = queries.request_page(request.actor, request_id)
    try:
        act(request, _step(request, found))
    except MotcuaError as error:
        return _page(request, request_id, errors_of(error), error.status)
    return pages.done(request, N_("Đã ghi."), "assets:request", request_id)


def _step(request: DeskRequest, found: queries.RequestPage) -> Command:
    post, id_ = request.POST, found.row.id
    step = post.get("act", "")
    if step == "submit":
        return SubmitRequest(request=id_)
    if step == "order":
        expected = post.get("expected_on", "").strip()
        return OrderRequest(
            request=id_,
            supplier=post.get("supplier", ""),
            contract=post.get("contract", ""),
            expected_on=reading.day(expected, "expected_on") if expected else None,
        )
    if step == "deliver":
        arrived = {
            str(line.id): reading.count(post.get(f"arrived-{line.ordinal}", ""), f"arrived-{line.ordinal}") or 0
            for line in found.lines
        }
        return DeliverRequest(request=id_, arrived=arrived, on=reading.day(post.get("on", ""), "on"))
    raise BadInput(N_("Không rõ việc cần làm; tải lại trang."))


@require_POST
@power("asset.approve")
def decide(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Approve a request or send it back."""
    queries.request_page(request.actor, request_id)
    words = request.POST.get("words", "")
    try:
        if request.POST.get("act") == "approve":
            act(request, ApproveRequest(request=request_id, words=words))
        else:
            act(request, ReturnRequest(request=request_id, reason=words))
    except MotcuaError as error:
        return _page(request, request_id, errors_of(error), error.status)
    return pages.done(request, N_("Đã ghi ý kiến."), "assets:request", request_id)
