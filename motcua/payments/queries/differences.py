"""What of a day's money does not agree with the bank's statement, and the day's figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import QuerySet, Sum

from motcua.kernel.clock import VIETNAM
from motcua.ledger.events import canonical
from motcua.payments.models import Explanation, Receipt, Reconciliation, Refund, Shift, StatementLine, Transfer
from motcua.payments.rules.bills import Manner, TransferState
from motcua.payments.rules.matching import Difference
from motcua.payments.rules.till import ShiftState


@dataclass(frozen=True, slots=True)
class Differing:
    """One difference: what the bank says and what the books say (đồng, 0 where one of them says nothing).

    ``label`` is the dossier's number where the books know it; ``words`` explain, empty: not explained yet.
    """

    difference: Difference
    subject: UUID
    bank: int
    books: int
    label: str
    told: str
    words: str
    bill: UUID | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A day's money in đồng. ``cash_difference`` sums what tills held beyond the books."""

    shifts_open: int
    cash_taken: int
    cash_refunded: int
    cash_difference: int
    transfers_in: int
    statement_in: int
    statement_out: int


_kept = msgspec.json.Decoder(list[Differing])


def kept_text(differences: list[Differing]) -> str:
    """Return differences as a closing keeps them."""
    return canonical(differences)


def differences_of(day: Reconciliation) -> list[Differing]:
    """Return a day's differences: as its closing kept them, or those of now while it is open."""
    if day.closed_at is None:
        return open_differences(day)
    return _kept.decode(day.kept) if day.kept else []


def open_differences(day: Reconciliation) -> list[Differing]:
    """Return what does not agree on a day: lines nobody knows, other amounts, transfers and refunds without a line."""
    words = {(one.difference, one.subject): one.words for one in Explanation.objects.filter(reconciliation=day)}
    return [
        Differing(
            one.difference,
            one.subject,
            one.bank,
            one.books,
            one.label,
            one.told,
            words.get((one.difference, one.subject), ""),
            one.bill,
        )
        for one in (*_of_lines(day), *_without_line(day))
    ]


def _of_lines(day: Reconciliation) -> Iterator[Differing]:
    lines = list(StatementLine.objects.filter(reconciliation=day).order_by("pk"))
    ids = [line.id for line in lines]
    paid = {one.line: one for one in Transfer.objects.filter(line__in=ids).select_related("bill")}
    amounts = dict(
        Receipt.objects.filter(transfer__line__in=ids, annulled_at__isnull=True).values_list("transfer__line", "amount")
    )
    given_back = set(Refund.objects.filter(line__in=ids).values_list("line", flat=True))
    for line in lines:
        transfer = paid.get(line.id)
        if transfer is None:
            if line.id not in given_back:
                told = " · ".join(filter(None, (line.reference, line.content)))
                yield Differing(Difference.UNKNOWN, line.id, line.amount, 0, "", told, "")
        elif transfer.received != transfer.amount or amounts.get(line.id) != transfer.amount:
            yield Differing(
                Difference.AMOUNT,
                line.id,
                line.amount,
                transfer.amount,
                transfer.bill.label,
                line.reference,
                "",
                transfer.bill_id,
            )


def _without_line(day: Reconciliation) -> Iterator[Differing]:
    end = datetime.combine(day.day, time.max, tzinfo=VIETNAM)
    waiting = Transfer.objects.filter(
        bill__centre=day.centre_id, bill__realm=day.realm, state=TransferState.WAITING, asked_at__lte=end
    )
    for transfer in waiting.select_related("bill").order_by("asked_at", "pk"):
        yield Differing(
            Difference.MISSING,
            transfer.id,
            0,
            transfer.amount,
            transfer.bill.label,
            transfer.content,
            "",
            transfer.bill_id,
        )
    unpaid = Refund.objects.filter(
        bill__centre=day.centre_id,
        bill__realm=day.realm,
        manner=Manner.TRANSFER,
        line__isnull=True,
        at__lte=end,
    )
    for refund in unpaid.select_related("bill").order_by("at", "pk"):
        yield Differing(
            Difference.UNPAID,
            refund.id,
            0,
            -refund.amount,
            refund.bill.label,
            f"{refund.symbol} {refund.number:07d}",
            "",
            refund.bill_id,
        )


def figures_of(day: Reconciliation) -> Figures:
    """Return the day's figures as they are now."""
    shifts = Shift.objects.filter(centre=day.centre_id, realm=day.realm, day=day.day)
    closed = shifts.filter(state=ShiftState.CLOSED).aggregate(
        taken=Sum("taken"), refunded=Sum("refunded"), difference=Sum("difference")
    )
    # A shift that is still open has no sums of its own.
    taken = Receipt.objects.filter(shift__in=shifts.filter(state=ShiftState.OPEN), annulled_at__isnull=True)
    given = Refund.objects.filter(shift__in=shifts.filter(state=ShiftState.OPEN))
    lines = StatementLine.objects.filter(reconciliation=day)
    ids = list(lines.values_list("pk", flat=True))
    by_transfer = Receipt.objects.filter(transfer__line__in=ids, annulled_at__isnull=True)
    return Figures(
        shifts_open=shifts.filter(state=ShiftState.OPEN).count(),
        cash_taken=(closed["taken"] or 0) + _sum(taken),
        cash_refunded=(closed["refunded"] or 0) + _sum(given),
        cash_difference=closed["difference"] or 0,
        transfers_in=_sum(by_transfer),
        statement_in=_sum(lines.filter(amount__gt=0)),
        statement_out=-_sum(lines.filter(amount__lt=0)),
    )


def _sum(rows: QuerySet[Any]) -> int:
    found: int | None = rows.aggregate(sum=Sum("amount"))["sum"]
    return found or 0
