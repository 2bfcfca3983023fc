"""Who read which personal data, and who was refused what: one row a request, written apart from the books.

A desk opens a :func:`request` around each request; reads inside it are gathered and written as one row when it ends.
Outside a request (command line, duties) each read is written at once. Lists that mask the person are not logged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError
from motcua.ledger.actor import Actor
from motcua.ledger.events import canonical
from motcua.ledger.models import Access

READ = "read"
REFUSED = "refused"


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
    Access(
        at=now,
        day=clock.local(now).date(),
        account_id=actor.account,
        post_id=actor.post,
        unit_id=actor.unit,
        channel=str(actor.channel),
        purpose=purpose[:60],
        outcome=outcome,
        what=what[:200],
        subject_id=subjects[0] if subjects else None,
        subjects=canonical([subject.hex for subject in subjects]),
    ).save(force_insert=True)
