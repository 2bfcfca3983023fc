"""What the pages of the till share: their way back, columns, tones, one form about one act, and money as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect

from motcua.desks.shared.door import DeskRequest, act
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Link, Text
from motcua.desks.shared.told import tell
from motcua.kernel import money
from motcua.kernel.words import N_
from motcua.ledger.commands import Command
from motcua.payments.rules.bills import BillState, TransferState
from motcua.payments.rules.till import ShiftState

COLLECT, RECONCILE = "till.collect", "till.reconcile"
METHODS: Final = ["GET", "HEAD", "POST"]
HOME: Final = Link(N_("Thu phí"), "/quay/thu/")
BILL_TONES: Final = {
    BillState.OPEN: "soon",
    BillState.PAID: "good",
    BillState.EXEMPT: "calm",
    BillState.CANCELLED: "plain",
}
TRANSFER_TONES: Final = {
    TransferState.WAITING: "soon",
    TransferState.CONFIRMED: "good",
    TransferState.DROPPED: "plain",
}
SHIFT_NAMES: Final = {ShiftState.OPEN: N_("Đang mở"), ShiftState.CLOSED: N_("Đã kết")}
SHIFT_TONES: Final = {ShiftState.OPEN: "good", ShiftState.CLOSED: "plain"}
BILL_COLUMNS: Final = (
    Column(N_("Hồ sơ")),
    Column(N_("Người nộp")),
    Column(N_("Tình trạng")),
    Column(N_("Phải thu"), numeric=True),
    Column(N_("Còn lại"), numeric=True),
)
SHIFT_COLUMNS: Final = (
    Column(N_("Ca thu")),
    Column(N_("Tình trạng")),
    Column(N_("Thu tiền mặt"), numeric=True),
    Column(N_("Phải có trong quỹ"), numeric=True),
    Column(N_("Chênh lệch"), numeric=True),
)
AMOUNT: Final = Field("amount", N_("Số tiền (đồng)"), "money", required=True, most=24, size="m")
REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)


def amount_of(text: str, field: str = "amount", least: int = 0) -> int:
    """Return đồng as people write them; :class:`BadInput` beside ``field`` for shorthand and what is no amount."""
    return money.parse(text, least=least, field=field).amount


def one_form(
    request: DeskRequest,
    title: Text,
    questions: Sequence[Field],
    back: Link,
    build: Callable[[dict[str, Any]], Command],
    *,
    done: str,
    home: Link = HOME,
    **more: Any,
) -> HttpResponse:
    """Show one form about one act, or do what it asks and lead ``back`` with the word ``done``; ``home``: of which desk."""
    trail = [home, Link(title)] if back.href == home.href else [home, back, Link(title)]

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, build(values))
        tell(request, done)
        return HttpResponseRedirect(back.href)

    verb = more.pop("verb", title)
    return run(request, FormPage(title, verb, questions, back.href, trail=trail, **more), do)
