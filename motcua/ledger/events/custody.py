"""Events of custody: assets and who manages them, handovers, norms, gaps, requests, stock-takes, depreciation tables.

Who uses a device is personal data of that official and lies in the private part. ``place`` (the commune of the row) is
empty in entries of version 1.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class AssetFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the books say of an asset itself; money in đồng."""

    name: str
    kind: str
    model: str = ""
    serial: str = ""
    year_made: int | None = None
    used_since: date | None = None
    cost: int | None = None
    fund: str = ""
    warranty_until: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""


class AssetRegistered(Event, frozen=True, kw_only=True):
    """An asset was entered in the books; ``unit`` is who manages it, nobody where that is not known."""

    NAME = "custody.asset_registered"
    STREAM = "asset"
    PERSONAL: ClassVar[dict[str, str]] = {"user_name": "user"}

    code: str
    place: UUID
    unit: UUID | None
    facts: AssetFacts
    building: str
    room: str
    condition: str
    use: str
    ground: str = ""
    request_line: UUID | None = None
    user: UUID | None = None
    user_name: str = ""


class AssetCorrected(Event, frozen=True, kw_only=True):
    """What the books said of an asset was wrong and was put right, with the reason."""

    NAME = "custody.asset_corrected"
    STREAM = "asset"

    before: AssetFacts
    after: AssetFacts
    reason: str


class AssetConditionChanged(Event, frozen=True, kw_only=True):
    """An asset's condition or use changed; ``stock_take`` is the round in which it was seen, if any."""

    NAME = "custody.asset_condition_changed"
    STREAM = "asset"

    condition_before: str
    condition: str
    use_before: str
    use: str
    reason: str
    stock_take: UUID | None = None


class AssetMoved(Event, frozen=True, kw_only=True):
    """An asset stands in another room or building, or somebody else uses it; its managing unit is the same."""

    NAME = "custody.asset_moved"
    STREAM = "asset"
    PERSONAL: ClassVar[dict[str, str]] = {"user_name": "user"}

    building_before: str
    room_before: str
    building: str
    room: str
    reason: str = ""
    user: UUID | None = None
    user_name: str = ""


class ManagerSettled(Event, frozen=True, kw_only=True):
    """Who manages an asset was settled, after nobody had known or the unit before had been dissolved."""

    NAME = "custody.manager_settled"
    STREAM = "asset"

    unit: UUID
    ground: str
    before: UUID | None = None


class AssetPhotographed(Event, frozen=True, kw_only=True):
    """A picture of an asset was added."""

    NAME = "custody.asset_photographed"
    STREAM = "asset"

    photo: UUID
    sha256: str
    note: str = ""


class AssetWrittenOff(Event, frozen=True, kw_only=True):
    """An asset left the books, in which way and by whose decision."""

    NAME = "custody.asset_written_off"
    STREAM = "asset"

    disposal: str
    decision: str
    decided_on: date
    reason: str = ""


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """One asset of a handover: the books' condition and the one found, its papers, and what the receiver said."""

    asset: UUID
    code: str
    book: str
    actual: str
    papers: str = ""
    verdict: str = ""
    words: str = ""
    name: str = ""
    cost: int | None = None


class TransferProposed(Event, frozen=True, kw_only=True):
    """A giver proposed to hand over these assets to another unit."""

    NAME = "custody.transfer_proposed"
    STREAM = "asset_transfer"
    VERSION = 2

    label: str
    giver: UUID
    receiver: UUID
    ground: str
    handed_on: date
    temporary: bool
    lines: list[HandedOver]
    note: str = ""
    place: UUID | None = None
    receiver_place: UUID | None = None


class TransferChecked(Event, frozen=True, kw_only=True):
    """The receiver looked at each asset and accepted it or said what differs."""

    NAME = "custody.transfer_checked"
    STREAM = "asset_transfer"
    VERSION = 2

    lines: list[HandedOver]


class TransferSigned(Event, frozen=True, kw_only=True):
    """A leader signed the minutes for one side; with the second signature (``done``) every asset changed hands."""

    NAME = "custody.transfer_signed"
    STREAM = "asset_transfer"
    VERSION = 2

    side: str
    done: bool
    assets: list[UUID]
    receiver: UUID
    receiver_place: UUID | None = None


class TransferRefused(Event, frozen=True, kw_only=True):
    """The receiver refused a handover; nothing changed hands."""

    NAME = "custody.transfer_refused"
    STREAM = "asset_transfer"

    reason: str


class TransferWithdrawn(Event, frozen=True, kw_only=True):
    """The giver took a proposed handover back; nothing changed hands."""

    NAME = "custody.transfer_withdrawn"
    STREAM = "asset_transfer"

    reason: str


class TransferDecided(Event, frozen=True, kw_only=True):
    """The formal decision on a temporary handover came."""

    NAME = "custody.transfer_decided"
    STREAM = "asset_transfer"

    decision: str
    decided_on: date


class TransferDecisionDue(Event, frozen=True, kw_only=True):
    """The system noticed that the formal decision on a temporary handover is soon due, or late (``days`` < 0)."""

    NAME = "custody.transfer_decision_due"
    STREAM = "asset_transfer"

    due: date
    days: int
    giver: UUID
    receiver: UUID


