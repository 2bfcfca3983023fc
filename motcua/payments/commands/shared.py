"""What several commands on fees share: lengths, the shift money passes through, numbers without gaps."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger import sequences
from motcua.ledger.actor import Realm
from motcua.ledger.commands import Context
from motcua.office import queries as office
from motcua.office.rules import Level as UnitLevel
from motcua.payments.models import Bill, Receipt, Reconciliation, Shift
from motcua.payments.queries.levels import setup_of
from motcua.payments.rules import till
from motcua.payments.rules.till import ShiftState

Line = Annotated[str, msgspec.Meta(max_length=200)]
Words = Annotated[str, msgspec.Meta(max_length=500)]
ERASED = "(đã xóa)"


def wanted(text: str, field: str) -> str:
    """Return a text that must say something, tidied; :class:`BadInput` beside ``field`` when it says nothing."""
    found = clean(text)
    if not found:
        raise BadInput(N_("Ghi mục này."), field=field)
    return found


def check_centre(centre: UUID) -> None:
    """Raise :class:`BadInput` for a unit that is no centre."""
    if office.unit(centre).level is not UnitLevel.CENTRE:
        raise BadInput(N_("Khoản thu phải thuộc một Trung tâm Phục vụ hành chính công."), field="centre")


def open_shift(context: Context, centre: UUID) -> Shift:
    """Return the actor's open shift, locked until the transaction ends; :class:`Conflict` where there is none."""
    found = (
        Shift.objects.select_for_update()
        .filter(account_id=context.actor.account, realm=context.actor.realm, state=ShiftState.OPEN, centre=centre)
        .first()
    )
    if found is None:
        raise Conflict(N_("Bạn chưa mở ca thu. Mở ca, đếm tiền đầu ca rồi thu tiền mặt."))
    return found


def receipt_of(bill: Bill, receipt: UUID) -> Receipt:
    """Return a receipt of this bill; :class:`NotFound` for one of another."""
    found = Receipt.objects.filter(pk=receipt, bill=bill).first()
    if found is None:
        raise NotFound(N_("Không có biên lai này."))
    return found


def next_receipt(bill: Bill, context: Context) -> tuple[str, int]:
    """Return symbol and number of the bill's next receipt: without gaps, never used again, trial apart from real."""
    setup = setup_of(bill.centre_id)
    year = clock.local(context.at).year
    symbol = (setup.receipt_symbol if setup else "") or till.day_series("BL", year)
    return _numbered("receipt", symbol, bill)


def next_refund(bill: Bill, context: Context) -> tuple[str, int]:
    """Return symbol and number of the bill's next refund slip."""
    return _numbered("refund", till.day_series("HT", clock.local(context.at).year), bill)


def _numbered(kind: str, symbol: str, bill: Bill) -> tuple[str, int]:
    if bill.realm == Realm.TRIAL:
        symbol = f"THU {symbol}"[:20]
    return symbol, sequences.take(f"{kind}:{bill.realm}:{bill.centre_id.hex}:{symbol}")


def hold_day(centre: UUID, realm: str, day: date) -> None:
    """Let nobody else open a shift or close the reconciliation of a centre's day until this transaction ends."""
    sequences.hold(f"till-day:{realm}:{centre.hex}:{day}")


def day_is_closed(centre: UUID, realm: str, day: date) -> bool:
    """Say whether the day's reconciliation is closed."""
    return Reconciliation.objects.filter(centre=centre, realm=realm, day=day, closed_at__isnull=False).exists()
