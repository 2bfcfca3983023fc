"""The register as a spreadsheet, its texts never formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from motcua.custody import kinds
from motcua.custody.queries.register import EXPORT_MOST
from motcua.custody.queries.views import AssetRow
from motcua.custody.rules.assets import CONDITION_NAMES, USE_NAMES
from motcua.desks.shared import formats
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor, Realm

COLUMNS = (
    (N_("Mã"), 18),
    (N_("Tên"), 36),
    (N_("Loại"), 26),
    (N_("Kiểu máy"), 20),
    (N_("Số sê-ri"), 18),
    (N_("Năm sản xuất"), 12),
    (N_("Đưa vào sử dụng"), 14),
    (N_("Nguyên giá (đồng)"), 18),
    (N_("Nguồn vốn"), 24),
    (N_("Địa bàn"), 24),
    (N_("Đơn vị quản lý"), 40),
    (N_("Nhà, trụ sở"), 28),
    (N_("Phòng, quầy"), 18),
    (N_("Tình trạng"), 20),
    (N_("Sử dụng"), 18),
    (N_("Người sử dụng"), 24),
    (N_("Bảo hành đến"), 14),
)


def register(actor: Actor, rows: Sequence[AssetRow]) -> bytes:
    """Return the register as XLSX: a title saying whose and when, heads, a row an asset."""
    book = Workbook(write_only=True)
    page: Any = book.create_sheet(gettext(N_("Sổ tài sản")))
    for place, (_, width) in enumerate(COLUMNS):
        page.column_dimensions[chr(ord("A") + place)].width = width
    title = gettext(N_("Sổ tài sản – {unit} – xuất lúc {at}")).format(
        unit=actor.unit_name, at=formats.long_moment(clock.now())
    )
    if actor.realm == Realm.TRIAL:
        title = f"{gettext(N_('DỮ LIỆU THỬ'))} – {title}"
    page.append([_cell(page, title, bold=True)])
    page.append([_cell(page, gettext(name), bold=True) for name, _ in COLUMNS])
    for row in rows:
        page.append([_cell(page, value) for value in _values(row)])
    if len(rows) == EXPORT_MOST:
        more = gettext(N_("Chỉ xuất {n} tài sản đầu; hãy lọc hẹp hơn.")).format(n=formats.number(len(rows)))
        page.append([_cell(page, more)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _values(row: AssetRow) -> list[str | int | date | None]:
    return [
        row.code,
        row.name,
        kinds.name(row.kind),
        row.model,
        row.serial,
        row.year_made,
        row.used_since,
        row.cost,
        row.fund,
        row.place_name,
        row.unit_name or gettext(N_("Chưa rõ đơn vị quản lý")),
        row.building,
        row.room,
        gettext(CONDITION_NAMES[row.condition]),
        gettext(USE_NAMES[row.use]),
        row.user_name,
        row.warranty_until,
    ]


def _cell(page: Any, value: str | int | date | None, *, bold: bool = False) -> Any:
    """Return a cell that is text, a number or a day, never a formula."""
    shown: Any = value
    cell = WriteOnlyCell(page, value=shown)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int) and value > 9_999:
        cell.number_format = "#,##0"
    if bold:
        cell.font = Font(bold=True)
    return cell
