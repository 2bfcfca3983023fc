"""The centre's procedures as a spreadsheet: taken out, changed by people, taken in again as every list is."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from motcua.catalogue import procedure_import, procedure_sheet, processes, queries
from motcua.desks.backoffice.views.catalogue import READERS, centre_of, trail
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import XLSX, download
from motcua.desks.shared.importing import flow
from motcua.desks.shared.importing.shapes import Import, Places
from motcua.kernel import sheets
from motcua.kernel.errors import NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, said

TITLE = N_("Nhập thủ tục từ bảng tính")


@power(*READERS)
def export(request: DeskRequest) -> HttpResponse:
    """Answer the centre's procedures as XLSX: all, of one field (``linh-vuc``), or one (``ma``)."""
    unit = centre_of(request)
    field, code = clean(request.GET.get("linh-vuc", ""), 200), clean(request.GET.get("ma", ""), 40)
    wanted = [known for known, _name, of in queries.offered(unit) if (not field or of == field) and code in ("", known)]
    if not wanted:
        raise NotFound(N_("Không có thủ tục nào khớp"))
    latest = queries.latest_versions(wanted)
    own = processes.own_planned(unit)
    rows = [
        row for known in wanted for row in procedure_sheet.rows(latest[known], own.get(known) or latest[known].process)
    ]
    made = sheets.write(procedure_sheet.FIELDS, rows, sheet="Thủ tục", title=N_("Thủ tục của Trung tâm"))
    return download(made, "thu-tuc.xlsx", XLSX)


def _import(request: DeskRequest) -> Import:
    actor, unit = request.actor, centre_of(request)
    names = ("sheet_import", "sheet_apply", "sheet_template", "sheet_faults", "catalogue")
    return Import(
        kind="catalogue.sheet",
        about=unit.hex,
        title=TITLE,
        lead=N_(
            "Mỗi giấy tờ, thời hạn, dòng phí, bước quy trình một dòng. Lấy tệp đang có bằng «Xuất bảng tính» rồi sửa."
        ),
        fields=procedure_sheet.FIELDS,
        plan=lambda found: procedure_import.plan(found, actor, unit),
        write=lambda lines, key, _ticked: procedure_import.write(lines, actor, key, unit),
        mark=lambda: procedure_import.mark(unit),
        places=Places(*(reverse(f"backoffice:{name}") for name in names)),
        trail=trail(TITLE),
        filename="thu-tuc",
        fates=procedure_import.FATES,
        tones=procedure_import.TONES,
        told=[
            N_("Phần nào có trong tệp (giấy tờ, phí, thời hạn, bước) thì thay cả phần ấy; dòng bỏ khỏi tệp là bỏ."),
            N_("Nội dung đổi thành phiên bản mới từ hôm nay; bước đổi thành bản nháp quy trình, chờ kiểm tra."),
            N_("Thời hạn sửa ở đây chờ Giám đốc xác nhận rồi mới in ngày hẹn."),
            said(N_("Nhiều nhất {most} dòng mỗi lần."), most=procedure_import.MOST_ROWS),
        ],
        examples=procedure_sheet.EXAMPLES,
        most_rows=procedure_import.MOST_ROWS,
    )


views = flow.views(power("catalogue.switch"), _import)
