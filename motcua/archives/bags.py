"""Packages of digital records after BagIt (RFC 8493): made as a zip, and checked file by file when received.

The hash of ``manifest-sha256.txt`` names the whole content in one line; it stands in the minutes both sides sign.
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

import bagit

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_

MANIFEST = "manifest-sha256.txt"
MEDIA_TYPE = "application/zip"
UNPACKED_MOST = 20 * 1024**3
ENTRIES_MOST = 100_000
ROOT = "goi"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """A file on its way into a package: its path inside, its hash, and how its bytes are opened."""

    path: str
    sha256: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class BagFacts:
    """A package: SHA-256 of its manifest, how many files it carries, their size in bytes."""

    manifest: str
    files: int
    size: int


def write(parts: Iterable[Part], info: Mapping[str, str], out: IO[bytes]) -> BagFacts:
    """Write the zip of a bag with ``parts`` into ``out``; return its facts.

    It is written straight into the zip: the store knows each hash already, and the library would copy every file once
    more and change the folder of the whole process meanwhile. The same parts and ``info`` give the same bytes.
    """
    lines, size = [], 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts:
            path = f"data/{part.path}"
            with part.open() as content, packed.open(_entry(path), "w", force_zip64=True) as inside:
                size += _copy(content, inside, part.sha256)
            lines.append(f"{part.sha256}  {path}\n")
        tags = {
            "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(
                f"{name}: {_one_line(value)}\n"
                for name, value in {**info, "Payload-Oxum": f"{size}.{len(lines)}"}.items()
            ),
            MANIFEST: "".join(sorted(lines)),
        }
        tags["tagmanifest-sha256.txt"] = "".join(
            f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(tags.items())
        )
        for name, text in tags.items():
            packed.writestr(_entry(name), text.encode())
    return BagFacts(hashlib.sha256(tags[MANIFEST].encode()).hexdigest(), len(lines), size)


def validate(content: BinaryIO) -> BagFacts:
    """Return the facts of a received package; :class:`BadInput` for no bag, :class:`RuleError` for a damaged one."""
    with tempfile.TemporaryDirectory(prefix="motcua-bag-") as folder:
        root = _unpacked(content, Path(folder))
        try:
            bag = bagit.Bag(str(root))
            bag.validate(processes=1)
        except bagit.BagValidationError as error:
            raise RuleError(
                N_("Gói tệp không nguyên vẹn: {reason}. Xin bên giao gửi lại gói."), field="file", reason=_why(error)
            ) from error
        except (bagit.BagError, OSError, ValueError, LookupError, RuntimeError) as error:
            raise BadInput(N_("Tệp này không phải gói hồ sơ điện tử (BagIt)."), field="file") from error
        manifest = root / MANIFEST
        if not manifest.is_file():
            raise BadInput(N_("Gói tệp không có bảng kê SHA-256."), field="file")
        return BagFacts(_hash(manifest), len(bag.payload_entries()), _size(root / "data"))


def safe_name(text: str) -> str:
    """Return a text as a name inside a package: no slash, no leading dot, not empty."""
    kept = "".join(letter if letter.isalnum() or letter in "-_. " else "-" for letter in text).strip(" .")
    return kept[:100] or "tep"


def _unpacked(content: BinaryIO, folder: Path) -> Path:
    """Unpack what is safe to unpack; return the folder that holds ``bagit.txt``."""
    try:
        with zipfile.ZipFile(content) as packed:
            parts = packed.infolist()
            if len(parts) > ENTRIES_MOST or sum(part.file_size for part in parts) > UNPACKED_MOST:
                raise RuleError(N_("Gói tệp quá lớn khi mở ra."), field="file")
            for part in parts:
                path = PurePosixPath(part.filename)
                if path.is_absolute() or ".." in path.parts or "\\" in part.filename or "\0" in part.filename:
                    raise BadInput(N_("Gói tệp có đường dẫn lạ; không mở."), field="file")
            packed.extractall(folder)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise BadInput(N_("Tệp này không phải gói hồ sơ điện tử (BagIt)."), field="file") from error
    found = [path.parent for path in [folder / "bagit.txt", *folder.glob("*/bagit.txt")] if path.is_file()]
    if len(found) != 1:
        raise BadInput(N_("Tệp này không phải gói hồ sơ điện tử (BagIt)."), field="file")
    return found[0]


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{ROOT}/{name}", _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _copy(content: BinaryIO, inside: IO[bytes], sha256: str) -> int:
    """Copy a part and return its size; what is not what its hash says goes into no package."""
    digest, size = hashlib.sha256(), 0
    while piece := content.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        inside.write(piece)
    if digest.hexdigest() != sha256:
        raise RuleError(N_("Tệp {sha256} trong kho đã hỏng: phục hồi từ bản sao lưu rồi làm lại."), sha256=sha256[:12])
    return size


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _why(error: bagit.BagValidationError) -> str:
    details = "; ".join(str(detail) for detail in (error.details or [])[:3])
    return details or str(error)[:200]


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
