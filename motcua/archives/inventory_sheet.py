"""The columns of an inventory as spreadsheets have them: those of the pasted lines, with what else people call them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from motcua.archives.rules.inventory import MEDIUM_NAMES, Medium
from motcua.archives.rules.pasted import COLUMNS, LONGEST
from motcua.kernel.sheets import Field, Kind
from motcua.kernel.words import N_

PERIOD: Final = "period"
"""One column for the first and the last day, as most old inventories have it."""
MOST_ROWS: Final = 15_000

_CALLED: Final[dict[str, tuple[str, ...]]] = {
    "number": ("Hồ sơ số", "Số hồ sơ", "STT", "TT", "Số TT", "Số thứ tự hồ sơ"),
    "box": ("Hộp số", "Hộp/cặp số", "Cặp số", "Hộp/cặp", "Số hộp", "Cặp, hộp số", "Hộp (cặp) số"),
    "symbol": ("Số và ký hiệu", "Số, ký hiệu hồ sơ", "Số và ký hiệu hồ sơ", "Số ký hiệu", "Ký hiệu"),
    "title": ("Tiêu đề hồ sơ", "Tên hồ sơ", "Nội dung", "Trích yếu nội dung", "Tiêu đề hồ sơ, tài liệu"),
    "starts": ("Bắt đầu", "Từ ngày", "Ngày tháng bắt đầu", "Thời gian bắt đầu"),
    "ends": ("Kết thúc", "Đến ngày", "Ngày tháng kết thúc", "Thời gian kết thúc"),
    "years": ("Thời hạn bảo quản", "THBQ", "Thời hạn lưu trữ", "Bảo quản"),
    "sheets": ("Số lượng tờ", "Tổng số tờ", "Số lượng (tờ)", "Tờ"),
    "pages": ("Số trang", "Số lượng trang", "Trang điện tử"),
    "creator": ("Người lập hồ sơ", "Đơn vị lập", "Đơn vị, người lập hồ sơ", "Người hoặc đơn vị lập"),
    "note": ("Chú thích",),
    "code": ("Nhóm trong danh mục", "Mã hồ sơ trong danh mục"),
    "medium": ("Loại hồ sơ", "Vật mang tin", "Hình thức"),
}
_NUMBERS: Final = frozenset({"number", "sheets", "pages"})
_DAYS: Final = frozenset({"starts", "ends"})
_MEDIA: Final[dict[str, tuple[str, ...]]] = {
    Medium.PAPER: (MEDIUM_NAMES[Medium.PAPER], "Bản giấy", "Hồ sơ giấy"),
    Medium.DIGITAL: (MEDIUM_NAMES[Medium.DIGITAL], "Bản điện tử", "Hồ sơ điện tử", "Số"),
    Medium.BOTH: (MEDIUM_NAMES[Medium.BOTH], "Cả hai"),
}


def _field(name: str, title: str) -> Field:
    names = _CALLED[name]
    if name in _NUMBERS:
        return Field(name, title, names, Kind.NUMBER)
    if name in _DAYS:
        return Field(name, title, names, Kind.DAY, partial=True)
    if name == "medium":
        return Field(name, title, names, Kind.CHOICE, choices=_MEDIA)
    return Field(name, title, names, most=LONGEST.get(name, 30))


FIELDS: Final = (
    *(_field(name, title) for name, title in COLUMNS),
    Field(
        PERIOD,
        N_("Thời gian tài liệu"),
        (
            "Thời gian",
            "Thời gian bắt đầu – kết thúc",
            "Ngày tháng bắt đầu và kết thúc",
            "Ngày, tháng, năm bắt đầu và kết thúc",
        ),
        Kind.PERIOD,
    ),
)
"""Nothing is required: what a file lacks is a fault that the check lists, not a reason to refuse it."""

EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "number": 1,
        "box": "1",
        "symbol": "01/2024/TP-HT",
        "title": "Hồ sơ đăng ký khai sinh quý I năm 2024",
        "starts": date(2024, 1, 2),
        "ends": date(2024, 3, 29),
        "years": "Vĩnh viễn",
        "sheets": 125,
        "creator": "Công chức Tư pháp – Hộ tịch",
        "medium": "paper",
    },
    {"number": 2, "box": "1", "title": "Hồ sơ chứng thực bản sao năm 2024", "years": "20 năm", "sheets": 210},
)
