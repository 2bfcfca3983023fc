"""The book as a list: by words or number, kind and days, a page at a time, with the sums of all that was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from motcua.certifications.models import Original
from motcua.certifications.policies import centre_of
from motcua.certifications.queries.certification import ERASED, people
from motcua.certifications.rules import Kind
from motcua.kernel.text import clean, fold
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.parties.queries.cards import ids_of

PAGE = 50
FOUND_MOST = 50
"""Requesters looked for by name at once."""
PURPOSE = "Sổ chứng thực"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: words or a number, a kind, days (both included), only cancelled numbers."""

    text: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class BookRow:
    """A line of the book."""

    id: UUID
    certification: UUID
    kind: Kind
    number: int
    year: int
    day: date
    requester: str
    name: str
    pages: int
    copies: int
    fee: int
    signer: str
    signer_title: str
    signed_at: datetime | None
    cancelled_at: datetime | None
    cancelled_why: str


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page: ``copies``, ``pages_of`` and ``fees`` sum all that was found and stands."""

    rows: tuple[BookRow, ...]
    count: int
    page: int
    pages: int
    numbers: int
    pages_of: int
    copies: int
    fees: int


def lines(actor: Actor, asked: Asked, page: int = 1, size: int = PAGE) -> BookPage:
    """Return a page of the lines looked for, the newest first; the read of their requesters is logged."""
    found = _narrowed(actor, asked)
    count = found.count()
    pages = max(1, -(-count // size))
    page = min(max(1, page), pages)
    standing = found.filter(cancelled_at__isnull=True)
    sums = standing.aggregate(sheets=Sum("pages"), sets=Sum("copies"), fees=Sum("fee"))
    ordered = found.select_related("certification", "book").order_by("-certification__day", "-number", "-pk")
    rows = _rows(actor, list(ordered[(page - 1) * size : page * size]))
    return BookPage(
        rows,
        count,
        page,
        pages,
        standing.count(),
        sums["sheets"] or 0,
        sums["sets"] or 0,
        sums["fees"] or 0,
    )


def every(actor: Actor, asked: Asked, most: int) -> tuple[BookRow, ...]:
    """Return up to ``most`` of the lines looked for in the order of the book, for a sheet or a printed page."""
    ordered = _narrowed(actor, asked).select_related("certification", "book")
    return _rows(actor, list(ordered.order_by("certification__day", "certification__kind", "number")[:most]))


def _narrowed(actor: Actor, asked: Asked) -> QuerySet[Original]:
    rows = Original.objects.filter(certification__centre=centre_of(actor), certification__realm=actor.realm)
    text = clean(asked.text, 80)
    if text:
        if text.isascii() and text.isdigit() and len(text) <= 9:
            wanted = Q(number=int(text))
        else:
            wanted = Q(folded__contains=fold(text)) | Q(certification__label__icontains=text)
        wanted |= Q(certification__requester__in=ids_of(text, actor, limit=FOUND_MOST))
        rows = rows.filter(wanted)
    if asked.kind in set(Kind):
        rows = rows.filter(certification__kind=asked.kind)
    if asked.since is not None:
        rows = rows.filter(certification__day__gte=asked.since)
    if asked.until is not None:
        rows = rows.filter(certification__day__lte=asked.until)
    return rows.filter(cancelled_at__isnull=False) if asked.cancelled else rows


def _rows(actor: Actor, found: list[Original]) -> tuple[BookRow, ...]:
    known = people({one.certification_id: one.certification for one in found}.values())
    access.read(actor, "certifications.book", sorted(known), purpose=PURPOSE)
    return tuple(
        BookRow(
            id=one.id,
            certification=one.certification_id,
            kind=Kind(one.certification.kind),
            number=one.number,
            year=one.book.year,
            day=one.certification.day,
            requester=known[one.certification.requester_id].name if one.certification.requester_id in known else ERASED,
            name=one.name or ERASED,
            pages=one.pages,
            copies=one.copies,
            fee=one.fee,
            signer=one.certification.signer_name,
            signer_title=one.certification.signer_title,
            signed_at=one.certification.signed_at,
            cancelled_at=one.cancelled_at,
            cancelled_why=one.cancelled_why,
        )
        for one in found
    )
