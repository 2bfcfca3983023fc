"""Lists taken in from spreadsheets for the actor's own place: assets, guidance on equipment, tables of depreciation."""

from __future__ import annotations

from django.urls import reverse

from motcua.custody import asset_import, asset_sheet, kind_sheet, norm_import, rate_import
from motcua.custody.queries import scope
from motcua.custody.rules.gaps import PER_NAMES
from motcua.desks.centre.assets import shown
from motcua.desks.centre.assets.views.norms import HERE as NORMS
from motcua.desks.centre.assets.views.places import TABLES
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.importing import flow
from motcua.desks.shared.importing.shapes import Import, Places, Whole
from motcua.desks.shared.shapes import Link
from motcua.kernel.words import N_

TITLE = N_("Nhập tài sản từ bảng tính")
NORM_TITLE = N_("Nhập hướng dẫn trang bị từ bảng tính")
TABLE_TITLE = N_("Nhập bảng hao mòn từ bảng tính")
STEP = 100
_TRUST = Field(
    "trust", N_("Mức tin cậy của nguồn"), "select", required=True, options=options_of(shown.TRUST_NAMES), size="m"
)
_SOURCE = Field("source", N_("Lấy từ đâu"), required=True)
_OTHER_KINDS = N_(
    "Mỗi dòng một loại trong danh mục của sổ tài sản. Loại khác không nhận: không có tài sản nào để đối chiếu với nó; "
    "dòng ấy được nêu kèm lý do."
)


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


def _norm_import(request: DeskRequest) -> Import:
    actor = request.actor
    place = scope.own_place(actor)
    names = ("norm_import", "norm_import_apply", "norm_import_template", "norm_import_faults", "norms")
    questions = (
        Field("number", N_("Số, ký hiệu"), required=True, most=80, size="m"),
        Field("issuer", N_("Cơ quan ban hành"), required=True, most=200),
        Field("issued_on", N_("Ngày ban hành"), "date", required=True, size="s"),
        Field("valid_from", N_("Có hiệu lực từ"), "date", required=True, size="s"),
        Field("title", N_("Trích yếu"), required=True),
        _SOURCE,
        _TRUST,
        Field("trial", N_("Số lượng là số thử"), "check"),
    )
    return Import(
        kind="custody.norm",
        about=place.hex,
        title=NORM_TITLE,
        lead=N_("Mỗi loại thiết bị một dòng. Cả danh sách là một bản hướng dẫn, so với bản trước theo từng dòng."),
        fields=kind_sheet.NORM_FIELDS,
        plan=lambda found: norm_import.plan(found, actor, place),
        whole=Whole(
            questions,
            lambda lines, key, told: norm_import.write(lines, actor, key, place=place, told=told),
            {"trust": "unverified"},
        ),
        mark=lambda: norm_import.mark(actor, place),
        places=Places(*(reverse(f"assets:{name}") for name in names)),
        trail=shown.trail(NORMS, Link(NORM_TITLE)),
        filename="huong-dan",
        fates=norm_import.FATES,
        tones=norm_import.TONES,
        told=[_OTHER_KINDS, N_("Không ghi cách tính thì hiểu là mỗi Trung tâm, và được nêu để xem lại.")],
        lists={"kind": kind_sheet.names(), "per": list(PER_NAMES.values())},
        examples=kind_sheet.NORM_EXAMPLES,
        step=kind_sheet.MOST_ROWS,
        most_rows=kind_sheet.MOST_ROWS,
    )


def _table_import(request: DeskRequest) -> Import:
    actor = request.actor
    place = scope.own_place(actor)
    names = ("table_import", "table_import_apply", "table_import_template", "table_import_faults", "tables")
    questions = (
        Field("title", N_("Tên bảng"), required=True),
        _SOURCE,
        _TRUST,
        Field("valid_from", N_("Áp dụng từ"), "date", required=True, size="s"),
        Field("trial", N_("Tỷ lệ là số thử"), "check"),
    )
    return Import(
        kind="custody.depreciation",
        about=place.hex,
        title=TABLE_TITLE,
        lead=N_("Mỗi loại tài sản một dòng: số năm và tỷ lệ phần trăm mỗi năm."),
        fields=kind_sheet.RATE_FIELDS,
        plan=lambda found: rate_import.plan(found, actor, place),
        whole=Whole(
            questions,
            lambda lines, key, told: rate_import.write(lines, actor, key, place=place, told=told),
            {"trust": "unverified"},
        ),
        mark=lambda: rate_import.mark(actor, place),
        places=Places(*(reverse(f"assets:{name}") for name in names)),
        trail=shown.trail(TABLES, Link(TABLE_TITLE)),
        filename="hao-mon",
        fates=rate_import.FATES,
        told=[
            _OTHER_KINDS,
            N_("Nhiều dòng cùng một loại, số như nhau: ghi một lần; số khác nhau: nêu lỗi ở dòng sau."),
        ],
        lists={"kind": kind_sheet.names()},
        examples=kind_sheet.RATE_EXAMPLES,
        step=kind_sheet.MOST_ROWS,
        most_rows=kind_sheet.MOST_ROWS,
    )


norms = flow.views(power("asset.norm"), _norm_import)
tables = flow.views(power("asset.write", "asset.norm"), _table_import)
