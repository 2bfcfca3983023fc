"""Bytes of a text file turned into text: UTF-8, UTF-16 and what its mark declares, the old code page when it is named.

What cannot be read for certain is refused with a sentence, never guessed: a wrong guess would be printed as a quotation.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.text import fold, nfc
from motcua.kernel.words import N_

MOST_BYTES: Final = 2_000_000
MOST_LETTERS: Final = 60_000
MOST_IN_LINE: Final = 8_000
MOST_IN_WORD: Final = 600
"""A press text is a few thousand letters in paragraphs; a book is no article."""
ENCODINGS: Final = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "cp1258": "cp1258"}
"""Names a person may give, and the codecs they stand for."""
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f]")
_TONES: Final = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def decode(content: bytes, encoding: str = "") -> str:
    """Return the text (NFC) of a file; :class:`BadInput` says why it cannot be read and what to do."""
    if not content.strip():
        raise BadInput(N_("Tệp không có chữ nào."), field="file")
    if len(content) > MOST_BYTES:
        raise BadInput(N_("Tệp nặng quá {most} MB; đây không phải một bài viết."), field="file", most=2)
    codec = _codec(content, encoding)
    try:
        text = content.decode(codec)
    except (UnicodeDecodeError, UnicodeError):
        if encoding:
            raise BadInput(
                N_("Tệp không phải bảng mã {encoding}. Kiểm tra lại, hoặc lưu tệp bằng UTF-8."),
                field="encoding",
                encoding=encoding[:20],
            ) from None
        raise BadInput(
            N_("Tệp không phải văn bản UTF-8. Lưu lại bằng UTF-8, hoặc nói rõ bảng mã: UTF-16, CP1258."), field="file"
        ) from None
    return checked(_joined(text) if codec == "cp1258" else text)


def checked(text: str) -> str:
    """Return a text (NFC) that may be read; :class:`BadInput` for one that is empty, too long or no text at all."""
    found = nfc(text.removeprefix("\ufeff"))
    if _CONTROL.search(found):
        raise BadInput(
            N_("Đây không phải văn bản thuần: có ký tự điều khiển. Chép riêng phần chữ của bài."), field="text"
        )
    if not fold(found):
        raise BadInput(N_("Bài chưa có chữ nào."), field="text")
    if len(found) > MOST_LETTERS:
        raise BadInput(N_("Bài dài quá {most} ký tự; tách thành từng bài."), field="text", most=f"{MOST_LETTERS:,}")
    for number, line in enumerate(found.splitlines(), 1):
        if len(line) > MOST_IN_LINE or any(len(word) > MOST_IN_WORD for word in line.split()):
            raise BadInput(
                N_("Dòng {number} dài quá {most} ký tự hoặc không có dấu cách; đây không phải văn bản của một bài."),
                field="text",
                number=number,
                most=MOST_IN_LINE,
            )
    return found


def _codec(content: bytes, encoding: str) -> str:
    if encoding:
        known = ENCODINGS.get(encoding.strip().casefold().replace("_", "-").replace("windows-", "cp"))
        if known is None:
            raise BadInput(
                N_("Không biết bảng mã «{encoding}». Có: {known}."),
                field="encoding",
                encoding=encoding[:20],
                known=", ".join(ENCODINGS),
            )
        if known == "utf-16" and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16-le" if content[1:2] == b"\0" or content[3:4] == b"\0" else "utf-16-be"
        return known
    return next((codec for mark, codec in _MARKS if content.startswith(mark)), "utf-8")


def _joined(text: str) -> str:
    """Return a text of the old code page with its separate tone marks joined to their letters."""
    kept = [letter for letter in text if letter in _TONES or not unicodedata.combining(letter)]
    return nfc("".join(kept))
