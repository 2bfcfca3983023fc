"""Reads of the books for the rooms above; what an actor may see of them is decided there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.db.models import Count, Max, Min, Q

from motcua.kernel import clock
from motcua.ledger import access, guard
from motcua.ledger.events import Event
from motcua.ledger.feed import Told, told
from motcua.ledger.models import Access, AccessSeal, DutyRun, Entry, PrivatePart, Reader, Seal
from motcua.ledger.prepared import Prepared

_entries = Prepared(lambda stream: Entry.objects.filter(stream_id=stream).order_by("version"))
_parts = Prepared(lambda stream: PrivatePart.objects.filter(entry__stream_id=stream).order_by("ordinal"))


def stream(stream_id: UUID) -> list[Told]:
    """Return the entries of a stream in order, sealed or not; two reads."""
    parts: dict[UUID, list[PrivatePart]] = {}
    for part in _parts(stream_id):
        parts.setdefault(part.entry_id, []).append(part)
    return [told(entry, parts.get(entry.id, ())) for entry in _entries(stream_id)]


def stream_of(entry: UUID) -> UUID | None:
    """Return the stream an entry belongs to; for a reaction, which is told the entry alone."""
    return Entry.objects.filter(pk=entry).values_list("stream_id", flat=True).first()


def streams(stream_ids: Sequence[UUID]) -> list[Told]:
    """Return the entries of several streams, oldest first; two reads."""
    found = Entry.objects.filter(stream_id__in=stream_ids).order_by("at", "version")
    return [told(entry) for entry in found.prefetch_related("private_parts")]


def is_named(text: str, events: Iterable[type[Event]]) -> bool:
    """Say whether the open part of an entry of these events names ``text``. Reads them all: for rare questions."""
    names = [event.NAME for event in events]
    return Entry.objects.filter(event__in=names, payload__contains=text).exists()


@dataclass(frozen=True, slots=True)
class BooksState:
    """How the books stand: how much is written, how much sealed, what waits, which readers fail."""

    entries: int
    sealed: int
    waiting: int
    waiting_since: datetime | None
    last_seal: int | None
    last_seal_at: datetime | None
    access_days: int
    last_access_day: date | None
    guards_missing: tuple[str, ...]
    failing: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One line of the access log, as ids; the rooms above put names to them."""

    id: UUID
    at: datetime
    account: UUID
    unit: UUID | None
    channel: str
    purpose: str
    refused: bool
    what: str
    subjects: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """That a duty was done, for what and when, and what it answered."""

    duty: str
    subject: str
    period: str
    at: datetime
    outcome: str


def books_state() -> BooksState:
    """Return how the books stand, in six statements."""
    seal = Seal.objects.order_by("-number").first()
    waiting = Entry.objects.filter(position__isnull=True).aggregate(count=Count("id"), since=Min("at"))
    days = AccessSeal.objects.aggregate(count=Count("day"), last=Max("day"))
    sealed = seal.last if seal else 0
    failing = Reader.objects.filter(failures__gt=0).order_by("name").values_list("name", "failures", "last_error")
    return BooksState(
        entries=sealed + waiting["count"],
        sealed=sealed,
        waiting=waiting["count"],
        waiting_since=waiting["since"],
        last_seal=seal.number if seal else None,
        last_seal_at=seal.at if seal else None,
        access_days=days["count"],
        last_access_day=days["last"],
        guards_missing=tuple(guard.missing()),
        failing=tuple(failing),
    )


def access_rows(
    *,
    units: frozenset[UUID] | None,
    since: date,
    until: date,
    account: UUID | None = None,
    subject: UUID | None = None,
    refused: bool | None = None,
    before: UUID | None = None,
    limit: int = 50,
) -> list[AccessRow]:
    """Return the access log of the days ``since`` to ``until``, newest first, from the line before ``before`` on.

    ``units`` are whose lines are wanted (``None``: all); lines of nobody's unit (people not signed in, the system) are
    always among them. One statement.
    """
    found = Access.objects.filter(day__gte=since, day__lte=until)
    if units is not None:
        found = found.filter(Q(unit_id__in=units) | Q(unit_id__isnull=True))
    if account is not None:
        found = found.filter(account_id=account)
    if subject is not None:
        found = found.filter(Q(subject_id=subject) | Q(subjects__contains=subject.hex))
    if refused is not None:
        found = found.filter(outcome=access.REFUSED if refused else access.READ)
    if before is not None:
        found = found.filter(id__lt=before)
    return [_access_row(row) for row in found.order_by("-id")[:limit]]


def reads_about(subjects: Sequence[UUID], *, since: datetime, limit: int) -> list[AccessRow]:
    """Return who was shown data of any of these subjects since an instant, newest first. One statement."""
    about = Q()
    for subject in subjects:
        about |= Q(subject_id=subject) | Q(subjects__contains=subject.hex)
    found = Access.objects.filter(about, day__gte=clock.local(since).date(), at__gte=since, outcome=access.READ)
    return [_access_row(row) for row in found.order_by("-day", "-id")[:limit]]


def _access_row(row: Access) -> AccessRow:
    subjects = tuple(UUID(text) for text in msgspec.json.decode(row.subjects, type=list[str]))
    return AccessRow(
        row.id,
        row.at,
        row.account_id,
        row.unit_id,
        row.channel,
        row.purpose,
        row.outcome == access.REFUSED,
        row.what,
        subjects,
    )


def duty_runs(limit: int = 100) -> list[DutyRow]:
    """Return the duties done last, newest first."""
    rows = DutyRun.objects.order_by("-pk")[:limit]
    return [DutyRow(row.duty, row.subject, row.period, row.at, row.outcome) for row in rows]
