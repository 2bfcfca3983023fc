"""Events of links: lines of a centre, what was measured on them, when they were cut and came back.

No personal data: whoever acts is in the entry itself.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class LineTold(msgspec.Struct, frozen=True, kw_only=True):
    """What a line is: speeds promised in Mbit/s, cost in đồng a month, limits as the rules have them."""

    kind: str
    use: str
    name: str
    provider: str
    contract: str
    down_mbps: int | None
    up_mbps: int | None
    monthly_cost: int | None
    since: date
    until: date | None
    p95_ms: int
    loss: int
    speed: int
    silent: int
    patience: int
    services: list[str]


class EvidenceTold(msgspec.Struct, frozen=True, kw_only=True):
    """A file kept as evidence, by the hash of its content."""

    sha256: str
    filename: str


class LineRegistered(Event, frozen=True, kw_only=True):
    """A centre has this line (or this target to be tested)."""

    NAME = "links.line_registered"
    STREAM = "line"

    place: UUID
    unit: UUID
    line: LineTold


class LineCorrected(Event, frozen=True, kw_only=True):
    """What is known of a line was changed, with the reason."""

    NAME = "links.line_corrected"
    STREAM = "line"

    line: LineTold
    reason: str


class LineEnded(Event, frozen=True, kw_only=True):
    """A line is no longer used after its last day."""

    NAME = "links.line_ended"
    STREAM = "line"

    until: date
    reason: str


class ProbeTokenIssued(Event, frozen=True, kw_only=True):
    """A new token lets a measuring machine report on this line; the one before no longer does. Only its hash is kept."""

    NAME = "links.probe_token_issued"
    STREAM = "line"

    digest: str


class MeasurementsRecorded(Event, frozen=True, kw_only=True):
    """A report of measurements came in; ``digest`` is over all of them, ``fresh`` were not known before."""

    NAME = "links.measurements_recorded"
    STREAM = "line"

    line: UUID
    batch: UUID
    count: int
    fresh: int
    failed: int
    first: datetime
    last: datetime
    p95: int | None
    digest: str


class ConnectionTested(Event, frozen=True, kw_only=True):
    """The connection to the province's system was tried: passed or not, how long it took, what waits to be entered."""

    NAME = "links.connection_tested"
    STREAM = "line"

    line: UUID
    place: UUID
    unit: UUID
    measurement: UUID
    passed: bool
    took: int | None
    backlog: int | None
    backlog_source: str
    fault: str


class LineCut(Event, frozen=True, kw_only=True):
    """A line is cut, or was: with ``ended_at`` the whole of it was told afterwards and no restoring follows."""

    NAME = "links.line_cut"
    STREAM = "line"

    outage: UUID
    line: UUID
    place: UUID
    unit: UUID
    kind: str
    use: str
    name: str
    started_at: datetime
    ended_at: datetime | None
    source: str
    cause: str
    services: list[str]
    evidence: list[EvidenceTold]


class LineRestored(Event, frozen=True, kw_only=True):
    """A line that was cut is back."""

    NAME = "links.line_restored"
    STREAM = "line"

    outage: UUID
    line: UUID
    place: UUID
    unit: UUID
    kind: str
    use: str
    name: str
    started_at: datetime
    ended_at: datetime
    source: str
    cause: str


class OutageCorrected(Event, frozen=True, kw_only=True):
    """Times, cause or what a cut touched were put right; what stood before is told beside, with the reason."""

    NAME = "links.outage_corrected"
    STREAM = "line"

    outage: UUID
    started_at: datetime
    ended_at: datetime | None
    cause: str
    services: list[str]
    before_started_at: datetime
    before_ended_at: datetime | None
    reason: str


class OutageWithdrawn(Event, frozen=True, kw_only=True):
    """What was taken for a cut was none; the failures in it count as unknown."""

    NAME = "links.outage_withdrawn"
    STREAM = "line"

    outage: UUID
    reason: str


class LineSilent(Event, frozen=True, kw_only=True):
    """No result of a line that used to be measured came for longer than is borne: nothing is known of it."""

    NAME = "links.line_silent"
    STREAM = "line"

    line: UUID
    place: UUID
    unit: UUID
    name: str
    last_at: datetime


class MeasurementsForgotten(Event, frozen=True, kw_only=True):
    """Single measurements older than they are kept were removed; the hours stay."""

    NAME = "links.measurements_forgotten"
    STREAM = "line"

    count: int
    before: datetime
