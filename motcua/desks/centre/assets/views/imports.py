"""A list of assets taken in from a spreadsheet, for the actor's own place."""

from __future__ import annotations

from django.urls import reverse

from motcua.custody import asset_import, asset_sheet
from motcua.custody.queries import scope
from motcua.desks.centre.assets import shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.importing import flow
from motcua.desks.shared.importing.shapes import Import, Places
from motcua.desks.shared.shapes import Link
from motcua.kernel.words import N_

TITLE = N_("Nhập tài sản từ bảng tính")
STEP = 100


def _import(request: DeskRequest) -> Import:
    actor = request.actor
    place = scope.own_place(actor)
    names = ("import", "import_apply", "import_template", "import_faults", "register")
    return Import(
        kind="custody.assets",
        about=place.hex,
        title=TITLE,
        lead=N_("Mỗi tài sản một dòng, hoặc ghi số lượng: mỗi cái sẽ có một mã nhãn."),
        fields=asset_sheet.FIELDS,
        plan=lambda found: asset_import.plan(found, actor, place),
        write=lambda lines, key, _ticked: asset_import.write(lines, actor, key),
        mark=lambda: asset_import.mark(actor, place),
        places=Places(*(reverse(f"assets:{name}") for name in names)),
        trail=shown.trail(Link(TITLE)),
        filename="tai-san",
        told=[
            N_(
                "Đơn vị quản lý để trống, hoặc không có tại địa phương, thì ghi «chưa rõ đơn vị quản lý»: không ai đoán."
            ),
            N_(
                "Tài sản đã có trong sổ không ghi lại: biết theo số sê-ri; không có sê-ri thì theo loại, tên, "
                "kiểu máy, năm, ngày dùng và nguyên giá."
            ),
        ],
        lists={"unit": asset_import.managing_units(place)},
        examples=asset_sheet.EXAMPLES,
        step=STEP,
    )


views = flow.views(power("asset.write"), _import)
