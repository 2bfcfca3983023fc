"""Events of parties: what became known about a person or an organisation, and who may stand in for whom."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class NumberGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number of a paper, as it was recorded: kind, value, when and by whom issued."""

    kind: str
    value: str
    issued_on: str = ""
    issued_by: str = ""


class FieldChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field of a record, before and after a correction."""

    field: str
    old: str
    new: str


class PartyRegistered(Event, frozen=True, kw_only=True):
    """A person or an organisation became known: from a scanned card, from what was typed, from another system."""

    NAME = "parties.registered"
    STREAM = "person"
    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(
        ("name", "born", "sex", "nationality", "address", "phone", "email", "numbers"), "party"
    )

    party: UUID
    kind: str
    source: str
    name: str
    born: str = ""
    sex: str = ""
    nationality: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    numbers: list[NumberGiven] = []


class PartyCorrected(Event, frozen=True, kw_only=True):
    """Fields of a record were put right, on a ground; the old values stay readable here."""

    NAME = "parties.corrected"
    STREAM = "person"
    PERSONAL: ClassVar[dict[str, str]] = {"changes": "party", "ground": "party"}

    party: UUID
    fields: list[str]
    changes: list[FieldChange] = []
    ground: str = ""


class IdentifierAdded(Event, frozen=True, kw_only=True):
    """A number of a paper was recorded for a party; ``current`` is false for a paper no longer in use."""

    NAME = "parties.identifier_added"
    STREAM = "person"
    PERSONAL: ClassVar[dict[str, str]] = {"number": "party"}

    party: UUID
    identifier: UUID
    kind: str
    current: bool
    number: NumberGiven | None = None


class IdentifierWithdrawn(Event, frozen=True, kw_only=True):
    """A number recorded by mistake was taken back, on a ground."""

    NAME = "parties.identifier_withdrawn"
    STREAM = "person"
    PERSONAL: ClassVar[dict[str, str]] = {"ground": "party"}

    party: UUID
    identifier: UUID
    ground: str = ""


class ProxyRecorded(Event, frozen=True, kw_only=True):
    """A person may stand in for the principal: by relationship or power of attorney, for what, from when to when."""

    NAME = "parties.proxy_recorded"
    STREAM = "person"
    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("relationship", "about", "paper"), "principal")

    principal: UUID
    proxy: UUID
    person: UUID
    matter: str
    scope: str
    certified: bool
    valid_from: date
    valid_to: date | None
    relationship: str = ""
    about: str = ""
    paper: str = ""


class ProxyRevoked(Event, frozen=True, kw_only=True):
    """A person may no longer stand in for the principal."""

    NAME = "parties.proxy_revoked"
    STREAM = "person"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "principal"}

    principal: UUID
    proxy: UUID
    reason: str = ""


class ConsentGiven(Event, frozen=True, kw_only=True):
    """A person agreed to a use of their data that the law does not order anyway; ``scope`` says how far (from version 2)."""

    NAME = "parties.consent_given"
    VERSION = 2
    STREAM = "person"
    PERSONAL: ClassVar[dict[str, str]] = {"evidence": "party", "scope": "party"}

    party: UUID
    consent: UUID
    purpose: str
    manner: str
    scope: str = ""
    evidence: str = ""


class ConsentWithdrawn(Event, frozen=True, kw_only=True):
    """A person took back their agreement; what was done before stays lawful."""

    NAME = "parties.consent_withdrawn"
    STREAM = "person"

    party: UUID
    consent: UUID
    purpose: str
    manner: str


class PartiesMerged(Event, frozen=True, kw_only=True):
    """Two records were found to be one person: this stream's record stands aside, ``remaining`` speaks for both."""

    NAME = "parties.merged"
    STREAM = "person"
    PERSONAL: ClassVar[dict[str, str]] = {"ground": "party"}

    party: UUID
    remaining: UUID
    score: int
    ground: str = ""


class PartiesUnmerged(Event, frozen=True, kw_only=True):
    """A merging was undone: this stream's record stands for itself again."""

    NAME = "parties.unmerged"
    STREAM = "person"
    PERSONAL: ClassVar[dict[str, str]] = {"ground": "party"}

    party: UUID
    remaining: UUID
    ground: str = ""
