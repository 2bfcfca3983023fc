"""Setting printed forms: a typst template and data in, a tagged PDF/A-2a out, the same bytes for the same input.

Data reaches the template as JSON, so markup typed by a citizen stays text. Fonts come from one pinned folder; what is
installed elsewhere on the machine never changes a page.
"""

from __future__ import annotations

import json
import struct
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar, cast

import typst

from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_

FONT_FOLDER = Path("/usr/share/fonts/truetype/liberation2")
FONT_PACKAGE = "fonts-liberation2"
_FONT_FILE = "LiberationSerif-Regular.ttf"

# Archiving and accessibility at once: tagged, titled, language marked, every font embedded.
STANDARDS: tuple[typst.PDFStandard, ...] = ("a-2a", "ua-1")
# For a piece that goes into another page, whose tags would point nowhere there.
UNTAGGED: tuple[typst.PDFStandard, ...] = ("a-2b",)

# Stands for a character the pinned fonts cannot draw; visible, so that nobody takes the line for complete.
UNKNOWN = "\u25a1"

_local = threading.local()


class FontsMissing(MotcuaError):
    """The machine lacks the fonts every printed form needs; the sentence names the Debian package."""

    status: ClassVar[int] = 503


class CannotPrint(MotcuaError):
    """The template could not be set with this data; the sentence carries the typesetter's reason."""

    status: ClassVar[int] = 500


def render(
    template: Path, data: Mapping[str, Any], *, made_at: datetime, fonts: Path = FONT_FOLDER, tagged: bool = True
) -> bytes:
    """Return ``template`` set with ``data`` as PDF/A-2a and PDF/UA-1 bytes; PDF/A-2b without tags when not ``tagged``.

    ``data`` holds what JSON can hold; every text in it passes :func:`printable`. ``made_at`` (aware) becomes the
    document's date, so a reprint with the same data gives the same bytes. The template reads
    ``json(bytes(sys.inputs.data))`` and finds the date under ``made`` (UTC parts). Raises :class:`FontsMissing`,
    :class:`CannotPrint`; a naive ``made_at`` is a fault (``ValueError``).
    """
    if made_at.tzinfo is None:
        raise ValueError("naive datetime")
    drawn = coverage(fonts)
    utc = made_at.astimezone(UTC).replace(microsecond=0)
    made = {part: getattr(utc, part) for part in ("year", "month", "day", "hour", "minute", "second")}
    text = json.dumps({**_clean(data, drawn), "made": made}, ensure_ascii=False)
    try:
        pdf = _compiler(template.parent, fonts).compile(
            input=str(template),
            format="pdf",
            sys_inputs={"data": text},
            pdf_standards=list(STANDARDS if tagged else UNTAGGED),
            timestamp=utc,
            pdf_tags=tagged,
        )
    except typst.TypstError as error:
        raise CannotPrint(
            N_("Không dàn trang được mẫu «{template}»: {reason}"), template=template.name, reason=error.message
        ) from error
    return cast(bytes, pdf)


def qr_svg(*parts: str) -> str:
    """Return a QR code (level M, never Micro QR) of the joined ``parts`` as SVG with a quiet zone of 4 modules.

    Each part is packed in its own mode: a part of digits only takes 3.3 bits a character instead of 8.
    """
    out = BytesIO()
    import segno  # noqa: PLC0415 - slow to import: its tables are built then

    # segno packs a list part by part; its declared types know single texts only.
    symbol = segno.make_qr(cast(Any, [(part,) for part in parts]), error="m", boost_error=False)
    symbol.save(out, kind="svg", border=4, xmldecl=False)
    return out.getvalue().decode()


def printable(text: str, fonts: Path = FONT_FOLDER) -> str:
    """Return ``text`` as it can be printed: composed (NFC), without control and direction marks.

    A character the fonts cannot draw becomes :data:`UNKNOWN`. Direction marks go because they could make a reader see
    other digits than the ones signed.
    """
    return _printable(text, coverage(fonts))


def _printable(text: str, drawn: frozenset[int]) -> str:
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if letter in "\n\t ":
            kept.append(letter)
        elif unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"):
            continue
        else:
            kept.append(letter if ord(letter) in drawn else UNKNOWN)
    return "".join(kept)


def _clean(value: Any, drawn: frozenset[int]) -> Any:
    if isinstance(value, str):
        return _printable(value, drawn)
    if isinstance(value, Mapping):
        return {str(key): _clean(inner, drawn) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_clean(inner, drawn) for inner in value]
    return value


def _compiler(root: Path, fonts: Path) -> typst.Compiler:
    """Return this thread's compiler for ``root``: one compiler may not be used by two threads at once."""
    kept: dict[tuple[Path, Path], typst.Compiler] = _local.__dict__.setdefault("compilers", {})
    if (root, fonts) not in kept:
        kept[root, fonts] = typst.Compiler(root=root, font_paths=_fonts(fonts), ignore_system_fonts=True)
    return kept[root, fonts]


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@lru_cache(maxsize=4)
def coverage(folder: Path) -> frozenset[int]:
    """Return the code points the serif face in ``folder`` draws; :class:`FontsMissing` when it is not there.

    A face without the Vietnamese letters (Debian's older ``fonts-liberation``) counts as missing.
    """
    path = folder / _FONT_FILE
    try:
        points = _code_points(path.read_bytes())
    except (OSError, struct.error, ValueError) as error:
        raise _missing(path) from error
    if not {ord(letter) for letter in "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸĂÂĐÊÔƠƯạộữđ"} <= points:
        raise _missing(path)
    return points


def _missing(path: Path) -> FontsMissing:
    return FontsMissing(
        N_("Máy này chưa có phông chữ tiếng Việt để in ({path}). Cài gói Debian: apt-get install {package}"),
        path=str(path),
        package=FONT_PACKAGE,
    )


def _code_points(font: bytes) -> frozenset[int]:
    """Return the code points of a TrueType face, read from its Windows Unicode table (``cmap`` format 4)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    offsets = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    cmap = offsets.get(b"cmap")
    if cmap is None:
        raise ValueError("no cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for record in range(cmap + 4, cmap + 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHI", font, record)
        if (platform, encoding) == (3, 1):
            return frozenset(_format_4(font, cmap + offset))
    raise ValueError("no Unicode cmap")


def _format_4(font: bytes, at: int) -> set[int]:
    form, _, _, doubled = struct.unpack_from(">4H", font, at)
    if form != 4:
        raise ValueError("cmap format")
    segments = doubled // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", font, at + first)
        for first in (14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled)
    )
    points = set()
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for point in range(start, end + 1):
            glyph = point
            if ranges[index]:
                slot = at + 16 + 3 * doubled + 2 * index + ranges[index] + 2 * (point - start)
                (glyph,) = struct.unpack_from(">H", font, slot)
                if glyph == 0:
                    continue
            if (glyph + deltas[index]) % 65536:
                points.add(point)
    return points
