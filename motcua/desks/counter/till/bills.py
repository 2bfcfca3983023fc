"""Bills: those of a dossier, and everything that is done on one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.certifications.queries import is_certification
from motcua.desks.counter.till.shown import (
    AMOUNT,
    BILL_COLUMNS,
    BILL_TONES,
    COLLECT,
    HOME,
    METHODS,
    REASON,
    RECONCILE,
    TRANSFER_TONES,
    amount_of,
    one_form,
)
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import money as in_dong
from motcua.desks.shared.formats import short_moment
from motcua.desks.shared.shapes import Fact, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, RuleError
from motcua.kernel.words import N_, said
from motcua.payments import queries
from motcua.payments.commands import (
    AnnulReceipt,
    AwaitTransfer,
    CancelBill,
    DropTransfer,
    PayCash,
    RefundReceipt,
)
from motcua.payments.queries import BillPage
from motcua.payments.rules import bills, levels
from motcua.payments.rules.bills import Manner


@require_safe
@power(COLLECT, RECONCILE)
def dossier(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Lead on to the one thing there is to do: the bill that waits, or a new one; else show the bills there were."""
    found = queries.of_dossier(request.actor, dossier)
    waits = next((row for row in found if row.left), None)
    if waits is not None:
        return HttpResponseRedirect(reverse("till:bill", args=[waits.id]))
    if not found and request.actor.can(COLLECT):
        return HttpResponseRedirect(reverse("till:open", args=[dossier]))
    context = {
        "rows": found,
        "dossier": dossier,
        "columns": BILL_COLUMNS,
        "states": bills.BILL_STATES,
        "tones": BILL_TONES,
        "may_open": request.actor.can(COLLECT),
        "trail": [HOME, Link(N_("Phiếu thu của hồ sơ"))],
    }
    return render(request, "counter/till/dossier.html", context)


@require_safe
@power(COLLECT, RECONCILE)
def bill(request: DeskRequest, bill: UUID) -> HttpResponse:
    """Show one bill with what may be done on it."""
    return _bill(request, bill)


def _bill(request: DeskRequest, bill: UUID, error: MotcuaError | None = None) -> HttpResponse:
    found = queries.bill(request.actor, bill)
    shift = queries.mine(request.actor)
    context = {
        "it": found,
        "row": found.row,
        "facts": _facts(found),
        "states": bills.BILL_STATES,
        "tones": BILL_TONES,
        "manners": bills.MANNER_NAMES,
        "kinds": levels.KIND_NAMES,
        "transfer_states": bills.TRANSFER_STATES,
        "transfer_tones": TRANSFER_TONES,
        "shift": shift,
        "may_pay": found.can(PayCash),
        "may_wait": found.can(AwaitTransfer),
        "may_drop": found.can(DropTransfer),
        "may_cancel": found.can(CancelBill) and found.waiting is None,
        "may_annul": found.can(AnnulReceipt),
        "may_refund": found.can(RefundReceipt),
        "own_shift": shift.row.id if shift else None,
        "qr": _drawn(found.qr) if found.qr else "",
        "tendered": request.POST.get("tendered", ""),
        "errors": errors_of(error) if error else {},
        "once": once_key(),
        "certified": is_certification(found.row.dossier),
        "sees_dossier": request.actor.can("dossier.receive") or request.actor.can("dossier.read"),
        "receives": request.actor.can("dossier.receive"),
        "trail": [HOME, Link(said(N_("Phiếu thu {label}"), label=found.row.label))],
    }
    return render(request, "counter/till/bill.html", context, status=error.status if error else 200)


def _drawn(text: str) -> str:
    """Return a payment code as SVG that is as large as its place."""
    import segno  # noqa: PLC0415 - slow to import: its tables are built then

    return segno.make_qr(text, error="m", boost_error=False).svg_inline(omitsize=True, border=4)


def _facts(found: BillPage) -> list[Fact]:
    row = found.row
    shown = [
        Fact(N_("Người nộp"), row.payer),
        Fact(N_("Lập lúc"), short_moment(row.opened_at), hint=row.opened_by),
    ]
    if found.percent:
        shown.append(
            Fact(
                N_("Miễn, giảm"),
                said(N_("{percent} %: {group}"), percent=found.percent, group=found.exemption),
                hint=found.evidence,
            )
        )
    if found.cancelled_at:
        shown.append(Fact(N_("Hủy lúc"), short_moment(found.cancelled_at), hint=found.cancelled_why))
    return shown


