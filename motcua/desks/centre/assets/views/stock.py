"""Stock-taking: rounds, what was seen in one, settling, closing with minutes. Counting is the desk *inspector*'s."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.custody import prints
from motcua.custody.commands import CloseStockTake, OpenStockTake, SettleObservation
from motcua.custody.queries import scope
from motcua.custody.queries import stock_takes as queries
from motcua.custody.rules.counting import State
from motcua.desks.centre.assets import pages, shown
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.handing import printed, stored
from motcua.desks.shared.shapes import Link, RateShape
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_

HERE = Link(N_("Kiểm kê"), "/thiet-bi/kiem-ke/")
LOOK = ("asset.read", "asset.count")


@require_safe
@power(*LOOK)
def rounds(request: DeskRequest) -> HttpResponse:
    """List rounds within reach."""
    rows, after = queries.listing(request.actor, place=typed_id(request.GET, "dia-ban"), after=request.GET.get("sau"))
    return pages.page(
        request,
        "rounds.html",
        "assets:rounds",
        HERE,
        rows=rows,
        next=pages.onward(request, after),
        columns=shown.ROUND_COLUMNS,
        places=shown.place_options(request.actor),
        place=request.GET.get("dia-ban", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@power("asset.write")
def round_new(request: DeskRequest) -> HttpResponse:
    """Open a round over what a unit manages."""
    place = scope.own_place(request.actor)
    questions = [
        Field("unit", N_("Đơn vị được kiểm kê"), "select", required=True, options=shown.unit_options(place), ids=True),
        Field("title", N_("Tên đợt"), required=True, most=200),
        Field("ground", N_("Căn cứ"), most=300),
        Field(
            "rooms",
            N_("Phòng, quầy phải kiểm"),
            "textarea",
            most=4000,
            hint=N_("Mỗi dòng một phòng; phòng đã có trong sổ tự được thêm."),
        ),
    ]
    form = FormPage(
        N_("Mở đợt kiểm kê"),
        N_("Mở đợt"),
        questions,
        "/thiet-bi/kiem-ke/",
        trail=shown.trail(HERE, Link(N_("Mở đợt kiểm kê"))),
        what=[N_("Danh sách phải kiểm được chốt ngay lúc mở; tài sản ghi sổ sau đó không vào đợt này.")],
        start={"unit": str(scope.centre_or_unit(place) or "")},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        rooms = [line for line in values.pop("rooms").splitlines() if line.strip()]
        outcome = act(request, OpenStockTake(place=place, rooms=rooms, **values))
        return pages.done(request, N_("Đã mở {label}."), "assets:round", outcome.target, label=outcome.ids["label"])

    return run(request, form, do)


@require_safe
@power(*LOOK)
def round_page(request: DeskRequest, round_id: UUID) -> HttpResponse:
    """Show a round: conflicts first, then what is missing and what differs."""
    return _page(request, round_id)


def _page(
    request: DeskRequest, round_id: UUID, errors: dict[str, list[Any]] | None = None, status: int = 200
) -> HttpResponse:
    found = queries.round_page(request.actor, round_id)
    row = found.row
    return pages.page(
        request,
        "round.html",
        "assets:rounds",
        HERE,
        Link(row.label),
        page_=found,
        row=row,
        rate=RateShape(N_("Đã đếm"), row.seen, row.expected, denominator_label=N_("tài sản phải kiểm")),
        conflicts=found.of(State.CONFLICT),
        unseen=found.of(State.UNSEEN),
        settled=found.of(State.SETTLED),
        columns=shown.EXPECTED_COLUMNS,
        errors=errors or {},
        posted=request.POST,
        once=request.POST.get(ONCE) or once_key(),
        status=status,
    )


@require_safe
@xframe_options_sameorigin
@power(*LOOK)
def minutes(request: DeskRequest, round_id: UUID) -> HttpResponse:
    """Print the minutes of a round."""
    found = queries.round_page(request.actor, round_id)
    return printed(prints.print_stock_take(request.actor, found), f"{found.row.label}.pdf")


@require_POST
@power("asset.write")
def settle(request: DeskRequest, round_id: UUID) -> HttpResponse:
    """Settle on one of two people's observations."""
    queries.round_page(request.actor, round_id)
    try:
        observation = typed_id(request.POST, "observation")
        if observation is None:
            raise BadInput(N_("Chọn quan sát đúng."), field="observation")
        reason = request.POST.get("reason", "")
        act(request, SettleObservation(stock_take=round_id, observation=observation, reason=reason))
    except MotcuaError as error:
        return _page(request, round_id, errors_of(error), error.status)
    return pages.done(request, N_("Đã phân xử."), "assets:round", round_id)


@require_POST
@power("asset.write")
def close(request: DeskRequest, round_id: UUID) -> HttpResponse:
    """Close a round."""
    queries.round_page(request.actor, round_id)
    try:
        act(request, CloseStockTake(stock_take=round_id, note=request.POST.get("note", "")))
    except MotcuaError as error:
        return _page(request, round_id, errors_of(error), error.status)
    return pages.done(request, N_("Đã khóa sổ đợt kiểm kê."), "assets:round", round_id)


@require_safe
@power(*LOOK)
def seen_photo(request: DeskRequest, round_id: UUID, observation: UUID) -> HttpResponse:
    """Answer the picture of an observation."""
    return stored(queries.photo_of(request.actor, round_id, observation), "anh.jpg")
