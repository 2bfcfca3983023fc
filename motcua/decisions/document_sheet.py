"""The columns of a register of documents and how people call them, in lists that offices really keep."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from motcua.decisions.rules import KIND_NAMES, SIDE_NAMES, Kind, Side
from motcua.kernel.sheets import Field
from motcua.kernel.sheets import Kind as Cells
from motcua.kernel.words import N_

_KINDS: Final = {
    Kind.DECISION: ("QĐ",),
    Kind.RESOLUTION: ("NQ",),
    Kind.DIRECTIVE: ("CT",),
    Kind.PROGRAMME: ("CTr",),
    Kind.PLAN: ("KH",),
    Kind.CONCLUSION: ("KL", "Thông báo kết luận"),
    Kind.GUIDANCE: ("HD",),
    Kind.NOTICE: ("TB",),
    Kind.RULES: ("Quy chế", "Quy định"),
    Kind.LETTER: ("CV",),
    Kind.COMMITMENT: ("Cam kết",),
    Kind.OTHER: ("Khác",),
}
_SIDES: Final = {
    Side.PARTY: ("Đảng", "Cấp ủy", "Đảng ủy"),
    Side.GOVERNMENT: ("Chính quyền", "UBND", "Ủy ban nhân dân"),
    Side.OTHER: ("Khác",),
}
FIELDS: Final = (
    Field(
        "number",
        N_("Số, ký hiệu"),
        ("Số ký hiệu", "Số/ký hiệu", "Số hiệu", "Số văn bản", "Số và ký hiệu", "Số, ký hiệu văn bản"),
        most=80,
    ),
    Field(
        "kind",
        N_("Loại văn bản"),
        ("Loại", "Tên loại", "Hình thức văn bản"),
        Cells.CHOICE,
        choices={kind: (KIND_NAMES[kind], *also) for kind, also in _KINDS.items()},
    ),
    Field(
        "issued_on",
        N_("Ngày ban hành"),
        ("Ngày, tháng văn bản", "Ngày tháng văn bản", "Ngày tháng", "Ngày ký", "Ngày văn bản", "Ngày"),
        Cells.DAY,
        required=True,
    ),
    Field(
        "issuer",
        N_("Cơ quan ban hành"),
        ("Nơi ban hành", "Đơn vị ban hành", "Tác giả", "Cơ quan, tổ chức ban hành", "Tác giả văn bản"),
        required=True,
        most=200,
    ),
    Field(
        "side",
        N_("Khối"),
        ("Khối cơ quan",),
        Cells.CHOICE,
        choices={side: (SIDE_NAMES[side], *also) for side, also in _SIDES.items()},
    ),
    Field(
        "abstract",
        N_("Trích yếu"),
        (
            *("Trích yếu nội dung", "Tên loại và trích yếu nội dung", "Nội dung", "Về việc"),
            *("Tên loại và trích yếu nội dung văn bản", "Nội dung văn bản"),
        ),
        required=True,
        most=500,
    ),
    Field("theme", N_("Chủ đề"), ("Chủ đề năm", "Lĩnh vực"), most=200),
    Field("theme_year", N_("Năm của chủ đề"), ("Năm chủ đề",), Cells.YEAR),
    Field("valid_from", N_("Có hiệu lực từ"), ("Ngày có hiệu lực", "Hiệu lực từ", "Ngày hiệu lực"), Cells.DAY),
    Field("valid_to", N_("Hết hiệu lực từ"), ("Ngày hết hiệu lực", "Hết hiệu lực"), Cells.DAY),
    Field("due_on", N_("Phải ban hành trước hết ngày"), ("Hạn ban hành", "Thời hạn ban hành"), Cells.DAY),
)
EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "number": "15/QĐ-UBND",
        "kind": "decision",
        "issued_on": date(2025, 7, 1),
        "issuer": "UBND xã",
        "side": "government",
        "abstract": "Kiện toàn Bộ phận tiếp nhận và trả kết quả",
        "due_on": date(2025, 7, 5),
    },
    {
        "number": "03-NQ/ĐU",
        "kind": "resolution",
        "issued_on": date(2025, 7, 2),
        "issuer": "Đảng ủy xã",
        "side": "party",
        "abstract": "Lãnh đạo công tác cải cách hành chính",
        "theme": "Cải cách hành chính",
        "theme_year": 2025,
    },
)


def kind_of(number: str, abstract: str) -> Kind | None:
    """Return the kind a number or an abstract shows (*15/QĐ-UBND*, *03-NQ/ĐU*, *Kế hoạch …*), ``None`` where none does."""
    marks = {mark.strip() for part in number.upper().split("/") for mark in part.split("-")}
    for kind, also in _KINDS.items():
        if also[0].upper() in marks and len(also[0]) <= 3:
            return kind
    start = abstract.casefold()
    return next((kind for kind, name in KIND_NAMES.items() if start.startswith(name.casefold() + " ")), None)


def side_of(issuer: str) -> Side:
    """Return whose body it is by its name: *Đảng ủy*, *Huyện ủy* … are of the Party, *UBND* of the government."""
    name = issuer.casefold()
    if any(word in name for word in ("đảng", "cấp ủy", "huyện ủy", "tỉnh ủy", "thành ủy", "chi bộ", "chi ủy")):
        return Side.PARTY
    if any(
        word in name for word in ("ubnd", "ủy ban nhân dân", "trung tâm phục vụ", "chủ tịch", "phòng ", "văn phòng")
    ):
        return Side.GOVERNMENT
    return Side.OTHER
