"""How a request for more equipment goes: drafted, submitted, approved or returned, ordered, delivered."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_


class RequestState(StrEnum):
    """Where a request is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ORDERED = "ordered"
    DELIVERED = "delivered"


REQUEST_NAMES: Final = {
    RequestState.DRAFT: N_("Đang soạn"),
    RequestState.SUBMITTED: N_("Đã trình"),
    RequestState.RETURNED: N_("Bị trả lại"),
    RequestState.APPROVED: N_("Đã duyệt"),
    RequestState.ORDERED: N_("Đã đặt mua"),
    RequestState.DELIVERED: N_("Đã giao hàng"),
}
OPEN_TO_CHANGE: Final = frozenset({RequestState.DRAFT, RequestState.RETURNED})
