"""Reading a list of staff from XLSX or CSV into plain rows; nothing is checked against the books here.

Columns are found by their Vietnamese heading, whatever their order, marks or capitals: họ tên, chức danh, đơn vị, vai
trò, từ ngày, số quyết định, điện thoại, e-mail, and optionally đến ngày, thứ tự. Other columns are ignored.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from openpyxl import Workbook, load_workbook

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.office.rules import ROLE_NAMES, Role

COLUMNS: Final = {
    "name": ("Họ tên", "ho ten", "ho va ten", "ho ten can bo"),
    "title": ("Chức danh", "chuc danh", "chuc vu"),
    "unit": ("Đơn vị", "don vi", "phong ban", "co quan"),
    "roles": ("Vai trò", "vai tro", "quyen"),
    "valid_from": ("Từ ngày", "tu ngay", "ngay bat dau", "ngay nhan viec"),
    "decision": ("Số quyết định", "so quyet dinh", "quyet dinh"),
    "phone": ("Điện thoại", "dien thoai", "so dien thoai", "di dong"),
    "email": ("E-mail", "e mail", "email", "thu dien tu"),
    "valid_to": ("Đến ngày", "den ngay", "ngay ket thuc"),
    "rank": ("Thứ tự", "thu tu", "thu tu chuc vu"),
}
REQUIRED: Final = ("name", "title", "unit", "valid_from")
MOST_ROWS: Final = 5_000
MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 32 * 1024 * 1024
"""All parts of an XLSX together: the longest list takes some 3 MB."""
MOST_LINES: Final = 20_000
"""Lines of a sheet that are looked at, empty ones among them."""
MOST_COLUMNS: Final = 100
_HEADING_WITHIN: Final = 10
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

    :class:`BadInput` for another kind of file, one without the headings, or one too long.
    """
    if len(content) > MOST_BYTES:
        raise BadInput(N_("Tệp lớn quá 10 MB."), field="file")
    lines = _xlsx(content) if content.startswith(b"PK") else _csv(content)
    return list(_rows(lines))


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


def _rows(lines: Iterable[tuple[int, list[str]]]) -> Iterator[SheetRow]:
    places: dict[str, int] | None = None
    count = 0
    for number, cells in lines:
        if not any(cells):
            continue
        if places is None:
            places = _headings(cells)
            if places is None and number >= _HEADING_WITHIN:
                break
            continue
        count += 1
        if count > MOST_ROWS:
            raise BadInput(N_("Danh sách dài quá {most} dòng; hãy chia nhỏ."), field="file", most=MOST_ROWS)
        found = {key: cells[at] if at < len(cells) else "" for key, at in places.items()}
        found["phone"] = _LOST_ZERO.sub(r"0\g<0>", found.get("phone", ""))
        yield SheetRow(line=number, **{key: found.get(key, "") for key in COLUMNS})
    if places is None:
        wanted = ", ".join(COLUMNS[key][0] for key in REQUIRED)
        raise BadInput(N_("Không thấy dòng tiêu đề có đủ các cột: {columns}."), field="file", columns=wanted)


def _headings(cells: list[str]) -> dict[str, int] | None:
    """Return the place of each known column, ``None`` for a line that is no heading."""
    keys = [fold(cell) for cell in cells]
    places = {}
    for column, names in COLUMNS.items():
        at = next((keys.index(name) for name in map(fold, names) if name in keys), None)
        if at is not None:
            places[column] = at
    return places if all(column in places for column in REQUIRED) else None


def _xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _require_small(content)
    number = 0
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            if number > MOST_LINES:
                break
            yield number, [_text(cell) for cell in cells]
    except Exception as error:
        # The reader of spreadsheets stumbles over a damaged one in as many ways as there are parts in it.
        raise BadInput(N_("Không đọc được tệp XLSX này."), field="file") from error
    if number > MOST_LINES:
        raise BadInput(
            N_("Bảng có quá {most} dòng, kể cả dòng trống; xóa các dòng thừa ở cuối rồi tải lại."),
            field="file",
            most=MOST_LINES,
        )


def _require_small(content: bytes) -> None:
    """Refuse what would unpack to more than a list of staff ever is, before anything of it is unpacked.

    A part never gives more than the size it states; only the two usual ways of packing keep to that.
    """
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise BadInput(N_("Không đọc được tệp XLSX này."), field="file") from error
    usual = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if sum(part.file_size for part in parts) > MOST_UNPACKED or any(part.compress_type not in usual for part in parts):
        raise BadInput(
            N_("Tệp XLSX này khi mở ra lớn quá {most} MB: không phải danh sách cán bộ. Chép các dòng sang tệp mới."),
            field="file",
            most=MOST_UNPACKED // (1024 * 1024),
        )


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(N_("Tệp phải là XLSX hoặc CSV mã UTF-8."), field="file") from error
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True), start=1):
            yield number, [clean(cell, 500) for cell in cells]
    except csv.Error as error:
        raise BadInput(N_("Tệp CSV có dòng không đọc được."), field="file") from error


def _text(cell: Any) -> str:
    """Return a cell as text: days as ISO, whole numbers without a decimal point (telephones typed as numbers)."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return clean(str(cell), 500)
