"""XLSX into grids: bounded before anything is unpacked, values only, never a formula or a macro run."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any, Final

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.sheets.grid import MOST_COLUMNS, MOST_LINES, Grid, Merge, Uncounted, Value, is_empty
from motcua.kernel.words import N_

MOST_UNPACKED: Final = 32 * 1024 * 1024
"""All parts of an XLSX together: a list of 5,000 lines takes some 3 MB."""
MOST_SHEETS: Final = 12
_MOST_MERGED_CELLS: Final = 2_000_000
_UNREADABLE: Final = N_("Không đọc được tệp XLSX này.")
_USUAL: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def grids(content: bytes) -> list[Grid]:
    """Return the sheets of an XLSX file, visible ones first; :class:`BadInput` for what is none or unpacks to too much."""
    parts = _require_small(content)
    try:
        found = list(_sheets(content, macros=any(name.lower().endswith("vbaproject.bin") for name in parts)))
        if found:
            return found
    except BadInput:
        raise
    except Exception as error:
        # The reader of spreadsheets stumbles over a damaged one in as many ways as there are parts in it.
        raise BadInput(_UNREADABLE, field="file") from error
    raise BadInput(_UNREADABLE, field="file")


def _require_small(content: bytes) -> list[str]:
    """Return the names of the parts; refuse what would unpack to more than a list ever is, before it is unpacked.

    A part never gives more than the size it states; only the two usual ways of packing keep to that.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            total = sum(part.file_size for part in parts)
            usual = all(part.compress_type in _USUAL and not part.flag_bits & 1 for part in parts)
            if total <= MOST_UNPACKED and usual:
                _require_kind(archive, names)
    except BadInput:
        raise
    except Exception as error:
        # As many kinds of error as there are ways to damage a packed file, the unpacker's own among them.
        raise BadInput(_UNREADABLE, field="file") from error
    if total > MOST_UNPACKED or not usual:
        raise BadInput(
            N_("Tệp XLSX này khi mở ra lớn quá {most} MB: không phải một danh sách. Chép các dòng sang tệp mới."),
            field="file",
            most=MOST_UNPACKED // (1024 * 1024),
        )
    return names


def _require_kind(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Refuse a packed file of another program, and one that declares entities: no spreadsheet does."""
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis"):
        raise BadInput(N_("Tệp OpenDocument (.ods): hãy lưu lại thành .xlsx hoặc .csv rồi tải lên."), field="file")
    if "word/document.xml" in names:
        raise BadInput(N_("Đây là tệp Word; hãy chép bảng sang Excel rồi tải lên."), field="file")
    for name in names:
        if name.endswith((".xml", ".rels")):
            part = archive.read(name)
            if any(word in part for word in _DOCTYPES):
                raise BadInput(_UNREADABLE, field="file")


def _sheets(content: bytes, *, macros: bool) -> Iterator[Grid]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        notes = (N_("Tệp có macro; macro không được chạy."),) if macros else ()
        order = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        for sheet in order[:MOST_SHEETS]:
            sheet.reset_dimensions()
            lines, wider = _lines(sheet)
            with book._archive.open(sheet._worksheet_path) as part:
                merges, uncounted, hidden = _told_apart(part)
            for line, column in uncounted:
                if line in lines or line <= MOST_LINES:
                    values = list(lines.get(line, ()))
                    values += [None] * (column - len(values))
                    values[column - 1] = Uncounted()
                    lines[line] = tuple(values)
            epoch = book.epoch == CALENDAR_MAC_1904
            hidden &= lines.keys()
            yield Grid(str(sheet.title), lines, merges, wider, days_from_1904=epoch, notes=notes, hidden=hidden)


def _lines(sheet: Any) -> tuple[dict[int, tuple[Value, ...]], bool]:
    """Return the lines that are not empty, and whether the sheet is wider than what is looked at."""
    lines: dict[int, tuple[Value, ...]] = {}
    wider = False
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        if number > MOST_LINES:
            raise BadInput(
                N_("Bảng có quá {most} dòng, kể cả dòng trống; xóa các dòng thừa ở cuối rồi tải lại."),
                field="file",
                most=MOST_LINES,
            )
        last = len(cells)
        while last and cells[last - 1].value is None:
            last -= 1
        values = [_value(cell) for cell in cells[:last]]
        wider = wider or (len(values) > MOST_COLUMNS and not is_empty(values[MOST_COLUMNS]))
        values = values[:MOST_COLUMNS]
        while values and is_empty(values[-1]):
            values.pop()
        if values:
            lines[number] = tuple(values)
    return lines, wider


def _value(cell: Any) -> Value:
    value = cell.value
    if isinstance(value, datetime) and (value.hour or value.minute) and "h" in str(cell.number_format or "").lower():
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, (date, datetime)):
        day = value.date() if isinstance(value, datetime) else value
        return _as_shown(day, str(cell.number_format or ""))
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return str(value)


def _as_shown(day: date, form: str) -> Value:
    """Return a day that its cell shows as a month or a year as just that: who typed 6/2025 did not say the first."""
    form = form.lower().split(";")[0]
    if "d" in form or day.day != 1 or "y" not in form:
        return day
    try:
        return PartialDate(day.year, day.month if "m" in form else None)
    except ValueError:
        return day


def _told_apart(part: IO[bytes]) -> tuple[tuple[Merge, ...], list[tuple[int, int]], frozenset[int]]:
    """Return the merged ranges of a sheet, cut to what is looked at, formulas without a result, and hidden lines."""
    merges: list[Merge] = []
    uncounted: list[tuple[int, int]] = []
    hidden: set[int] = set()
    covered = 0
    cell, formula, result, merge, row = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("c", "f", "v", "mergeCell", "row"))
    for _event, element in iterparse(part):
        if element.tag == cell and element.find(formula) is not None and not element.findtext(result):
            column, line, _right, _bottom = _bounds(element.get("r", ""))
            if 0 < column <= MOST_COLUMNS:
                uncounted.append((line, column))
        elif element.tag == merge:
            left, top, right, bottom = _bounds(element.get("ref", ""))
            right, bottom = min(right, MOST_COLUMNS), min(bottom, MOST_LINES)
            if 0 < left <= right and top <= bottom:
                covered += (right - left + 1) * (bottom - top + 1)
                merges.append(Merge(top, left, bottom, right))
            if covered > _MOST_MERGED_CELLS:
                raise BadInput(N_("Bảng gộp quá nhiều ô; hãy bỏ gộp ô rồi tải lại."), field="file")
        if element.tag == row:
            if element.get("hidden") in {"1", "true"} and element.get("r", "").isdecimal():
                hidden.add(int(element.get("r", "")[:9]))
            element.clear()
    return tuple(merges), uncounted, frozenset(hidden)


def _bounds(ref: str) -> tuple[int, int, int, int]:
    try:
        left, top, right, bottom = range_boundaries(ref)
    except ValueError:
        return 0, 0, 0, 0
    return left or 0, top or 0, right or 0, bottom or 0
