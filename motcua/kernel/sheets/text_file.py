"""CSV into grids: every sensible reading of its letters and of what parts its columns; the heading tells which is right."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Final, NamedTuple

from motcua.kernel.errors import BadInput
from motcua.kernel.sheets.grid import MOST_COLUMNS, MOST_LINES, Grid, Value, is_empty
from motcua.kernel.sheets.legacy import from_tcvn
from motcua.kernel.text import nfc
from motcua.kernel.words import N_

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_PARTED_BY: Final = ";,\t|"


class Reading(NamedTuple):
    """One way to read the file: its first lines to judge by, and the whole when it was the right one."""

    head: Grid
    whole: Callable[[], Grid]


def readings(content: bytes, within: int) -> Iterator[Reading]:
    """Yield the ways to read a text file, likelier ones first; ``within``: lines of the head.

    :class:`BadInput` for what is no text at all.
    """
    _require_text(content)
    for text, note in _texts(content):
        first, _newline, rest = text.partition("\n")
        told = first.strip().lower()
        if told.startswith("sep=") and len(told) == 5:
            yield _reading("\n" + rest, told[4], note, within)
            continue
        for delimiter in _PARTED_BY:
            if delimiter in text:
                yield _reading(text, delimiter, note, within)
        if not any(delimiter in text for delimiter in _PARTED_BY):
            yield _reading(text, ",", note, within)


def _require_text(content: bytes) -> None:
    if content.startswith(_OLD_OFFICE):
        raise BadInput(
            N_("Tệp Excel đời cũ (.xls) hoặc có mật khẩu: mở bằng Excel, bỏ mật khẩu, lưu thành .xlsx rồi tải lên."),
            field="file",
        )
    if content.startswith(b"%PDF"):
        raise BadInput(N_("Đây là tệp PDF; hãy tải lên bảng tính .xlsx hoặc .csv."), field="file")
    if content[:2000].lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise BadInput(
            N_("Tệp này là trang web mang tên bảng tính: mở bằng Excel, lưu thành .xlsx rồi tải lên."), field="file"
        )
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\x00" in content:
        raise BadInput(N_("Tệp phải là XLSX hoặc CSV."), field="file")


def _texts(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text by each code it can be in, with a note where that is to be told."""
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield content.decode("utf-16"), ""
        else:
            yield content.decode("utf-8-sig"), ""
        return
    except UnicodeDecodeError:
        pass
    with suppress(UnicodeDecodeError):
        yield nfc(content.decode("cp1258")), N_("Tệp CSV theo bảng mã Windows-1258; đã chuyển sang Unicode.")
    yield from_tcvn(content.decode("latin-1")), N_("Chữ theo bảng mã TCVN3 (ABC); đã chuyển sang Unicode.")


def _reading(text: str, delimiter: str, note: str, within: int) -> Reading:
    def grid(most: int | None) -> Grid:
        return _grid(text, delimiter, note, most)

    return Reading(grid(within), lambda: grid(None))


def _grid(text: str, delimiter: str, note: str, most: int | None) -> Grid:
    lines: dict[int, tuple[Value, ...]] = {}
    wider = False
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, cells in enumerate(islice(rows, most), start=1):
            if number > MOST_LINES:
                raise BadInput(
                    N_("Bảng có quá {most} dòng, kể cả dòng trống; xóa các dòng thừa ở cuối rồi tải lại."),
                    field="file",
                    most=MOST_LINES,
                )
            wider = wider or any(cell.strip() for cell in cells[MOST_COLUMNS:])
            values: tuple[Value, ...] = tuple(cells[:MOST_COLUMNS])
            if not all(is_empty(value) for value in values):
                lines[number] = values
    except csv.Error as error:
        raise BadInput(N_("Tệp CSV có dòng không đọc được."), field="file") from error
    return Grid("", lines, wider=wider, notes=(note,) if note else ())
