"""Replay: the events of a stream folded again, compared with the row that claims to follow from them.

Each room offers a fold for its streams; a nightly duty runs them. A difference is an alarm, never repaired silently.
A fold may speak of rows beside the stream's own (lines, defects, answers): the room then says how those are read.
Nothing is locked while it reads: a piece of the books is read at a time, entries and rows as of one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
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
Beside = Callable[[Sequence[UUID]], Mapping[str, Mapping[UUID, Any]]]
"""What rows beside the stream's own say: by field of the fold, then by stream; a stream without any is left out."""
Elsewhere = Callable[[Sequence[UUID]], Mapping[UUID, Iterable[UUID]]]
"""Which other streams act upon these (the minutes by which an asset changes hands), by the stream acted upon."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row that does not follow from its history."""

    stream: UUID
    field: str
    expected: Any
    found: Any


@dataclass(frozen=True, slots=True)
class Replay:
    """How streams of ``kind`` are replayed."""

    kind: str
    fold: Fold
    beside: Beside | None = None
    elsewhere: Elsewhere | None = None


_folds: dict[str, Replay] = {}


def replays(kind: str, fold: Fold, beside: Beside | None = None, elsewhere: Elsewhere | None = None) -> None:
    """Offer ``fold`` (events in order → field values) for streams of ``kind``. Wired in ``config/wiring.py``.

    ``beside`` reads the fields of the fold that are rows of other tables; ``elsewhere`` names other streams whose
    events the fold hears as well, in the order in which they were written.
    """
    _folds[kind] = Replay(kind, fold, beside, elsewhere)


def replayed() -> frozenset[str]:
    """Return the kinds of streams that have a fold."""
    return frozenset(_folds)


def compare(streams: Iterable[UUID] | None = None, *, only: Callable[[UUID], bool] | None = None) -> list[Difference]:
    """Replay the given streams (default: all; ``only`` says which of them) and return where rows differ from history.

    Reads a few streams at a time, each few as of one moment, so that nobody waits for it however long the books are.
    """
    tables = {model.STREAM: model for model in apps.get_models() if issubclass(model, Streamed)}
    wanted = None if streams is None else sorted(streams)
    kinds = None if wanted is None else _kinds(wanted)
    found: list[Difference] = []
    for kind, how in _folds.items():
        if kinds is not None and kind not in kinds:
            continue
        for piece in _batches(filter(only, _known(kind) if wanted is None else wanted), PIECE):
            suspects = dict.fromkeys(each.stream for each in _compare(tables[kind], how, piece))
            # Read again before it is named: within a transaction of the caller's it may just have been acted upon.
            found += [each for stream in suspects for each in _compare(tables[kind], how, [stream])]
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


def _kinds(streams: list[UUID]) -> set[str]:
    """Return of which kinds these streams are."""
    return {
        kind
        for piece in _batches(streams, PIECE)
        for kind in Entry.objects.filter(stream_id__in=piece)
        .order_by()
        .values_list("stream_kind", flat=True)
        .distinct()
    }


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


def _compare(model: type[Streamed], how: Replay, streams: list[UUID]) -> list[Difference]:
    asked = Entry.objects.filter(stream_kind=model.STREAM, stream_id__in=streams).order_by("stream_id", "version")
    with one_moment():
        entries = list(asked.prefetch_related("private_parts"))
        others = _others(how, streams)
        histories = {stream: list(group) for stream, group in groupby(entries, key=lambda entry: entry.stream_id)}
        folded = {
            stream: {"realm": group[0].realm}
            | dict(how.fold(_in_order([told(entry) for entry in group], others.get(stream, ()))))
            for stream, group in histories.items()
        }
        rows = model.objects.in_bulk(list(folded))  # type: ignore[attr-defined]
        tables = how.beside(list(folded)) if how.beside is not None else {}
    return [
        Difference(stream, name, value, found)
        for stream, expected in folded.items()
        for name, value in expected.items()
        if (found := _found(rows.get(stream), tables, stream, name)) != value
    ]


def _found(row: Streamed | None, tables: Mapping[str, Mapping[UUID, Any]], stream: UUID, name: str) -> Any:
    """Return what is found in place of what a fold says: in the tables beside, else in the row."""
    return tables[name].get(stream, {}) if name in tables else getattr(row, name, None)


def _others(how: Replay, streams: list[UUID]) -> dict[UUID, list[Told]]:
    """Return what happened to other streams and acts upon these."""
    if how.elsewhere is None:
        return {}
    acting = {stream: set(ids) for stream, ids in how.elsewhere(streams).items()}
    entries = Entry.objects.filter(stream_id__in=set().union(*acting.values())).prefetch_related("private_parts")
    by_stream: dict[UUID, list[Told]] = {}
    for entry in entries:
        by_stream.setdefault(entry.stream_id, []).append(told(entry))
    return {stream: [one for id_ in ids for one in by_stream.get(id_, ())] for stream, ids in acting.items()}


def _in_order(own: list[Told], others: Iterable[Told]) -> list[Told]:
    """Return a history with what others did in its place; ids of entries grow as they are written."""
    return list(merge(own, sorted(others, key=_entry), key=_entry))


def _entry(one: Told) -> UUID:
    return one.entry
