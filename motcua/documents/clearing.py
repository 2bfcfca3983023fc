"""Files nobody needs any more: let go of when a person's data are erased, deleted once nothing else needs the bytes.

Bytes lie under their hash, so one file may be a paper of many things. Each room that keeps hashes says which it still
needs (:func:`ask`). Who lets go of files writes that down in the same transaction (:func:`let_go`); after its commit,
and never before, each is looked at and what no room needs is deleted. What a killed process did not get to is still
written down: the next ``motcua tick`` does it.

A file that was sent in and that nothing ever referred to (a form given up, an act refused) is let go of after
:data:`PATIENCE`: it may hold personal data, and no paper asks for it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.documents import shelf
from motcua.documents.models import Blob, LetGo
from motcua.documents.ports import FileKeeper
from motcua.kernel import clock
from motcua.ledger.actor import Actor

PATIENCE: Final = timedelta(days=30)
"""A photograph of the field may lie here that long before its observation arrives."""

log = logging.getLogger("motcua.documents")

_keepers: dict[str, FileKeeper] = {}


def ask(room: str, keeper: FileKeeper) -> None:
    """Ask ``keeper`` for ``room`` before any file is deleted. Called from ``config/wiring.py`` only."""
    _keepers[room] = keeper


def needed(hashes: Collection[str]) -> frozenset[str]:
    """Return those of these hashes that some room needs; ``LookupError`` when no room is there to be asked."""
    if not _keepers:
        raise LookupError("no room says which files it needs: nothing is deleted")
    return frozenset(sha256 for keeper in _keepers.values() for sha256 in keeper(hashes))


def let_go(hashes: Collection[str], at: datetime) -> None:
    """Note inside a transaction that something no longer needs these files; they are cleared after its commit."""
    LetGo.objects.bulk_create([LetGo(sha256=sha256, at=at) for sha256 in sorted(hashes)], ignore_conflicts=True)
    # What goes wrong here is for the duty to do again; the act itself is done and must not be answered as failed.
    transaction.on_commit(lambda: _clear_all(hashes), robust=True)


def waiting() -> Iterable[str]:
    """Return the files let go of that were not cleared: a process ended first, or the disk refused."""
    return LetGo.objects.order_by("sha256").values_list("sha256", flat=True)


def sweep(subject: str, actor: Actor) -> str:
    """Clear one of the files that wait (a duty); say what became of it."""
    del actor
    return "tệp đã xóa khỏi kho" if clear(subject) else "tệp vẫn cần cho nơi khác, hoặc đã xong"


def unclaimed() -> Iterable[str]:
    """Return the files that nothing has referred to for :data:`PATIENCE`."""
    old = Blob.objects.filter(claimed=False, stored_at__lt=clock.now() - PATIENCE)
    return old.order_by("stored_at").values_list("sha256", flat=True)


def drop(subject: str, actor: Actor) -> str:
    """Let go of one of the files nothing refers to (a duty); say what became of it.

    What a room keeps without having claimed it (a paper the house made) stays and is not asked about again.
    """
    del actor
    with transaction.atomic():
        shelf.hold(subject)
        if needed([subject]):
            Blob.objects.filter(pk=subject).update(claimed=True)
            return "tệp đang được dùng"
        let_go([subject], clock.now())
    return "tệp gửi lên không dùng đến đã bỏ"


def clear(sha256: str) -> bool:
    """Delete a file that was let go of, unless a room needs it; return whether it was deleted.

    Not inside a transaction: first the books stop knowing the file, and only when that is committed do the bytes go.
    A file taken in anew meanwhile stays (:mod:`.shelf`).
    """
    with transaction.atomic():
        shelf.hold(sha256)
        if not LetGo.objects.filter(pk=sha256).exists():
            return False
        # Whoever attaches this very file now waits here, or is waited for and then seen (``queries.claim``).
        list(Blob.objects.select_for_update().filter(pk=sha256))
        if needed([sha256]):
            LetGo.objects.filter(pk=sha256).delete()
            return False
        Blob.objects.filter(pk=sha256).delete()
    with transaction.atomic():
        shelf.hold(sha256)
        if not LetGo.objects.filter(pk=sha256).exists():
            return False
        shelf.store().remove(sha256)
        LetGo.objects.filter(pk=sha256).delete()
    return True


def _clear_all(hashes: Iterable[str]) -> None:
    for sha256 in sorted(hashes):
        try:
            clear(sha256)
        except Exception:
            log.exception("file %s is still to be deleted", sha256[:12])
