"""The words and measures of an inventory: retention periods, media, boxes, one line of the list.

Columns of the list (*mục lục hồ sơ nộp lưu*): No., box, number and symbol, title, first and last day, retention, sheets
or pages, who made it, note (QĐ 3999/QĐ-BTC of 28/11/2025 based on TT 06/2025/TT-BNV, read in part).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

import msgspec

from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said

PERMANENT: Final = 0
"""Years that stand for *vĩnh viễn*."""
YEARS_MOST: Final = 100
BATCH_MOST: Final = 500
"""Lines of one entry of the books."""
TITLE_MOST: Final = 2000
OFF_LIST: Final = "ngoai-danh-muc"
"""The class of what the official list does not name: kept, listed apart «chờ xác định giá trị», never refused."""
_YEARS: Final = re.compile(r"(\d{1,3})(?: nam)?")


class Medium(StrEnum):
    """What a file is made of."""

    PAPER = "paper"
    DIGITAL = "digital"
    BOTH = "both"


MEDIUM_NAMES: Final = {Medium.PAPER: N_("Giấy"), Medium.DIGITAL: N_("Điện tử"), Medium.BOTH: N_("Giấy và điện tử")}


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file as somebody wrote it down. Nothing but a title too long to store is refused: what is wrong is a fault.

    ``number`` 0 takes the next one; ``years`` is ``None`` (not known), :data:`PERMANENT`, or years; ``box`` is the box's
    number.
    """

    number: Annotated[int, msgspec.Meta(ge=0, le=9_999_999)] = 0
    box: Annotated[str, msgspec.Meta(max_length=20)] = ""
    symbol: Annotated[str, msgspec.Meta(max_length=100)] = ""
    title: Annotated[str, msgspec.Meta(max_length=TITLE_MOST)] = ""
    starts: date | None = None
    ends: date | None = None
    years: Annotated[int, msgspec.Meta(ge=0, le=YEARS_MOST)] | None = None
    sheets: Annotated[int, msgspec.Meta(ge=0, le=99_999)] | None = None
    pages: Annotated[int, msgspec.Meta(ge=0, le=999_999)] | None = None
    creator: Annotated[str, msgspec.Meta(max_length=200)] = ""
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""
    code: Annotated[str, msgspec.Meta(max_length=40)] = ""
    medium: Medium = Medium.PAPER


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """What the official list says of a class; ``years`` ``None``: it names no period."""

    code: str
    title: str
    years: int | None


def tidy(line: Line) -> Line:
    """Return a line with its texts cleaned of what is never seen."""
    texts = ("box", "symbol", "title", "creator", "note", "code")
    return msgspec.structs.replace(line, **{name: clean(getattr(line, name)) for name in texts})


def search_text(line: Line) -> str:
    """Return what a search for a file looks through."""
    return fold(f"{line.title} {line.symbol} {line.creator} {line.note}")[:1000]


def years_of(text: str) -> int | None:
    """Return the years of a period as people write it: «Vĩnh viễn», «VV», «20 năm», «20»; ``None`` for anything else."""
    key = fold(text)
    if key in {"vinh vien", "vv", "lau dai vinh vien"}:
        return PERMANENT
    found = _YEARS.fullmatch(key)
    years = int(found[1]) if found else 0
    return years if 0 < years <= YEARS_MOST else None


def retention_said(years: int | None) -> Said:
    """Return a retention period in words."""
    if years is None:
        return said(N_("chưa xác định"))
    return said(N_("Vĩnh viễn")) if years == PERMANENT else said(N_("{years} năm"), years=years)


def refuse_period(begins: date | None, closed: date | None) -> Said | None:
    """Say why the days of a fonds cannot be: it ends after it begins."""
    if begins is not None and closed is not None and closed < begins:
        return said(N_("Ngày đóng phông phải sau ngày bắt đầu."))
    return None
