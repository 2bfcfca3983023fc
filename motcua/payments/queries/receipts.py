"""The list of receipts of a centre: by number, dossier, manner, day, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office.queries import names
from motcua.payments.models import Receipt, Refund
from motcua.payments.policies import centre_of, sees_receipts, sees_totals
from motcua.payments.queries.bills import payers
from motcua.payments.rules import till
from motcua.payments.rules.bills import Manner

PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: words or a number, a manner, days (both included); ``mine``: of one's own hand."""

    text: str = ""
    manner: str = ""
    since: date | None = None
    until: date | None = None
    annulled: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A receipt in the list."""

    id: UUID
    bill: UUID
    text: str
    label: str
    payer: str
    manner: Manner
    amount: int
    refunded: int
    at: datetime
    who: str
    annulled_at: datetime | None
    annulled_why: str


@dataclass(frozen=True, slots=True)
class ReceiptList:
    """One page: ``amount`` and ``refunded`` sum all that was found and stands, ``None`` for who sees no totals."""

    rows: tuple[ReceiptRow, ...]
    count: int
    page: int
    pages: int
    amount: int | None
    refunded: int | None


def receipts_of(actor: Actor) -> QuerySet[Receipt]:
    """Return the receipts an actor may see: of their own centre and realm; none without the power."""
    if not sees_receipts(actor):
        return Receipt.objects.none()
    return Receipt.objects.filter(centre=centre_of(actor), realm=actor.realm)


def receipts(actor: Actor, asked: Asked, page: int = 1, size: int = PAGE) -> ReceiptList:
    """Return a page of the receipts looked for, the newest first."""
    found = _narrowed(receipts_of(actor), asked, actor)
    count = found.count()
    pages = max(1, -(-count // size))
    page = min(max(1, page), pages)
    sums: dict[str, int | None] = {"amount": None, "refunded": None}
    if sees_totals(actor) or asked.mine:
        standing = found.filter(annulled_at__isnull=True)
        told = standing.aggregate(amount=Sum("amount"), refunded=Sum("refunded"))
        sums = {name: value or 0 for name, value in told.items()}
    rows = list(found.select_related("bill").order_by("-at", "-number")[(page - 1) * size : page * size])
    return ReceiptList(_rows(rows), count, page, pages, sums["amount"], sums["refunded"])


def every(actor: Actor, asked: Asked, most: int) -> tuple[ReceiptRow, ...]:
    """Return up to ``most`` of the receipts looked for, for a sheet."""
    return receipts(actor, asked, 1, most).rows


def bill_of(actor: Actor, receipt: UUID) -> UUID:
    """Return the bill of a receipt; :class:`NotFound` outside the asker's centre."""
    found = receipts_of(actor).filter(pk=receipt).values_list("bill", flat=True).first()
    if found is None:
        raise NotFound(N_("Không có biên lai này."))
    return found


def bill_of_refund(actor: Actor, refund: UUID) -> UUID:
    """Return the bill of a refund slip; :class:`NotFound` outside the asker's centre."""
    found = Refund.objects.filter(pk=refund, receipt__in=receipts_of(actor)).values_list("bill", flat=True).first()
    if found is None:
        raise NotFound(N_("Không có phiếu hoàn trả này."))
    return found


def _narrowed(rows: QuerySet[Receipt], asked: Asked, actor: Actor) -> QuerySet[Receipt]:
    text = clean(asked.text, 80)
    if text:
        last = text.split()[-1]
        wanted = Q(bill__label__icontains=text)
        if last.isascii() and last.isdigit() and len(last) <= 9:
            of_number = Q(number=int(last))
            symbol = " ".join(text.split()[:-1])
            wanted |= of_number & Q(symbol__iexact=symbol) if symbol else of_number
        rows = rows.filter(wanted)
    if asked.manner in set(Manner):
        rows = rows.filter(manner=asked.manner)
    if asked.since is not None:
        rows = rows.filter(at__gte=_begin(asked.since))
    if asked.until is not None and asked.until < date.max:
        rows = rows.filter(at__lt=_begin(asked.until + timedelta(days=1)))
    if asked.annulled:
        rows = rows.filter(annulled_at__isnull=False)
    return rows.filter(account_id=actor.account) if asked.mine else rows


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=VIETNAM)


def _rows(found: list[Receipt]) -> tuple[ReceiptRow, ...]:
    who = names.people_of({one.account_id for one in found})
    known = payers({one.bill_id: one.bill for one in found}.values())
    return tuple(
        ReceiptRow(
            id=one.id,
            bill=one.bill_id,
            text=till.number_text(one.symbol, one.number),
            label=one.bill.label,
            payer=known[one.bill.payer_id].name if one.bill.payer_id in known else "(đã xóa)",
            manner=Manner(one.manner),
            amount=one.amount,
            refunded=one.refunded,
            at=one.at,
            who=who.get(one.account_id, ""),
            annulled_at=one.annulled_at,
            annulled_why=one.annulled_why,
        )
        for one in found
    )
