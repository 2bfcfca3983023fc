"""Events of findings: sheets of answers filled in at a stop, what was found there, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class PhotoTold(msgspec.Struct, frozen=True, kw_only=True):
    """A photograph by its content hash, with caption, instant and place as the device knew them (degrees, metres)."""

    sha256: str
    caption: str
    at: datetime | None
    latitude: float | None
    longitude: float | None
    accuracy: int | None


class VoiceTold(msgspec.Struct, frozen=True, kw_only=True):
    """A spoken note by its content hash, with its length in seconds."""

    sha256: str
    seconds: int


class AnswerTold(msgspec.Struct, frozen=True, kw_only=True):
    """What was said to one question, as XForms text; ``landing`` is what became of it (replaces, older, beside)."""

    id: UUID
    item: str
    value: str
    observed_at: datetime
    landing: str
    photos: list[PhotoTold]
    voices: list[VoiceTold]


class FileTold(msgspec.Struct, frozen=True, kw_only=True):
    """A file laid to something, by its content hash."""

    sha256: str
    filename: str


class SheetOpened(Event, frozen=True, kw_only=True):
    """A checklist was laid open at a stop; its version stays with the sheet."""

    NAME = "findings.sheet_opened"
    STREAM = "sheet"

    campaign: UUID
    stop: UUID
    place: UUID
    day: date
    version: UUID
    title: str


class AnswersNoted(Event, frozen=True, kw_only=True):
    """Somebody of the team answered questions of a sheet, perhaps hours before and without a line."""

    NAME = "findings.answers_noted"
    STREAM = "sheet"

    place: UUID
    answers: list[AnswerTold]


class AnswerSettled(Event, frozen=True, kw_only=True):
    """Of what several people answered to one question, one answer was chosen to hold."""

    NAME = "findings.answer_settled"
    STREAM = "sheet"

    item: str
    kept: UUID
    dropped: list[UUID]
    reason: str


class SheetFinished(Event, frozen=True, kw_only=True):
    """A sheet was finished: the points reached of the points that counted, and the questions left unanswered."""

    NAME = "findings.sheet_finished"
    STREAM = "sheet"

    sheet: UUID
    stop: UUID
    place: UUID
    points: int
    whole: int
    missing: list[str]
    words: str


class SheetReopened(Event, frozen=True, kw_only=True):
    """A finished sheet was opened again, with the reason."""

    NAME = "findings.sheet_reopened"
    STREAM = "sheet"

    reason: str


class FindingNoted(Event, frozen=True, kw_only=True):
    """Something was found at a stop: good, lacking, or said to be lacking without words."""

    NAME = "findings.finding_noted"
    STREAM = "finding"

    campaign: UUID
    stop: UUID
    place: UUID
    day: date
    kind: str
    severity: str
    item: str
    criterion: str
    ground: str
    words: str
    said_by: str
    sheet: UUID | None
    answer: UUID | None
    unit: UUID | None
    due: date | None
    due_words: str
    photos: list[PhotoTold]


class FindingCorrected(Event, frozen=True, kw_only=True):
    """What was noted of a finding was put right, with the reason."""

    NAME = "findings.finding_corrected"
    STREAM = "finding"

    severity: str
    criterion: str
    ground: str
    words: str
    said_by: str
    reason: str


class FindingDescribed(Event, frozen=True, kw_only=True):
    """A shortcoming that had been pointed out without words was put in words."""

    NAME = "findings.finding_described"
    STREAM = "finding"

    severity: str
    criterion: str
    ground: str
    words: str


class FindingWithdrawn(Event, frozen=True, kw_only=True):
    """A finding was taken back as noted by mistake, with the reason."""

    NAME = "findings.finding_withdrawn"
    STREAM = "finding"

    reason: str


class RemedyAsked(Event, frozen=True, kw_only=True):
    """Who is to put a shortcoming right, and until the end of which day, was set or changed."""

    NAME = "findings.remedy_asked"
    STREAM = "finding"

    place: UUID
    unit: UUID | None
    due: date | None
    due_words: str
    reason: str


class FindingExplained(Event, frozen=True, kw_only=True):
    """The inspected unit said what it has to say about a finding."""

    NAME = "findings.finding_explained"
    STREAM = "finding"

    place: UUID
    words: str


class ProofSubmitted(Event, frozen=True, kw_only=True):
    """The unit says that a shortcoming is put right, and shows it; ``team``: the units whose people look again."""

    NAME = "findings.proof_submitted"
    STREAM = "finding"

    place: UUID
    team: list[UUID]
    words: str
    files: list[FileTold]


class FindingRechecked(Event, frozen=True, kw_only=True):
    """Somebody looked again, on site or at the papers: closed, or open still with the reason."""

    NAME = "findings.finding_rechecked"
    STREAM = "finding"

    place: UUID
    closed: bool
    on_site: bool
    stop: UUID | None
    words: str
    photos: list[PhotoTold]


class FindingReopened(Event, frozen=True, kw_only=True):
    """A closed shortcoming turned out to be there still."""

    NAME = "findings.finding_reopened"
    STREAM = "finding"

    place: UUID
    words: str
    due: date | None


class FindingOverdueNoticed(Event, frozen=True, kw_only=True):
    """The day by which a shortcoming was to be put right has passed; told once for each day set."""

    NAME = "findings.finding_overdue_noticed"
    STREAM = "finding"

    place: UUID
    due: date
    criterion: str
