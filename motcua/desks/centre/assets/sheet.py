"""The register as a spreadsheet, its texts never formulas."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext

from motcua.custody import kinds
from motcua.custody.queries.register import EXPORT_MOST
from motcua.custody.queries.views import AssetRow
from motcua.custody.rules.assets import CONDITION_NAMES, USE_NAMES
from motcua.desks.shared import formats
from motcua.desks.shared.handing import Cell, spreadsheet
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


def register(actor: Actor, rows: Sequence[AssetRow]) -> HttpResponse:
    """Answer the register as a spreadsheet that says whose it is and of when."""
    title = gettext(N_("Sổ tài sản – {unit} – xuất lúc {at}")).format(
        unit=actor.unit_name, at=formats.long_moment(clock.now())
    )
    if actor.realm == Realm.TRIAL:
        title = f"{gettext(N_('DỮ LIỆU THỬ'))} – {title}"
    cut = len(rows) == EXPORT_MOST
    more = gettext(N_("Chỉ xuất {n} tài sản đầu; hãy lọc hẹp hơn.")).format(n=formats.number(len(rows))) if cut else ""
    name = f"so-tai-san-{clock.today():%Y%m%d}.xlsx"
    return spreadsheet(name, title, COLUMNS, [_values(row) for row in rows], sheet=N_("Sổ tài sản"), last=more)


def _values(row: AssetRow) -> list[Cell]:
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
