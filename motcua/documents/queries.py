"""Reads of stored files. Whose papers they are is known above: rights are checked by the room that attaches them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from motcua.documents import shelf
from motcua.documents.models import Blob


@dataclass(frozen=True, slots=True)
class BlobFacts:
    """What is known of a stored file."""

    sha256: str
    size: int
    media_type: str
    pages: int | None
    signed: bool


def blob(sha256: str) -> BlobFacts | None:
    """Return the facts of a stored file, or ``None`` when it is not stored."""
    row = Blob.objects.filter(pk=sha256).first()
    return _facts(row) if row else None


def claim(sha256: str) -> BlobFacts | None:
    """Return the facts of a stored file that the present act is about to refer to; ``None`` when it is not stored.

    Inside a transaction: until its end nobody deletes the file as no longer needed.
    """
    row = Blob.objects.select_for_update().filter(pk=sha256).first()
    if row is not None and not row.claimed:
        Blob.objects.filter(pk=sha256).update(claimed=True)
    return _facts(row) if row else None


def stored_of(hashes: Iterable[str]) -> frozenset[str]:
    """Return those of these hashes whose bytes really lie in the store."""
    store = shelf.store()
    return frozenset(sha256 for sha256 in set(hashes) if store.exists(sha256))


def open_blob(sha256: str) -> BinaryIO:
    """Return the bytes as a stream, closed by the caller; ``NotFound`` when they are not there."""
    return shelf.store().open(sha256)


def _facts(row: Blob) -> BlobFacts:
    return BlobFacts(row.sha256, row.size, row.media_type, row.pages, row.signed)
