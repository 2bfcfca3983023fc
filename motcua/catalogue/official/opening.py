"""Files from outside, opened with care: what they are is asked of their bytes, how much they unpack to before it is done."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final, Literal

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 64 * 1024 * 1024
"""All parts of a packed file together: the export of one procedure unpacks to some 200 KB."""
MOST_FILES: Final = 1_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_USUAL: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))

Kind = Literal["document", "files", "json"]


def kind_of(content: bytes) -> Kind:
    """Return what the bytes are, whatever the file is called; :class:`BadInput` for what no export of the catalogue is.

    A packed file is looked through first: never more than the bounds above is unpacked from it later.
    """
    if not content:
        raise BadInput(N_("Tệp rỗng."), field="file")
    if len(content) > MOST_BYTES:
        raise BadInput(N_("Tệp lớn quá {most} MB."), field="file", most=MOST_BYTES // (1024 * 1024))
    if content.startswith(b"PK"):
        return "document" if "word/document.xml" in _parts(content) else "files"
    if content.startswith(_OLE):
        raise BadInput(
            N_("Tệp Word định dạng cũ (.doc nhị phân): mở bằng Word, lưu lại thành .docx rồi tải lên."), field="file"
        )
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return "json"
    if content.lstrip()[:1] == b"<":
        raise BadInput(
            N_("Đây là trang web lưu về, không phải tệp trích xuất. Xin tải tệp .doc của thủ tục từ Cổng."),
            field="file",
        )
    raise BadInput(
        N_("Không phải tệp trích xuất thủ tục: nhận tệp .doc/.docx của Cổng, tệp JSON, hoặc .zip gồm các tệp ấy."),
        field="file",
    )


def _broken() -> BadInput:
    return BadInput(N_("Không mở được tệp: tệp hỏng hoặc không đúng loại."), field="file")


def _parts(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception as error:
        # The unpacker stumbles over a damaged file in many ways of its own.
        raise _broken() from error
    usual = all(part.compress_type in _USUAL and not part.flag_bits & 1 for part in parts)
    if not usual or len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadInput(
            N_("Tệp nén khi mở ra lớn quá {most} MB, có quá {files} tệp hoặc có mật khẩu: không nhận."),
            field="file",
            most=MOST_UNPACKED // (1024 * 1024),
            files=MOST_FILES,
        )
    return [part.filename for part in parts]


def require_plain(content: bytes) -> None:
    """Refuse a document whose parts declare entities, or whose parts do not unpack to what they state."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                part = archive.read(name)
                if name.endswith((".xml", ".rels")) and any(word in part for word in _DOCTYPES):
                    raise _broken()
    except BadInput:
        raise
    except Exception as error:
        raise _broken() from error


def files_in(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of the files in a packed file, folders and hidden ones left out; names are words only."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                base = part.filename.rsplit("/", 1)[-1]
                if part.is_dir() or not base or base.startswith(".") or "__MACOSX" in part.filename:
                    continue
                yield base, archive.read(part)
    except Exception as error:
        raise _broken() from error
