"""Workbooks made for the tests."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from motcua.kernel.sheets import Field, Kind

FIELDS = (
    Field("name", "Tên thiết bị", ("Tên tài sản", "Tên thiết bị, tài sản"), required=True),
    Field("count", "Số lượng", ("SL",), Kind.NUMBER),
    Field("price", "Nguyên giá", ("Giá trị",), Kind.MONEY),
    Field("bought", "Ngày mua", ("Ngày đưa vào sử dụng",), Kind.DAY),
    Field("made", "Năm sản xuất", ("Năm SX",), Kind.YEAR),
    Field("kept", "Thời gian tài liệu", ("Thời gian",), Kind.PERIOD),
    Field("works", "Còn dùng được", ("Dùng được",), Kind.FLAG),
    Field(
        "state",
        "Tình trạng",
        ("Hiện trạng",),
        Kind.CHOICE,
        choices={"good": ("Tốt", "Còn tốt"), "worn": "Xuống cấp", "broken": ("Hỏng", "Hư hỏng", "Không sử dụng được")},
    ),
)


def book(*sheets: Sequence[Sequence[Any]] | dict[str, Any]) -> bytes:
    """An XLSX: each sheet rows of values, or a dict with rows, merge, title, hidden, hidden_rows, formats."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for at, given in enumerate(sheets, start=1):
        sheet = given if isinstance(given, dict) else {"rows": given}
        page = made.create_sheet(sheet.get("title", f"Trang {at}"))
        for row in sheet["rows"]:
            page.append(list(row))
        for cell, form in sheet.get("formats", {}).items():
            page[cell].number_format = form
        for row in sheet.get("hidden_rows", ()):
            page.row_dimensions[row].hidden = True
        for area in sheet.get("merge", ()):
            page.merge_cells(area)
        if sheet.get("hidden"):
            page.sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def table(*rows: Iterable[Any], head: Sequence[str] = ("STT", "Tên thiết bị", "Số lượng", "Tình trạng")) -> bytes:
    """An XLSX with a heading and these rows."""
    return book([head, *rows])
