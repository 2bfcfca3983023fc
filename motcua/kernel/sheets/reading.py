"""Reading a spreadsheet that people really have into the rows an importer asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from motcua.kernel.errors import BadInput
from motcua.kernel.sheets import cells, text_file
from motcua.kernel.sheets.fields import Field, Kind
from motcua.kernel.sheets.found import CellFault, Row, Skipped, Understood, Unused
from motcua.kernel.sheets.grid import Grid, Value, is_empty, letter, shown
from motcua.kernel.sheets.heads import WITHIN, Head, Names, as_chosen, better, head_at, heads
from motcua.kernel.sheets.legacy import from_tcvn
from motcua.kernel.sheets.lines import GROUP, Lines
from motcua.kernel.sheets.numbers import scale_of
from motcua.kernel.words import N_, Said, said

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_ROWS: Final = 5_000
_SHOWN: Final = 120
_SAMPLES: Final = 3
_HIDDEN_TOLD: Final = 10
_TCVN: Final = N_("Chữ theo bảng mã TCVN3 (ABC); đã chuyển sang Unicode.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What people said of a sheet themselves: the line of its heading (0: find it) and what its columns are.

    ``columns``: column letter to field, "" for a column to leave out; None to find them by their words.
    """

    header_row: int = 0
    columns: Mapping[str, str] | None = None


