"""The columns of guidance on equipment and of tables of depreciation, as spreadsheets have them: a kind in each line."""

from __future__ import annotations

from typing import Any, Final

from motcua.custody import kinds
from motcua.custody.asset_sheet import choices, kind_by_name
from motcua.custody.rules.gaps import PER_NAMES, Per
from motcua.kernel.sheets import Field, Kind
from motcua.kernel.sheets.planned import Notes
from motcua.kernel.text import fold
from motcua.kernel.words import N_, said

MOST_ROWS: Final = 1000
OTHER: Final = "other"

_KIND = (
    *("Tên thiết bị", "Loại tài sản", "Thiết bị", "Danh mục thiết bị", "Tên trang thiết bị", "Chủng loại"),
    *("Danh mục tài sản", "Tên tài sản", "Tài sản", "Tên thiết bị, máy móc", "Nội dung", "Loại tài sản cố định"),
)

NORM_FIELDS: Final = (
    Field("kind", N_("Loại thiết bị"), _KIND, required=True),
    Field("quantity", N_("Số lượng"), ("SL", "Định mức", "Số lượng tối thiểu"), Kind.NUMBER, required=True),
    Field(
        "per",
        N_("Tính theo"),
        ("Cách tính", "Tính cho", "Đơn vị tính định mức", "Đối tượng", "Đối tượng trang bị"),
        Kind.CHOICE,
        choices={
            Per.CENTRE: (PER_NAMES[Per.CENTRE], "Trung tâm", "Một Trung tâm", "1 Trung tâm", "Cả Trung tâm"),
            Per.COUNTER: (PER_NAMES[Per.COUNTER], "Quầy", "Một quầy", "1 quầy", "Quầy giao dịch"),
            Per.OFFICER: (
                PER_NAMES[Per.OFFICER],
                "Cán bộ",
                "Một cán bộ",
                "1 cán bộ",
                "Người",
                "Mỗi người",
                "Công chức",
            ),
        },
    ),
    Field(
        "oldest",
        N_("Không cũ quá (năm)"),
        ("Tuổi tối đa", "Tuổi tối đa (năm)", "Niên hạn (năm)", "Không quá (năm)", "Số năm tối đa"),
        Kind.NUMBER,
    ),
    Field("same_model", N_("Cùng kiểu máy"), ("Cùng một kiểu máy", "Đồng bộ", "Cùng kiểu"), Kind.FLAG),
    Field(
        "unit_cost",
        N_("Đơn giá ước tính"),
        ("Đơn giá", "Giá dự kiến", "Mức giá", "Đơn giá dự kiến", "Mức giá tối đa"),
        Kind.MONEY,
    ),
)
NORM_EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {"kind": "Máy tính và màn hình", "quantity": 1, "per": "officer", "oldest": 5, "unit_cost": 15_000_000},
    {"kind": "Máy in", "quantity": 1, "per": "counter", "same_model": True},
)

RATE_FIELDS: Final = (
    Field("kind", N_("Loại tài sản"), ("Loại thiết bị", *_KIND[:1], *_KIND[2:]), required=True),
    Field(
        "years",
        N_("Số năm"),
        (
            *("Thời gian sử dụng (năm)", "Thời gian tính hao mòn (năm)", "Thời gian tính hao mòn", "Số năm sử dụng"),
            *("Thời gian sử dụng để tính hao mòn (năm)", "Thời gian sử dụng"),
        ),
        Kind.NUMBER,
        required=True,
    ),
    Field(
        "percent",
        N_("Tỷ lệ % mỗi năm"),
        ("Tỷ lệ hao mòn", "Tỷ lệ tính hao mòn (% năm)", "Tỷ lệ hao mòn (% năm)", "Tỷ lệ (%)", "Tỷ lệ"),
        required=True,
        most=20,
    ),
)
RATE_EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {"kind": "Máy tính và màn hình", "years": 5, "percent": "20"},
    {"kind": "Xe ô tô", "years": 15, "percent": "6,67"},
)


def kind_of(text: str, notes: Notes) -> str | None:
    """Return the kind that a line of a document names, ``None`` with a fault where the packaged list has no such kind.

    What only begins with the name of a kind is told as a doubt. What is none of them would be counted against no device
    that anybody can register, so it is not taken.
    """
    written = fold(text)
    exact = {fold(name): key for key, names in choices().items() for name in (key, *names)}
    whole = exact.get(written)
    if whole is not None and (whole != OTHER or written == fold(kinds.name(OTHER))):
        return whole
    begun = kind_by_name(text)
    if whole is None and begun is not None and begun != OTHER:
        notes.doubt("kind", said(N_("hiểu là «{kind}» theo phần đầu của tên."), kind=said(kinds.name(begun))))
        return begun
    notes.fault(
        "kind",
        said(
            N_("«{text}» không có trong {count} loại của sổ tài sản nên không đối chiếu được với tài sản đang có."),
            text=text[:80],
            count=len(kinds.by_key()),
        ),
    )
    return None


def names() -> list[str]:
    """Return the names of the kinds, as they may stand in the column."""
    return [kind.name for kind in kinds.by_key().values()]
