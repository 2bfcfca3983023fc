"""Handovers: the list of both sides, drawing one up, checking, signing, refusing, and the formal decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.custody import prints
from motcua.custody.commands import (
    Checked,
    CheckTransfer,
    EnterTransferDecision,
    Given,
    ProposeTransfer,
    RefuseTransfer,
    SignTransfer,
    Verdict,
    WithdrawTransfer,
)
from motcua.custody.queries import register, scope
from motcua.custody.queries import transfers as queries
from motcua.custody.queries.views import AssetRow
from motcua.custody.rules.assets import Condition
from motcua.desks.centre.assets import pages, reading, shown
from motcua.desks.centre.assets.views.register import READ
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.handing import printed
from motcua.desks.shared.shapes import Link, Option
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_

HERE = Link(N_("Bàn giao"), "/thiet-bi/ban-giao/")


@require_safe
@power(*READ)
def transfers(request: DeskRequest) -> HttpResponse:
    """List handovers; those that wait for a formal decision have a list of their own."""
    waiting = request.GET.get("ds") == "cho-quyet-dinh"
    rows, after = queries.listing(
        request.actor, place=typed_id(request.GET, "dia-ban"), waiting=waiting, after=request.GET.get("sau")
    )
    return pages.page(
        request,
        "transfers.html",
        "assets:transfers",
        HERE,
        rows=rows,
        next=pages.onward(request, after),
        waiting=waiting,
        columns=shown.TRANSFER_COLUMNS,
        places=shown.place_options(request.actor),
        place=request.GET.get("dia-ban", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@power("asset.write")
def transfer_new(request: DeskRequest) -> HttpResponse:
    """Draw up the minutes of a handover over the assets chosen."""
    given = request.POST if request.method == "POST" else request.GET
    rows = register.chosen(request.actor, reading.ids(given, "tai-san"))
    if request.method != "POST":
        return _new(request, rows)
    try:
        command = _proposal(request, rows)
        outcome = act(request, command)
    except MotcuaError as error:
        return _new(request, rows, errors_of(error), error.status)
    return pages.done(request, N_("Đã lập {label}."), "assets:transfer", outcome.target, label=outcome.ids["label"])


def _proposal(request: DeskRequest, rows: tuple[AssetRow, ...]) -> ProposeTransfer:
    post = request.POST
    givers = {row.unit for row in rows}
    if len(givers) != 1 or None in givers:
        raise BadInput(N_("Các tài sản của một biên bản phải do cùng một đơn vị quản lý."), field="lines")
    receiver = typed_id(post, "receiver")
    if receiver is None:
        raise BadInput(N_("Chọn bên nhận."), field="receiver")
    lines = []
    for row in rows:
        actual = post.get(f"actual-{row.id}", "")
        if actual not in set(Condition):
            raise BadInput(N_("Chọn tình trạng thực tế của từng tài sản."), field="lines")
        lines.append(Given(asset=row.id, actual=Condition(actual), papers=post.get(f"papers-{row.id}", "")))
    giver = next(iter(givers))
    assert giver is not None  # noqa: S101 - said above
    return ProposeTransfer(
        place=scope.own_place(request.actor),
        giver=giver,
        receiver=receiver,
        ground=post.get("ground", ""),
        handed_on=reading.day(post.get("handed_on", ""), "handed_on"),
        temporary=bool(post.get("temporary")),
        note=post.get("note", ""),
        lines=lines,
    )


def _new(
    request: DeskRequest,
    rows: tuple[AssetRow, ...],
    errors: dict[str, list[Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    wanted = (request.POST.get("tim") or request.GET.get("tim") or "")[:100]
    receivers = scope.all_receivers(request.actor, wanted) or scope.managers(scope.own_place(request.actor))
    return pages.page(
        request,
        "transfer_new.html",
        "assets:transfers",
        HERE,
        Link(N_("Lập biên bản bàn giao")),
        rows=rows,
        tim=wanted,
        receivers=[Option(str(one.id), f"{one.full_name}, {one.province_name}".strip(", ")) for one in receivers],
        conditions=shown.condition_options(),
        posted=request.POST,
        today=clock.today(),
        errors=errors or {},
        once=request.POST.get(ONCE) or once_key(),
        status=status,
    )


@require_safe
@power(*READ)
def transfer(request: DeskRequest, transfer: UUID) -> HttpResponse:
    """Show a handover with what can be done about it."""
    return _page(request, transfer)


def _page(
    request: DeskRequest, transfer: UUID, errors: dict[str, list[Any]] | None = None, status: int = 200
) -> HttpResponse:
    found = queries.transfer_page(request.actor, transfer)
    return pages.page(
        request,
        "transfer.html",
        "assets:transfers",
        HERE,
        Link(found.row.label),
        page_=found,
        row=found.row,
        columns=shown.LINE_COLUMNS,
        errors=errors or {},
        posted=request.POST,
        once=request.POST.get(ONCE) or once_key(),
        today=clock.today(),
        status=status,
    )


@require_safe
@xframe_options_sameorigin
@power(*READ)
def minutes(request: DeskRequest, transfer: UUID) -> HttpResponse:
    """Print the minutes."""
    found = queries.transfer_page(request.actor, transfer)
    return printed(prints.print_transfer(request.actor, found), f"{found.row.label}.pdf")


@require_POST
@power("asset.write")
def check(request: DeskRequest, transfer: UUID) -> HttpResponse:
    """Take the receiver's word on every asset."""
    found = queries.transfer_page(request.actor, transfer)
    try:
        lines = []
        for line in found.lines:
            verdict = request.POST.get(f"verdict-{line.ordinal}", "")
            if verdict not in set(Verdict):
                raise BadInput(N_("Phải kiểm nhận từng tài sản trong biên bản, không bỏ sót."), field="lines")
            words = request.POST.get(f"words-{line.ordinal}", "")
            lines.append(Checked(line=line.id, verdict=Verdict(verdict), words=words))
        act(request, CheckTransfer(transfer=transfer, lines=lines))
    except MotcuaError as error:
        return _page(request, transfer, errors_of(error), error.status)
    return pages.done(request, N_("Đã ghi ý kiến bên nhận; chờ hai bên ký."), "assets:transfer", transfer)


