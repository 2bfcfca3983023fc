"""Reading the text layer of a PDF we set ourselves, without any program beside Python.

Only fonts with a ``ToUnicode`` table are read, as all our forms have; text drawn by another tool in another way may be
missed. It answers "what does the text layer say", never "what does the page look like".
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MOST_PAGES = 50
_MOST_CODES = 70_000


def open_pdf(content: bytes) -> pikepdf.Pdf:
    """Return the PDF in ``content``; :class:`BadInput` when it is none, damaged or locked with a password."""
    try:
        return pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError as error:
        raise BadInput(N_("Tệp PDF có mật khẩu; hãy gỡ mật khẩu rồi gửi lại.")) from error
    except (pikepdf.PdfError, ValueError, OSError) as error:
        raise BadInput(N_("Tệp PDF bị hỏng, không mở được.")) from error


def text_of(pdf: pikepdf.Pdf) -> str:
    """Return the text layer of the first 50 pages in drawing order, a line for each piece drawn."""
    try:
        return "\n".join(piece for page in list(pdf.pages)[:_MOST_PAGES] for piece in _pieces(page))
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise BadInput(N_("Không đọc được lớp chữ của tệp PDF.")) from error


def squeezed(text: str) -> str:
    """Return ``text`` without any white space: lines may break anywhere between what is compared."""
    return "".join(text.split())


def _pieces(page: Any) -> list[str]:
    fonts = {name: _table(font) for name, font in _dictionary(page, "/Resources", "/Font").items()}
    drawn: list[str] = []
    table: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "Tf":
            table = fonts.get(str(operands[0]), {})
        elif name in ("Tj", "'", '"'):
            drawn.append(_decode(bytes(operands[-1]), table))
        elif name == "TJ":
            strings = [bytes(item) for item in operands[0] if isinstance(item, pikepdf.String)]
            drawn.append("".join(_decode(item, table) for item in strings))
    return drawn


def _dictionary(holder: Any, *path: str) -> dict[str, Any]:
    for key in path:
        holder = holder.get(key, None)
        if holder is None:
            return {}
    return dict(holder.items())


def _decode(raw: bytes, table: dict[int, str]) -> str:
    if not table:
        return ""
    return "".join(table.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2))


def _table(font: Any) -> dict[int, str]:
    """Return character code to text of a font with two-byte codes; empty for any other font."""
    stream = font.get("/ToUnicode", None)
    if stream is None or str(font.get("/Subtype", "")) != "/Type0":
        return {}
    table: dict[int, str] = {}
    for kind, block in _BLOCK.findall(stream.read_bytes()):
        tokens = [match.group(1) or match.group(2) or match.group(3) or b"" for match in _HEX.finditer(block)]
        if kind == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                table[int(code, 16)] = _utf16(text)
        else:
            _ranges(tokens, table)
        if len(table) > _MOST_CODES:
            raise ValueError("too many codes")
    return table


def _ranges(tokens: list[bytes], table: dict[int, str]) -> None:
    at = 0
    while at + 2 < len(tokens):
        first, last = int(tokens[at], 16), int(tokens[at + 1], 16)
        if last - first > _MOST_CODES:
            raise ValueError("range too long")
        if tokens[at + 2] == b"[":
            end = tokens.index(b"]", at)
            table.update({first + step: _utf16(text) for step, text in enumerate(tokens[at + 3 : end])})
            at = end + 1
            continue
        start = _utf16(tokens[at + 2])
        table.update({first + step: start[:-1] + chr(ord(start[-1]) + step) for step in range(last - first + 1)})
        at += 3


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be")
