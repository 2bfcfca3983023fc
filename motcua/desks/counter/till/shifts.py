"""A shift at the till: counted in, handed on, counted out."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.counter.till.shown import (
    AMOUNT,
    COLLECT,
    HOME,
    METHODS,
    RECONCILE,
    SHIFT_NAMES,
    SHIFT_TONES,
    amount_of,
    one_form,
)
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import money, short_moment
from motcua.desks.shared.shapes import Fact, Link
from motcua.kernel.errors import RuleError
from motcua.kernel.money import VND
from motcua.kernel.words import N_, said
from motcua.payments import policies, queries
from motcua.payments.commands import CloseShift, HandOverCash, OpenShift
from motcua.payments.rules.till import NOTES

COUNTED: Final = tuple(
    Field(
        f"to-{note}",
        said(N_("Tờ {note}"), note=VND(note).digits),
        "number",
        size="xs",
        most=6,
        group=N_("Đếm theo mệnh giá (số tờ, bỏ trống nếu không có)"),
    )
    for note in NOTES
)


def _pieces(values: dict[str, Any]) -> dict[str, int]:
    return {str(note): count for note in NOTES if (count := values.get(f"to-{note}"))}


@require_http_methods(METHODS)
@power(COLLECT)
def open_shift(request: DeskRequest) -> HttpResponse:
    """Count the float and begin to take money."""
    centre = policies.centre_of(request.actor)
    if centre is None:
        raise RuleError(N_("Đơn vị này chưa có Trung tâm Phục vụ hành chính công."))
    return one_form(
        request,
        N_("Mở ca thu"),
        COUNTED,
        HOME,
        lambda v: OpenShift(centre=centre, pieces=_pieces(v)),
        done=N_("Đã mở ca thu"),
        lead=N_("Đếm tiền lẻ có trong ngăn kéo trước khi thu. Không có đồng nào thì để trống."),
        draft="mo-ca",
    )


@require_safe
@power(COLLECT, RECONCILE)
def shift(request: DeskRequest, shift: UUID) -> HttpResponse:
    """Show one shift: what went through it, counts, hand-overs."""
    found = queries.shift(request.actor, shift)
    row = found.row
    facts = [
        Fact(N_("Người thu"), row.who),
        Fact(N_("Mở lúc"), short_moment(row.opened_at)),
        Fact(N_("Kết lúc"), short_moment(row.closed_at) if row.closed_at else N_("chưa kết")),
        Fact(N_("Số biên lai"), str(found.receipts), hint=_annulled(found.annulled)),
    ]
    context = {
        "it": found,
        "row": row,
        "facts": facts,
        "names": SHIFT_NAMES,
        "tones": SHIFT_TONES,
        "may_close": found.can(CloseShift),
        "may_hand": found.can(HandOverCash) and found.there > 0,
        "trail": [HOME, Link(said(N_("Ca thu {when}"), when=short_moment(row.opened_at)))],
    }
    return render(request, "counter/till/shift.html", context)


def _annulled(count: int) -> Any:
    return said(N_("trong đó {count} đã hủy"), count=count) if count else ""


def _back(found: queries.ShiftPage) -> Link:
    return Link(
        said(N_("Ca thu {when}"), when=short_moment(found.row.opened_at)), reverse("till:shift", args=[found.row.id])
    )


@require_http_methods(METHODS)
@power(COLLECT)
def hand_over(request: DeskRequest, shift: UUID) -> HttpResponse:
    """Hand cash to the treasurer."""
    found = queries.shift(request.actor, shift)
    questions = [
        AMOUNT,
        Field("to", N_("Nộp cho ai (thủ quỹ)"), required=True, most=120),
        Field("note", N_("Ghi chú"), most=300),
    ]
    return one_form(
        request,
        N_("Nộp quỹ"),
        questions,
        _back(found),
        lambda v: HandOverCash(shift=shift, amount=amount_of(v["amount"]), to=v["to"], note=v["note"]),
        done=N_("Đã ghi nộp quỹ"),
        what=[said(N_("Trong quỹ đang có {there}."), there=money(found.there))],
    )


@require_http_methods(METHODS)
@power(COLLECT)
def close(request: DeskRequest, shift: UUID) -> HttpResponse:
    """Count the till and close the shift; a difference is named and asks for its reason."""
    found = queries.shift(request.actor, shift)
    cash = found.row.cash
    reason = Field("reason", N_("Lý do chênh lệch"), "textarea", most=500, hint=N_("Chỉ cần khi tiền đếm khác sổ."))
    return one_form(
        request,
        N_("Kết ca"),
        [*COUNTED, reason],
        _back(found),
        lambda v: CloseShift(shift=shift, pieces=_pieces(v), reason=v["reason"]),
        done=N_("Đã kết ca"),
        facts=[
            Fact(N_("Đầu ca"), money(cash.float_amount)),
            Fact(N_("Thu tiền mặt"), money(cash.taken)),
            Fact(N_("Hoàn trả tiền mặt"), money(cash.refunded)),
            Fact(N_("Đã nộp quỹ"), money(cash.handed)),
            Fact(N_("Phải có trong quỹ"), money(cash.expected)),
        ],
        draft=f"ket-ca-{shift.hex}",
    )
