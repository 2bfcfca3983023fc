"""Taking a file in: judged by its content, stored under its hash, known by a row. Which store is wired in ``config``."""

from __future__ import annotations

from typing import Any, BinaryIO, Protocol

from django.db import transaction

from motcua.documents.models import Blob, LetGo
from motcua.documents.ports import BlobStore
from motcua.documents.rules import LIMITS, MEGABYTE, judge_sound, judge_upload
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_
from motcua.ledger import sequences

HEAVIEST = max(LIMITS.values())
_store: list[BlobStore] = []


def use(store: BlobStore) -> None:
    """Keep files in ``store`` from now on. Called from ``config/wiring.py`` only."""
    _store[:] = [store]


def store() -> BlobStore:
    """Return the store files are kept in."""
    return _store[0]


class Upload(Protocol):
    """A file on its way in: its size in bytes is known before it is read."""

    @property
    def size(self) -> int | None:
        """Bytes it says it has."""

    def read(self) -> bytes:
        """Return all of it."""


def take_in_upload(upload: Upload) -> Blob:
    """Take a file in as :func:`take_in` does, refused unread when it is larger than any kind may be."""
    if (upload.size or 0) > HEAVIEST:
        raise RuleError(N_("Tệp nặng quá {most} MB; hãy quét lại ở 200–300 dpi."), most=HEAVIEST // MEGABYTE)
    return take_in(upload.read())


def take_in(content: bytes) -> Blob:
    """Judge, store and know an upload; the same bytes again are the same file.

    Raises what :func:`motcua.documents.rules.judge_upload` raises. The answer comes after the bytes are on disk.
    """
    judged = judge_upload(content)
    facts = {"media_type": judged.media_type, "pages": judged.pages, "signed": judged.signed}
    return _keep(judged.content, facts)


def take_in_sound(content: bytes) -> Blob:
    """Judge, store and know a voice note; raises what :func:`motcua.documents.rules.judge_sound` raises."""
    return _keep(content, {"media_type": judge_sound(content)})


def keep_made(content: bytes | BinaryIO, media_type: str) -> Blob:
    """Store what the house made itself (a package of files, for one), unjudged; the same bytes are the same file."""
    return _keep(content, {"media_type": media_type})


def hold(sha256: str) -> None:
    """Let nobody take in or delete this file (or a few others) until this transaction ends."""
    sequences.hold(f"documents.file:{sha256[:2]}")


def _keep(content: bytes | BinaryIO, facts: dict[str, Any]) -> Blob:
    stored = store().put(content)
    with transaction.atomic():
        hold(stored.sha256)
        row, made = Blob.objects.get_or_create(
            pk=stored.sha256, defaults={"size": stored.size, "stored_at": clock.now(), **facts}
        )
        if not (made or row.claimed):
            # Sent in before without leading anywhere: its time begins anew.
            Blob.objects.filter(pk=stored.sha256).update(stored_at=clock.now())
        # The same bytes may have been on their way out (``clearing.py``): they are needed anew.
        LetGo.objects.filter(pk=stored.sha256).delete()
        if not store().exists(stored.sha256):
            if not isinstance(content, bytes):
                content.seek(0)
            store().put(content)
    return row
