"""Events of payments: what is posted, what is charged, paid, given back, and how a day's money agreed. Amounts: đồng."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class FeeLevelSet(Event, frozen=True, kw_only=True):
    """The director posted a fee level of the centre, with its ground, in force from an instant.

    ``case`` and ``channel`` empty: all. ``trial_value``: the amount was made up for practice (*thử*).
    """

    NAME = "payments.fee_level_set"
    STREAM = "fee_level"

    centre: UUID
    procedure: str
    name: str
    kind: str
    amount: int
    unit: str
    formula: str
    case: str
    channel: str
    exemptions: list[str]
    ground: str
    trial_value: bool
    since: datetime


class FeeLevelEnded(Event, frozen=True, kw_only=True):
    """A posted level ends at an instant, with the reason; its row and what was charged under it stay."""

    NAME = "payments.fee_level_ended"
    STREAM = "fee_level"

    procedure: str
    until: datetime
    reason: str


class TillSetUp(Event, frozen=True, kw_only=True):
    """The account that takes transfers, and form and symbol of receipts, as the director said from then on."""

    NAME = "payments.till_set_up"
    STREAM = "till_setup"

    centre: UUID
    bank_name: str
    bank_bin: str
    account_number: str
    account_name: str
    receipt_form: str
    receipt_symbol: str
    ground: str


class BillLineTold(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a bill: what, under which level, how many, how much, and by how much it was lowered."""

    kind: str
    name: str
    unit: str
    unit_amount: int
    quantity: int
    pages: int | None
    amount: int
    reduced: int
    level: UUID | None
    ground: str
    since: datetime | None


class BillOpened(Event, frozen=True, kw_only=True):
    """A bill of a dossier was opened from the levels posted at that instant. ``percent`` 0: no exemption.

    A ``total`` of nothing is an exemption kept; otherwise the total waits to be paid.
    """

    NAME = "payments.bill_opened"
    STREAM = "bill"
    PERSONAL: ClassVar[dict[str, str]] = {"exemption": "payer", "evidence": "payer"}

    centre: UUID
    dossier: UUID
    label: str
    procedure: str
    catalogue_version: int | None
    case: str
    channel: str
    payer: UUID
    lines: list[BillLineTold]
    gross: int
    total: int
    percent: int
    exemption: str = ""
    evidence: str = ""


class BillPaid(Event, frozen=True, kw_only=True):
    """Money came in on a bill and a numbered receipt was written. ``settled``: nothing is owed on it any more.

    ``shift`` for cash; ``transfer`` and ``line`` (of a statement) for money to the account, where ``received`` may be
    more or less than the receipt says.
    """

    NAME = "payments.bill_paid"
    STREAM = "bill"

    dossier: UUID
    payer: UUID
    receipt: UUID
    symbol: str
    number: int
    manner: str
    amount: int
    tendered: int | None
    shift: UUID | None
    transfer: UUID | None
    line: UUID | None
    received: int | None
    paid: int
    settled: bool


class TransferAwaited(Event, frozen=True, kw_only=True):
    """The payer was shown where to transfer to; nothing is paid until a statement says so."""

    NAME = "payments.transfer_awaited"
    STREAM = "bill"

    dossier: UUID
    transfer: UUID
    amount: int
    content: str


class TransferDropped(Event, frozen=True, kw_only=True):
    """An announced transfer is waited for no longer, with the reason."""

    NAME = "payments.transfer_dropped"
    STREAM = "bill"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "payer"}

    dossier: UUID
    payer: UUID
    transfer: UUID
    reason: str = ""


class ReceiptAnnulled(Event, frozen=True, kw_only=True):
    """A receipt was annulled, with the reason; it stays with its number, and what it said is owed again."""

    NAME = "payments.receipt_annulled"
    STREAM = "bill"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "payer"}

    dossier: UUID
    payer: UUID
    receipt: UUID
    symbol: str
    number: int
    amount: int
    paid: int
    reason: str = ""


class BillRefunded(Event, frozen=True, kw_only=True):
    """Money of a receipt was given back, by a numbered slip of its own, with the reason."""

    NAME = "payments.bill_refunded"
    STREAM = "bill"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "payer"}

    dossier: UUID
    payer: UUID
    refund: UUID
    receipt: UUID
    symbol: str
    number: int
    manner: str
    amount: int
    shift: UUID | None
    refunded: int
    reason: str = ""


class RefundConfirmed(Event, frozen=True, kw_only=True):
    """A statement shows the money of a refund by transfer going out."""

    NAME = "payments.refund_confirmed"
    STREAM = "bill"

    dossier: UUID
    refund: UUID
    line: UUID


class BillCancelled(Event, frozen=True, kw_only=True):
    """A bill on which nothing was paid was cancelled, with the reason."""

    NAME = "payments.bill_cancelled"
    STREAM = "bill"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "payer"}

    dossier: UUID
    payer: UUID
    reason: str = ""


class ShiftOpened(Event, frozen=True, kw_only=True):
    """An official began to take money, with a counted float."""

    NAME = "payments.shift_opened"
    STREAM = "shift"

    centre: UUID
    day: date
    pieces: dict[str, int]
    float_amount: int


class CashHandedOver(Event, frozen=True, kw_only=True):
    """Cash of a till was handed to the treasurer."""

    NAME = "payments.cash_handed_over"
    STREAM = "shift"

    centre: UUID
    handover: UUID
    amount: int
    to: str
    note: str


class ShiftClosed(Event, frozen=True, kw_only=True):
    """A shift was closed with a count; ``difference`` is what was found beyond the books, with its reason."""

    NAME = "payments.shift_closed"
    STREAM = "shift"

    centre: UUID
    day: date
    pieces: dict[str, int]
    taken: int
    refunded: int
    expected: int
    counted: int
    difference: int
    reason: str


class ReconciliationOpened(Event, frozen=True, kw_only=True):
    """The reconciliation of a day's money was begun."""

    NAME = "payments.reconciliation_opened"
    STREAM = "reconciliation"

    centre: UUID
    day: date


class StatementLineTold(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a bank's statement; ``amount`` is negative for money that went out."""

    id: UUID
    reference: str
    amount: int


class StatementRecorded(Event, frozen=True, kw_only=True):
    """Lines of the bank's statement of the day were taken in.

    ``contents``, by line: what payers wrote may name people, so it lies in the private part, under the statement's id.
    """

    NAME = "payments.statement_recorded"
    STREAM = "reconciliation"
    PERSONAL: ClassVar[dict[str, str]] = {"contents": "statement"}

    statement: UUID
    lines: list[StatementLineTold]
    contents: dict[str, str] | str = ""


class DifferenceExplained(Event, frozen=True, kw_only=True):
    """A difference between statement and books was explained; ``subject`` is the line, transfer or refund."""

    NAME = "payments.difference_explained"
    STREAM = "reconciliation"
    PERSONAL: ClassVar[dict[str, str]] = {"words": "statement"}

    statement: UUID
    difference: str
    subject: UUID
    words: str = ""


class ReconciliationClosed(Event, frozen=True, kw_only=True):
    """A day's money agrees, or every difference is explained; the figures are those of that instant.

    ``kept``: the differences with their explanations as they were then, as JSON text, under the statement's id.
    """

    NAME = "payments.reconciliation_closed"
    STREAM = "reconciliation"
    PERSONAL: ClassVar[dict[str, str]] = {"kept": "statement"}

    statement: UUID

    centre: UUID
    day: date
    cash_taken: int
    cash_refunded: int
    cash_difference: int
    transfers_in: int
    statement_in: int
    statement_out: int
    differences: int
    note: str
    kept: str = ""
