"""An official list of classes and retention periods taken in from a spreadsheet, for the actor's own place."""

from __future__ import annotations

from django.urls import reverse

from motcua.archives import retention_import
from motcua.desks.centre.records import shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.importing import flow
from motcua.desks.shared.importing.shapes import Import, Places, Whole
from motcua.desks.shared.shapes import Link
from motcua.kernel.words import N_
from motcua.office import territory

TITLE = N_("Nhập danh mục từ bảng tính")
QUESTIONS = (
    Field("title", N_("Tên danh mục"), required=True),
    Field("source", N_("Nguồn: số, ngày văn bản"), required=True),
    Field("issued_on", N_("Ngày ban hành"), "date", size="m"),
    Field("trust", N_("Độ tin cậy"), "select", required=True, options=options_of(shown.TRUST_NAMES), size="m"),
    Field("note", N_("Ghi chú"), most=500),
)


def _import(request: DeskRequest) -> Import:
    actor = request.actor
    home = territory.home(actor)
    names = ("list_import", "list_import_apply", "list_import_template", "list_import_faults", "lists")
    return Import(
        kind="archives.retention",
        about=home.hex if home else "",
        title=TITLE,
        lead=N_("Mỗi nhóm hồ sơ một dòng. Cả danh sách là một phiên bản, không sửa bản cũ."),
        fields=retention_import.FIELDS,
        plan=lambda found: retention_import.plan(found, actor),
        whole=Whole(
            QUESTIONS,
            lambda lines, key, told: retention_import.write(lines, actor, key, told=told),
            {"trust": "secondary"},
        ),
        mark=lambda: retention_import.mark(home),
        places=Places(*(reverse(f"records:{name}") for name in names)),
        trail=shown.trail(Link(N_("Danh mục"), reverse("records:lists")), Link(TITLE)),
        filename="danh-muc",
        step=retention_import.MOST_ROWS,
        most_rows=retention_import.MOST_ROWS,
        told=[
            N_("Dòng tiêu đề mục (I, II…) phía trên thành lĩnh vực khi không có cột lĩnh vực."),
            N_(
                "Thời hạn không phải số năm (như «đến khi hết hiệu lực»): nhóm không có thời hạn, lời ấy ghi vào căn cứ."
            ),
        ],
        examples=retention_import.EXAMPLES,
    )


views = flow.views(power("records.write"), _import)
