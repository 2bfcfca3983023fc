"""Events of conclusions: what was said at a working session or found by an inspection, as a paper with its sentences.

The values a conclusion is made of stand here too: commands take them, rules judge them, and whoever hears that one was
signed finds its sentences whole, each with an id that never changes.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from motcua.ledger.events import Event

ASKING: Final = ("request", "instruction")
"""Kinds of sentences that ask somebody for something: whoever keeps tasks makes one of each."""


class AboutTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a sentence speaks of: the kind of thing, its id, and how it was called then."""

    kind: str
    id: UUID
    words: str


class DueTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By when something is asked: the words of the sentence, how they are read, and the day they name.

    ``day`` is the day as written: of «trước ngày 25/6» the 25th, although the 24th is the last day in time.
    """

    words: str = ""
    kind: str = "none"
    day: date | None = None


class SentenceTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence, or the heading of a section (kind ``heading``).

    ``units`` and ``group`` say whom it asks: bodies of the books, and the words of a group whose members nobody named.
    ``joined``: it goes on in the paragraph before. ``open``: its list ends with «…» and may be added to.
    """

    id: UUID
    kind: str
    words: str
    units: list[UUID] = []
    group: str = ""
    due: DueTold = DueTold()
    joined: bool = False
    open: bool = False
    about: list[AboutTold] = []


class PersonTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who was there, titles as on that day; ``name`` stays empty where only a unit was told."""

    official: UUID | None = None
    name: str = ""
    titles: str = ""
    unit: UUID | None = None
    unit_name: str = ""


class RecipientTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of «nơi nhận»; ``unit`` where it is a body of the books, which then reads the conclusion here."""

    words: str
    unit: UUID | None = None


class HeadTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything of a conclusion but its sentences.

    ``occasion`` is the id of a campaign's stop, where there is one. ``half`` is the half-day: ``am``, ``pm`` or empty.
    ``symbol`` is what follows the number («TB-UBND»), ``signs_as`` the lines over the signer's name.
    """

    title: str
    places: list[UUID]
    spoken_on: date
    half: str = ""
    occasion: UUID | None = None
    occasion_words: str = ""
    venue: str = ""
    speaker: PersonTold = PersonTold()
    attended: list[PersonTold] = []
    basis: list[str] = []
    opening: str = ""
    report_on: date | None = None
    recipients: list[RecipientTold] = []
    symbol: str = ""
    signs_as: str = ""


class ConclusionDrafted(Event, frozen=True, kw_only=True):
    """A conclusion was begun: a leader's, spoken at a session, or an inspection's.

    ``replaces`` names the one it is to replace; it then begins with copies of that one's sentences.
    """

    NAME = "conclusions.conclusion_drafted"
    STREAM = "conclusion"

    issuer: UUID
    place: UUID
    unit: UUID
    genre: str
    replaces: UUID | None
    head: HeadTold
    sentences: list[SentenceTold]


class ConclusionSaved(Event, frozen=True, kw_only=True):
    """A draft was written on: the whole of it as it stands now, so that every version can be read again."""

    NAME = "conclusions.conclusion_saved"
    STREAM = "conclusion"

    head: HeadTold
    sentences: list[SentenceTold]


class ConclusionSubmitted(Event, frozen=True, kw_only=True):
    """A draft was laid before the signer as the very file to be signed."""

    NAME = "conclusions.conclusion_submitted"
    STREAM = "conclusion"

    issuer: UUID
    place: UUID
    title: str
    round: int
    paper: str


class ConclusionReturned(Event, frozen=True, kw_only=True):
    """Whoever was to sign sent the draft back, saying what to change."""

    NAME = "conclusions.conclusion_returned"
    STREAM = "conclusion"

    place: UUID
    unit: UUID
    title: str
    remarks: str


class ConclusionTakenBack(Event, frozen=True, kw_only=True):
    """The writers took a submitted draft back before it was signed."""

    NAME = "conclusions.conclusion_taken_back"
    STREAM = "conclusion"


class ConclusionDiscarded(Event, frozen=True, kw_only=True):
    """A draft was given up, with the reason; nothing was ever signed."""

    NAME = "conclusions.conclusion_discarded"
    STREAM = "conclusion"

    reason: str


class ConclusionSigned(Event, frozen=True, kw_only=True):
    """A conclusion was signed and will not change any more; its sentences as signed.

    ``way``: in the system, with one's own token, or on paper. ``file`` is what was signed, or the scan of the paper.
    """

    NAME = "conclusions.conclusion_signed"
    STREAM = "conclusion"

    conclusion: UUID
    issuer: UUID
    place: UUID
    title: str
    genre: str
    spoken_on: date
    speaker: PersonTold
    places: list[UUID]
    occasion: UUID | None
    sentences: list[SentenceTold]
    way: str
    signer_name: str
    signer_title: str
    signed_on: date
    file: str
    serial: str
    trial: bool


class ConclusionNumbered(Event, frozen=True, kw_only=True):
    """A signed conclusion got its number and day. ``own``: from the body's own register, not from ours."""

    NAME = "conclusions.conclusion_numbered"
    STREAM = "conclusion"

    number: int
    text: str
    issued_on: date
    own: bool


class ConclusionPublished(Event, frozen=True, kw_only=True):
    """A conclusion went out: to every place it speaks of and to the bodies among its recipients."""

    NAME = "conclusions.conclusion_published"
    STREAM = "conclusion"

    conclusion: UUID
    place: UUID
    title: str
    text: str
    units: list[UUID]
    replaces: UUID | None


class ConclusionReceived(Event, frozen=True, kw_only=True):
    """Somebody of a recipient said that the conclusion has arrived."""

    NAME = "conclusions.conclusion_received"
    STREAM = "conclusion"

    units: list[UUID]


class ConclusionCorrected(Event, frozen=True, kw_only=True):
    """A corrigendum was issued: what stood there, what is to be read instead. The signed paper stays as it is."""

    NAME = "conclusions.conclusion_corrected"
    STREAM = "conclusion"

    corrigendum: UUID
    number: str
    issued_on: date
    sentence: UUID | None
    wrong: str
    right: str
    reason: str


class ConclusionReplaced(Event, frozen=True, kw_only=True):
    """Another conclusion went out in place of this one."""

    NAME = "conclusions.conclusion_replaced"
    STREAM = "conclusion"

    by: UUID


class ConclusionWithdrawn(Event, frozen=True, kw_only=True):
    """A signed conclusion was withdrawn, with the reason; it stays readable and is marked."""

    NAME = "conclusions.conclusion_withdrawn"
    STREAM = "conclusion"

    reason: str
