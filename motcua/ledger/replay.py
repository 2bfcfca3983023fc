"""Replay: the events of a stream folded again, compared with the row that claims to follow from them.

Each room offers a fold for its streams; a nightly duty runs them. A difference is an alarm, never repaired silently.
Nothing is locked while it reads: a piece of the books is read at a time, entries and rows as of one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from motcua.ledger.feed import Told, told
from motcua.ledger.models import Entry, Seal, Streamed
from motcua.ledger.moment import one_moment

PIECE = 200
"""Streams read at a time: some thousand entries."""
IDS = 10_000
NIGHTS = 28
LATELY = timedelta(days=2)

Fold = Callable[[Iterable[Told]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row that does not follow from its history."""

    stream: UUID
    field: str
    expected: Any
    found: Any


_folds: dict[str, Fold] = {}


def replays(kind: str, fold: Fold) -> None:
    """Offer ``fold`` (events in order → field values) for streams of ``kind``. Wired in ``config/wiring.py``."""
    _folds[kind] = fold


def compare(streams: Iterable[UUID] | None = None, *, only: Callable[[UUID], bool] | None = None) -> list[Difference]:
    """Replay the given streams (default: all; ``only`` says which of them) and return where rows differ from history.

    Reads a few streams at a time, each few as of one moment, so that nobody waits for it however long the books are.
    """
    tables = {model.STREAM: model for model in apps.get_models() if issubclass(model, Streamed)}
    wanted = None if streams is None else sorted(streams)
    found: list[Difference] = []
    for kind, fold in _folds.items():
        for piece in _batches(filter(only, _known(kind) if wanted is None else wanted), PIECE):
            suspects = dict.fromkeys(each.stream for each in _compare(tables[kind], fold, piece))
            # Read again before it is named: within a transaction of the caller's it may just have been acted upon.
            found += [each for stream in suspects for each in _compare(tables[kind], fold, [stream])]
    return found


def tonight(now: datetime) -> Callable[[UUID], bool]:
    """Return which streams a night replays: those acted upon of late, and of all others each in its turn.

    A row touched behind the books' back is found the night after an act on it, else within :data:`NIGHTS` nights; all
    of them every night would keep a processor busy until morning once the books are long.
    """
    before = Seal.objects.filter(at__lt=now - LATELY).order_by("-number").values_list("last", flat=True).first()
    acted_upon = Entry.objects.filter(Q(position__gt=before or 0) | Q(position__isnull=True))
    lately, turn = set(acted_upon.values_list("stream_id", flat=True)), now.toordinal() % NIGHTS
    return lambda stream: stream in lately or stream.int % NIGHTS == turn


def _known(kind: str) -> Iterator[UUID]:
    """Yield the streams of a kind in the order of their ids, some thousands a read."""
    ids = Entry.objects.filter(stream_kind=kind).order_by("stream_id").values_list("stream_id", flat=True).distinct()
    piece = list(ids[:IDS])
    while piece:
        yield from piece
        piece = list(ids.filter(stream_id__gt=piece[-1])[:IDS])


def _batches(ids: Iterable[UUID], size: int) -> Iterator[list[UUID]]:
    rest = iter(ids)
    while batch := list(islice(rest, size)):
        yield batch


def _compare(model: type[Streamed], fold: Fold, streams: list[UUID]) -> list[Difference]:
    histories = Entry.objects.filter(stream_kind=model.STREAM, stream_id__in=streams).order_by("stream_id", "version")
    with one_moment():
        entries = list(histories.prefetch_related("private_parts"))
        folded = {
            stream: fold([told(entry) for entry in group])
            for stream, group in groupby(entries, key=lambda entry: entry.stream_id)
        }
        rows = model.objects.in_bulk(list(folded))  # type: ignore[attr-defined]
    return [
        Difference(stream, name, value, getattr(rows.get(stream), name, None))
        for stream, expected in folded.items()
        for name, value in expected.items()
        if getattr(rows.get(stream), name, None) != value
    ]
