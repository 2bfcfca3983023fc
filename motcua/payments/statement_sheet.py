"""The columns of a bank's statement and how banks call them, in the files they give out."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from motcua.kernel.sheets import Field
from motcua.kernel.sheets import Kind as Cells
from motcua.kernel.words import N_

FIELDS: Final = (
    Field(
        "day",
        N_("Ngày giao dịch"),
        ("Ngày", "Ngày GD", "Ngày hạch toán", "Ngày hiệu lực", "Thời gian giao dịch", "Transaction date"),
        Cells.DAY,
        required=True,
    ),
    Field(
        "reference",
        N_("Số tham chiếu"),
        ("Số giao dịch", "Mã giao dịch", "Số chứng từ", "Số bút toán", "Số CT", "Reference"),
        most=60,
    ),
    Field(
        "credit",
        N_("Tiền vào"),
        ("Ghi có", "Có", "Số tiền ghi có", "Phát sinh có", "Số tiền vào", "Số tiền", "Credit"),
        Cells.MONEY,
    ),
    Field(
        "debit",
        N_("Tiền ra"),
        ("Ghi nợ", "Nợ", "Số tiền ghi nợ", "Phát sinh nợ", "Số tiền ra", "Debit"),
        Cells.MONEY,
    ),
    Field(
        "content",
        N_("Nội dung"),
        ("Nội dung giao dịch", "Diễn giải", "Mô tả", "Nội dung chuyển khoản", "Chi tiết", "Description"),
        most=300,
    ),
)
EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {"day": date(2025, 7, 11), "reference": "FT25192000001", "credit": 8_000, "content": "NGUYEN THU A nop phi"},
    {"day": date(2025, 7, 11), "reference": "FT25192000002", "debit": 2_000, "content": "Hoan tra bien lai"},
)
