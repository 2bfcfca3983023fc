"""What a process keeps in memory of units, hours and days, and how it learns that they have changed.

One row holds a random word (:class:`Stamp`); every command that changes units, hours, days or codes gives it another.
What is kept is kept, per thread, under the word it was read under. ``actor_of`` fetches the word with the actor, so a
request pays no statement for it; whoever asks more than a second after the word was last seen reads it again (one
statement by key). An edit therefore shows at once to who made it, and everywhere else with the next request. A random
word, not a counter: a transaction that rolls back can never share its word with the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from threading import local
from time import monotonic
from typing import Any, ParamSpec, TypeVar

from django.db import connection

from motcua.kernel.ids import new_id
from motcua.office.models import Stamp

NAME = "office"
TRUSTED_FOR = 1.0
"""Seconds (machine time) for which a word just seen is not read again."""
MOST = 20_000

P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K")


class _Memory(local):
    """What one thread keeps: the word, when it was seen, the things read under it, and the depth of an edit under way."""

    def __init__(self) -> None:
        self.word = ""
        self.seen_at = float("-inf")
        self.things: dict[Any, Any] = {}
        self.edited_at_depth: int | None = None


_memory = _Memory()


def seen(word: str) -> None:
    """Take note of the word, just read from the database; what was kept under another is dropped."""
    if _memory.word != word:
        _memory.word, _memory.things = word, {}
    _memory.seen_at = monotonic()


def forget() -> None:
    """Keep nothing and read the word at the next question (between tests, which roll the database back)."""
    _memory.__init__()  # type: ignore[misc]  # a thread's memory as it began


def bump() -> None:
    """Change the word, inside the transaction of the change it tells of."""
    Stamp.objects.update_or_create(name=NAME, defaults={"value": new_id().hex})
    forget()
    _memory.edited_at_depth = len(connection.atomic_blocks)


def word() -> str:
    """Return the word as it is in the database, read at most a second ago.

    From an edit to the end of its transaction it is read every time: the transaction may yet roll back.
    """
    depth = _memory.edited_at_depth
    if depth is not None and len(connection.atomic_blocks) < depth:
        _memory.edited_at_depth = None
    if depth is not None or monotonic() - _memory.seen_at > TRUSTED_FOR:
        seen(Stamp.objects.filter(pk=NAME).values_list("value", flat=True).first() or "")
    return _memory.word


def kept(read: Callable[P, R]) -> Callable[P, R]:
    """Keep what ``read`` answers for its (hashable) arguments while the word stands."""

    @wraps(read)
    def ask(*args: P.args, **kwargs: P.kwargs) -> R:
        word()
        things, place = _memory.things, (read, args, tuple(sorted(kwargs.items())))
        if place not in things:
            _keep(place, read(*args, **kwargs))
        found: R = things[place]
        return found

    return ask


def kept_many(ask: Callable[[K], R], keys: Iterable[K], read_all: Callable[[set[K]], Mapping[K, R]]) -> dict[K, R]:
    """Return what ``ask``, a kept read of one thing, answers for each of many keys.

    What memory lacks is read by one call of ``read_all`` and kept as if ``ask`` had been asked. A key for which
    ``read_all`` has no answer is put to ``ask``, which says what that means.
    """
    word()
    read = getattr(ask, "__wrapped__", ask)
    places = {key: (read, (key,), ()) for key in keys}
    found: dict[K, R] = {key: _memory.things[place] for key, place in places.items() if place in _memory.things}
    missing = places.keys() - found.keys()
    if missing:
        for key, thing in read_all(set(missing)).items():
            found[key] = thing
            _keep(places[key], thing)
    return {key: found[key] if key in found else ask(key) for key in places}


def _keep(place: Any, thing: Any) -> None:
    if len(_memory.things) >= MOST:
        _memory.things.clear()
    _memory.things[place] = thing
