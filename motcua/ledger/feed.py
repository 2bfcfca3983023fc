"""The feed: sealed entries in their order, and the readers that react to them later.

A later reaction is a reader with a place in the feed. It is retried until it succeeds, in order, so it must be
idempotent; its trouble is a row an operator sees. No second queue is needed: the books are the outbox.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from motcua.ledger.events import Event, join
from motcua.ledger.models import Entry, PrivatePart, Reader

log = logging.getLogger("motcua.feed")

RETRY_FIRST = timedelta(seconds=5)
RETRY_MOST = timedelta(hours=1)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Told:
    """A sealed entry as the feed tells it: its place, identity and the event, personal fields included if kept."""

    position: int
    entry: UUID
    stream_kind: str
    stream_id: UUID
    version: int
    realm: str
    at: datetime
    account: UUID
    unit: UUID | None
    event: Event


Handler = Callable[[Told], None]
_readers: dict[str, tuple[frozenset[str], Handler]] = {}


def react_later(name: str, events: tuple[type[Event], ...], handler: Handler) -> None:
    """Call ``handler`` for each sealed entry of ``events``, after commit, in order. Wired in ``config/wiring.py``."""
    _readers[name] = (frozenset(event.NAME for event in events), handler)


def tell(after: int, *, limit: int = BATCH, events: frozenset[str] | None = None) -> Iterator[Told]:
    """Yield up to ``limit`` sealed entries after the place ``after``, in order, optionally of some events only."""
    found = Entry.objects.filter(position__gt=after).order_by("position")
    if events is not None:
        found = found.filter(event__in=events)
    for entry in found.prefetch_related("private_parts")[:limit]:
        yield told(entry)


def told(entry: Entry, parts: Iterable[PrivatePart] | None = None) -> Told:
    """Return an entry as the feed tells it, with its kept private parts: ``parts``, else those fetched with it."""
    kept = sorted(entry.private_parts.all() if parts is None else parts, key=lambda part: part.ordinal)
    return Told(
        position=entry.position or 0,
        entry=entry.id,
        stream_kind=entry.stream_kind,
        stream_id=entry.stream_id,
        version=entry.version,
        realm=entry.realm,
        at=entry.at,
        account=entry.account_id,
        unit=entry.unit_id,
        event=join(entry.event, entry.payload, [part.payload for part in kept]),
    )


def histories(kind: str, realm: str) -> Iterator[list[Told]]:
    """Yield the history of each stream of ``kind`` in a realm, one after another, without what is personal in it."""
    entries = Entry.objects.filter(stream_kind=kind, realm=realm).order_by("stream_id", "version")
    for _, group in groupby(entries.iterator(chunk_size=BATCH), key=lambda entry: entry.stream_id):
        yield [told(entry, ()) for entry in group]


def run_readers() -> int:
    """Let every reader read on; return how many entries were handled. Trouble of one does not stop another."""
    return sum(_run(name, events, handler) for name, (events, handler) in sorted(_readers.items()))


def _run(name: str, events: frozenset[str], handler: Handler) -> int:
    now = datetime.now(UTC)
    reader, _ = Reader.objects.get_or_create(name=name)
    if reader.retry_at is not None and reader.retry_at > now:
        return 0
    done = 0
    try:
        end = Entry.objects.aggregate(end=Max("position"))["end"] or 0
        found = list(tell(reader.position, events=events))
        for told_entry in found:
            done += _hear(name, told_entry, handler)
        if len(found) < BATCH:
            # Nothing of interest up to here: else a reader of rare events would search the whole feed every time.
            Reader.objects.filter(name=name, position__lt=end).update(position=end)
    except Exception as error:
        log.exception("reader %s stopped", name)
        failures = Reader.objects.get(name=name).failures + 1
        wait = min(RETRY_FIRST * 2 ** min(failures - 1, 12), RETRY_MOST)
        Reader.objects.filter(name=name).update(failures=failures, last_error=repr(error)[:1000], retry_at=now + wait)
    return done


def _hear(name: str, told_entry: Told, handler: Handler) -> bool:
    """Hand one entry to the reader and move its place, together or not at all; false where another worker was first."""
    with transaction.atomic():
        locked = Reader.objects.select_for_update().get(name=name)
        if locked.position >= told_entry.position:
            return False
        handler(told_entry)
        locked.position, locked.failures, locked.last_error, locked.retry_at = told_entry.position, 0, "", None
        locked.save(force_update=True)
    return True
