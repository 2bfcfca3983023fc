"""Reading a list of staff from XLSX or CSV into plain rows; nothing is checked against the books here.

How columns are found and what is left aside is told in :mod:`motcua.kernel.sheets`; cells stay text, because the import
says by person, not by cell, what is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.kernel import sheets
from motcua.kernel.errors import BadInput
from motcua.kernel.sheets import Field
from motcua.kernel.sheets.found import Understood
from motcua.kernel.sheets.grid import MOST_SHOWN
from motcua.kernel.words import N_
from motcua.office.rules import ROLE_NAMES, Role

__all__ = ["COLUMNS", "EXAMPLES", "FIELDS", "LISTS", "REQUIRED", "SheetRow", "read", "read_day", "rows_of"]

COLUMNS: Final = {
    "name": ("Họ tên", "ho va ten", "ho ten can bo"),
    "title": ("Chức danh", "chuc vu"),
    "unit": ("Đơn vị", "phong ban", "co quan"),
    "roles": ("Vai trò", "quyen"),
    "valid_from": ("Từ ngày", "ngay bat dau", "ngay nhan viec"),
    "decision": ("Số quyết định", "quyet dinh"),
    "phone": ("Điện thoại", "so dien thoai", "di dong"),
    "email": ("E-mail", "email", "thu dien tu"),
    "valid_to": ("Đến ngày", "ngay ket thuc"),
    "rank": ("Thứ tự", "thu tu chuc vu"),
}
REQUIRED: Final = ("name", "title", "unit", "valid_from")
_MOST: Final = 500
"""Characters of a cell that are kept: more than any of them may have, so the import refuses it at its line."""
FIELDS: Final = tuple(
    Field(key, names[0], names[1:], required=key in REQUIRED, most=MOST_SHOWN) for key, names in COLUMNS.items()
)
LISTS: Final = {"roles": [ROLE_NAMES[role] for role in Role]}
"""What may stand in a column, for the form to fill in."""
EXAMPLES: Final = (
    {
        "name": "Nguyễn Văn A",
        "title": "Cán bộ tiếp nhận",
        "unit": "Trung tâm Phục vụ hành chính công",
        "roles": ROLE_NAMES[Role.RECEIVER],
        "valid_from": "01/07/2025",
        "decision": "15/QĐ-UBND",
        "phone": "0912 345 678",
    },
    {
        "name": "Trần Thị B",
        "title": "Chuyên viên",
        "unit": "Phòng Kinh tế",
        "roles": ROLE_NAMES[Role.SPECIALIST],
        "valid_from": "01/07/2025",
        "email": "b.tran@example.vn",
    },
)
_DATE: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LOST_ZERO: Final = re.compile(r"\A(?:[35789]\d{8}|2\d{9})\Z", re.ASCII)
"""A telephone that a spreadsheet took for a number: every Vietnamese number begins with 0."""
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the list as text, trimmed; ``line`` is its number in the file."""

    line: int
    name: str
    title: str
    unit: str
    roles: str
    valid_from: str
    decision: str
    phone: str
    email: str
    valid_to: str
    rank: str


def read(content: bytes) -> list[SheetRow]:
    """Return the rows of an XLSX or CSV file (told apart by content), blank lines left out.

    :class:`BadInput` for another kind of file, one without the headings, one too long, and a cell that is no text.
    """
    found = sheets.read(content, FIELDS)
    missing = _missing(found)
    for fault in found.faults:
        if (fault.row, fault.field) not in missing:
            raise BadInput(N_("Ô {cell}: {fault}"), field="file", cell=fault.cell, fault=fault.said)
    return rows_of(found)


def rows_of(found: Understood) -> list[SheetRow]:
    """Return the rows of which every cell is a text; what a line lacks, the import says when it judges the line."""
    missing = _missing(found)
    barred = {fault.row for fault in found.faults if (fault.row, fault.field) not in missing}
    return [_row(row) for row in found.rows if row.number not in barred]


def _missing(found: Understood) -> set[tuple[int, str]]:
    return {(row.number, key) for row in found.rows for key in REQUIRED if key not in row.shown}


def _row(row: sheets.Row) -> SheetRow:
    found = {key: str(row.values.get(key, ""))[:_MOST] for key in COLUMNS}
    found["phone"] = _LOST_ZERO.sub(r"0\g<0>", found["phone"])
    return SheetRow(line=row.number, **found)


def read_day(text: str) -> date | None:
    """Return the day written ``1/7/2025`` or ``2025-07-01``; ``None`` for anything else."""
    vietnamese, iso = _DATE.fullmatch(text), _ISO.fullmatch(text)
    try:
        if vietnamese:
            return date(int(vietnamese[3]), int(vietnamese[2]), int(vietnamese[1]))
        return date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None
