"""The columns of a list of assets and how people call them, in lists that communes really keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from motcua.custody import kinds
from motcua.custody.rules.assets import Condition, Use
from motcua.kernel.sheets import Field, Kind
from motcua.kernel.text import fold
from motcua.kernel.words import N_

QUANTITY_MOST: Final = 200
"""Assets that one line may stand for: each gets a label of its own."""

_KINDS: Final = {
    "building": ("Nhà", "Trụ sở", "Nhà làm việc", "Trụ sở làm việc"),
    "hall": ("Hội trường", "Nhà văn hóa"),
    "land": ("Quyền sử dụng đất", "Khuôn viên đất"),
    "car": ("Ô tô", "Xe ô tô con"),
    "motorbike": ("Xe mô tô", "Mô tô"),
    "pc": (
        *("Máy tính", "Máy vi tính", "Máy tính để bàn", "Máy tính xách tay", "Máy tính bàn", "Bộ máy tính"),
        *("Bộ máy vi tính", "Laptop", "Màn hình máy tính"),
    ),
    "scanner": ("Máy quét", "Máy scan", "Máy quét tài liệu", "Scanner"),
    "printer": ("Máy in laser", "Máy in màu", "Máy in đa năng", "Printer"),
    "copier": ("Máy photo", "Máy sao chụp", "Photocopy"),
    "queue": ("Máy lấy số", "Hệ thống lấy số"),
    "display": ("Màn hình hiển thị", "Bảng hiển thị", "Bảng điện tử"),
    "kiosk": ("Kiosk", "Ki ốt", "Máy tra cứu"),
    "rating": ("Máy đánh giá", "Thiết bị đánh giá"),
    "card_reader": ("Đầu đọc", "Đầu đọc thẻ", "Máy đọc mã vạch", "Máy quét mã vạch"),
    "token": ("USB token", "Thiết bị lưu khóa"),
    "camera": ("Camera giám sát", "Máy camera"),
    "recorder": ("Đầu ghi", "Đầu ghi camera"),
    "firewall": ("Firewall", "Thiết bị tường lửa"),
    "switch": ("Switch", "Bộ chia mạng", "Bộ phát wifi", "Bộ phát Wi-Fi", "Router", "Modem", "Thiết bị mạng"),
    "ups": ("UPS", "Bộ lưu điện", "Máy phát điện"),
    "fire_kit": ("Bình chữa cháy", "Bình cứu hỏa"),
    "first_aid": ("Tủ thuốc", "Tủ thuốc y tế"),
    "ramp": ("Đường dốc",),
    "furniture": (
        *("Bàn", "Ghế", "Tủ", "Kệ", "Giá sắt", "Quầy", "Bàn ghế", "Bàn làm việc", "Ghế xoay", "Tủ tài liệu"),
        *("Tủ hồ sơ", "Bộ bàn ghế", "Ghế chờ", "Quầy giao dịch"),
    ),
    "other": ("Khác", "Máy tính bảng", "Máy điều hòa", "Điều hòa", "Quạt", "Ti vi", "Tivi"),
}
"""What else people call the kinds of the packaged list; a longer name goes before a shorter one."""


def choices() -> dict[str, Sequence[str]]:
    """Return the names of every kind by its key, the one of the packaged list first."""
    return {key: (kind.name, *_KINDS.get(key, ())) for key, kind in kinds.by_key().items()}


def kind_by_name(name: str) -> str | None:
    """Return the kind that the name of an asset begins with (*Máy in HP 2900*), ``None`` where it begins with none."""
    folded = f"{fold(name)} "
    longest, found = "", None
    for key, names in choices().items():
        for one in names:
            word = fold(one)
            if folded.startswith(f"{word} ") and len(word) > len(longest):
                longest, found = word, key
    return found


FIELDS: Final = (
    Field(
        "name",
        N_("Tên tài sản"),
        (
            *("Tên thiết bị", "Tên tài sản, thiết bị", "Tên thiết bị, tài sản", "Danh mục tài sản", "Tài sản"),
            *("Tên TSCĐ", "Tên tài sản cố định", "Tên vật tư, thiết bị", "Tên và quy cách tài sản", "Thiết bị"),
        ),
        required=True,
    ),
    Field("kind", N_("Loại tài sản"), ("Loại", "Nhóm tài sản", "Loại thiết bị"), Kind.CHOICE, choices=choices()),
    Field("quantity", N_("Số lượng"), ("SL", "Số lượng thực tế", "Số lượng (cái)"), Kind.NUMBER),
    Field(
        "unit",
        N_("Đơn vị quản lý"),
        ("Đơn vị quản lý, sử dụng", "Đơn vị quản lý tài sản", "Bộ phận quản lý", "Nơi quản lý", "Phòng ban quản lý"),
    ),
    Field(
        "model",
        N_("Kiểu máy, quy cách"),
        ("Kiểu máy", "Quy cách", "Model", "Nhãn hiệu", "Ký hiệu", "Thông số", "Nhãn hiệu, kiểu máy"),
        most=120,
    ),
    Field(
        "serial",
        N_("Số sê-ri"),
        ("Số seri", "Serial", "Số serial", "Serial number", "S/N", "Số máy", "Số hiệu máy"),
        most=80,
    ),
    Field("year_made", N_("Năm sản xuất"), ("Năm SX", "NSX", "Sản xuất năm"), Kind.YEAR),
    Field(
        "used_since",
        N_("Đưa vào sử dụng"),
        ("Ngày đưa vào sử dụng", "Năm đưa vào sử dụng", "Năm sử dụng", "Ngày sử dụng", "Thời gian đưa vào sử dụng"),
        Kind.DAY,
        partial=True,
    ),
    Field("cost", N_("Nguyên giá"), ("Giá trị", "Nguyên giá tài sản", "Giá mua", "Thành tiền"), Kind.MONEY),
    Field("unit_price", N_("Đơn giá"), ("Giá một cái", "Đơn giá mua"), Kind.MONEY),
    Field("fund", N_("Nguồn vốn"), ("Nguồn kinh phí", "Nguồn hình thành", "Nguồn"), most=200),
    Field("building", N_("Nhà, trụ sở"), ("Trụ sở", "Cơ sở", "Tòa nhà"), most=200),
    Field(
        "room",
        N_("Phòng, quầy"),
        ("Nơi đặt", "Vị trí", "Vị trí đặt", "Nơi sử dụng", "Phòng", "Quầy", "Địa điểm", "Nơi để"),
        most=120,
    ),
    Field(
        "condition",
        N_("Tình trạng"),
        ("Hiện trạng", "Chất lượng", "Tình trạng sử dụng", "Tình trạng thiết bị"),
        Kind.CHOICE,
        choices={
            Condition.GOOD: (
                "Tốt",
                "Còn tốt",
                "Mới",
                "Bình thường",
                "Hoạt động tốt",
                "Sử dụng tốt",
                "Đang sử dụng tốt",
            ),
            Condition.WORN: ("Đã cũ, còn dùng được", "Cũ", "Còn dùng được", "Còn sử dụng được", "Trung bình"),
            Condition.BROKEN: ("Hỏng, sửa được", "Hỏng", "Hư hỏng", "Cần sửa chữa", "Hỏng cần sửa"),
            Condition.UNUSABLE: (
                *("Không dùng được", "Không sử dụng được", "Hỏng không sửa được", "Hỏng hoàn toàn"),
                *("Chờ thanh lý", "Đề nghị thanh lý"),
            ),
        },
    ),
    Field(
        "use",
        N_("Sử dụng"),
        ("Mục đích sử dụng hiện nay", "Hiện trạng sử dụng"),
        Kind.CHOICE,
        choices={
            Use.IN_USE: ("Đang dùng", "Đang sử dụng", "Sử dụng"),
            Use.IDLE: ("Dôi dư, chưa dùng", "Dôi dư", "Chưa dùng", "Chưa sử dụng", "Không sử dụng"),
            Use.LENT: ("Cho mượn",),
            Use.STORED: ("Trong kho", "Lưu kho", "Cất kho"),
            Use.REPAIR: ("Đang sửa", "Đang sửa chữa"),
        },
    ),
    Field("warranty_until", N_("Bảo hành đến"), ("Hạn bảo hành", "Hết bảo hành", "Ngày hết bảo hành"), Kind.DAY),
    Field("ground", N_("Căn cứ ghi sổ"), ("Căn cứ", "Số chứng từ", "Chứng từ", "Hóa đơn"), most=200),
    Field("note", N_("Ghi chú"), (), most=400),
)

EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "name": "Máy tính để bàn",
        "kind": "pc",
        "quantity": 1,
        "unit": "Trung tâm Phục vụ hành chính công",
        "model": "Kiểu máy A",
        "serial": "ABC123",
        "year_made": 2024,
        "used_since": date(2025, 6, 20),
        "cost": 14_500_000,
        "fund": "Ngân sách xã",
        "building": "Trụ sở UBND xã",
        "room": "Quầy 1",
        "condition": "good",
        "use": "in_use",
        "ground": "Hóa đơn 12",
    },
    {"name": "Ghế chờ băng 4", "kind": "furniture", "quantity": 5, "unit_price": 2_300_000, "condition": "worn"},
)
