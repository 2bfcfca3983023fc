"""The sheets of an XLSForm as lines of texts by column, bounded, with the place of every cell for whoever must mend it.

The workbook is unpacked by ``kernel.sheets``, which bounds it before it does; pyxform never sees the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.sheets.grid import Grid, Uncounted, Value, letter, shown
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said

CONTENT_MOST: Final = 2 * 1024 * 1024
LINES_MOST: Final = {"survey": 1_000, "choices": 2_000, "settings": 5}
CELL_MOST: Final = 2_000
FAULTS_MOST: Final = 100
OWN: Final = {
    "criterion": "tieu chi",
    "ground": "can cu",
    "evidence": "bang chung",
    "weight": "trong so",
    "severity": "muc do",
    "shortcoming": "ton tai",
    "source": "nguon",
    "about": "thuoc muc",
}
"""Columns of ours and what they are also called, folded."""
_SURVEY: Final = (
    *("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation"),
    *OWN,
)
KNOWN: Final = {
    "survey": frozenset(_SURVEY),
    "choices": frozenset({"list_name", "name", "label"}),
    "settings": frozenset({"form_title", "form_id"}),
}
_ALIASES: Final = {
    "relevance": "relevant",
    "calculate": "calculation",
    "caption": "label",
    "list name": "list_name",
    "constraint message": "constraint_message",
    "constraining_message": "constraint_message",
    "title": "form_title",
    "id_string": "form_id",
    **{spoken: name for name, spoken in OWN.items()},
}
_TRANSLATED: Final = frozenset({"label", "hint", "constraint_message"})
BARRED: Final = {
    "choice_filter": N_("lọc lựa chọn chưa dùng được; tách thành nhiều danh sách"),
    "repeat_count": N_("nhóm lặp không dùng được"),
    "trigger": N_("trigger không dùng được"),
    "default": N_("giá trị điền sẵn không dùng được; người kiểm tra tự trả lời"),
    "parameters": N_("parameters không dùng được"),
    "read_only": N_("read_only không dùng được; lời dặn dùng kiểu note"),
    "readonly": N_("read_only không dùng được; lời dặn dùng kiểu note"),
    "save_to": N_("entities không dùng được"),
}
"""Columns that would change what is asked and are not supported: a filled cell there is a fault."""
_BARRED_STARTS: Final = ("media", "image", "big-image", "audio", "video", "bind", "body", "control", "instance")
SILENT: Final = frozenset({"appearance", "guidance_hint", "version", "default_language", "style"})
"""Columns left aside without a word: they change how other programs show the form."""
_BARRED_SHEETS: Final = frozenset({"external_choices", "entities", "osm"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: its sheet, its line (0: the sheet as a whole), the letter and name of its column."""

    sheet: str
    row: int
    column: str
    heading: str
    what: Said

    @property
    def place(self) -> Said:
        """Where it is, in words."""
        if not self.row:
            return said(N_("Trang {sheet}"), sheet=self.sheet)
        if not self.column:
            return said(N_("Trang {sheet}, dòng {row}"), sheet=self.sheet, row=self.row)
        return said(
            N_("Trang {sheet}, dòng {row}, cột {column} ({heading})"),
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            heading=self.heading,
        )

    @property
    def words(self) -> Said:
        """The whole sentence."""
        return said(N_("{place}: {what}."), place=self.place, what=self.what)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: texts by column name."""

    number: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return the text of a column, "" where nothing stands."""
        return self.cells.get(name, "")


@dataclass(slots=True)
class Book:
    """The sheets by name, with the faults and remarks gathered on the way."""

    lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)

    def fault(self, sheet: str, row: int, heading: str, what: Said) -> None:
        """Note what is wrong with a cell; after a hundred nobody reads on."""
        column = self.columns.get(sheet, {}).get(heading)
        if len(self.faults) < FAULTS_MOST:
            self.faults.append(Fault(sheet, row, letter(column) if column else "", heading, what))


