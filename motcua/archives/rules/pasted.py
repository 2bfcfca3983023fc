"""Lines pasted from a spreadsheet: columns by tabs in the order of the list, read into lines with faults by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from motcua.archives.rules.inventory import BATCH_MOST, TITLE_MOST, Line, Medium, years_of
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said

COLUMNS: Final = (
    ("number", N_("Số thứ tự")),
    ("box", N_("Hộp")),
    ("symbol", N_("Số, ký hiệu")),
    ("title", N_("Tiêu đề")),
    ("starts", N_("Ngày bắt đầu")),
    ("ends", N_("Ngày kết thúc")),
    ("years", N_("Thời hạn")),
    ("sheets", N_("Số tờ")),
    ("pages", N_("Số trang điện tử")),
    ("creator", N_("Người lập")),
    ("note", N_("Ghi chú")),
    ("code", N_("Mã nhóm")),
    ("medium", N_("Loại")),
)
"""The order of the columns, as the export writes them."""
LONGEST: Final = {"box": 20, "symbol": 100, "title": TITLE_MOST, "creator": 200, "note": 500, "code": 40}
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MEDIA: Final = {"": Medium.PAPER, "giay": Medium.PAPER, "dien tu": Medium.DIGITAL, "giay va dien tu": Medium.BOTH}


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood: the lines, and what could not be read, by line."""

    lines: tuple[Line, ...]
    faults: tuple[Said, ...]


def read(text: str) -> Pasted:
    """Return the lines of a pasted text; a heading and blank lines are passed over."""
    lines, faults = [], []
    rows = [(at, row) for at, row in enumerate(text.splitlines(), 1) if row.strip()]
    if rows and fold(rows[0][1].split("\t")[0]) in {"so thu tu", "stt", "so", "tt"}:
        rows = rows[1:]
    if len(rows) > BATCH_MOST:
        return Pasted((), (said(N_("Mỗi lần nhập nhiều nhất {most} dòng; hãy chia nhỏ."), most=BATCH_MOST),))
    for at, row in rows:
        values: dict[str, Any] = {}
        for (name, title), cell in zip(COLUMNS, _cells(row), strict=True):
            try:
                values[name] = read_cell(name, cell)
            except ValueError:
                faults.append(
                    said(
                        N_("Dòng {line}, cột «{column}»: «{cell}» không đọc được."),
                        line=at,
                        column=said(title),
                        cell=cell[:30],
                    )
                )
        if len(values) == len(COLUMNS):
            lines.append(Line(**values))
    return Pasted(tuple(lines), tuple(faults))


def read_cell(name: str, text: str) -> Any:
    """Return the value of a column as a line keeps it; ``ValueError`` for a cell that cannot be read."""
    return _READ.get(name, _text(name))(clean(text))


def day_of(text: str) -> date | None:
    """Return the day written 1/7/2025 or 2025-07-01, ``None`` for nothing; ``ValueError`` for anything else."""
    if not text:
        return None
    found = _DAY.fullmatch(text.split(" ", maxsplit=1)[0])
    if found is None:
        raise ValueError(text)
    parts = (found[3], found[2], found[1]) if found[1] else (found[4], found[5], found[6])
    return date(*(int(part) for part in parts))


def _cells(row: str) -> Sequence[str]:
    cells = [clean(cell) for cell in row.split("\t")][: len(COLUMNS)]
    return cells + [""] * (len(COLUMNS) - len(cells))


def _number(most: int, empty: int | None) -> Callable[[str], int | None]:
    def read_number(text: str) -> int | None:
        if not text:
            return empty
        if not text.isascii() or not text.isdigit() or int(text[:9]) > most or len(text) > 9:
            raise ValueError(text)
        return int(text)

    return read_number


def _years(text: str) -> int | None:
    years = years_of(text)
    if text and years is None and fold(text) != "chua xac dinh":
        raise ValueError(text)
    return years


def _medium(text: str) -> Medium:
    try:
        return _MEDIA[fold(text)]
    except KeyError as error:
        raise ValueError(text) from error


def _text(name: str) -> Callable[[str], str]:
    def read_text(text: str) -> str:
        if len(text) > LONGEST[name]:
            raise ValueError(text)
        return text

    return read_text


_READ: Final[dict[str, Callable[[str], Any]]] = {
    "number": _number(9_999_999, 0),
    "sheets": _number(99_999, None),
    "pages": _number(999_999, None),
    "starts": day_of,
    "ends": day_of,
    "years": _years,
    "medium": _medium,
}
