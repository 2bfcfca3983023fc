"""Rows into an XLSForm workbook: how packaged checklists become a file that people can take away and change."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from motcua.checklists.authoring.sheets import OWN

SURVEY: Final = (
    *("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation"),
    *OWN,
)
CHOICES: Final = ("list_name", "name", "label")
SETTINGS: Final = ("form_title", "form_id")
_WIDE: Final = {
    "label": 60,
    "hint": 40,
    "relevant": 34,
    "constraint": 26,
    "criterion": 40,
    "ground": 46,
    "evidence": 40,
}
_SHEETS: Final = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}


def written(book: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """Return an XLSX with the sheets survey, choices and settings; no text is ever taken for a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - few processes need it, and all would start later for it
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, headings in _SHEETS.items():
        page: Any = workbook.create_sheet(name)
        for place, heading in enumerate(headings, 1):
            cell = page.cell(1, place, heading)
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="FFE8C7" if heading in OWN else "E8EEF2")
            page.column_dimensions[get_column_letter(place)].width = _WIDE.get(heading, 18)
        for number, row in enumerate(book.get(name, ()), 2):
            for place, heading in enumerate(headings, 1):
                text = row.get(heading, "")
                if text:
                    cell = page.cell(number, place)
                    cell.value, cell.data_type = text, "s"
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.freeze_panes = "A2"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
