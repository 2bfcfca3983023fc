"""Reads of bills: those of a dossier, one with everything on it, those that wait, and what a dossier owes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet, Sum

from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import available
from motcua.office.queries import names
from motcua.parties.queries.cards import PartyCard, cards
from motcua.payments.models import Bill, BillLine, Receipt, Refund, Transfer
from motcua.payments.policies import centre_of, sees_receipts
from motcua.payments.queries.levels import Setup, setup_of
from motcua.payments.queries.values import BillPage, BillRow, LineView, Owed, ReceiptView, RefundView, TransferView
from motcua.payments.rules import till, vietqr
from motcua.payments.rules.bills import BillState, Manner, TransferState
from motcua.payments.rules.levels import LineKind

MOST = 200
"""Bills that wait shown at once: what is older is found by its dossier."""
PURPOSE = "Thu phí, lệ phí"


def bills_of(actor: Actor) -> QuerySet[Bill]:
    """Return the bills an actor may see: of their own centre and realm; none without the power."""
    if not sees_receipts(actor):
        return Bill.objects.none()
    return Bill.objects.filter(centre=centre_of(actor), realm=actor.realm)


def owed(dossier: UUID) -> Owed | None:
    """Return what a dossier owes, ``None`` where no bill of it stands: for rooms that go on once it is paid."""
    standing = Bill.objects.filter(dossier=dossier).exclude(state=BillState.CANCELLED)
    rows = list(standing.values_list("id", "state", "total", "paid"))
    if not rows:
        return None
    total, paid = sum(row[2] for row in rows), sum(row[3] for row in rows)
    waiting = Transfer.objects.filter(bill__in=standing, state=TransferState.WAITING).aggregate(sum=Sum("amount"))
    open_one = next((row[0] for row in rows if row[1] == BillState.OPEN), None)
    return Owed(total, paid, total - paid, waiting["sum"] or 0, open_one)


def of_dossier(actor: Actor, dossier: UUID) -> tuple[BillRow, ...]:
    """Return the bills of a dossier, the newest first."""
    return rows_of(bills_of(actor).filter(dossier=dossier).order_by("-opened_at", "-pk"))


def waiting(actor: Actor) -> tuple[BillRow, ...]:
    """Return bills on which something is owed, the oldest first."""
    return rows_of(bills_of(actor).filter(state=BillState.OPEN).order_by("opened_at", "pk")[:MOST])


def bill(actor: Actor, id_: UUID) -> BillPage:
    """Return one bill; the read of the payer's name is logged. :class:`NotFound` outside the asker's centre."""
    found = bills_of(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không tìm thấy phiếu thu."))
    access.read(actor, "payments.bill", [found.payer_id], purpose=PURPOSE)
    receipts = list(Receipt.objects.filter(bill=found).order_by("at", "number"))
    refunds = list(Refund.objects.filter(bill=found).order_by("at", "number"))
    transfers = tuple(_transfer(one) for one in Transfer.objects.filter(bill=found).order_by("asked_at", "pk"))
    who = names.people_of({one.account_id for one in receipts} | {one.account_id for one in refunds})
    card = payers([found]).get(found.payer_id)
    setup = setup_of(found.centre_id)
    waits = next((one for one in transfers if one.state is TransferState.WAITING), None)
    return BillPage(
        row=rows_of([found])[0],
        version=found.version,
        centre=found.centre_id,
        case=found.case,
        channel=found.channel,
        percent=found.percent,
        exemption=found.exemption,
        evidence=found.evidence,
        cancelled_at=found.cancelled_at,
        cancelled_why=found.cancelled_why,
        lines=tuple(_line(one) for one in BillLine.objects.filter(bill=found).order_by("ordinal")),
        receipts=tuple(_receipt(one, who) for one in receipts),
        refunds=tuple(_refund(one, who, receipts) for one in refunds),
        transfers=transfers,
        offers=tuple(available(found, actor)),
        card=card,
        setup=setup,
        qr=_code(setup, waits),
    )


def _code(setup: Setup | None, waits: TransferView | None) -> str:
    if setup is None or waits is None or not setup.account_number:
        return ""
    return vietqr.payload(setup.bank_bin, setup.account_number, amount=waits.amount, purpose=waits.content)


def payers(found: Iterable[Bill]) -> dict[UUID, PartyCard]:
    """Return who pays, by id; whoever was erased is left out."""
    bills = list(found)
    wanted = {one.payer_id for one in bills}
    if not wanted:
        return {}
    try:
        return cards(wanted, realm=bills[0].realm)
    except NotFound:
        pass
    known: dict[UUID, PartyCard] = {}
    for one in wanted:
        try:
            known |= cards([one], realm=bills[0].realm)
        except NotFound:
            continue
    return known


def rows_of(found: Iterable[Bill]) -> tuple[BillRow, ...]:
    """Return bills as rows, in their order."""
    bills = list(found)
    who = names.people_of({one.opened_by_id for one in bills})
    known = payers(bills)
    waits = dict(
        Transfer.objects.filter(bill__in=[one.pk for one in bills], state=TransferState.WAITING).values_list(
            "bill", "amount"
        )
    )
    return tuple(
        BillRow(
            id=one.id,
            dossier=one.dossier,
            label=one.label,
            procedure=one.procedure,
            payer=known[one.payer_id].name if one.payer_id in known else "(đã xóa)",
            opened_at=one.opened_at,
            opened_by=who.get(one.opened_by_id, ""),
            gross=one.gross,
            total=one.total,
            paid=one.paid,
            refunded=one.refunded,
            state=BillState(one.state),
            waiting=waits.get(one.pk, 0),
        )
        for one in bills
    )


def _line(one: BillLine) -> LineView:
    return LineView(
        kind=LineKind(one.kind),
        name=one.name,
        unit=one.unit,
        unit_amount=one.unit_amount,
        quantity=one.quantity,
        pages=one.pages,
        amount=one.amount,
        reduced=one.reduced,
        ground=one.ground,
        since=one.since,
        own=one.level is not None,
    )


def _receipt(one: Receipt, who: dict[UUID, str]) -> ReceiptView:
    return ReceiptView(
        id=one.id,
        symbol=one.symbol,
        number=one.number,
        manner=Manner(one.manner),
        amount=one.amount,
        tendered=one.tendered,
        at=one.at,
        who=who.get(one.account_id, ""),
        account=one.account_id,
        shift=one.shift_id,
        refunded=one.refunded,
        annulled_at=one.annulled_at,
        annulled_why=one.annulled_why,
    )


def _refund(one: Refund, who: dict[UUID, str], receipts: list[Receipt]) -> RefundView:
    of = next(receipt for receipt in receipts if receipt.id == one.receipt_id)
    return RefundView(
        id=one.id,
        receipt=one.receipt_id,
        receipt_text=till.number_text(of.symbol, of.number),
        symbol=one.symbol,
        number=one.number,
        manner=Manner(one.manner),
        amount=one.amount,
        at=one.at,
        who=who.get(one.account_id, ""),
        reason=one.reason,
        confirmed=one.line is not None,
    )


def _transfer(one: Transfer) -> TransferView:
    return TransferView(
        one.id, one.amount, one.content, TransferState(one.state), one.asked_at, one.received, one.dropped_why
    )
