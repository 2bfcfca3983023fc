"""The other way: rows into an XLSX that :func:`read` understands, and the empty form people are given to fill in."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from motcua.kernel.sheets.fields import Field, Kind
from motcua.kernel.sheets.grid import MOST_SHOWN
from motcua.kernel.sheets.lines import EXAMPLE_SIGN
from motcua.kernel.text import clean
from motcua.kernel.words import N_

_WIDTHS: Final = {Kind.TEXT: 30, Kind.MONEY: 16, Kind.DAY: 12, Kind.NUMBER: 10, Kind.YEAR: 8, Kind.FLAG: 8}


def write(
    fields: Sequence[Field],
    rows: Iterable[Mapping[str, Any]] = (),
    *,
    sheet: str = "Danh sách",
    title: str = "",
    examples: Iterable[Mapping[str, Any]] = (),
    lists: Mapping[str, Sequence[str]] | None = None,
    translate: Callable[[str], str] = str,
) -> bytes:
    """Return an XLSX with a heading and these rows; values are of the kinds :func:`read` gives.

    Without rows it is the form to fill in: required columns are marked by colour, and the names of choices stand on a
    sheet of their own, with ``lists`` (field to words) of what else may be written. ``examples`` are lines that show how,
    and are passed over when the file is read. No text is ever taken for a formula.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - few processes need it, and all would start later for it
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    page = book.worksheets[0]
    page.title = translate(sheet)[:31]
    top = 1
    if title:
        _put(page.cell(1, 1), translate(title))
        page.cell(1, 1).font = Font(bold=True, size=14)
        top = 3
    for column, field in enumerate(fields, start=1):
        cell = page.cell(top, column)
        _put(cell, translate(field.title))
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.fill = PatternFill("solid", fgColor="FFE8C7" if field.required else "E8EEF2")
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(field.kind, 20)
    shown = [_marked(fields, row) for row in examples]
    for number, row in enumerate([*shown, *rows], start=top + 1):
        for column, field in enumerate(fields, start=1):
            value = row.get(field.key)
            if value is not None:
                _fill(page.cell(number, column), field, value)
                if number <= top + len(shown):
                    page.cell(number, column).font = Font(italic=True, color="6B7280")
    page.freeze_panes = f"A{top + 1}"
    _choices(book, fields, lists or {}, translate)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _marked(fields: Sequence[Field], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an example with the sign by which it is known, on its first required text, else on its longest one."""
    texts = [field for field in fields if field.kind is Kind.TEXT and row.get(field.key)]
    first = min(texts, key=lambda field: (not field.required, -field.most if not field.required else 0))
    return {**row, first.key: f"{EXAMPLE_SIGN} {row[first.key]}"}


def _choices(
    book: Any, fields: Sequence[Field], lists: Mapping[str, Sequence[str]], translate: Callable[[str], str]
) -> None:
    chosen = [field for field in fields if field.choices or lists.get(field.key)]
    if not chosen:
        return
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    page = book.create_sheet(translate(N_("Lựa chọn")))
    for column, field in enumerate(chosen, start=1):
        _put(page.cell(1, column), f"{translate(field.title)}:")
        page.column_dimensions[get_column_letter(column)].width = 30
        words = lists.get(field.key) or [translate(field.choice_names(key)[0]) for key in field.choices]
        for number, word in enumerate(words, start=2):
            _put(page.cell(number, column), word)


def _fill(cell: Any, field: Field, value: Any) -> None:
    match field.kind:
        case Kind.MONEY:
            cell.value = value
            cell.number_format = "#,##0"
        case Kind.DAY if isinstance(value, date):
            cell.value = value
            cell.number_format = "dd/mm/yyyy"
        case Kind.NUMBER | Kind.YEAR:
            cell.value = value
        case Kind.FLAG:
            _put(cell, "x" if value else "không")
        case Kind.CHOICE:
            _put(cell, field.choice_names(value)[0])
        case _:
            _put(cell, str(value))


def _put(cell: Any, text: str) -> None:
    """Write a text as a text, whatever its first letter is."""
    cell.value = clean(text, MOST_SHOWN)
    cell.data_type = "s"
