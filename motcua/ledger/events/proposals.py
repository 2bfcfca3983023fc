"""Events of proposals: what communes find difficult and ask for, to whom it went, what was answered, what belongs together.

Whoever acts is in the entry itself. Nothing here is about a citizen.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class FactTold(msgspec.Struct, frozen=True, kw_only=True):
    """What a book of another room said: which book, its words, as of when, and the address of the rows behind it."""

    evidence: UUID
    book: str
    words: str
    values: dict[str, object]
    as_of: datetime
    href: str


class FileTold(msgspec.Struct, frozen=True, kw_only=True):
    """A picture or paper kept as evidence, by the hash of its content."""

    evidence: UUID
    sha256: str
    filename: str


class FilingOpened(Event, frozen=True, kw_only=True):
    """A commune began a list of difficulties and proposals; ``first`` items came with it, later ones are additions."""

    NAME = "proposals.filing_opened"
    STREAM = "filing"

    place: UUID
    unit: UUID
    title: str
    occasion: str
    visit: UUID | None
    visit_words: str
    first: int
    listed_open: bool


class FilingChanged(Event, frozen=True, kw_only=True):
    """Title or occasion of a list was put right, or it was said whether the list is whole."""

    NAME = "proposals.filing_changed"
    STREAM = "filing"

    title: str
    occasion: str
    visit: UUID | None
    visit_words: str
    listed_open: bool
    reason: str


class ProposalFiled(Event, frozen=True, kw_only=True):
    """A commune filed a difficulty or a proposal; it went to ``units`` by the usual way, the first of them leads."""

    NAME = "proposals.proposal_filed"
    STREAM = "proposal"

    filing: UUID
    ordinal: int
    place: UUID
    unit: UUID
    post: str
    kind: str
    category: str
    statement: str
    purpose: str
    priority: str
    cost: int | None
    cost_basis: str
    solver: str
    difficulties: list[UUID]
    units: list[UUID]


class ProposalCorrected(Event, frozen=True, kw_only=True):
    """The commune put its own words right before an answer, with the reason."""

    NAME = "proposals.proposal_corrected"
    STREAM = "proposal"

    category: str
    statement: str
    purpose: str
    priority: str
    cost: int | None
    cost_basis: str
    solver: str
    difficulties: list[UUID]
    reason: str


class EvidenceAttached(Event, frozen=True, kw_only=True):
    """Facts of other books, as they were at that instant, and files were put beside a proposal."""

    NAME = "proposals.evidence_attached"
    STREAM = "proposal"

    facts: list[FactTold]
    files: list[FileTold]


class EvidenceSetAside(Event, frozen=True, kw_only=True):
    """A piece of evidence no longer counts; it stays readable."""

    NAME = "proposals.evidence_set_aside"
    STREAM = "proposal"

    evidence: UUID
    reason: str


class ProposalRouted(Event, frozen=True, kw_only=True):
    """A steering office sent a proposal to other units; the first of them leads."""

    NAME = "proposals.proposal_routed"
    STREAM = "proposal"

    place: UUID
    units: list[UUID]
    reason: str


class ProposalAnswered(Event, frozen=True, kw_only=True):
    """A proposal got an answer: accepted, answered, answered in part, refused or sent to somebody above.

    ``unit`` answers. ``forwarded`` is the unit above where these books know it, ``forwarded_to`` its name in words.
    ``common`` and ``conclusion`` say that the words stand there.
    """

    NAME = "proposals.proposal_answered"
    STREAM = "proposal"

    place: UUID
    answer: UUID
    outcome: str
    words: str
    promised_by: date | None
    directive: UUID | None
    open_part: str
    unit: UUID | None
    unit_name: str
    forwarded: UUID | None
    forwarded_to: str
    common: UUID | None
    conclusion: UUID | None


class AnswerCorrected(Event, frozen=True, kw_only=True):
    """The words or the day of an answer were put right, with the reason; what was said before stays in the history."""

    NAME = "proposals.answer_corrected"
    STREAM = "proposal"

    answer: UUID
    words: str
    promised_by: date | None
    reason: str


class AnswerAcknowledged(Event, frozen=True, kw_only=True):
    """The commune said whether the answer is clear to it or not satisfying."""

    NAME = "proposals.answer_acknowledged"
    STREAM = "proposal"

    place: UUID
    satisfied: bool
    words: str


class ProposalReopened(Event, frozen=True, kw_only=True):
    """The commune said that the answer does not answer: it waits again, with the same units."""

    NAME = "proposals.proposal_reopened"
    STREAM = "proposal"

    place: UUID
    units: list[UUID]
    reason: str


class ProposalWithdrawn(Event, frozen=True, kw_only=True):
    """The commune took a proposal back, with the reason."""

    NAME = "proposals.proposal_withdrawn"
    STREAM = "proposal"

    reason: str


class CommonJoined(Event, frozen=True, kw_only=True):
    """A proposal was counted to a common matter."""

    NAME = "proposals.common_joined"
    STREAM = "proposal"

    common: UUID


class CommonLeft(Event, frozen=True, kw_only=True):
    """A proposal was taken out of its common matter again."""

    NAME = "proposals.common_left"
    STREAM = "proposal"

    common: UUID
    reason: str


class CommonMade(Event, frozen=True, kw_only=True):
    """A steering office named a matter that several communes ask about."""

    NAME = "proposals.common_made"
    STREAM = "common_matter"

    place: UUID
    title: str
    category: str
    lead: UUID | None


class CommonChanged(Event, frozen=True, kw_only=True):
    """Title, category or lead of a common matter was put right, or it was closed or opened again."""

    NAME = "proposals.common_changed"
    STREAM = "common_matter"

    title: str
    category: str
    lead: UUID | None
    open: bool
    reason: str


class CommonAnswered(Event, frozen=True, kw_only=True):
    """A common matter was answered for every proposal counted to it that still waited."""

    NAME = "proposals.common_answered"
    STREAM = "common_matter"

    common: UUID
    answer: UUID
    outcome: str
    words: str
    promised_by: date | None
    directive: UUID | None
    unit: UUID | None
    unit_name: str


class RoutingSet(Event, frozen=True, kw_only=True):
    """A steering office said to which units matters of a category go in its place; no unit: the usual way again."""

    NAME = "proposals.routing_set"
    STREAM = "proposal_routing"

    place: UUID
    category: str
    units: list[UUID]
    reason: str
