"""Events of the minutes of a stop: drafted, laid before the unit, answered, read out and closed, signed or refused."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class AttendantTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who was there, with every title held on the day. A unit whose person is not known has no name."""

    official: UUID | None = None
    name: str = ""
    titles: str = ""
    unit_name: str = ""
    part: str = ""


class LineTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding as it stood when the minutes were written."""

    finding: UUID
    kind: str
    severity: str
    criterion: str
    ground: str
    words: str
    said_by: str
    unit_name: str
    due: date | None
    due_words: str


class SheetTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finished sheet with the points reached of those that counted, and how many questions nobody answered."""

    sheet: UUID
    title: str
    points: int | None
    whole: int | None
    missing: int


class BodyTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything the team's side of the minutes says. ``mandate`` is the decision or plan in words."""

    number: str
    title: str
    working: bool
    issuer: str
    mandate: str
    place_name: str
    unit_name: str
    venue: str
    begun_at: datetime
    team: list[AttendantTold]
    unit_side: list[AttendantTold]
    recorder: AttendantTold
    lines: list[LineTold]
    sheets: list[SheetTold]
    team_words: str
    papers: list[str]
    copies: int


class StopMinutesDrafted(Event, frozen=True, kw_only=True):
    """Minutes of a stop were begun from what the books know; ``supplements`` names the minutes they add to."""

    NAME = "findings.stop_minutes_drafted"
    STREAM = "stop_minutes"

    campaign: UUID
    stop: UUID
    place: UUID
    day: date
    supplements: UUID | None
    body: BodyTold


class StopMinutesCorrected(Event, frozen=True, kw_only=True):
    """The team wrote on its minutes: the whole of them as they stand now, so that every version can be read again."""

    NAME = "findings.stop_minutes_corrected"
    STREAM = "stop_minutes"

    body: BodyTold


class StopMinutesLaid(Event, frozen=True, kw_only=True):
    """The minutes were laid before the inspected unit for its words."""

    NAME = "findings.stop_minutes_laid"
    STREAM = "stop_minutes"

    place: UUID
    body: BodyTold


class StopMinutesAnswered(Event, frozen=True, kw_only=True):
    """The inspected unit wrote its explanation and what it reserves."""

    NAME = "findings.stop_minutes_answered"
    STREAM = "stop_minutes"

    place: UUID
    team: list[UUID]
    explanation: str
    reservations: str


class StopMinutesTakenBack(Event, frozen=True, kw_only=True):
    """The team took the minutes back to write on them, before anybody signed."""

    NAME = "findings.stop_minutes_taken_back"
    STREAM = "stop_minutes"

    place: UUID
    reason: str


class StopMinutesClosed(Event, frozen=True, kw_only=True):
    """The minutes were read out to all and closed; ``silence`` says why the unit wrote nothing, where it did not."""

    NAME = "findings.stop_minutes_closed"
    STREAM = "stop_minutes"

    place: UUID
    team: list[UUID]
    ended_at: datetime
    silence: str
    paper: str
    pages: int


class StopMinutesSigned(Event, frozen=True, kw_only=True):
    """One side, or the recorder, signed with a certificate; ``file`` begins with the bytes of ``before``."""

    NAME = "findings.stop_minutes_signed"
    STREAM = "stop_minutes"

    place: UUID
    side: str
    official: UUID | None
    name: str
    title: str
    way: str
    signed_at: datetime
    before: str
    file: str
    certificate: str
    serial: str
    trial: bool
    complete: bool


class StopMinutesSignedOnPaper(Event, frozen=True, kw_only=True):
    """The print was signed by hand: the scan, its pages counted, who signed for whom."""

    NAME = "findings.stop_minutes_signed_on_paper"
    STREAM = "stop_minutes"

    place: UUID
    scan: str
    pages: int
    signed_on: date
    team_signer: str
    unit_signer: str
    recorder: str


class StopMinutesRefused(Event, frozen=True, kw_only=True):
    """The inspected unit did not sign, for a reason; a witness is named where the team tells of it."""

    NAME = "findings.stop_minutes_refused"
    STREAM = "stop_minutes"

    place: UUID
    side: str
    name: str
    reason: str
    witness: str
    complete: bool


class StopMinutesDiscarded(Event, frozen=True, kw_only=True):
    """A draft was given up, for a reason."""

    NAME = "findings.stop_minutes_discarded"
    STREAM = "stop_minutes"

    reason: str
