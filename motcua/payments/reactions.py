"""What payments do when they hear that something happened below."""

from __future__ import annotations

from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.parties import queries as parties
from motcua.payments.models import Bill, Receipt, Refund, Transfer


def forget_person(event: Event, context: Context) -> None:
    """Blank what bills say of a person whose data were erased from the books; numbers and amounts stay by law."""
    del context
    if not isinstance(event, PrivatePartsErased):
        return
    records = parties.same_person(event.subject) or (event.subject,)
    theirs = Bill.objects.filter(payer_id__in=records)
    Transfer.objects.filter(bill__in=theirs).update(dropped_why="")
    Receipt.objects.filter(bill__in=theirs).update(annulled_why="")
    Refund.objects.filter(bill__in=theirs).update(reason="")
    theirs.update(exemption="", evidence="", cancelled_why="")
