"""The list of files taken out of the house as a spreadsheet: cut to reach and filters like the list itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.desks.centre.readiness import shown
from motcua.desks.centre.readiness.pages import narrowed
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import Cell, spreadsheet
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.readiness.queries import files
from motcua.readiness.queries.boards import Line
from motcua.readiness.queries.files import FileRow
from motcua.readiness.rules.verdicts import GRADE_NAMES

COLUMNS = (
    (N_("Xã, phường"), 24),
    (N_("Địa bàn"), 36),
    (N_("Mức"), 16),
    (N_("Số mục"), 10),
    (N_("Đã trả lời"), 12),
    (N_("Đáp ứng"), 10),
    (N_("Bắt buộc"), 10),
    (N_("Bắt buộc đạt"), 14),
    (N_("Nguồn"), 20),
    (N_("Rà soát lại"), 14),
    (N_("Còn vướng"), 40),
    (N_("Số mục vướng"), 14),
)


@require_safe
@power("readiness.read")
def listing(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as a spreadsheet."""
    rows = files.files(request.actor, narrowed(request), limit=files.EXPORT_MOST).rows
    return sheet(f"san-sang-{clock.today():%Y%m%d}.xlsx", rows)


def sheet(filename: str, rows: Sequence[FileRow | Line]) -> HttpResponse:
    """Answer files of readiness as a spreadsheet; a centre of a board that has no file keeps its line and says so."""
    values = [_bare(row) if isinstance(row, Line) else _values(row) for row in rows]
    return spreadsheet(filename, "", COLUMNS, values, sheet=N_("Sẵn sàng"))


def _bare(row: Line) -> list[Cell]:
    """Return the line of a centre without a file: figures nobody gave stay empty, they are no zeros."""
    told: list[Cell] = [row.name, row.printed, gettext(N_("chưa lập hồ sơ"))]
    figures: list[Cell] = [None] * 5
    return [*told, *figures, gettext(N_("chưa báo cáo")), None, gettext(N_("chưa lập hồ sơ")), None]


def _values(row: FileRow) -> list[Cell]:
    return [
        row.name,
        row.printed,
        gettext(GRADE_NAMES[row.grade]),
        row.items,
        row.answered,
        row.met,
        row.musts,
        row.musts_met,
        formats.said(shown.source_of(row)),
        row.review_on,
        formats.said(row.first) if row.first else "",
        row.lacking,
    ]
