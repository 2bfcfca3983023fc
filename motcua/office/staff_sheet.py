"""Reading a list of staff from XLSX or CSV into plain rows; nothing is checked against the books here.

How columns are found and what is left aside is told in :mod:`motcua.kernel.sheets`; cells stay text, because the import
says by person, not by cell, what is wrong.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpyxl import Workbook

from motcua.kernel import sheets
from motcua.kernel.errors import BadInput
from motcua.kernel.sheets import MOST_BYTES, Field
from motcua.kernel.sheets.grid import MOST_SHOWN
from motcua.kernel.words import N_
from motcua.office.rules import ROLE_NAMES, Role

__all__ = ["COLUMNS", "MOST_BYTES", "REQUIRED", "SheetRow", "read", "read_day", "template"]

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
_FIELDS: Final = tuple(
    Field(key, names[0], names[1:], required=key in REQUIRED, most=MOST_SHOWN) for key, names in COLUMNS.items()
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
    found = sheets.read(content, _FIELDS)
    missing = {(row.number, key) for row in found.rows for key in REQUIRED if key not in row.shown}
    for fault in found.faults:
        if (fault.row, fault.field) not in missing:
            raise BadInput(N_("Ô {cell}: {fault}"), field="file", cell=fault.cell, fault=fault.said)
    return [_row(row) for row in found.rows]


def _row(row: sheets.Row) -> SheetRow:
    found = {key: str(row.values.get(key, ""))[:_MOST] for key in COLUMNS}
    found["phone"] = _LOST_ZERO.sub(r"0\g<0>", found["phone"])
    return SheetRow(line=row.number, **found)


def template() -> bytes:
    """Return an empty XLSX list with the headings and a sheet that names the roles."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Cán bộ"
    sheet.append([names[0] for names in COLUMNS.values()])
    for letter in "ABCDEFGHIJ":
        sheet.column_dimensions[letter].width = 22
    roles = book.create_sheet("Vai trò")
    for role in Role:
        roles.append([ROLE_NAMES[role]])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_day(text: str) -> date | None:
    """Return the day written ``1/7/2025`` or ``2025-07-01``; ``None`` for anything else."""
    vietnamese, iso = _DATE.fullmatch(text), _ISO.fullmatch(text)
    try:
        if vietnamese:
            return date(int(vietnamese[3]), int(vietnamese[2]), int(vietnamese[1]))
        return date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None