@require_POST
@power("asset.approve")
def sign(request: DeskRequest, transfer: UUID) -> HttpResponse:
    """Sign for the actor's side."""
    queries.transfer_page(request.actor, transfer)
    try:
        act(request, SignTransfer(transfer=transfer))
    except MotcuaError as error:
        return _page(request, transfer, errors_of(error), error.status)
    return pages.done(request, N_("Đã ký biên bản."), "assets:transfer", transfer)


@require_POST
@power("asset.write", "asset.approve")
def end(request: DeskRequest, transfer: UUID) -> HttpResponse:
    """Refuse a handover, or take it back."""
    queries.transfer_page(request.actor, transfer)
    reason = request.POST.get("reason", "")
    refused = request.POST.get("act") == "refuse"
    try:
        act(request, (RefuseTransfer if refused else WithdrawTransfer)(transfer=transfer, reason=reason))
    except MotcuaError as error:
        return _page(request, transfer, errors_of(error), error.status)
    return pages.done(request, N_("Đã kết thúc biên bản; tài sản không đổi chủ."), "assets:transfer", transfer)


@require_POST
@power("asset.write")
def decide(request: DeskRequest, transfer: UUID) -> HttpResponse:
    """Enter the formal decision."""
    queries.transfer_page(request.actor, transfer)
    try:
        decided_on = reading.day(request.POST.get("decided_on", ""), "decided_on")
        decision = request.POST.get("decision", "")
        act(request, EnterTransferDecision(transfer=transfer, decision=decision, decided_on=decided_on))
    except MotcuaError as error:
        return _page(request, transfer, errors_of(error), error.status)
    return pages.done(request, N_("Đã ghi quyết định chính thức."), "assets:transfer", transfer)
