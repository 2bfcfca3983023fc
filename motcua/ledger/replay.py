"""Replay: the events of a stream folded again, compared with the row that claims to follow from them.

Each room offers a fold for its streams; a nightly duty runs them. A difference is an alarm, never repaired silently.
Nothing is locked while it reads: a piece of the books is read at a time, entries and rows as of one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps

from motcua.ledger.feed import Told, told
from motcua.ledger.models import Entry, Streamed
from motcua.ledger.moment import one_moment

PIECE = 200
"""Streams read at a time: some thousand entries."""

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


def compare(streams: Iterable[UUID] | None = None) -> list[Difference]:
    """Replay the given streams (default: all) and return where rows differ from their history.

    Reads a few streams at a time, each few as of one moment, so that nobody waits for it however long the books are.
    """
    tables = {model.STREAM: model for model in apps.get_models() if issubclass(model, Streamed)}
    wanted = None if streams is None else sorted(streams)
    found: list[Difference] = []
    for kind, fold in _folds.items():
        for piece in _pieces(kind, wanted):
            suspects = dict.fromkeys(each.stream for each in _compare(tables[kind], fold, piece))
            # Read again before it is named: within a transaction of the caller's it may just have been acted upon.
            found += [each for stream in suspects for each in _compare(tables[kind], fold, [stream])]
    return found


def _pieces(kind: str, wanted: list[UUID] | None) -> Iterator[list[UUID]]:
    if wanted is not None:
        yield from (wanted[at : at + PIECE] for at in range(0, len(wanted), PIECE))
        return
    ids = Entry.objects.filter(stream_kind=kind).order_by("stream_id").values_list("stream_id", flat=True).distinct()
    piece = list(ids[:PIECE])
    while piece:
        yield piece
        piece = list(ids.filter(stream_id__gt=piece[-1])[:PIECE])


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
