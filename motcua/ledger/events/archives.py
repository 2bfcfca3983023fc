"""Events of the archives: fonds and their inventories, official lists, checks, handovers.

Titles of files name people now and then. They are descriptions of archives, which are kept by law and not erased on
request (Luật Lưu trữ 33/2024), so they are open in the entry; officials who sign are named by their account.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class ClassTold(msgspec.Struct, frozen=True, kw_only=True):
    """A class of a list as it was brought in; ``years`` 0 is *vĩnh viễn*."""

    code: str
    group: str
    title: str
    years: int | None
    ground: str
    trust: str


class BoxTold(msgspec.Struct, frozen=True, kw_only=True):
    """A box as it was written down."""

    number: str
    shelf: str
    capacity: int
    note: str


class FileTold(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was written down: the line of the list, with its id."""

    id: UUID
    number: int
    box: str
    symbol: str
    title: str
    starts: date | None
    ends: date | None
    years: int | None
    sheets: int | None
    pages: int | None
    creator: str
    note: str
    code: str
    medium: str


class ExceptionTold(msgspec.Struct, frozen=True, kw_only=True):
    """A fault that is left as it is: its kind and the number of the file or box."""

    kind: str
    number: str


class JudgementTold(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion as it was judged."""

    criterion: str
    verdict: str
    words: str
    review: date | None


class SampledTold(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the sample as it was found."""

    number: int
    seen: str
    words: str


class RetentionListBrought(Event, frozen=True, kw_only=True):
    """A version of an official list of classes and periods was brought in, with its source and how far it is trusted."""

    NAME = "archives.retention_list_brought"
    STREAM = "retention_list"

    place: UUID | None
    title: str
    source: str
    issued_on: date | None
    trust: str
    note: str
    edition: str
    classes: list[ClassTold]


class FondsOpened(Event, frozen=True, kw_only=True):
    """The fonds of a body was written down: what it is, who keeps it, from when to when, how much there is."""

    NAME = "archives.fonds_opened"
    STREAM = "fonds"

    place: UUID
    origin: UUID
    custodian: UUID
    code: str
    name: str
    begins: date | None
    closed_on: date | None
    metres: Decimal | None
    condition: str
    expected: int | None
    retention_list: UUID | None


class FondsCorrected(Event, frozen=True, kw_only=True):
    """What is said of a fonds was corrected; ``before`` and ``after`` hold what changed, as text."""

    NAME = "archives.fonds_corrected"
    STREAM = "fonds"

    before: dict[str, str]
    after: dict[str, str]
    reason: str


class BoxesSet(Event, frozen=True, kw_only=True):
    """Boxes were written down, or stand elsewhere now."""

    NAME = "archives.boxes_set"
    STREAM = "fonds"

    boxes: list[BoxTold]
    new: int


class FilesEntered(Event, frozen=True, kw_only=True):
    """Files were written into the inventory, in one go; ``source`` says from where."""

    NAME = "archives.files_entered"
    STREAM = "fonds"

    files: list[FileTold]
    source: str


class FileCorrected(Event, frozen=True, kw_only=True):
    """A line of the inventory was corrected."""

    NAME = "archives.file_corrected"
    STREAM = "fonds"

    before: FileTold
    after: FileTold
    reason: str


class FilesStruck(Event, frozen=True, kw_only=True):
    """Lines written down by mistake were taken out of the inventory; the records themselves are elsewhere or were none."""

    NAME = "archives.files_struck"
    STREAM = "fonds"

    files: list[FileTold]
    reason: str


class FilesClassified(Event, frozen=True, kw_only=True):
    """Files were given a class of the official list, or set apart as off the list."""

    NAME = "archives.files_classified"
    STREAM = "fonds"

    files: list[UUID]
    code: str
    retention_list: UUID
    off_list: bool
    years: int | None


class FilesBoxed(Event, frozen=True, kw_only=True):
    """Files were put into a box."""

    NAME = "archives.files_boxed"
    STREAM = "fonds"

    files: list[UUID]
    box: str


class PartAttached(Event, frozen=True, kw_only=True):
    """A digital file was attached to a record."""

    NAME = "archives.part_attached"
    STREAM = "fonds"

    file: UUID
    name: str
    sha256: str
    size: int


class PartDetached(Event, frozen=True, kw_only=True):
    """A digital file was taken off a record; the bytes stay in the store."""

    NAME = "archives.part_detached"
    STREAM = "fonds"

    file: UUID
    name: str
    sha256: str
    reason: str


class FondsChecked(Event, frozen=True, kw_only=True):
    """The inventory was checked: how many faults of each kind, how many of them excepted before."""

    NAME = "archives.fonds_checked"
    STREAM = "fonds"

    files: int
    found: dict[str, int]
    excepted: int
    unsettled: int


class FaultsExcepted(Event, frozen=True, kw_only=True):
    """Faults were left as they are, in writing, for a reason that stands in the minutes."""

    NAME = "archives.faults_excepted"
    STREAM = "fonds"

    faults: list[ExceptionTold]
    reason: str


class CustodyPassed(Event, frozen=True, kw_only=True):
    """The custody of a fonds passed to the receiver with the second signature on the minutes."""

    NAME = "archives.custody_passed"
    STREAM = "fonds"

    handover: UUID
    giver: UUID
    receiver: UUID
    place: UUID
    to_place: UUID
    files: int
    minutes: str


class FondsLocked(Event, frozen=True, kw_only=True):
    """The inventory is closed while its handover is being signed, or open again (``locked`` false) after a refusal."""

    NAME = "archives.fonds_locked"
    STREAM = "fonds"

    handover: UUID
    locked: bool


class HandoverPrepared(Event, frozen=True, kw_only=True):
    """The giver prepares to hand a fonds over to another body."""

    NAME = "archives.handover_prepared"
    STREAM = "records_handover"

    fonds: UUID
    place: UUID
    to_place: UUID
    giver: UUID
    receiver: UUID
    ground: str
    words: str


class HandoverReceived(Event, frozen=True, kw_only=True):
    """The receiver counted the boxes, looked at a sample, wrote the differences and judged the three criteria."""

    NAME = "archives.handover_received"
    STREAM = "records_handover"

    boxes_counted: int
    sample: list[SampledTold]
    differences: str
    judgements: list[JudgementTold]
    words: str


class MinutesMade(Event, frozen=True, kw_only=True):
    """The minutes of a handover were set, with its counts; hashes of the file and of the package of digital parts."""

    NAME = "archives.minutes_made"
    STREAM = "records_handover"

    round: int
    inventory: int
    counts: dict[str, int]
    minutes: str
    bag: str
    manifest: str


class MinutesSigned(Event, frozen=True, kw_only=True):
    """A side signed the minutes; with the second signature (``complete``) the handover is done."""

    NAME = "archives.minutes_signed"
    STREAM = "records_handover"

    handover: UUID
    fonds: UUID
    side: str
    way: str
    before: str
    minutes: str
    serial: str
    trial: bool
    complete: bool


class SigningRefused(Event, frozen=True, kw_only=True):
    """A side refused to sign, for a reason; signatures given in this round are void."""

    NAME = "archives.signing_refused"
    STREAM = "records_handover"

    handover: UUID
    fonds: UUID
    side: str
    reason: str
    round: int
    voided: int
    minutes: str


class HandoverWithdrawn(Event, frozen=True, kw_only=True):
    """The giver no longer hands the fonds over."""

    NAME = "archives.handover_withdrawn"
    STREAM = "records_handover"

    reason: str


class BagChecked(Event, frozen=True, kw_only=True):
    """The receiver checked the package of digital parts: it is whole and the one of the minutes."""

    NAME = "archives.bag_checked"
    STREAM = "records_handover"

    bag: str
    manifest: str
    files: int


class ClaimRaised(Event, frozen=True, kw_only=True):
    """After the handover the receiver found a file missing or damaged."""

    NAME = "archives.claim_raised"
    STREAM = "records_handover"

    claim: UUID
    number: int
    kind: str
    words: str


class ClaimAnswered(Event, frozen=True, kw_only=True):
    """The giver answered a claim."""

    NAME = "archives.claim_answered"
    STREAM = "records_handover"

    claim: UUID
    answer: str
