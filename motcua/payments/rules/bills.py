"""What is owed on a bill, what may be paid and given back, what stands in which state. Amounts: whole đồng.

No đồng is lost or doubled: what was paid is the sum of the receipts that stand, what is owed is the total less that, and
of each receipt never more is given back than it says.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.money import VND
from motcua.kernel.words import N_, Said, said


class BillState(StrEnum):
    """How a bill stands."""

    OPEN = "open"
    PAID = "paid"
    EXEMPT = "exempt"
    CANCELLED = "cancelled"


BILL_STATES: Final = {
    BillState.OPEN: N_("Chưa thu đủ"),
    BillState.PAID: N_("Đã thu"),
    BillState.EXEMPT: N_("Được miễn"),
    BillState.CANCELLED: N_("Đã hủy"),
}


class Manner(StrEnum):
    """How money passes: in notes, or to the account of the centre."""

    CASH = "cash"
    TRANSFER = "transfer"


MANNER_NAMES: Final = {Manner.CASH: N_("Tiền mặt"), Manner.TRANSFER: N_("Chuyển khoản")}


class TransferState(StrEnum):
    """How an announced transfer stands: only a line of the bank's statement confirms it."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


TRANSFER_STATES: Final = {
    TransferState.WAITING: N_("Chờ sao kê"),
    TransferState.CONFIRMED: N_("Đã vào tài khoản"),
    TransferState.DROPPED: N_("Không chờ nữa"),
}


def state_of(total: int, paid: int) -> BillState:
    """Return the state of a bill that is not cancelled: a total of nothing is an exemption kept, not a payment."""
    if total == 0:
        return BillState.EXEMPT
    return BillState.PAID if paid >= total else BillState.OPEN


def refuse_paying(state: str) -> Said | None:
    """Say why nothing can be paid on a bill."""
    return {
        BillState.PAID: said(N_("Phiếu này đã thu đủ.")),
        BillState.EXEMPT: said(N_("Phiếu này được miễn, không thu.")),
        BillState.CANCELLED: said(N_("Phiếu này đã hủy.")),
    }.get(BillState(state))


def refuse_cancelling(state: str, paid: int) -> Said | None:
    """Say why a bill cannot be cancelled: what was paid is annulled or given back first."""
    if state == BillState.CANCELLED:
        return said(N_("Phiếu này đã hủy."))
    return said(N_("Phiếu đã thu tiền; hủy biên lai hoặc hoàn trả, không hủy phiếu.")) if paid else None


def check_tendered(owed: int, tendered: int) -> int:
    """Return the change in đồng for notes handed over; refuse less than is owed and more than anybody hands over."""
    if tendered < owed:
        raise RuleError(
            N_("Khách đưa {tendered}, còn thiếu {short}."),
            field="tendered",
            tendered=VND(tendered),
            short=VND(owed - tendered),
        )
    if tendered > owed + VND_NOTE_MOST:
        raise BadInput(N_("Số tiền khách đưa nhiều hơn hẳn số phải thu; xem lại."), field="tendered")
    return tendered - owed


VND_NOTE_MOST: Final = 10_000_000
"""Change beyond this is a slip of the finger."""


def taken_of(received: int, owed: int) -> int:
    """Return for how much of a transfer a receipt is written: never more than is owed; what is over is a difference."""
    if received <= 0:
        raise BadInput(N_("Dòng sao kê này không phải tiền vào."), field="line")
    return min(received, owed)


def check_refund(amount: int, receipt: int, refunded: int) -> int:
    """Return an amount to give back of a receipt; refuse nothing, and more than is left of it."""
    left = receipt - refunded
    if left <= 0:
        raise RuleError(N_("Biên lai này đã hoàn trả hết."), field="amount")
    if not 0 < amount <= left:
        raise RuleError(N_("Hoàn trả từ 1 đồng đến {left} của biên lai này."), field="amount", left=VND(left))
    return amount


def refuse_annulling(*, annulled: bool, refunded: int) -> Said | None:
    """Say why a receipt cannot be annulled."""
    if annulled:
        return said(N_("Biên lai này đã hủy."))
    return said(N_("Biên lai này đã hoàn trả tiền, không hủy được.")) if refunded else None