def read(
    content: bytes,
    fields: Sequence[Field],
    *,
    sheet: str = "",
    chosen: Chosen | None = None,
    lenient: bool = False,
    most_rows: int = MOST_ROWS,
) -> Understood:
    """Return what is understood of an XLSX or CSV file (told apart by content), to be shown before it is written.

    ``sheet`` names the sheet to read; without it the one is taken whose heading fits best. Formulas count as the results
    saved with them. :class:`BadInput` for a file of another kind, one without the required columns, or one too long;
    everything smaller is a fault of its cell. ``lenient``: a heading that lacks required columns is told as such, so that
    people can say which column it is.
    """
    if len(content) > MOST_BYTES:
        raise BadInput(N_("Tệp lớn quá {most} MB."), field="file", most=MOST_BYTES // (1024 * 1024))
    if not content.strip():
        raise BadInput(N_("Tệp rỗng."), field="file")
    names = Names(fields)
    # Who says what the columns are is not asked first whether they are called so.
    lenient = lenient or chosen is not None
    if content.startswith(b"PK"):
        from motcua.kernel.sheets import workbook  # noqa: PLC0415 - few processes need it, and all would start later for it

        grids = workbook.grids(content)
        sheets = tuple(grid.name for grid in grids)
        grid, head, others = _in_workbook(grids, names, sheet, lenient=lenient)
        grids.clear()
    else:
        sheets = ()
        grid, head, others = _in_text(content, names, lenient=lenient)
    if chosen is not None and chosen.header_row:
        head = head_at(grid, names, chosen.header_row)
    if chosen is not None and chosen.columns is not None:
        head = as_chosen(head, chosen.columns)
    missing = tuple(field.key for field in fields if field.required and field.key not in head.matches)
    if missing and not lenient:
        raise _no_heading(names, [field.key for field in fields if field.required], (grid, head))
    found = _understood(grid, head, fields, others, most_rows, missing)
    return replace(found, sheets=sheets)


def _in_workbook(grids: list[Grid], names: Names, sheet: str, *, lenient: bool) -> tuple[Grid, Head, list[str]]:
    if sheet:
        grids = [grid for grid in grids if grid.name == sheet]
        if not grids:
            raise BadInput(N_("Tệp không có trang «{sheet}»."), field="file", sheet=sheet)
    try:
        return _fittest(grids, names)
    except BadInput:
        # The letters may be those of an old font: then the heading is found once they are rewritten.
        rewritten = [grid.read_by(from_tcvn, _TCVN) for grid in grids]
        try:
            return _fittest(rewritten, names)
        except BadInput:
            pass
        if lenient:
            return _fittest(grids, names, lenient=True)
        raise


def _in_text(content: bytes, names: Names, *, lenient: bool) -> tuple[Grid, Head, list[str]]:
    wholes = {}
    tried = []
    for at, one in enumerate(text_file.readings(content, WITHIN + 5)):
        name = str(at)
        wholes[name] = one.whole
        tried.append(Grid(name, one.head.lines, notes=one.head.notes))
    found, head, _others = _fittest(tried, names, lenient=lenient)
    return wholes[found.name](), head, []


def _fittest(grids: Sequence[Grid], names: Names, *, lenient: bool = False) -> tuple[Grid, Head, list[str]]:
    """Return the sheet with the heading that fits best, and the names of others that would do as well."""
    required = [field.key for field in names.fields if field.required]
    least = min(2, len(names.fields))
    best: tuple[Grid, Head] | None = None
    fitting = []
    for grid in grids:
        here: Head | None = None
        for head in heads(grid, names):
            if better(head, here, required):
                here = head
        if here is None:
            continue
        if len(here.matches) >= least and set(required) <= here.matches.keys():
            fitting.append(grid.name)
        if better(here, best[1] if best else None, required):
            best = (grid, here)
    if best is None and lenient:
        best = _first_line(grids, names)
    if best is not None and (lenient or best[0].name in fitting):
        return *best, [name for name in fitting if name != best[0].name]
    raise _no_heading(names, required, best)


def _first_line(grids: Sequence[Grid], names: Names) -> tuple[Grid, Head] | None:
    """Return the first line of several cells as the heading: nobody knows its words, so people say what they mean."""
    for grid in grids:
        for number in sorted(row for row in grid.lines if row <= WITHIN):
            if sum(not is_empty(value) for value in grid.lines[number]) > 1:
                return grid, head_at(grid, names, number)
    return None


def _no_heading(names: Names, required: list[str], best: tuple[Grid, Head] | None) -> BadInput:
    titles = {field.key: field.title for field in names.fields}
    wanted = ", ".join(titles[key] for key in required or titles)
    if best is None:
        return BadInput(N_("Không thấy dòng tiêu đề có đủ các cột: {columns}."), field="file", columns=wanted)
    grid, head = best
    missing = ", ".join(titles[key] for key in required or titles if key not in head.matches)
    return BadInput(
        N_("Không thấy dòng tiêu đề có đủ các cột: {columns}. Giống nhất là dòng {row}{sheet}, còn thiếu: {missing}."),
        field="file",
        columns=wanted,
        row=head.top,
        sheet=said(N_(" của trang «{name}»"), name=grid.name) if grid.name and not grid.name.isdigit() else "",
        missing=missing,
    )


def _understood(
    grid: Grid, head: Head, fields: Sequence[Field], others: list[str], most_rows: int, missing: tuple[str, ...]
) -> Understood:
    table = _Table(grid, head, fields)
    if not missing:
        table.read(most_rows)
    faults = [CellFault(f"{letter(column)}{head.bottom}", why, head.bottom, key) for column, key, why in head.clashes]
    faults += [fault for row in table.rows for fault in row.faults]
    taken = {match.column for match in head.matches.values()} | {head.numbered}
    clashing = {column: why for column, _key, why in head.clashes}
    unused = [
        Unused(letter(column), title[:_SHOWN], head.doubts.get(column) or clashing.get(column))
        for column, title in head.titles.items()
        if column not in taken
    ]
    notes = [Said(note) for note in grid.notes]
    notes += table.notes
    if others:
        notes.append(said(N_("Trang khác cũng giống danh sách này, chưa đọc: {names}."), names=", ".join(others)))
    if grid.wider:
        notes.append(said(N_("Bảng có hơn 100 cột; các cột sau không đọc.")))
    hidden = frozenset(row for row in grid.hidden if row > head.bottom)
    if hidden:
        notes.append(said(N_("Có dòng đang ẩn trong trang, vẫn được đọc: {rows}."), rows=_rows_told(hidden)))
    by_column = sorted(head.matches.values(), key=lambda match: match.column)
    return Understood(
        sheet=grid.name,
        header_row=head.bottom,
        columns={match.key: letter(match.column) for match in by_column},
        headers={match.key: head.titles[match.column] for match in by_column},
        rows=tuple(table.rows),
        faults=tuple(faults),
        unused=tuple(unused),
        skipped=tuple(table.skipped),
        notes=tuple(notes),
        titles={letter(column): title[:_SHOWN] for column, title in head.titles.items()},
        samples=_samples(grid, head),
        missing=missing,
        hidden=hidden,
    )


def _rows_told(rows: frozenset[int]) -> str:
    told = ", ".join(str(row) for row in sorted(rows)[:_HIDDEN_TOLD])
    return f"{told}, …" if len(rows) > _HIDDEN_TOLD else told


def _samples(grid: Grid, head: Head) -> dict[str, tuple[str, ...]]:
    """Return what stands in the first lines below each heading, so that people see which column it is."""
    found: dict[str, list[str]] = {letter(column): [] for column in head.titles}
    for number in sorted(row for row in grid.lines if head.bottom < row <= head.bottom + WITHIN):
        line = grid.lines[number]
        for column in head.titles:
            text = shown(line[column - 1])[:60] if column <= len(line) else ""
            if text and len(found[letter(column)]) < _SAMPLES:
                found[letter(column)].append(text)
    return {name: tuple(texts) for name, texts in found.items()}


class _Table:
    """The lines below a heading, read one by one."""

    def __init__(self, grid: Grid, head: Head, fields: Sequence[Field]) -> None:
        self.rows: list[Row] = []
        self.skipped: list[Skipped] = []
        self.notes: list[Said] = []
        self._grid = grid
        self._head = head
        self._fields = [(field, head.matches[field.key].column) for field in fields if field.key in head.matches]
        self._scales = {field.key: self._scale(column) for field, column in self._fields if field.kind is Kind.MONEY}
        self._words = {field.key: cells.words_of(field) for field, _column in self._fields if field.choices}
        self._from_above, self._wide = self._merged()
        self._group = ""

    def _scale(self, column: int) -> int:
        """Return the đồng that one unit of a column stands for: by its heading, or by a line above the table."""
        title = self._head.titles[column]
        scale = scale_of(title)
        if scale is None:
            above = (shown(value) for row in range(1, self._head.top) for value in self._grid.lines.get(row, ()))
            scale = next((found for text in above if "đ" in text.lower() and (found := _unit_line(text))), 1)
        if scale != 1:
            self.notes.append(
                said(N_("Cột «{title}» tính theo {scale} đồng."), title=title, scale=f"{scale:,}".replace(",", "."))
            )
        return scale

    def _merged(self) -> tuple[dict[tuple[int, int], int], set[int]]:
        """Return, for cells merged from above, the line that holds their value; and the lines merged over columns."""
        from_above: dict[tuple[int, int], int] = {}
        wide = set()
        used = {column for _field, column in self._fields}
        for merge in self._grid.merges:
            if merge.bottom <= self._head.bottom:
                continue
            if merge.right > merge.left:
                wide.add(merge.top)
            if merge.left in used:
                for row in range(max(merge.top, self._head.bottom) + 1, merge.bottom + 1):
                    from_above[row, merge.left] = merge.top
        return from_above, wide

    def read(self, most_rows: int) -> None:
        """Read all lines; :class:`BadInput` when there are more rows than that."""
        lines = Lines(self._head)
        bottoms = {row for row, _column in self._from_above}
        for number in sorted({*(row for row in self._grid.lines if row > self._head.bottom), *bottoms}):
            own = self._grid.lines.get(number, ())
            values = {field.key: self._value(number, column, own) for field, column in self._fields}
            if all(is_empty(value) for value in own):
                continue
            if self._only_continues(number, own):
                continue
            filled = all(not is_empty(values[field.key]) for field, _column in self._fields if field.required)
            why = lines.why_not(number, own, merged_wide=number in self._wide, has_required=filled)
            if why is not None:
                self._set_aside(number, own, why)
            elif all(is_empty(value) for value in values.values()):
                self._set_aside(number, own, said(N_("không có gì ở các cột cần đọc")))
            else:
                self.rows.append(self._row(number, values))
                if len(self.rows) > most_rows:
                    raise BadInput(N_("Danh sách dài quá {most} dòng; hãy chia nhỏ."), field="file", most=most_rows)

    def _value(self, number: int, column: int, own: tuple[Value, ...]) -> Value:
        above = self._from_above.get((number, column))
        line = own if above is None else self._grid.lines.get(above, ())
        return line[column - 1] if column <= len(line) else None

    def _only_continues(self, number: int, own: tuple[Value, ...]) -> bool:
        """Say whether a line adds nothing to what is merged from above: the lower half of one row."""
        used = {column for _field, column in self._fields}
        if not all((number, column) in self._from_above for column in used):
            return False
        return all(is_empty(own[column - 1]) for column in used if column <= len(own))

    def _set_aside(self, number: int, own: tuple[Value, ...], why: Said) -> None:
        texts = [text for value in own if (text := shown(value))]
        if why is GROUP:
            self._group = " ".join(texts)[:_SHOWN]
        self.skipped.append(Skipped(number, why, " · ".join(texts)[:_SHOWN]))

    def _row(self, number: int, raw: dict[str, Value]) -> Row:
        values: dict[str, Any] = {}
        faults = []
        for field, column in self._fields:
            value = raw[field.key]
            cell = f"{letter(column)}{number}"
            if is_empty(value):
                if field.required:
                    missing = said(N_("thiếu «{title}»."), title=Said(field.title))
                    faults.append(CellFault(cell, missing, number, field.key))
                continue
            try:
                values[field.key] = cells.read(
                    field,
                    value,
                    scale=self._scales.get(field.key, 1),
                    days_from_1904=self._grid.days_from_1904,
                    words=self._words.get(field.key),
                )
            except BadInput as error:
                faults.append(CellFault(cell, error.said, number, field.key))
        seen = {key: shown(value)[:_SHOWN] for key, value in raw.items() if not is_empty(value)}
        return Row(number, values, seen, self._group, tuple(faults))


def _unit_line(text: str) -> int | None:
    """Return the unit that a line above the table gives for all its money (*Đơn vị tính: nghìn đồng*)."""
    low = text.lower()
    return scale_of(text) if low.startswith(("đvt", "đơn vị", "(đvt", "(đơn vị", "đv tính")) else None
