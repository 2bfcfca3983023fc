"""The columns of a plan of moves and how people call them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from motcua.kernel.sheets import Field, Kind
from motcua.kernel.words import N_
from motcua.staff.rules.moves import ITEM_NAMES, Answer, Item

OPEN: Final = "open"
LACKS: Final = "lacks"
"""The column that names what a person still lacks."""

_ANSWERS: Final = {
    Answer.DONE: ("đã có", "Có", "x", "Đủ", "Đã cấp", "Đã xong", "Xong", "Rồi", "Đã bố trí", "Đã bàn giao"),
    Answer.NOT_NEEDED: ("không cần", "Không phải", "Không áp dụng"),
    OPEN: ("chưa có", "Thiếu", "Còn thiếu", "Chưa", "Không", "Không có", "-", "0", "Chưa cấp", "Chưa xong"),
}
_CALLED: Final = {
    Item.SEAT: ("Bàn ghế", "Chỗ làm việc", "Bàn làm việc"),
    Item.PC: ("Máy vi tính", "Thiết bị làm việc"),
    Item.ACCOUNT: ("Tài khoản hệ thống", "Tài khoản phần mềm"),
    Item.CERTIFICATE: ("Chữ ký số", "USB ký số"),
    Item.TRAINING: ("Đã tập huấn", "Đào tạo"),
    Item.HANDOVER: ("Bàn giao công việc", "Bàn giao hồ sơ"),
}
ITEM_WORDS: Final = {item: (ITEM_NAMES[item], *_CALLED[item]) for item in Item}
"""What people call the things somebody needs, also in one cell with others."""

FIELDS: Final = (
    Field("name", N_("Họ tên"), ("Họ và tên", "Họ tên cán bộ", "Họ, chữ đệm, tên", "Cán bộ"), required=True, most=120),
    Field(
        "from_unit",
        N_("Đơn vị cũ"),
        (
            *("Từ đơn vị", "Đơn vị công tác cũ", "Nơi công tác cũ", "Đơn vị hiện nay", "Đơn vị công tác hiện nay"),
            *("Cơ quan cũ", "Cơ quan, đơn vị cũ", "Đơn vị trước sắp xếp", "Đơn vị đi"),
        ),
        required=True,
    ),
    Field(
        "unit",
        N_("Đơn vị mới"),
        (
            *("Đến đơn vị", "Đơn vị công tác mới", "Nơi công tác mới", "Cơ quan mới", "Đơn vị đến", "Đơn vị nhận"),
            *("Đơn vị sau sắp xếp", "Trung tâm"),
        ),
    ),
    Field(
        "title",
        N_("Chức danh mới"),
        ("Chức vụ mới", "Vị trí mới", "Vị trí việc làm", "Vị trí việc làm mới", "Chức danh, vị trí mới", "Chức danh"),
        required=True,
        most=150,
    ),
    Field("fields", N_("Lĩnh vực"), ("Lĩnh vực phụ trách", "Lĩnh vực tiếp nhận"), most=1_000),
    Field(
        "decision",
        N_("Số quyết định"),
        ("Quyết định", "Số QĐ", "Số, ngày quyết định", "Quyết định số", "Số và ngày quyết định"),
        required=True,
        most=120,
    ),
    Field("decided_on", N_("Ngày quyết định"), ("Ngày ký", "Ngày QĐ", "Ngày ban hành"), Kind.DAY),
    Field(
        "first_day",
        N_("Ngày nhận việc"),
        ("Ngày bắt đầu", "Ngày nhận nhiệm vụ", "Nhận việc từ ngày", "Từ ngày", "Thời điểm nhận việc"),
        Kind.DAY,
        required=True,
    ),
    Field("hands_over", N_("Người bàn giao"), ("Người bàn giao việc", "Bàn giao từ", "Người giao"), most=150),
    *(Field(item, ITEM_NAMES[item], _CALLED[item], Kind.CHOICE, choices=_ANSWERS) for item in Item),
    Field(LACKS, N_("Còn thiếu"), ("Thiếu", "Còn thiếu gì", "Nhu cầu")),
)

EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "name": "Nguyễn Văn A",
        "from_unit": "Phòng Tư pháp huyện B",
        "title": "Cán bộ tiếp nhận",
        "fields": "Hộ tịch; Chứng thực",
        "decision": "15/QĐ-UBND",
        "decided_on": date(2025, 6, 20),
        "first_day": date(2025, 7, 1),
        "hands_over": "Trần Thị C",
        "seat": "done",
        "pc": "open",
    },
    {
        "name": "Lê Thị D",
        "from_unit": "UBND xã E",
        "title": "Cán bộ tiếp nhận",
        "decision": "16/QĐ-UBND",
        "decided_on": date(2025, 6, 20),
        "first_day": date(2025, 7, 1),
        LACKS: "máy tính, chứng thư số",
    },
)
