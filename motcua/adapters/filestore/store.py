"""A content-addressed folder: ``ab/cd/abcd…`` holds the bytes whose SHA-256 is ``abcd…``.

A blob appears under its name only when all of it is on disk: it is written beside, flushed, and then linked into place.
A process killed half-way leaves a file in ``tmp`` that nobody can fetch, and :meth:`DiskStore.sweep` removes it.
A blob never changes; it goes only by :meth:`DiskStore.remove`, when nothing needs it any more.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from motcua.documents.ports import Stored
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_

_HASH = re.compile(r"[0-9a-f]{64}")
_PIECE = 1024 * 1024
_READ_ONLY = 0o440


class DiskStore:
    """A store under ``root``, which is made when missing. Several processes may use one folder at once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._tmp = root / "tmp"
        self._tmp.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes | BinaryIO, *, limit: int | None = None) -> Stored:
        """Store ``content`` durably and return its hash; the same bytes are kept once.

        Raises :class:`BadInput` when it is longer than ``limit`` bytes; then nothing is kept.
        """
        handle, name = tempfile.mkstemp(dir=self._tmp)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                digest, size = _copy(content, out, limit)
                out.flush()
                os.fsync(out.fileno())
            beside.chmod(_READ_ONLY)
            return Stored(digest, size, known=not self._link(beside, self._path(digest)))
        finally:
            beside.unlink(missing_ok=True)

    def get(self, sha256: str) -> bytes:
        """Return the whole blob; :class:`NotFound` when there is none."""
        with self.open(sha256) as blob:
            return blob.read()

    def open(self, sha256: str) -> BinaryIO:
        """Return the blob as a stream, closed by the caller; :class:`NotFound` when there is none."""
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise NotFound(N_("Kho không có tệp {sha256}."), sha256=sha256) from error

    def exists(self, sha256: str) -> bool:
        """Return whether the blob is in the store."""
        return self._path(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """Return whether the bytes on disk still have this hash; :class:`NotFound` when there are none."""
        with self.open(sha256) as blob:
            digest = hashlib.sha256()
            for piece in _pieces(blob):
                digest.update(piece)
            return digest.hexdigest() == sha256

    def remove(self, sha256: str) -> bool:
        """Delete the blob for good; return whether there was one. The answer comes after its name is off the disk."""
        path = self._path(sha256)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _flush_folder(path.parent)
        return True

    def hashes(self) -> Iterator[str]:
        """Yield every hash in the store, in order: for checking and backing up."""
        for first in sorted(self._root.glob("[0-9a-f][0-9a-f]")):
            for second in sorted(first.glob("[0-9a-f][0-9a-f]")):
                yield from sorted(blob.name for blob in second.iterdir() if _HASH.fullmatch(blob.name))

    def sweep(self, older_than: float = 86_400) -> int:
        """Remove what interrupted writes left more than ``older_than`` seconds of machine time ago; return how many."""
        before = time.time() - older_than
        left = [path for path in self._tmp.iterdir() if path.stat().st_mtime < before]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, sha256: str) -> Path:
        # Only 64 hexadecimal digits become a path, so no name can lead out of the folder.
        if not isinstance(sha256, str) or not _HASH.fullmatch(sha256):
            raise BadInput(N_("«{sha256}» không phải là mã băm SHA-256."), sha256=str(sha256)[:80])
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _link(self, beside: Path, path: Path) -> bool:
        """Give the written file its name; ``False`` when the blob was already there and stays untouched."""
        for folder in (path.parent.parent, path.parent):
            if not folder.is_dir():
                folder.mkdir(exist_ok=True)
                _flush_folder(folder.parent)
        try:
            os.link(beside, path)
        except FileExistsError:
            return False
        _flush_folder(path.parent)
        return True


def _copy(content: bytes | BinaryIO, out: BinaryIO, limit: int | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(content):
        size += len(piece)
        if limit is not None and size > limit:
            raise BadInput(N_("Tệp lớn hơn giới hạn {limit} byte."), limit=limit)
        digest.update(piece)
        out.write(piece)
    return digest.hexdigest(), size


def _pieces(content: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    while piece := content.read(_PIECE):
        yield piece


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
