"""Frozen values in which bills are shown: what queries answer and desks draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.ledger.perform import Offer
from motcua.parties.queries.cards import PartyCard
from motcua.payments.queries.levels import Setup
from motcua.payments.rules import till
from motcua.payments.rules.bills import BillState, Manner, TransferState
from motcua.payments.rules.levels import LineKind


@dataclass(frozen=True, slots=True)
class Owed:
    """What a dossier owes: ``total`` charged on bills that stand, ``paid``, ``left``; ``waiting`` of it announced by transfer."""

    total: int
    paid: int
    left: int
    waiting: int
    bill: UUID | None

    @property
    def settled(self) -> bool:
        """Say whether nothing is owed any more."""
        return self.left == 0


@dataclass(frozen=True, slots=True)
class BillRow:
    """A bill in a list."""

    id: UUID
    dossier: UUID
    label: str
    procedure: str
    payer: str
    opened_at: datetime
    opened_by: str
    gross: int
    total: int
    paid: int
    refunded: int
    state: BillState
    waiting: int

    @property
    def left(self) -> int:
        """Return what is still owed on it."""
        return self.total - self.paid if self.state is BillState.OPEN else 0


@dataclass(frozen=True, slots=True)
class LineView:
    """One line as it was charged."""

    kind: LineKind
    name: str
    unit: str
    unit_amount: int
    quantity: int
    pages: int | None
    amount: int
    reduced: int
    ground: str
    since: datetime | None
    own: bool


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt on its bill; ``left`` is what may still be given back of it."""

    id: UUID
    symbol: str
    number: int
    manner: Manner
    amount: int
    tendered: int | None
    at: datetime
    who: str
    account: UUID
    shift: UUID | None
    refunded: int
    annulled_at: datetime | None
    annulled_why: str

    @property
    def text(self) -> str:
        """Return its number as people say it."""
        return till.number_text(self.symbol, self.number)

    @property
    def left(self) -> int:
        """Return what may still be given back of it."""
        return 0 if self.annulled_at else self.amount - self.refunded


@dataclass(frozen=True, slots=True)
class RefundView:
    """Money given back."""

    id: UUID
    receipt: UUID
    receipt_text: str
    symbol: str
    number: int
    manner: Manner
    amount: int
    at: datetime
    who: str
    reason: str
    confirmed: bool

    @property
    def text(self) -> str:
        """Return its number as people say it."""
        return till.number_text(self.symbol, self.number)


@dataclass(frozen=True, slots=True)
class TransferView:
    """An announced transfer."""

    id: UUID
    amount: int
    content: str
    state: TransferState
    asked_at: datetime
    received: int | None
    dropped_why: str


@dataclass(frozen=True, slots=True)
class BillPage:
    """One bill with everything on it and what the asker may do now. ``qr`` is the text of a payment code, "" without one."""

    row: BillRow
    version: int
    centre: UUID
    case: str
    channel: str
    percent: int
    exemption: str
    evidence: str
    cancelled_at: datetime | None
    cancelled_why: str
    lines: tuple[LineView, ...]
    receipts: tuple[ReceiptView, ...]
    refunds: tuple[RefundView, ...]
    transfers: tuple[TransferView, ...]
    offers: tuple[Offer, ...]
    card: PartyCard | None
    setup: Setup | None
    qr: str

    @property
    def waiting(self) -> TransferView | None:
        """Return the transfer that is waited for, if any."""
        return next((one for one in self.transfers if one.state is TransferState.WAITING), None)

    def can(self, command: type) -> bool:
        """Say whether the asker may do this now."""
        return any(offer.command is command and offer.refusal is None for offer in self.offers)
