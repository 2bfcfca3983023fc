"""What the tables of payments must say, folded from the history of each level, bill, shift and reconciliation alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.ledger.events import canonical
from motcua.ledger.events import payments as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.payments.models import (
    Bill,
    BillLine,
    Explanation,
    FeeLevel,
    Handover,
    Receipt,
    Reconciliation,
    Refund,
    Shift,
    StatementLine,
    TillSetup,
    Transfer,
)
from motcua.payments.rules import bills
from motcua.payments.rules.bills import BillState, TransferState
from motcua.payments.rules.till import ShiftState

Row = dict[str, Any]
_LEVEL = ("name", "kind", "amount", "unit", "formula", "case", "channel", "ground", "trial_value", "since")
_SETUP = ("bank_name", "bank_bin", "account_number", "account_name", "receipt_form", "receipt_symbol", "ground")
_BILL = (
    *("dossier", "label", "procedure", "catalogue_version", "case", "channel"),
    *("gross", "total", "percent", "exemption", "evidence"),
)
_LINE = (
    *("kind", "name", "unit", "unit_amount", "quantity", "pages"),
    *("amount", "reduced", "level", "ground", "since"),
)
_RECEIPT = ("symbol", "number", "manner", "amount", "tendered")
_FIGURES = (
    *("cash_taken", "cash_refunded", "cash_difference", "transfers_in"),
    *("statement_in", "statement_out", "differences", "note", "kept"),
)


def _level_set(_row: Row, event: told.FeeLevelSet, entry: Told) -> Row:
    return copied(event, *_LEVEL, centre_id="centre", procedure_id="procedure") | {
        "exemptions": canonical(event.exemptions),
        "until": None,
        "ended_why": "",
        "set_by_id": entry.account,
        "set_at": entry.at,
    }


fold_level = by_steps(
    {
        told.FeeLevelSet: _level_set,
        told.FeeLevelEnded: lambda _row, event, _entry: copied(event, "until", ended_why="reason"),
    }
)

fold_setup = by_steps(
    {
        told.TillSetUp: lambda _row, event, entry: (
            copied(event, *_SETUP, centre_id="centre") | {"set_by_id": entry.account, "set_at": entry.at}
        )
    }
)


def _opened(_row: Row, event: told.BillOpened, entry: Told) -> Row:
    lines = {ordinal: tuple(getattr(line, name) for name in _LINE) for ordinal, line in enumerate(event.lines, 1)}
    return copied(event, *_BILL, centre_id="centre", payer_id="payer") | {
        "opened_at": entry.at,
        "opened_by_id": entry.account,
        "paid": 0,
        "refunded": 0,
        "state": str(bills.state_of(event.total, 0)),
        "cancelled_at": None,
        "cancelled_why": "",
        "lines": lines,
        "receipts": {},
        "transfers": {},
        "refunds": {},
    }


def _awaited(row: Row, event: told.TransferAwaited, entry: Told) -> Row:
    said = {"amount": event.amount, "content": event.content, "asked_at": entry.at, "asked_by_id": entry.account}
    row["transfers"][event.transfer] = said | _waits()
    return {}


def _waits() -> Row:
    return {
        "state": str(TransferState.WAITING),
        "line": None,
        "received": None,
        "confirmed_at": None,
        "dropped_why": "",
    }


def _paid(row: Row, event: told.BillPaid, entry: Told) -> Row:
    row["receipts"][event.receipt] = copied(event, *_RECEIPT, shift="shift", transfer="transfer") | {
        "centre": row["centre_id"],
        "realm": str(entry.realm),
        "at": entry.at,
        "account_id": entry.account,
        "refunded": 0,
        "annulled_at": None,
        "annulled_why": "",
    }
    if event.transfer is not None:
        row["transfers"][event.transfer] |= {
            "state": str(TransferState.CONFIRMED),
            "line": event.line,
            "received": event.received,
            "confirmed_at": entry.at,
        }
    return {"paid": event.paid, "state": str(bills.state_of(row["total"], event.paid))}


def _dropped(row: Row, event: told.TransferDropped, _entry: Told) -> Row:
    row["transfers"][event.transfer] |= {"state": str(TransferState.DROPPED), "dropped_why": event.reason}
    return {}


def _annulled(row: Row, event: told.ReceiptAnnulled, entry: Told) -> Row:
    receipt = row["receipts"][event.receipt]
    receipt |= {"annulled_at": entry.at, "annulled_why": event.reason}
    if receipt["transfer"] is not None:
        row["transfers"][receipt["transfer"]] |= _waits()
    return {"paid": event.paid, "state": str(bills.state_of(row["total"], event.paid))}


def _refunded(row: Row, event: told.BillRefunded, entry: Told) -> Row:
    row["receipts"][event.receipt]["refunded"] += event.amount
    row["refunds"][event.refund] = copied(
        event, "symbol", "number", "manner", "amount", "reason", "receipt", "shift"
    ) | {
        "at": entry.at,
        "account_id": entry.account,
        "line": None,
    }
    return {"refunded": event.refunded}


def _went_out(row: Row, event: told.RefundConfirmed, _entry: Told) -> Row:
    row["refunds"][event.refund]["line"] = event.line
    return {}


_fold_bill = by_steps(
    {
        told.BillOpened: _opened,
        told.TransferAwaited: _awaited,
        told.TransferDropped: _dropped,
        told.BillPaid: _paid,
        told.ReceiptAnnulled: _annulled,
        told.BillRefunded: _refunded,
        told.RefundConfirmed: _went_out,
        told.BillCancelled: lambda _row, event, entry: (
            {"state": str(BillState.CANCELLED), "cancelled_at": entry.at} | copied(event, cancelled_why="reason")
        ),
    }
)


def fold_bill(history: Any) -> Row:
    """Return what a bill and the rows on it must say."""
    row = _fold_bill(history)
    for part, columns in (("receipts", RECEIPTS), ("transfers", TRANSFERS), ("refunds", REFUNDS)):
        row[part] = {id_: tuple(one[name] for name in columns) for id_, one in row.get(part, {}).items()}
    return row


RECEIPTS = (
    *_RECEIPT,
    *("shift", "transfer", "centre", "realm", "at", "account_id", "refunded", "annulled_at", "annulled_why"),
)
TRANSFERS = (
    *("amount", "content", "state", "asked_at", "asked_by_id"),
    *("line", "received", "confirmed_at", "dropped_why"),
)
REFUNDS = ("symbol", "number", "manner", "amount", "reason", "receipt", "shift", "at", "account_id", "line")


def _shift_opened(_row: Row, event: told.ShiftOpened, entry: Told) -> Row:
    return copied(event, "day", "float_amount", centre_id="centre") | {
        "account_id": entry.account,
        "opened_at": entry.at,
        "state": str(ShiftState.OPEN),
        "opening": canonical(event.pieces),
        "handed": 0,
        "closed_at": None,
        "closing": "{}",
        **dict.fromkeys(("taken", "refunded", "expected", "counted", "difference")),
        "reason": "",
        "handovers": {},
    }


def _handed(row: Row, event: told.CashHandedOver, entry: Told) -> Row:
    row["handovers"][event.handover] = (event.amount, event.to, event.note, entry.at, entry.account)
    return {"handed": row["handed"] + event.amount}


def _shift_closed(_row: Row, event: told.ShiftClosed, entry: Told) -> Row:
    return copied(event, "taken", "refunded", "expected", "counted", "difference", "reason") | {
        "state": str(ShiftState.CLOSED),
        "closed_at": entry.at,
        "closing": canonical(event.pieces),
    }


fold_shift = by_steps({told.ShiftOpened: _shift_opened, told.CashHandedOver: _handed, told.ShiftClosed: _shift_closed})


def _day_opened(_row: Row, event: told.ReconciliationOpened, entry: Told) -> Row:
    return copied(event, "day", centre_id="centre") | {
        "opened_at": entry.at,
        "closed_at": None,
        "closed_by_id": None,
        **dict.fromkeys(_FIGURES),
        "note": "",
        "kept": "",
        "statement": {},
        "explained": {},
    }


def _recorded(row: Row, event: told.StatementRecorded, _entry: Told) -> Row:
    contents = event.contents if isinstance(event.contents, dict) else {}
    for line in event.lines:
        row["statement"][line.id] = (line.reference, line.amount, contents.get(line.id.hex, ""))
    return {}


def _explained(row: Row, event: told.DifferenceExplained, entry: Told) -> Row:
    row["explained"][event.difference, event.subject] = (event.words, entry.at, entry.account)
    return {}


def _day_closed(_row: Row, event: told.ReconciliationClosed, entry: Told) -> Row:
    return copied(event, *_FIGURES) | {"closed_at": entry.at, "closed_by_id": entry.account}


fold_day = by_steps(
    {
        told.ReconciliationOpened: _day_opened,
        told.StatementRecorded: _recorded,
        told.DifferenceExplained: _explained,
        told.ReconciliationClosed: _day_closed,
    }
)


def rows_of_bills(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return lines, receipts, transfers and refunds of these bills, as the fold names them."""
    return {
        "lines": beside(BillLine.objects.filter(bill__in=ids), "bill", "ordinal", _LINE),
        "receipts": beside(Receipt.objects.filter(bill__in=ids), "bill", "id", RECEIPTS),
        "transfers": beside(Transfer.objects.filter(bill__in=ids), "bill", "id", TRANSFERS),
        "refunds": beside(Refund.objects.filter(bill__in=ids), "bill", "id", REFUNDS),
    }


def rows_of_shifts(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return what was handed over of these shifts, as the fold names it."""
    found = Handover.objects.filter(shift__in=ids)
    return {"handovers": beside(found, "shift", "id", ("amount", "to", "note", "at", "account_id"))}


def rows_of_days(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return statements and explanations of these days, as the fold names them."""
    lines = StatementLine.objects.filter(reconciliation__in=ids)
    words = Explanation.objects.filter(reconciliation__in=ids)
    return {
        "statement": beside(lines, "reconciliation", "id", ("reference", "amount", "content")),
        "explained": beside(words, "reconciliation", ("difference", "subject"), ("words", "at", "account_id")),
    }


REPLAYS = (
    (FeeLevel.STREAM, fold_level),
    (TillSetup.STREAM, fold_setup),
    (Bill.STREAM, fold_bill, rows_of_bills),
    (Shift.STREAM, fold_shift, rows_of_shifts),
    (Reconciliation.STREAM, fold_day, rows_of_days),
)
