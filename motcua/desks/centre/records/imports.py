"""An inventory taken in from a spreadsheet, into one fonds."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from motcua.archives import inventory_import, inventory_sheet, queries
from motcua.archives.rules.inventory import BATCH_MOST
from motcua.desks.centre.records import shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.importing import flow
from motcua.desks.shared.importing.shapes import Import, Places
from motcua.desks.shared.shapes import Link
from motcua.kernel.words import N_

TITLE = N_("Nhập mục lục từ bảng tính")


def _import(request: DeskRequest, fonds_id: UUID) -> Import:
    actor = request.actor
    row = queries.fonds(actor, fonds_id)
    names = ("import", "import_apply", "import_template", "import_faults", "files")
    source = gettext(N_("bảng tính"))
    return Import(
        kind="archives.inventory",
        about=row.id.hex,
        title=TITLE,
        lead=N_(
            "Mỗi hồ sơ một dòng, như mục lục nộp lưu. Hồ sơ thiếu hay sai vẫn được ghi; bước kiểm tra sẽ nêu từng lỗi."
        ),
        fields=inventory_sheet.FIELDS,
        plan=lambda found: inventory_import.plan(found, actor, row.id),
        write=lambda lines, key, _ticked: inventory_import.write(lines, actor, key, fonds=row.id, source=source),
        mark=lambda: inventory_import.mark(row.id),
        places=Places(*(reverse(f"records:{name}", args=[row.id]) for name in names)),
        trail=shown.trail(shown.fonds_link(row), Link(TITLE)),
        filename="muc-luc",
        step=BATCH_MOST,
        most_rows=inventory_sheet.MOST_ROWS,
        told=[
            N_("Chỉ ô không đọc được mới chặn dòng của nó. Thiếu tiêu đề, trùng số, thiếu ngày: ghi như trong tệp."),
            N_("Chỉ ghi năm hay tháng: ngày để trống, thời gian chuyển vào ghi chú."),
            N_("Dòng giống hệt dòng đã có trong phông không ghi lại."),
        ],
        examples=inventory_sheet.EXAMPLES,
    )


views = flow.views(power("records.write"), _import)
