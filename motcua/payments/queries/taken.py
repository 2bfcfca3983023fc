"""What centres took in a period, for reports: sums alone, nobody's name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, Sum

from motcua.catalogue import queries as catalogue
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.payments import policies
from motcua.payments.models import Bill, Receipt, TillSetup
from motcua.payments.rules.bills import Manner


@dataclass(frozen=True, slots=True)
class Taken:
    """Receipts of a period less what was given back of them, by how they were paid; ``bills`` on which money came in.

    ``tills``: how many of the centres keep a till. ``opens``: the asker may see the receipts.
    """

    cash: int
    transfer: int
    bills: int
    tills: int
    opens: bool

    @property
    def total(self) -> int:
        """Return cash and transfers together."""
        return self.cash + self.transfer


def taken(actor: Actor, centres: Collection[UUID], first: date, last: date, field: str = "") -> Taken | None:
    """Return what centres took from a day to a day (both included), ``None`` where none of them keeps a till.

    An annulled receipt counts no more; a refund is taken off the receipt it is of, whenever it was paid out, as in the list
    of receipts. ``field``: of the procedures of that field alone. :class:`NotAllowed` for whoever reads no figures.
    """
    if not policies.sees_sums(actor):
        raise NotAllowed(N_("Bạn không có quyền xem số liệu."))
    tills = _tills(set(centres), actor.realm)
    if not tills:
        return None
    until = last + timedelta(days=1)
    found = Receipt.objects.filter(
        centre__in=tills,
        realm=actor.realm,
        annulled_at__isnull=True,
        at__gte=clock.at(first.year, first.month, first.day),
        at__lt=clock.at(until.year, until.month, until.day),
    )
    if field:
        found = found.filter(bill__procedure__in=catalogue.codes_in(field))
    kept = F("amount") - F("refunded")
    sums = found.aggregate(
        cash=Sum(kept, filter=Q(manner=Manner.CASH)),
        transfer=Sum(kept, filter=Q(manner=Manner.TRANSFER)),
        bills=Count("bill", distinct=True),
    )
    opens = policies.sees_receipts(actor) and set(centres) == {policies.centre_of(actor)}
    return Taken(sums["cash"] or 0, sums["transfer"] or 0, sums["bills"] or 0, len(tills), opens)


def _tills(centres: set[UUID], realm: str) -> set[UUID]:
    """Return which of the centres keep a till: it was set up, or a bill was opened there."""
    found = set(TillSetup.objects.filter(centre__in=centres).values_list("centre", flat=True))
    others = Bill.objects.filter(centre__in=centres - found, realm=realm).order_by()
    return found | set(others.values_list("centre", flat=True).distinct())
