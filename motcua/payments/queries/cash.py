"""What moved in a till, from the receipts and slips that passed through it."""

from __future__ import annotations

from django.db.models import Sum

from motcua.payments.models import Receipt, Refund, Shift
from motcua.payments.rules.till import Cash, ShiftState


def cash_of(shift: Shift) -> Cash:
    """Return float, takings, money given back and handed on of a shift as they are now; annulled receipts count nothing."""
    if shift.state == ShiftState.CLOSED:
        # What was handed on after the count lay in the till when it was counted.
        return Cash(
            shift.float_amount,
            shift.taken or 0,
            shift.refunded or 0,
            shift.float_amount + (shift.taken or 0) - (shift.refunded or 0) - (shift.expected or 0),
        )
    taken = Receipt.objects.filter(shift=shift, annulled_at__isnull=True).aggregate(sum=Sum("amount"))["sum"]
    refunded = Refund.objects.filter(shift=shift).aggregate(sum=Sum("amount"))["sum"]
    return Cash(shift.float_amount, taken or 0, refunded or 0, shift.handed)
