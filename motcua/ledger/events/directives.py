"""Events of directives: what somebody above ordered, who must do it by when, what came of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class TaskTold(msgspec.Struct, frozen=True, kw_only=True):
    """The work with five of the six clear things (the sixth is its time), and who shares it."""

    title: str
    place: UUID
    lead: UUID | None
    co_owners: list[UUID]
    group_words: str
    person: UUID | None
    leader: UUID | None
    product: str
    evidence: str
    authority: str
    target_words: str


class DueTold(msgspec.Struct, frozen=True, kw_only=True):
    """How the time was said and which day is the last in time (``None``: none yet)."""

    due_kind: str
    due_day: date | None
    starts_on: date | None
    occasion: UUID | None
    anchor_unit: UUID | None
    offset_days: int
    until: date | None
    repeat: str
    repeat_day: int


class SourceTold(msgspec.Struct, frozen=True, kw_only=True):
    """What it was born from: the thing, the very sentence, the document, and whose word it goes back to."""

    source_kind: str
    source: UUID | None
    source_words: str
    document_number: str
    document_date: date | None
    issuer_words: str
    origin: str


class FileTold(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of evidence by the hash of its content."""

    sha256: str
    filename: str


class LinkTold(msgspec.Struct, frozen=True, kw_only=True):
    """Something elsewhere in the books that a report points at."""

    kind: str
    thing: UUID | None
    words: str


class DirectiveOpened(Event, frozen=True, kw_only=True):
    """A directive was written down, with whatever is known of it; it is not given to anybody yet."""

    NAME = "oversight.directive_opened"
    STREAM = "directive"

    task: TaskTold
    due: DueTold
    origin: SourceTold
    keeper: UUID
    keeper_place: UUID
    parent: UUID | None
    plan: UUID | None
    period: str
    lacking: int


class DirectiveDescribed(Event, frozen=True, kw_only=True):
    """Work, units, people, product or authority of a directive were filled in or changed."""

    NAME = "oversight.directive_described"
    STREAM = "directive"

    task: TaskTold
    origin: SourceTold
    lacking: int
    reason: str


class DirectiveDueSet(Event, frozen=True, kw_only=True):
    """A directive got a day, or another one, from whoever issued it."""

    NAME = "oversight.directive_due_set"
    STREAM = "directive"

    due: DueTold
    before: date | None
    lacking: int
    reason: str


class DirectiveStarted(Event, frozen=True, kw_only=True):
    """A directive was given to its leading unit: all six are clear."""

    NAME = "oversight.directive_started"
    STREAM = "directive"

    title: str
    place: UUID
    lead: UUID
    co_owners: list[UUID]
    keeper_place: UUID
    until: date


class DirectiveReported(Event, frozen=True, kw_only=True):
    """The leading unit said how far it is, with evidence and what stands in the way."""

    NAME = "oversight.directive_reported"
    STREAM = "directive"

    percent: int
    words: str
    obstacle: str
    links: list[LinkTold]
    files: list[FileTold]


class DirectiveExtensionAsked(Event, frozen=True, kw_only=True):
    """The leading unit asked for a later day."""

    NAME = "oversight.directive_extension_asked"
    STREAM = "directive"

    day: date
    reason: str


class DirectiveExtensionDecided(Event, frozen=True, kw_only=True):
    """A later day was granted or refused."""

    NAME = "oversight.directive_extension_decided"
    STREAM = "directive"

    granted: bool
    day: date
    before: date | None
    words: str


class DirectiveOffered(Event, frozen=True, kw_only=True):
    """The leading unit says the work is done and asks for its acceptance, with the product."""

    NAME = "oversight.directive_offered"
    STREAM = "directive"

    words: str
    links: list[LinkTold]
    files: list[FileTold]


class DirectiveAccepted(Event, frozen=True, kw_only=True):
    """The product was accepted by whoever issued the directive, or on their behalf; ``late`` in days."""

    NAME = "oversight.directive_accepted"
    STREAM = "directive"

    words: str
    offered_on: date
    until: date | None
    late: int


class DirectiveReturned(Event, frozen=True, kw_only=True):
    """The product was not good enough and the work goes on."""

    NAME = "oversight.directive_returned"
    STREAM = "directive"

    reason: str


class DirectiveCancelled(Event, frozen=True, kw_only=True):
    """A directive was called off, or another one stands in its place."""

    NAME = "oversight.directive_cancelled"
    STREAM = "directive"

    reason: str
    replaced_by: UUID | None


class DirectiveReopened(Event, frozen=True, kw_only=True):
    """What was accepted or called off goes on."""

    NAME = "oversight.directive_reopened"
    STREAM = "directive"

    reason: str
    state: str


class DirectiveTakenOver(Event, frozen=True, kw_only=True):
    """A successor signed for the directive of a body that has ended."""

    NAME = "oversight.directive_taken_over"
    STREAM = "directive"

    keeper: UUID
    keeper_place: UUID
    before: UUID
    ground: str


class DirectiveDueMoved(Event, frozen=True, kw_only=True):
    """The event or the operating day that the time hangs on moved, and the last day in time with it."""

    NAME = "oversight.directive_due_moved"
    STREAM = "directive"

    day: date
    until: date
    before: date | None
    why: str


class DirectiveNoticed(Event, frozen=True, kw_only=True):
    """The last day is near (1), over (2), long over: told to the accountable leader (3), to the steering office (4)."""

    NAME = "oversight.directive_noticed"
    STREAM = "directive"

    degree: int
    title: str
    place: UUID
    lead: UUID
    keeper_place: UUID
    until: date
    late: int


class DirectiveLessonKept(Event, frozen=True, kw_only=True):
    """What is to be learned from it was written down (rút kinh nghiệm)."""

    NAME = "oversight.directive_lesson_kept"
    STREAM = "directive"

    words: str
