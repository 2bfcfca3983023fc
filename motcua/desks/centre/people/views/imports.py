"""A plan of moves taken in from a spreadsheet, for one centre or for all that the actor looks after."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.centre.people import shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.importing import flow
from motcua.desks.shared.importing.shapes import FATE_NAMES, FATE_TONES, Import, Places
from motcua.desks.shared.shapes import Link
from motcua.kernel.words import N_, said
from motcua.staff import fields, move_import, move_sheet
from motcua.staff.queries import reach

TITLE = N_("Nhập phương án nhân sự từ bảng tính")
FATES = {move_import.NEW: N_("Thêm vào phương án"), move_import.ITEMS: N_("Ghi những gì đã có")} | {
    fate: name for fate, name in FATE_NAMES.items() if fate != "new"
}
TONES = FATE_TONES | {move_import.ITEMS: "calm"}


def _import(request: DeskRequest) -> Import:
    actor = request.actor
    centre = shown.centre(request)
    query = f"?{urlencode({'don-vi': centre.id})}"
    names = ("import_moves", "import_moves_apply", "import_moves_template", "import_moves_faults", "moves")
    return Import(
        kind="staff.moves",
        about=centre.id.hex,
        title=TITLE,
        lead=N_(
            "Mỗi người một dòng: đơn vị cũ, chức danh mới, quyết định, ngày nhận việc, người bàn giao, còn thiếu gì."
        ),
        fields=move_sheet.FIELDS,
        plan=lambda found: move_import.plan(found, actor, centre),
        write=lambda lines, key, _ticked: move_import.write(lines, actor, key),
        mark=lambda: move_import.mark(actor),
        places=Places(*(reverse(f"people:{name}") + query for name in names)),
        trail=[shown.DESK, shown.TOPIC, Link(N_("Phương án nhân sự"), reverse("people:moves")), Link(TITLE)],
        filename="phuong-an-nhan-su",
        fates=FATES,
        tones=TONES,
        told=[
            said(N_("Dòng không ghi đơn vị mới là về {centre}."), centre=centre.name),
            N_("Chỉ ghi là «đã có» điều danh sách nói đã có; điều nêu là thiếu và điều không nói tới để ngỏ."),
            N_("Người đã có trong phương án theo cùng quyết định không thêm lần nữa."),
        ],
        lists={
            "unit": [one.name for one in reach.centres(actor)],
            "fields": sorted(fields.known().values()),
        },
        examples=move_sheet.EXAMPLES,
    )


views = flow.views(power("staff.write"), _import)