@require_POST
@power(COLLECT)
def pay(request: DeskRequest, bill: UUID) -> HttpResponse:
    """Take notes and say the change; a refusal stands beside what was typed."""
    try:
        typed = request.POST.get("tendered", "").strip()
        left = queries.bill(request.actor, bill).row.left
        tendered = amount_of(typed, "tendered") if typed else left
        act(request, PayCash(bill=bill, tendered=tendered))
    except (BadInput, RuleError, Conflict) as error:
        return _bill(request, bill, error)
    tell(
        request,
        N_("Đã thu. Tiền thừa trả khách: {change} đồng."),
        change=f"{max(0, tendered - left):,}".replace(",", "."),
    )
    return HttpResponseRedirect(reverse("till:bill", args=[bill]))


@require_POST
@power(COLLECT)
def await_transfer(request: DeskRequest, bill: UUID) -> HttpResponse:
    """Show the payer where to transfer to, and wait."""
    try:
        act(request, AwaitTransfer(bill=bill))
    except Conflict as error:
        return _bill(request, bill, error)
    return HttpResponseRedirect(reverse("till:bill", args=[bill]) + "#chuyen-khoan")


def _back(found: BillPage) -> Link:
    return Link(said(N_("Phiếu thu {label}"), label=found.row.label), reverse("till:bill", args=[found.row.id]))


@require_http_methods(METHODS)
@power(COLLECT, RECONCILE)
def drop(request: DeskRequest, bill: UUID, transfer: UUID) -> HttpResponse:
    """Wait no longer for a transfer."""
    found = queries.bill(request.actor, bill)
    return one_form(
        request,
        N_("Không chờ chuyển khoản nữa"),
        [REASON],
        _back(found),
        lambda v: DropTransfer(bill=bill, transfer=transfer, reason=v["reason"]),
        done=N_("Không chờ khoản chuyển khoản này nữa"),
        what=[N_("Nếu tiền vẫn vào tài khoản, khoản đó hiện ở đối soát là chưa rõ của hồ sơ nào.")],
        danger=True,
    )


@require_http_methods(METHODS)
@power(COLLECT)
def cancel(request: DeskRequest, bill: UUID) -> HttpResponse:
    """Cancel a bill on which nothing was paid."""
    found = queries.bill(request.actor, bill)
    return one_form(
        request,
        N_("Hủy phiếu thu"),
        [REASON],
        _back(found),
        lambda v: CancelBill(bill=bill, reason=v["reason"]),
        done=N_("Đã hủy phiếu thu"),
        what=[N_("Phiếu vẫn được giữ cùng lý do. Sau đó lập được phiếu khác cho hồ sơ.")],
        danger=True,
    )


@require_http_methods(METHODS)
@power(COLLECT, RECONCILE)
def annul(request: DeskRequest, bill: UUID, receipt: UUID) -> HttpResponse:
    """Annul a receipt; its number stays."""
    found = queries.bill(request.actor, bill)
    return one_form(
        request,
        N_("Hủy biên lai"),
        [REASON],
        _back(found),
        lambda v: AnnulReceipt(bill=bill, receipt=receipt, reason=v["reason"]),
        done=N_("Đã hủy biên lai"),
        what=[
            N_("Thu lại đủ các liên đã giao và trả lại tiền cho người nộp."),
            N_("Số biên lai không dùng lại; số tiền thành chưa thu."),
        ],
        danger=True,
    )


@require_http_methods(METHODS)
@power(COLLECT, RECONCILE)
def refund(request: DeskRequest, bill: UUID, receipt: UUID) -> HttpResponse:
    """Give money of a receipt back by a slip of its own."""
    found = queries.bill(request.actor, bill)
    of = next((one for one in found.receipts if one.id == receipt), None)
    left = of.left if of else 0
    manners = Field("manner", N_("Hoàn trả bằng"), "radio", required=True, options=options_of(bills.MANNER_NAMES))
    return one_form(
        request,
        N_("Hoàn trả"),
        [AMOUNT, manners, REASON],
        _back(found),
        lambda v: RefundReceipt(
            bill=bill,
            receipt=receipt,
            amount=amount_of(v["amount"]),
            manner=Manner(v["manner"]),
            reason=v["reason"],
        ),
        done=N_("Đã ghi phiếu hoàn trả"),
        what=[
            said(N_("Biên lai {text} còn hoàn trả được {left}."), text=of.text if of else "", left=in_dong(left)),
            N_("Tiền mặt lấy từ ca thu đang mở của bạn; chuyển khoản được đối chiếu với sao kê."),
        ],
        start={"amount": f"{left:,}".replace(",", "."), "manner": str(Manner.CASH)},
        danger=True,
    )