class NormAsks(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a norm: how many of a kind, per what, at most how old (years), of one model, đồng a piece."""

    kind: str
    quantity: int
    per: str
    oldest: int | None = None
    same_model: bool = False
    unit_cost: int | None = None


class NormIssued(Event, frozen=True, kw_only=True):
    """Guidance on equipment was entered for a place and all under it; it supersedes earlier editions from its day."""

    NAME = "custody.norm_issued"
    STREAM = "asset_norm"
    VERSION = 2

    edition: int
    number: str
    title: str
    issuer: str
    issued_on: date
    valid_from: date
    source: str
    trust: str
    trial: bool
    lines: list[NormAsks]
    place: UUID | None = None


class DeviceFact(msgspec.Struct, frozen=True, kw_only=True):
    """What of a device counted when gaps were reckoned."""

    code: str
    kind: str
    condition: str
    year: int | None = None
    model: str = ""


class GapLine(msgspec.Struct, frozen=True, kw_only=True):
    """How a centre stood to one line of a norm; unknown quantities and prices are empty."""

    kind: str
    required: int | None
    held: int
    sound: int
    broken: int
    old: int
    undated: int
    missing: int | None
    lacking: int | None
    cost: int | None
    mismatched: bool


class GapsRecorded(Event, frozen=True, kw_only=True):
    """What a centre lacked against an edition of a norm was recorded, with the facts it was reckoned from."""

    NAME = "custody.gaps_recorded"
    STREAM = "asset_gaps"
    VERSION = 2

    centre: UUID
    norm: UUID
    on: date
    counters: int | None
    officers: int | None
    facts: list[DeviceFact]
    lines: list[GapLine]
    cost: int
    place: UUID | None = None


class AskedFor(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of equipment asked for, how many, at what estimated price, why."""

    kind: str
    quantity: int
    unit_cost: int | None = None
    why: str = ""


class RequestDrafted(Event, frozen=True, kw_only=True):
    """A request for more equipment was drafted."""

    NAME = "custody.request_drafted"
    STREAM = "asset_request"
    VERSION = 2

    label: str
    unit: UUID
    lines: list[AskedFor]
    cost: int
    reason: str
    review: UUID | None = None
    place: UUID | None = None


class RequestCorrected(Event, frozen=True, kw_only=True):
    """A drafted or returned request was changed."""

    NAME = "custody.request_corrected"
    STREAM = "asset_request"

    lines: list[AskedFor]
    cost: int
    reason: str


class RequestSubmitted(Event, frozen=True, kw_only=True):
    """A request was submitted for approval."""

    NAME = "custody.request_submitted"
    STREAM = "asset_request"

    cost: int


class RequestApproved(Event, frozen=True, kw_only=True):
    """A request was approved by somebody who had not drafted it."""

    NAME = "custody.request_approved"
    STREAM = "asset_request"

    cost: int
    words: str = ""


class RequestReturned(Event, frozen=True, kw_only=True):
    """A request was sent back to be changed."""

    NAME = "custody.request_returned"
    STREAM = "asset_request"

    reason: str


class RequestOrdered(Event, frozen=True, kw_only=True):
    """What was approved was ordered."""

    NAME = "custody.request_ordered"
    STREAM = "asset_request"

    supplier: str
    contract: str
    expected_on: date | None = None


class RequestDelivered(Event, frozen=True, kw_only=True):
    """Goods came; ``delivered`` is how many of each line have come in all."""

    NAME = "custody.request_delivered"
    STREAM = "asset_request"

    delivered: dict[str, int]
    on: date
    complete: bool


class ListedTold(msgspec.Struct, frozen=True, kw_only=True):
    """An asset that should be found in a round, as the books had it when the list was frozen."""

    asset: UUID
    code: str
    name: str
    kind: str
    room: str
    condition: str


class StockTakeOpened(Event, frozen=True, kw_only=True):
    """A round of stock-taking was opened over a frozen list of codes."""

    NAME = "custody.stock_take_opened"
    STREAM = "stock_take"
    VERSION = 2

    label: str
    unit: UUID
    title: str
    ground: str
    rooms: list[str]
    codes: list[str]
    place: UUID | None = None
    listed: list[ListedTold] | None = None


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One observation: a scanned code, or the name of what is not in the books; room, condition, when, on what device."""

    id: UUID
    condition: str
    observed_at: datetime
    code: str = ""
    name: str = ""
    room: str = ""
    note: str = ""
    photo: str = ""
    device: str = ""


class ObservationsRecorded(Event, frozen=True, kw_only=True):
    """What somebody saw in a round was recorded; ``conflicts`` are codes that two people saw differently."""

    NAME = "custody.observations_recorded"
    STREAM = "stock_take"

    seen: list[Seen]
    conflicts: list[str]


class ObservationSettled(Event, frozen=True, kw_only=True):
    """Where two people saw an asset differently, one observation was settled upon, with the reason."""

    NAME = "custody.observation_settled"
    STREAM = "stock_take"

    code: str
    observation: UUID
    reason: str


class StockTakeClosed(Event, frozen=True, kw_only=True):
    """A round was closed: how many of the expected were seen, and the codes of missing, differing and unlisted ones."""

    NAME = "custody.stock_take_closed"
    STREAM = "stock_take"

    expected: int
    seen: int
    missing: list[str]
    differing: list[str]
    surplus: list[str]
    note: str = ""


class YearlyRate(msgspec.Struct, frozen=True, kw_only=True):
    """In how many years a kind is written off, and by how many hundredths of a per cent a year."""

    kind: str
    years: int
    basis_points: int


class DepreciationTableImported(Event, frozen=True, kw_only=True):
    """A table of depreciation was entered, with where it is from."""

    NAME = "custody.depreciation_table_imported"
    STREAM = "depreciation_table"
    VERSION = 2

    title: str
    source: str
    trust: str
    trial: bool
    valid_from: date
    rates: list[YearlyRate]
    place: UUID | None = None
