"""Replay: the events of a stream folded again, compared with the row that claims to follow from them.

Each room offers a fold for its streams; a nightly duty runs them. A difference is an alarm, never repaired silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps

from motcua.ledger.feed import Told, told
from motcua.ledger.models import Entry, Streamed

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
    """Replay the given streams (default: all) and return where rows differ from their history."""
    wanted = None if streams is None else list(streams)
    tables = {model.STREAM: model for model in apps.get_models() if issubclass(model, Streamed)}
    return [difference for kind, fold in _folds.items() for difference in _compare(tables[kind], fold, wanted)]


def _compare(model: type[Streamed], fold: Fold, wanted: list[UUID] | None) -> Iterable[Difference]:
    entries = Entry.objects.filter(stream_kind=model.STREAM).order_by("stream_id", "version")
    if wanted is not None:
        entries = entries.filter(stream_id__in=wanted)
    found = entries.prefetch_related("private_parts").iterator(chunk_size=1_000)
    for stream, group in groupby(found, key=lambda entry: entry.stream_id):
        expected = fold(told(entry) for entry in group)
        row = model.objects.filter(pk=stream).first()  # type: ignore[attr-defined]
        for name, value in expected.items():
            actual = getattr(row, name) if row is not None else None
            if actual != value:
                yield Difference(stream, name, value, actual)
