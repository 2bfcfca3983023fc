"""Stock-taking: rounds, what was seen in one, the door for telephones, settling, closing with minutes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.custody import prints, sorting
from motcua.custody.commands import CloseStockTake, OpenStockTake, RecordObservations, SettleObservation
from motcua.custody.queries import scope
from motcua.custody.queries import stock_takes as queries
from motcua.custody.rules.counting import BATCH_MOST, State
from motcua.custody.sorting import Fate
from motcua.desks.centre.assets import pages, shown
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.handing import printed, stored
from motcua.desks.shared.shapes import Link, RateShape
from motcua.documents import shelf
from motcua.kernel.errors import BadInput, Conflict, MotcuaError
from motcua.kernel.words import N_

HERE = Link(N_("Kiểm kê"), "/thiet-bi/kiem-ke/")
LOOK = ("asset.read", "asset.count")
BODY_MOST = 256 * 1024
"""Bytes of one batch: a hundred observations with every field full."""


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


# The door for telephones: JSON in, JSON out, Vietnamese sentences for whoever holds the telephone.


@require_safe
@power("asset.count")
def pack(request: DeskRequest, round_id: UUID) -> HttpResponse:
    """Give what a page needs to count without a network, and the token its batches are sent with."""
    return JsonResponse(queries.pack(request.actor, round_id) | {"csrf": _token(request)})


def _token(request: HttpRequest) -> str:
    return get_token(request)


@require_POST
@power("asset.count")
def sync(request: DeskRequest, round_id: UUID) -> HttpResponse:
    """Take a batch of observations; answer for each its id, its state and a sentence.

    States: recorded, already (known, nothing changed), conflict (recorded; somebody else saw it differently), refused
    (not recorded; the sentence says why). The batch may be sent again, in part or in another order, without harm.
    """
    try:
        items = _items(request)
        return JsonResponse({"items": _recorded(request, round_id, items)})
    except MotcuaError as error:
        return JsonResponse({"error": str(error.said)}, status=error.status)


def _items(request: DeskRequest) -> list[Any]:
    if len(request.body) > BODY_MOST:
        raise BadInput(N_("Lô gửi lên quá lớn; chia nhỏ rồi gửi lại."))
    try:
        items = msgspec.json.decode(request.body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadInput(N_("Lô gửi lên không phải JSON.")) from error
    if not isinstance(items, list) or not 0 < len(items) <= BATCH_MOST:
        raise BadInput(N_("Lô gửi lên phải là danh sách từ 1 đến {most} quan sát."), most=BATCH_MOST)
    return items


def _recorded(request: DeskRequest, round_id: UUID, items: list[Any]) -> list[dict[str, str]]:
    parsed = [sorting.parse(item) for item in items]
    readable = [one for one in parsed if not isinstance(one, Fate)]
    fates = queries.sort(request.actor, round_id, readable)
    if any(fate.state == sorting.RECORDED for fate in fates):
        try:
            outcome = act(request, RecordObservations(stock_take=round_id, sightings=readable))
            answers = iter(outcome.ids["items"])
        except Conflict:
            # Somebody sent the same batch at the same time: what it left is answered.
            answers = iter([sorting.answered(fate) for fate in queries.sort(request.actor, round_id, readable)])
    else:
        answers = iter([sorting.answered(fate) for fate in fates])
    return [sorting.answered(one) if isinstance(one, Fate) else next(answers) for one in parsed]


@require_POST
@power("asset.count")
def upload(request: DeskRequest, round_id: UUID) -> HttpResponse:
    """Take the picture of an observation and answer its content hash; the same picture again is the same file."""
    try:
        queries.pack(request.actor, round_id)
        file = request.FILES.get("file")
        if file is None:
            raise BadInput(N_("Chọn một ảnh JPG hoặc PNG."), field="file")
        blob = shelf.take_in_upload(file)
        if blob.media_type not in {"image/jpeg", "image/png"}:
            raise BadInput(N_("Ảnh phải là tệp JPG hoặc PNG."), field="file")
    except MotcuaError as error:
        return JsonResponse({"error": str(error.said)}, status=error.status)
    return JsonResponse({"sha256": blob.sha256}, status=HTTPStatus.CREATED)