def book_of(content: bytes) -> Book:
    """Return the sheets of an XLSForm; :class:`BadInput` for what is no workbook or too large a one."""
    if len(content) > CONTENT_MOST:
        raise BadInput(N_("Tệp lớn quá {most} MB."), field="file", most=CONTENT_MOST // (1024 * 1024))
    if not content.strip():
        raise BadInput(N_("Tệp rỗng."), field="file")
    if not content.startswith(b"PK"):
        raise BadInput(N_("Bộ câu hỏi là tệp XLSX theo chuẩn XLSForm; tệp này không phải."), field="file")
    from motcua.kernel.sheets.workbook import grids  # noqa: PLC0415 - few processes need it, and all would start later for it

    book = Book()
    found = {grid.name.strip().lower(): grid for grid in grids(content)}
    for name, grid in found.items():
        if name in KNOWN:
            _read(book, name, grid)
        elif name in _BARRED_SHEETS:
            book.fault(grid.name, 0, "", said(N_("không dùng được dữ liệu ngoài, entities, osm; bỏ trang này")))
        else:
            book.notes.append(
                said(N_("Trang «{sheet}» không thuộc XLSForm, để nguyên không đọc."), sheet=grid.name[:60])
            )
    if "survey" not in found:
        book.fault("survey", 0, "", said(N_("tệp không có trang này; các câu hỏi phải nằm ở đó")))
    return book


def _read(book: Book, name: str, grid: Grid) -> None:
    if not grid.lines:
        return
    top = min(grid.lines)
    columns = _columns(book, name, grid.lines[top])
    book.columns[name] = {heading: place for heading, place in columns.items() if heading}
    numbers = [number for number in sorted(grid.lines) if number > top]
    if len(numbers) > LINES_MOST[name]:
        book.fault(name, 0, "", said(N_("quá {most} dòng; chia thành nhiều bộ câu hỏi"), most=LINES_MOST[name]))
        numbers = numbers[: LINES_MOST[name]]
    lines = []
    for number in numbers:
        values = grid.lines[number]
        cells: dict[str, str] = {}
        for heading, place in columns.items():
            value = values[place - 1] if place <= len(values) else None
            if isinstance(value, Uncounted):
                book.fault(name, number, heading, said(N_("công thức chưa có kết quả; ghi thẳng nội dung")))
                continue
            text = _text(value)
            if len(text) > CELL_MOST:
                book.fault(name, number, heading, said(N_("dài quá {most} ký tự"), most=CELL_MOST))
            elif text and (why := _barred(heading)):
                book.fault(name, number, heading, said(why))
            elif text and heading in KNOWN[name]:
                cells[heading] = text
        if cells:
            lines.append(Line(number, cells))
    book.lines[name] = tuple(lines)


def _columns(book: Book, sheet: str, heads: Iterable[Value]) -> dict[str, int]:
    """Return the columns by the name they are read under; of several languages the Vietnamese one is read."""
    found: dict[str, int] = {}
    left: list[str] = []
    for place, value in enumerate(heads, start=1):
        text = " ".join(shown(value).lower().split())
        if not text:
            continue
        base, _, language = (part.strip() for part in text.partition("::"))
        name = _ALIASES.get(base) or _ALIASES.get(fold(base)) or base
        if sheet == "choices" and name == "value":
            name = "name"
        if language and name in _TRANSLATED and not ("(vi)" in language or fold(language).startswith("tieng viet")):
            left.append(text)
            continue
        if name in found:
            book.fault(sheet, 1, name, said(N_("cột này có hai lần")))
        elif name in KNOWN[sheet] or _barred(name):
            found[name] = place
        elif name not in SILENT:
            left.append(text)
    if left:
        names = ", ".join(left)[:200]
        book.notes.append(said(N_("Trang {sheet}: không dùng các cột {names}."), sheet=sheet, names=names))
    return found


def _barred(heading: str) -> str:
    """Return why a column is not supported, "" where it is, or is merely left aside."""
    if heading in BARRED:
        return BARRED[heading]
    first = heading.partition("::")[0]
    return N_("cột này của XLSForm không dùng được ở đây") if first in _BARRED_STARTS else ""


def _text(value: Value) -> str:
    """Return a cell as an expression or label has it: numbers with a point, yes and no in English."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    return shown(value)
