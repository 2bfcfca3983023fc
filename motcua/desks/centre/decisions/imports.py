"""A register kept in a spreadsheet, taken in for the actor's own place."""

from __future__ import annotations

from django.urls import reverse

from motcua.decisions import document_import, document_sheet, queries, rules
from motcua.desks.centre.decisions.shown import HOME
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.importing import flow
from motcua.desks.shared.importing.shapes import Import, Places
from motcua.desks.shared.shapes import Link
from motcua.kernel.words import N_

TITLE = N_("Nhập sổ văn bản từ bảng tính")


def _import(request: DeskRequest) -> Import:
    actor = request.actor
    place = queries.own_place(actor)
    names = ("import", "import_apply", "import_template", "import_faults", "home")
    return Import(
        kind="decisions.documents",
        about=place.hex,
        title=TITLE,
        lead=N_("Mỗi văn bản một dòng. Tệp của văn bản đính kèm sau, tại trang của từng văn bản."),
        fields=document_sheet.FIELDS,
        plan=lambda found: document_import.plan(found, actor, place),
        write=lambda lines, key, _ticked: document_import.write(lines, actor, key),
        mark=lambda: document_import.mark(actor, place),
        places=Places(*(reverse(f"decisions:{name}") for name in names)),
        trail=[HOME, Link(TITLE)],
        filename="so-van-ban",
        told=[
            N_("Văn bản đã có trong sổ (cùng số, ngày và cơ quan) không ghi lại."),
            N_("Không ghi loại hoặc khối thì đoán theo số, trích yếu, cơ quan, và được nêu để xem lại."),
        ],
        lists={"kind": list(rules.KIND_NAMES.values()), "side": list(rules.SIDE_NAMES.values())},
        examples=document_sheet.EXAMPLES,
    )


views = flow.views(power("decision.write"), _import)
