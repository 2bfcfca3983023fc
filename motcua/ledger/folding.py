"""Helpers for folds: what a history says of a thing, event by event, and what the tables beside its row say.

A room writes one step for each kind of event; what an event says under the very name of a column is copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from msgspec import Struct

from motcua.ledger.events import Event
from motcua.ledger.feed import Told

Step = Callable[[dict[str, Any], Any, Told], Mapping[str, Any] | None]
"""What a row says so far, the event and its entry; answers the columns it changes (or changes the row itself)."""

Rows = Mapping[UUID, Any]


def copied(event: Struct, *same: str, **renamed: str) -> dict[str, Any]:
    """Return fields of an event, or of a part of one, by column: those of the ``same`` name, and ``column="field"`` for the others."""
    return {name: getattr(event, name) for name in same} | {
        column: getattr(event, field) for column, field in renamed.items()
    }


def by_steps(steps: Mapping[type[Event], Step]) -> Callable[[Iterable[Told]], dict[str, Any]]:
    """Return a fold that takes each event through its step; an event without one changes nothing that is compared."""

    def fold(history: Iterable[Told]) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for told in history:
            step = steps.get(type(told.event))
            if step is not None:
                row.update(step(row, told.event, told) or {})
        return row

    return fold


def beside(
    found: QuerySet[Any], stream: str, key: str | Sequence[str], columns: Sequence[str]
) -> dict[UUID, dict[Any, tuple[Any, ...]]]:
    """Return rows that hang on streams: by the stream's id (column ``stream``), then by ``key``, the wanted columns."""
    keys = (key,) if isinstance(key, str) else tuple(key)
    rows: dict[UUID, dict[Any, tuple[Any, ...]]] = {}
    for owner, *values in found.order_by().values_list(stream, *keys, *columns):
        at = values[0] if isinstance(key, str) else tuple(values[: len(keys)])
        rows.setdefault(owner, {})[at] = tuple(values[len(keys) :])
    return rows
