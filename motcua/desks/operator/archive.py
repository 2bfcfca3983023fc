"""The file a backup is: a compressed tar whose last members are a manifest with every hash, and its signature.

Plain Python. Reading trusts nothing: only plain files named in the manifest, under the few names a node has, are ever
written, and only after every hash was found right.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

import msgspec

from motcua.desks.operator.node import Unfit
from motcua.kernel.words import N_

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
DATABASE: Final = "database"
KEYS: Final = "keys"
BLOBS: Final = "blobs"
ANCHORS: Final = "anchors"
_NAME: Final = re.compile(rf"(?:{DATABASE}|{KEYS}|{BLOBS}|{ANCHORS})(?:/[^/.\x00-\x1f][^/\x00-\x1f]*)+")
"""No name begins with a dot: neither a way out of the folder nor a draft somebody is writing."""
_COMPRESSION: Final = 3
"""Scans do not shrink and databases shrink at once: more than this costs time and saves nothing."""
_PIECE: Final = 1024 * 1024
_MANIFEST_MOST: Final = 512 * 1024 * 1024


class Member(msgspec.Struct, frozen=True):
    """One file of a backup: its name in the archive, size in bytes, SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds. ``at`` is machine time; ``engine`` is ``sqlite`` or ``postgresql``.

    ``migrations`` are those applied to the database, by which a node knows whether its code can read it.
    """

    format: int
    at: str
    node: str
    version: str
    engine: str
    engine_version: str
    migrations: list[str]
    with_keys: bool
    key_id: str
    files: list[Member]


class Signature(msgspec.Struct, frozen=True):
    """The node's Ed25519 signature over the manifest's bytes, and the name of the key."""

    key_id: str
    signature: str


class Writer:
    """Adds files to an archive and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: list[Member] = []

    def file(self, name: str, path: Path) -> None:
        """Add a file. It must not change meanwhile; a blob never does, everything else is copied first."""
        if not _NAME.fullmatch(name):
            raise Unfit(N_("Tệp «{name}» có tên lạ, không sao lưu được."), name=name)
        with path.open("rb") as content:
            hashing = _Hashing(content)
            header = _header(name, os.fstat(content.fileno()).st_size)
            self._tar.addfile(header, hashing)
        self.members.append(Member(name, header.size, hashing.digest.hexdigest()))

    def folder(self, name: str, path: Path, *, without: Iterable[str] = ()) -> None:
        """Add every plain file under a folder, in order, but for names at its top in ``without``.

        A file that went meanwhile is left out: a blob may be deleted at any time after an erasure.
        """
        for file in sorted(path.rglob("*")) if path.is_dir() else ():
            inside = file.relative_to(path)
            hidden = any(part.startswith(".") for part in inside.parts)
            if file.is_file() and not file.is_symlink() and not hidden and inside.parts[0] not in without:
                with suppress(FileNotFoundError):
                    self.file(f"{name}/{inside.as_posix()}", file)

    def text(self, name: str, content: bytes) -> None:
        """Add the manifest or its signature."""
        self._tar.addfile(_header(name, len(content)), BytesIO(content))


class _Hashing:
    """A stream that hashes what is read from it."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._content.read(size)
        self.digest.update(piece)
        return piece


def _header(name: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mode = size, 0o600
    return header


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """Open an archive for writing; it appears under its name, readable by its owner alone, only when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=_COMPRESSION) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


class Contents(msgspec.Struct, frozen=True):
    """What a checked archive says of itself: its manifest as bytes and as a value, its signature, its public keys."""

    manifest: Manifest
    signed: bytes
    signature: Signature
    public_keys: Mapping[str, bytes]


def check(source: Path) -> Contents:
    """Read an archive through and return what it holds; :class:`Unfit` when anything in it is not as its manifest says.

    Nothing is written. The signature is not judged here: that needs a key (:mod:`.backups`).
    """
    found: dict[str, Member] = {}
    small: dict[str, bytes] = {}
    public: dict[str, bytes] = {}
    for name, size, content in _members(source):
        if name in (MANIFEST, SIGNATURE):
            if size > _MANIFEST_MOST or name in small:
                raise _damaged(source, name)
            small[name] = content.read()
            continue
        if name in found or not _NAME.fullmatch(name):
            raise _damaged(source, name)
        keep = BytesIO() if name.startswith(f"{KEYS}/public/") and size < _PIECE else None
        found[name] = Member(name, size, _copy(content, keep))
        if keep is not None:
            public[name.rsplit("/", 1)[1]] = keep.getvalue()
    manifest = _decode(small.get(MANIFEST), Manifest, source)
    signature = _decode(small.get(SIGNATURE), Signature, source)
    if manifest.format != FORMAT:
        raise Unfit(
            N_("Bản sao lưu dạng {format}, chương trình này đọc dạng {known}."), format=manifest.format, known=FORMAT
        )
    listed = {member.name: member for member in manifest.files}
    if listed != found:
        wrong = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
        raise _damaged(source, wrong[0])
    return Contents(manifest, small[MANIFEST], signature, public)


def extract(source: Path, contents: Contents, folder: Path) -> None:
    """Write the files of a checked archive under a folder; :class:`Unfit` when they changed since the check."""
    listed = {member.name: member for member in contents.manifest.files}
    for name, _size, content in _members(source):
        if name in (MANIFEST, SIGNATURE):
            continue
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            digest = _copy(content, out)
            out.flush()
            os.fsync(out.fileno())
        if name not in listed or listed[name].sha256 != digest:
            raise _damaged(source, name)


def _members(source: Path) -> Iterator[tuple[str, int, _Content]]:
    # tarfile's own reading of a compressed stream passes over the checksum at its end.
    with _reading(source), gzip.open(source) as whole, tarfile.open(fileobj=whole, mode="r|") as tar:
        for header in tar:
            content = tar.extractfile(header) if header.isreg() else None
            if content is None:
                raise _damaged(source, header.name)
            yield header.name, header.size, _Content(source, content)
        while whole.read(_PIECE):
            pass


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
        raise Unfit(
            N_("Không đọc được bản sao lưu {file}: {why}. Không khôi phục gì."), file=str(source), why=str(error)
        ) from error


class _Content:
    """A member's content: whoever reads it where the archive was cut off is told so, as while looking for members."""

    def __init__(self, source: Path, content: IO[bytes]) -> None:
        self._source, self._content = source, content

    def read(self, size: int = -1) -> bytes:
        with _reading(self._source):
            return self._content.read(size)


def _copy(content: _Content, out: IO[bytes] | None) -> str:
    digest = hashlib.sha256()
    while piece := content.read(_PIECE):
        digest.update(piece)
        if out is not None:
            out.write(piece)
    return digest.hexdigest()


def _decode(content: bytes | None, form: type[Any], source: Path) -> Any:
    if content is None:
        raise _damaged(source, MANIFEST)
    try:
        return msgspec.json.decode(content, type=form)
    except msgspec.MsgspecError as error:
        raise _damaged(source, MANIFEST) from error


def _damaged(source: Path, name: str) -> Unfit:
    return Unfit(
        N_("Bản sao lưu {file} đã bị hỏng hoặc bị sửa: «{name}» không khớp bản kê. Không khôi phục gì."),
        file=str(source),
        name=name[:80],
    )
