"""What a line below the heading is: a row of the table, or something to leave aside, and why."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from motcua.kernel.sheets.cells import reading
from motcua.kernel.sheets.grid import Value, is_empty, shown
from motcua.kernel.sheets.heads import Head
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said

_TOTAL: Final = re.compile(
    r"(?:tổng cộng|tổng số|tong cong|cộng trang|mang sang|cộng mang sang|cộng chuyển trang|lũy kế|luỹ kế)\b.*"
    r"|(?:tổng|cộng)(?: \(.*\))?(?: [ivx\d]+)?|(?:tổng|cộng):.*"
)
_TOTAL_BEGINS: Final = frozenset("tTcCmMlL")
_FOOT: Final = re.compile(
    r"(?:nguoi lap|nguoi lap bieu|nguoi thong ke|nguoi kiem ke|nguoi giao|nguoi nhan|ke toan|thu truong|xac nhan cua|"
    r"chu tich|pho chu tich|giam doc|pho giam doc|tm|kt|noi nhan|ghi chu|chu thich|luu y|ky ten|thu kho)\b.*"
    r"|.*\bngay (?:\d{1,2} )?thang (?:\d{1,2} )?nam\b.*"
)
_ROMAN: Final = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\.?|[A-ZĐ]\.?|[ivx]+\.")
_COUNTED: Final = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*(?:=.*)?\)?|\(?\d{1,2}\s*=\s*[\d+\-x*/() ]+\)?")
_ARABIC: Final = re.compile(r"\d{1,5}[.)]?")

TITLE_AGAIN: Final = said(N_("tiêu đề lặp lại"))
COLUMN_NUMBERS: Final = said(N_("dòng đánh số cột"))
TOTAL: Final = said(N_("dòng cộng"))
FOOT: Final = said(N_("phần ghi chú, ký tên cuối bảng"))
EXAMPLE_SIGN: Final = "(ví dụ)"
"""What the example lines of a form to fill in begin with."""
EXAMPLE: Final = said(N_("dòng ví dụ của mẫu"))
ONLY_NUMBER: Final = said(N_("chỉ có số thứ tự"))
GROUP: Final = said(N_("tên nhóm"))


class Lines:
    """Tells the lines of one table apart; remembers whether its end was seen."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._used = {match.column for match in head.matches.values()}
        self._titles = {column: fold(title) for column, title in head.titles.items()}
        self._ended = False

    def why_not(self, number: int, cells: tuple[Value, ...], *, merged_wide: bool, has_required: bool) -> Said | None:
        """Return why a line is no row of the table, or None for a row.

        ``merged_wide``: its first value is merged over several columns; ``has_required``: all columns that must be
        filled are.
        """
        texts = {column: shown(value) for column, value in enumerate(cells, start=1) if not is_empty(value)}
        if self._is_title(texts):
            self._ended = False
            return TITLE_AGAIN
        if self._ended:
            return FOOT
        if number <= self._head.bottom + 2 and self._is_numbers(texts):
            return COLUMN_NUMBERS
        said_first = [reading(text) for text in list(texts.values())[:3] if text[:1] in _TOTAL_BEGINS]
        if any(_TOTAL.fullmatch(text) for text in said_first):
            return TOTAL
        if any(text.casefold().startswith(EXAMPLE_SIGN) for text in texts.values()):
            return EXAMPLE
        counted = texts.get(self._head.numbered or 0, "")
        rest = {column: text for column, text in texts.items() if column != self._head.numbered}
        if not rest:
            return ONLY_NUMBER
        if self._is_foot(rest, counted, has_required=has_required):
            self._ended = True
            return FOOT
        alone = len(rest) == 1 and len(self._used) > 1 and not _ARABIC.fullmatch(counted)
        return GROUP if alone and (merged_wide or (counted and _ROMAN.fullmatch(counted))) else None

    def _is_title(self, texts: dict[int, str]) -> bool:
        same = sum(1 for column in self._used if self._said_there(column, texts.get(column, "")))
        return same >= 2 and same * 2 > len(self._used & texts.keys())

    def _said_there(self, column: int, text: str) -> bool:
        title, typed = self._titles.get(column, ""), _folded(text)
        return bool(typed) and (title == typed or (len(typed) > 2 and title.startswith(f"{typed} ")))

    def _is_numbers(self, texts: dict[int, str]) -> bool:
        filled = [texts[column] for column in sorted(self._used) if column in texts]
        return len(texts) >= 3 and len(filled) >= 2 and all(map(_COUNTED.fullmatch, texts.values())) and _rising(texts)

    def _is_foot(self, rest: dict[int, str], counted: str, *, has_required: bool) -> bool:
        if _ARABIC.fullmatch(counted) or (has_required and len(rest) > 2):
            return False
        return any(_FOOT.fullmatch(fold(text)) for text in rest.values())


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return fold(text)


def _rising(texts: dict[int, str]) -> bool:
    """Say whether the figures of a line count its columns: 1, 2, 3 …"""
    figures = [int(found[0]) for text in texts.values() if (found := re.search(r"\d+", text))]
    return all(one + 1 == next_one for one, next_one in pairwise(figures))
