"""Events of documents: with which certificate somebody signs in the system. Keys and passwords are in no event."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from motcua.ledger.events import Event


class CertificateKept(Event, frozen=True, kw_only=True):
    """Somebody gave the file certificate of a post to be kept, so that they can sign in the system."""

    NAME = "documents.certificate_kept"
    STREAM = "signing_certificate"
    PERSONAL: ClassVar[dict[str, str]] = {"subject": "official"}

    official: UUID
    post: UUID
    subject: str
    issuer: str
    serial: str
    valid_to: datetime
    trial: bool


class CertificateWithdrawn(Event, frozen=True, kw_only=True):
    """A kept certificate is no longer used; its key was erased from the system."""

    NAME = "documents.certificate_withdrawn"
    STREAM = "signing_certificate"

    official: UUID
    serial: str
    reason: str
