"""Taking a file in: judged by its content, stored under its hash, known by a row. Which store is wired in ``config``."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from motcua.documents.models import Blob
from motcua.documents.ports import BlobStore
from motcua.documents.rules import LIMITS, MEGABYTE, judge_upload
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_

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
    stored = store().put(judged.content)
    row, _ = Blob.objects.get_or_create(
        pk=stored.sha256,
        defaults={
            "size": stored.size,
            "media_type": judged.media_type,
            "pages": judged.pages,
            "signed": judged.signed,
            "stored_at": clock.now(),
        },
    )
    return row


def keep_made(content: bytes | BinaryIO, media_type: str) -> Blob:
    """Store what the house made itself (a package of files, for one), unjudged; the same bytes are the same file."""
    stored = store().put(content)
    row, _ = Blob.objects.get_or_create(
        pk=stored.sha256, defaults={"size": stored.size, "media_type": media_type, "stored_at": clock.now()}
    )
    return row
