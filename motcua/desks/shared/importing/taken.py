"""What people take away from an import: the empty form with examples, and the list of cells with faults."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from motcua.desks.shared.handing import XLSX, download, spreadsheet
from motcua.desks.shared.importing.keeping import faults_of
from motcua.desks.shared.importing.shapes import Import
from motcua.documents.waiting import Waiting
from motcua.kernel import sheets
from motcua.kernel.sheets.planned import Kept
from motcua.kernel.words import N_, said

_COLUMNS = (
    (N_("Ô"), 8),
    (N_("Dòng"), 8),
    (N_("Cột"), 24),
    (N_("Đang ghi"), 40),
    (N_("Vì sao"), 70),
    (N_("Mức"), 14),
)


def template(imp: Import) -> HttpResponse:
    """Answer the empty form: heads, two example lines, and what may stand in the columns on a second sheet."""
    # Heads stay Vietnamese in every language: they are what the list is read by.
    made = sheets.write(imp.fields, examples=imp.examples, lists=imp.lists)
    return download(made, f"mau-{imp.filename}.xlsx", XLSX)


def faults(imp: Import, kept: Waiting) -> HttpResponse:
    """Answer the cells to look at, one a line; what stands in them is text, whatever it begins with."""
    titles = {field.key: field.title for field in imp.fields}
    rows = [
        (
            cell,
            row,
            said(titles[field]) if field in titles else "",
            text,
            Kept(why[0], why[1]).said,
            said(N_("lỗi")) if heavy else said(N_("cần xem")),
        )
        for cell, row, field, text, why, heavy in faults_of(kept)
    ]
    title = gettext(N_("Các ô cần xem – {file}")).format(file=kept.state["filename"])
    return spreadsheet(f"o-can-xem-{imp.filename}.xlsx", title, _COLUMNS, rows, sheet=N_("Các ô cần xem"))
