"""What the archives answer: frozen values for screens and papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from motcua.archives.rules.handover import ClaimKind, Judgement, Sampled, Side
from motcua.documents.signing import Way
from motcua.kernel.words import Said


@dataclass(frozen=True, slots=True)
class Stage:
    """How far one stage of the work is: ``done`` of ``whole`` files; ``whole`` ``None``: nobody said how many there are.

    ``state`` names the list of files that still lack it.
    """

    key: str
    done: int
    whole: int | None
    state: str


@dataclass(frozen=True, slots=True)
class FondsRow:
    """A fonds as a list shows it."""

    id: UUID
    version: int
    code: str
    name: str
    place: UUID
    place_name: str
    origin_name: str
    custodian: UUID
    custodian_name: str
    begins: date | None
    closed_on: date | None
    metres: Decimal | None
    condition: str
    expected: int | None
    list: UUID | None
    list_title: str
    list_trust: str
    files: int
    unsettled: int
    fresh: bool
    checked_at: datetime | None
    locked: bool
    handed_over_at: datetime | None
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as the list shows it."""

    id: UUID
    number: int
    box: str
    shelf: str
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
    off_list: bool
    medium: str
    faults: int
    excepted: int


@dataclass(frozen=True, slots=True)
class FileList:
    """A page of files; ``after`` is where the next begins, ``None`` at the end; ``total`` of all that match."""

    rows: tuple[FileRow, ...]
    after: str | None
    total: int


@dataclass(frozen=True, slots=True)
class PartRow:
    """A digital file of a record."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A box: where it stands, what is in it."""

    id: UUID
    number: str
    shelf: str
    capacity: int
    note: str
    files: int
    sheets: int


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A fault of the last check, in words; ``file`` is ``None`` for one of a box."""

    id: UUID
    kind: str
    said: Said
    file: UUID | None
    number: str
    reason: str
    excepted_by: str
    excepted_at: datetime | None


@dataclass(frozen=True, slots=True)
class ListRow:
    """A version of an official list."""

    id: UUID
    title: str
    source: str
    issued_on: date | None
    trust: str
    note: str
    classes: int
    own: bool


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class of an official list."""

    code: str
    group: str
    title: str
    years: int | None
    ground: str
    trust: str


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A side's signature on the minutes."""

    side: Side
    name: str
    title: str
    way: Way
    signed_at: datetime
    certificate: str
    trial: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of the receiver and its answer."""

    id: UUID
    number: int
    title: str
    kind: ClaimKind
    words: str
    raised_by: str
    raised_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A handover as a list shows it."""

    id: UUID
    fonds: UUID
    fonds_name: str
    giver: str
    receiver: str
    state: str
    signatures: int
    prepared_at: datetime
    done_at: datetime | None
    open_claims: int


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """A handover with all that stands in it. ``left`` is what must still be done before minutes can be made.

    ``side`` is the reader's, ``None`` for overseers; the ``may_…`` say what the reader can do now.
    """

    row: HandoverRow
    version: int
    ground: str
    round: int
    giver_words: str
    receiver_words: str
    boxes: int
    boxes_counted: int | None
    sample: tuple[Sampled, ...]
    differences: str
    judgements: tuple[Judgement, ...]
    judged_by: str
    left: tuple[Said, ...]
    counts: dict[str, int]
    minutes: str
    minutes_at: datetime | None
    stale: bool
    bag: str
    manifest: str
    bag_files: int
    bag_checked_at: datetime | None
    refused_reason: str
    refused_by: str
    signatures: tuple[SignatureRow, ...]
    claims: tuple[ClaimRow, ...]
    side: Side | None
    may_make: bool
    may_receive: bool
    may_give: bool
    may_sign: bool
    signed_by_us: bool
