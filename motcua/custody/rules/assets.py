"""What an asset may be: its conditions and uses, its label, and the dates of handing over.

The fields of a record follow the forms of the general inventory of public assets (Luật Quản lý, sử dụng tài sản công
2017; forms from memory, not compared with the original).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_, Said, said


class Condition(StrEnum):
    """How an asset is."""

    GOOD = "good"
    WORN = "worn"
    BROKEN = "broken"
    UNUSABLE = "unusable"


CONDITION_NAMES: Final = {
    Condition.GOOD: N_("Tốt"),
    Condition.WORN: N_("Đã cũ, còn dùng được"),
    Condition.BROKEN: N_("Hỏng, sửa được"),
    Condition.UNUSABLE: N_("Không dùng được"),
}
OUT_OF_ORDER: Final = frozenset({Condition.BROKEN, Condition.UNUSABLE})


class Use(StrEnum):
    """Whether an asset is used, and by whom."""

    IN_USE = "in_use"
    IDLE = "idle"
    LENT = "lent"
    STORED = "stored"
    REPAIR = "repair"


USE_NAMES: Final = {
    Use.IN_USE: N_("Đang dùng"),
    Use.IDLE: N_("Dôi dư, chưa dùng"),
    Use.LENT: N_("Cho mượn"),
    Use.STORED: N_("Trong kho"),
    Use.REPAIR: N_("Đang sửa"),
}


class Disposal(StrEnum):
    """How an asset leaves the books."""

    LIQUIDATED = "liquidated"
    SOLD = "sold"
    DESTROYED = "destroyed"
    LOST = "lost"
    RETURNED = "returned"


DISPOSAL_NAMES: Final = {
    Disposal.LIQUIDATED: N_("Thanh lý"),
    Disposal.SOLD: N_("Bán"),
    Disposal.DESTROYED: N_("Tiêu hủy"),
    Disposal.LOST: N_("Mất"),
    Disposal.RETURNED: N_("Trả bên cho mượn, cho thuê"),
}

EARLIEST_YEAR: Final = 1900
FORMAL_WITHIN: Final = timedelta(days=30)
"""A temporary handover needs a formal decision within 30 days (CV 8400/BTC-QLCS of 14/6/2025, as reported)."""


def label(place_code: str, number: int, *, trial: bool) -> str:
    """Return the code on an asset's label: ``TS-12817-00042``; *thử* assets begin with ``THU``."""
    return f"{'THU' if trial else 'TS'}-{place_code}-{number:05d}"


def paper_label(kind: str, place_code: str, number: int, *, trial: bool) -> str:
    """Return the number of a paper of custody, ``kind`` being BB (handover), DN (request) or KK (stock-take)."""
    return f"{'THU-' if trial else ''}{kind}-{place_code}-{number:04d}"


def refuse_dates(year_made: int | None, used_since: date | None, today: date) -> Said | None:
    """Say why a year and a first day of use cannot be: nothing is made or used in the future, or used before made."""
    if year_made is not None and not EARLIEST_YEAR <= year_made <= today.year:
        return said(N_("Năm sản xuất phải từ {first} đến {last}."), first=EARLIEST_YEAR, last=today.year)
    if used_since is not None and used_since > today:
        return said(N_("Ngày đưa vào sử dụng không được ở tương lai."))
    if year_made is not None and used_since is not None and used_since.year < year_made:
        return said(N_("Không thể dùng trước năm sản xuất {year}."), year=year_made)
    return None


def refuse_use(condition: Condition, use: Use) -> Said | None:
    """Say why an asset cannot be used so: what is out of order is not in use."""
    if condition in OUT_OF_ORDER and use is Use.IN_USE:
        return said(N_("Tài sản hỏng không thể «đang dùng»; chọn «đang sửa», «trong kho» hoặc «dôi dư»."))
    return None


def formal_due(handed_on: date) -> date:
    """Return the last day on which the formal decision after a temporary handover is in time."""
    return handed_on + FORMAL_WITHIN


def refuse_second_signature(place: object, receiver_place: object, signer: object, other: object) -> Said | None:
    """Say why one person may not sign for both sides: two places are two parties; inside one its chair decides alone."""
    if place != receiver_place and signer == other:
        return said(N_("Bên giao và bên nhận ở hai địa bàn phải do hai người ký."))
    return None
