"""Events of certification: books opened, numbers taken, copies printed, compared, signed, handed over; days closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class CertificationBookOpened(Event, frozen=True, kw_only=True):
    """The book of a kind and year was opened; ``first`` is the first number taken here, after those of a paper book."""

    NAME = "certifications.book_opened"
    STREAM = "certification_book"

    centre: UUID
    kind: str
    year: int
    volume: str
    first: int


class OriginalTold(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the book: number, pages of the original, copies, fee in đồng."""

    id: UUID
    number: int
    pages: int
    copies: int
    fee: int


class CertificationReceived(Event, frozen=True, kw_only=True):
    """Somebody's originals got their numbers. ``names``, by line: what each paper is, in the requester's private part.

    ``began``: when the form was opened. ``bill`` where a fee is charged here; ``dossier`` where a slip was given before.
    """

    NAME = "certifications.received"
    STREAM = "certification"
    PERSONAL: ClassVar[dict[str, str]] = {"names": "requester"}

    book: UUID
    centre: UUID
    kind: str
    requester: UUID
    label: str
    day: date
    began: datetime | None
    dossier: UUID | None
    dossier_label: str
    bill: UUID | None
    signer: UUID
    signer_name: str
    signer_title: str
    signer_behalf: str
    originals: list[OriginalTold]
    names: dict[str, str] | str = ""


class StatementsPrinted(Event, frozen=True, kw_only=True):
    """Copies and statements lie printed on the table: typing and printing end here."""

    NAME = "certifications.printed"
    STREAM = "certification"

    copies: int


class CopiesCompared(Event, frozen=True, kw_only=True):
    """An official compared every copy with its original, page by page."""

    NAME = "certifications.compared"
    STREAM = "certification"

    copies: int


class CertificationSigned(Event, frozen=True, kw_only=True):
    """The person named on the statements signed them."""

    NAME = "certifications.signed"
    STREAM = "certification"

    copies: int


class CertificationHandedOver(Event, frozen=True, kw_only=True):
    """Originals and copies went back to whoever asked, with nothing owed."""

    NAME = "certifications.handed_over"
    STREAM = "certification"

    requester: UUID


class SignerNamed(Event, frozen=True, kw_only=True):
    """Somebody else will sign; statements are printed anew."""

    NAME = "certifications.signer_named"
    STREAM = "certification"

    signer: UUID
    signer_name: str
    signer_title: str
    signer_behalf: str


class OriginalCorrected(Event, frozen=True, kw_only=True):
    """A line of the book was corrected; what stood before is kept. ``again``: its copies are printed and compared anew."""

    NAME = "certifications.original_corrected"
    STREAM = "certification"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "requester", "reason": "requester"}

    requester: UUID
    correction: UUID
    original: UUID
    number: int
    pages: int
    copies: int
    fee: int
    bill: UUID | None
    again: bool
    name: str = ""
    reason: str = ""


class NumberCancelled(Event, frozen=True, kw_only=True):
    """A number was cancelled with its reason; it stays in the book and is never taken again."""

    NAME = "certifications.number_cancelled"
    STREAM = "certification"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "requester"}

    requester: UUID
    original: UUID
    number: int
    bill: UUID | None
    reason: str = ""


class CertificationCharged(Event, frozen=True, kw_only=True):
    """Its bill was opened anew: the one before was cancelled, or said more than stands now."""

    NAME = "certifications.charged"
    STREAM = "certification"

    bill: UUID | None


class DayTotal(msgspec.Struct, frozen=True, kw_only=True):
    """A day's totals of one kind: numbers that stand, numbers cancelled, pages of originals, copies, fees in đồng."""

    kind: str
    numbers: int
    cancelled: int
    pages: int
    copies: int
    fees: int


class CertificationDayClosed(Event, frozen=True, kw_only=True):
    """A day's books were closed: nothing of that day changes any more."""

    NAME = "certifications.day_closed"
    STREAM = "certification_day"

    centre: UUID
    day: date
    totals: list[DayTotal]
    note: str
