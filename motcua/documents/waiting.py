"""Lists that wait between being shown and being written: kept locked, for who sent them alone, and erased afterwards.

They are no part of the books: nobody else reads them, no history tells of them, and whatever is left is swept after
:data:`KEPT`. Somebody has one waiting list of a kind; a new one takes the place of the old.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from motcua.documents import locker
from motcua.documents.models import WaitingImport, WaitingPart
from motcua.kernel import clock
from motcua.kernel.errors import Busy, Conflict
from motcua.kernel.words import N_
from motcua.ledger import sequences
from motcua.ledger.actor import Actor

KEPT: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting list: ``token`` names it as it was shown, ``state`` is what its desk keeps with it."""

    id: UUID
    version: int
    state: dict[str, Any]
    parts: int

    @property
    def token(self) -> str:
        """Return what a form carries: another list, or another reading of it, has another."""
        return f"{self.id.hex}.{self.version}"


def put(actor: Actor, kind: str, about: str, file: bytes) -> UUID:
    """Keep a file for the actor, in the place of an earlier one of the kind; return the id of the waiting list.

    :class:`Busy` when another file of the kind comes from the same account in the same moment.
    """
    row = WaitingImport(
        account_id=actor.account, realm=actor.realm, unit_id=actor.unit, kind=kind, about=about, made_at=clock.now()
    )
    row.file = _locked(row.id, "file", file)
    row.state = _locked(row.id, "state", b"{}")
    try:
        with transaction.atomic():
            drop(actor, kind)
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Busy(N_("Hệ thống đang bận ghi sổ. Xin thử lại sau ít giây; gửi lại không bị ghi trùng.")) from error
    return row.id


def find(actor: Actor, kind: str, about: str, *, lock: bool = False) -> Waiting | None:
    """Return the actor's waiting list of a kind, ``None`` where there is none; ``lock`` holds it to the end of the act.

    A list sent in from another unit or realm, about something else, too old, or locked under another key is none.
    """
    rows = WaitingImport.objects.filter(
        account=actor.account, kind=kind, about=about, realm=actor.realm, unit_id=actor.unit
    )
    if lock:
        rows = rows.select_for_update()
    row = rows.defer("file").filter(made_at__gt=clock.now() - KEPT).first()
    if row is None:
        return None
    try:
        state = msgspec.json.decode(_opened(row.id, "state", row.state))
    except Conflict:
        return None
    return Waiting(row.id, row.version, state, WaitingPart.objects.filter(of=row).count())


@contextmanager
def held(actor: Actor, kind: str, about: str) -> Iterator[Waiting | None]:
    """Hold the actor's waiting list through one step: what is written and how far it is are kept together, or neither.

    Lists of a kind about the same thing wait for each other, whoever sent them: the second finds the books as the first
    left them.
    """
    with transaction.atomic():
        sequences.hold(f"documents.waiting:{actor.realm}:{kind}:{about}")
        yield find(actor, kind, about, lock=True)


def file_of(waiting: Waiting) -> bytes:
    """Return the file as it was sent in; empty once all is written."""
    sealed = WaitingImport.objects.values_list("file", flat=True).get(pk=waiting.id)
    return _opened(waiting.id, "file", sealed) if sealed else b""


def show(waiting: Waiting, state: dict[str, Any], parts: Iterable[bytes]) -> None:
    """Keep what is shown of a list: its lines in parts, in the place of what was shown before."""
    WaitingPart.objects.filter(of=waiting.id).delete()
    for ordinal, lines in enumerate(parts):
        WaitingPart.objects.create(
            of_id=waiting.id, ordinal=ordinal, lines=_locked(waiting.id, f"part {ordinal}", lines)
        )
    keep(waiting, state, shown_anew=True)


def keep(waiting: Waiting, state: dict[str, Any], *, shown_anew: bool = False) -> None:
    """Keep the state of a list; ``shown_anew`` when people must look at it again before they say yes."""
    values: dict[str, Any] = {"state": _locked(waiting.id, "state", msgspec.json.encode(state))}
    if shown_anew:
        values["version"] = waiting.version + 1
    WaitingImport.objects.filter(pk=waiting.id).update(**values)


def parts(waiting: Waiting) -> Iterator[bytes]:
    """Yield the lines of a list, part by part."""
    for ordinal in range(waiting.parts):
        found = part(waiting, ordinal)
        if found is not None:
            yield found


def part(waiting: Waiting, ordinal: int) -> bytes | None:
    """Return one part of a list, ``None`` where there is no such part."""
    sealed = WaitingPart.objects.filter(of=waiting.id, ordinal=ordinal).values_list("lines", flat=True).first()
    return _opened(waiting.id, f"part {ordinal}", sealed) if sealed else None


def finish(waiting: Waiting, state: dict[str, Any]) -> None:
    """Erase the file and its lines: all is written. What became of it stays in ``state`` until it is dropped."""
    WaitingPart.objects.filter(of=waiting.id).delete()
    WaitingImport.objects.filter(pk=waiting.id).update(file=b"")
    keep(waiting, state)


def drop(actor: Actor, kind: str) -> None:
    """Erase the actor's waiting list of a kind, if there is one."""
    WaitingImport.objects.filter(account=actor.account, kind=kind).delete()


def sweep() -> int:
    """Erase lists that nobody said yes to in time; return how many."""
    rows = WaitingImport.objects.filter(made_at__lte=clock.now() - KEPT)
    count = rows.count()
    rows.delete()
    return count


def _locked(id_: UUID, what: str, content: bytes) -> bytes:
    return locker.lock(content, f"import {id_.hex} {what}".encode())


def _opened(id_: UUID, what: str, sealed: bytes | memoryview[int]) -> bytes:
    return locker.unlock(bytes(sealed), f"import {id_.hex} {what}".encode())
