"""Taking a file in: judged by its content, stored under its hash, known by a row. Which store is wired in ``config``."""

from __future__ import annotations

from motcua.documents.models import Blob
from motcua.documents.ports import BlobStore
from motcua.documents.rules import judge_upload
from motcua.kernel import clock

_store: list[BlobStore] = []


def use(store: BlobStore) -> None:
    """Keep files in ``store`` from now on. Called from ``config/wiring.py`` only."""
    _store[:] = [store]


def store() -> BlobStore:
    """Return the store files are kept in."""
    return _store[0]


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
