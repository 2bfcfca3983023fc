"""Events of the register of decisions, leading documents and commitments. Who signed is named as the paper names them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class MemberTold(msgspec.Struct, frozen=True):
    """Somebody a document names, and their task; ``official`` where they are in our books."""

    name: str
    official: UUID | None
    task: str


class DocumentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the register says of a document; ``valid_to`` is exclusive."""

    kind: str
    number: str
    issued_on: date
    side: str
    issuer: str
    issuer_unit: UUID | None
    abstract: str
    theme: str
    theme_year: int | None
    valid_from: date
    valid_to: date | None
    due_on: date | None
    replaces: UUID | None
    members: list[MemberTold]


class DocumentRegistered(Event, frozen=True, kw_only=True):
    """A document of a place was entered in the register, with its file where there is one."""

    NAME = "decisions.document_registered"
    STREAM = "register_document"

    place: UUID
    facts: DocumentFacts
    sha256: str
    filename: str


class DocumentCorrected(Event, frozen=True, kw_only=True):
    """What the register says of a document was put right, with the reason."""

    NAME = "decisions.document_corrected"
    STREAM = "register_document"

    facts: DocumentFacts
    reason: str


class DocumentFiled(Event, frozen=True, kw_only=True):
    """The file of a document was added, or another one put in its place."""

    NAME = "decisions.document_filed"
    STREAM = "register_document"

    sha256: str
    filename: str
    before: str


class DocumentRevoked(Event, frozen=True, kw_only=True):
    """A document was withdrawn by who issued it: without effect from ``revoked_on``."""

    NAME = "decisions.document_revoked"
    STREAM = "register_document"

    revoked_on: date
    reason: str


class DocumentRestored(Event, frozen=True, kw_only=True):
    """That a document was withdrawn had been entered wrongly; it stands as before."""

    NAME = "decisions.document_restored"
    STREAM = "register_document"

    reason: str


class PersonAsked(msgspec.Struct, frozen=True):
    """One official asked by name."""

    official: UUID
    name: str


class CommitmentAsked(Event, frozen=True, kw_only=True):
    """Officials were asked to sign a commitment; ``units`` or ``people`` by the audience."""

    NAME = "decisions.commitment_asked"
    STREAM = "commitment"

    place: UUID
    theme: str
    theme_year: int
    text: str
    asked_by: str
    asked_on: date
    sign_by: date | None
    audience: str
    units: list[UUID]
    people: list[PersonAsked]
    document: UUID | None
    renews: UUID | None


class CommitmentCorrected(Event, frozen=True, kw_only=True):
    """Who asked, by when, or whom, was put right; the text is not: that is what people signed."""

    NAME = "decisions.commitment_corrected"
    STREAM = "commitment"

    asked_by: str
    sign_by: date | None
    units: list[UUID]
    people: list[PersonAsked]
    document: UUID | None
    reason: str


class SignatureTold(msgspec.Struct, frozen=True):
    """Whose signature it is, as they were on the day."""

    id: UUID
    official: UUID
    name: str
    title: str
    unit_name: str


class CommitmentSigned(Event, frozen=True, kw_only=True):
    """Officials signed: themselves (one), or on a paper whose scan was taken in. ``left`` had not signed afterwards."""

    NAME = "decisions.commitment_signed"
    STREAM = "commitment"

    signatures: list[SignatureTold]
    way: str
    signed_on: date
    sha256: str
    serial: str
    left: int


class SignatureStruck(Event, frozen=True, kw_only=True):
    """A signature entered from a paper by mistake was struck."""

    NAME = "decisions.signature_struck"
    STREAM = "commitment"

    signature: UUID
    official: UUID
    reason: str


class CommitmentReminded(Event, frozen=True, kw_only=True):
    """Somebody asked has not signed: ``missing`` of them, in these ``units``; ``late`` after the day set."""

    NAME = "decisions.commitment_reminded"
    STREAM = "commitment"

    place: UUID
    theme: str
    theme_year: int
    missing: int
    units: list[UUID]
    late: bool


class CommitmentEnded(Event, frozen=True, kw_only=True):
    """A commitment was withdrawn, or gave way to that of another year (``renewed``)."""

    NAME = "decisions.commitment_ended"
    STREAM = "commitment"

    renewed: bool
    reason: str
