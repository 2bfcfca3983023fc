"""Who read which personal data, and who was refused what: one row a request, written apart from the books.

A desk opens a :func:`request` around each request; reads inside it are gathered and written as one row when it ends.
Outside a request (command line, duties) each read is written at once. Lists that mask the person are not logged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from time import monotonic
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError
from motcua.ledger.actor import Actor
from motcua.ledger.events import canonical
from motcua.ledger.models import Access, AccessSeal
from motcua.ledger.prepared import Prepared, insert

_newest_sealed = Prepared(lambda: AccessSeal.objects.order_by("-day").values_list("day")[:1])

READ = "read"
REFUSED = "refused"
LOOK_EVERY = 60.0
"""Seconds (machine time) for which the open day just read is not read again."""


@dataclass
class _Reads:
    actor: Actor | None = None
    purposes: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    subjects: list[UUID] = field(default_factory=list)


_open: ContextVar[_Reads | None] = ContextVar("motcua_reads", default=None)


def read(actor: Actor, query: str, subjects: Sequence[UUID], *, purpose: str) -> None:
    """Record that ``actor`` was shown personal data of ``subjects`` by ``query`` for ``purpose``."""
    if not subjects:
        return
    reads = _open.get()
    if reads is None:
        _write(actor, READ, query, purpose, subjects)
        return
    reads.actor = actor
    for seen, value in ((reads.queries, query), (reads.purposes, purpose)):
        if value not in seen:
            seen.append(value)
    reads.subjects.extend(subject for subject in subjects if subject not in reads.subjects)


def refused(actor: Actor, what: str, subject: UUID | None, error: MotcuaError) -> None:
    """Record that ``actor`` was refused ``what``: one line, with the sentence's template but no personal data."""
    _write(actor, REFUSED, f"{what}: {error.said.sentence}"[:200], "", [subject] if subject else [])


@contextmanager
def request() -> Iterator[None]:
    """Gather the reads made inside the block into one row."""
    reads = _Reads()
    token = _open.set(reads)
    try:
        yield
    finally:
        _open.reset(token)
        if reads.actor is not None:
            _write(reads.actor, READ, ", ".join(reads.queries), "; ".join(reads.purposes), reads.subjects)


def _write(actor: Actor, outcome: str, what: str, purpose: str, subjects: Sequence[UUID]) -> None:
    now = clock.now()
    line = Access(
        at=now,
        day=_open_day(clock.local(now).date()),
        account_id=actor.account,
        post_id=actor.post,
        unit_id=actor.unit,
        channel=str(actor.channel),
        purpose=purpose[:60],
        outcome=outcome,
        what=what[:200],
        subject_id=subjects[0] if subjects else None,
        subjects=canonical([subject.hex for subject in subjects]),
    )
    insert(line)


@dataclass
class _Looked:
    """For which day it was last asked which day is open, when (machine time), and the answer."""

    today: date = date.min
    at: float = float("-inf")
    open_day: date = date.min


_looked = _Looked()


def _open_day(today: date) -> date:
    """Return the day to keep a row under: the first not sealed yet where a clock set back says one that is.

    A clock is seldom set back: it is asked for once a minute and whenever the day changes, not for every row.
    """
    if _looked.today != today or monotonic() - _looked.at > LOOK_EVERY:
        sealed = _newest_sealed()
        open_day = max(today, sealed[0][0] + timedelta(days=1)) if sealed else today
        _looked.today, _looked.at, _looked.open_day = today, monotonic(), open_day
    return _looked.open_day


def forget() -> None:
    """Ask anew which day is open: when one was sealed, and between tests, which roll the database back."""
    _looked.at = float("-inf")
