"""Dossiers taken regardless of boundaries (NĐ 118/2025 Đ14): received here, settled there, handed over where it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from motcua.catalogue.facts import Step
from motcua.kernel.words import N_

FORWARD: Final = "chuyen-noi-giai-quyet"
"""The key of the step at which the receiving centre sends the dossier to the competent place."""
SETTLE: Final = "noi-khac-giai-quyet"
"""The key of the step that stands for all the work of a body these books do not know."""


class PaperFile(StrEnum):
    """Where the papers of a dossier for another place are, once it was sent there."""

    KEPT = "kept"
    SENT = "sent"
    THERE = "there"
    NONE = "none"


PAPER_FILES: Final[Mapping[str, str]] = {
    PaperFile.KEPT: N_("Giữ tại nơi tiếp nhận, chỉ chuyển bản điện tử"),
    PaperFile.SENT: N_("Chuyển bản điện tử và hồ sơ giấy"),
    PaperFile.NONE: N_("Không có hồ sơ giấy"),
}
"""What may be said of the papers when the dossier is sent."""
WHERE: Final[Mapping[str, str]] = {
    "": N_("Hồ sơ giấy ở nơi tiếp nhận"),
    PaperFile.KEPT: N_("Hồ sơ giấy ở nơi tiếp nhận"),
    PaperFile.SENT: N_("Hồ sơ giấy đang trên đường đến nơi giải quyết"),
    PaperFile.THERE: N_("Hồ sơ giấy ở nơi giải quyết"),
    PaperFile.NONE: N_("Không có hồ sơ giấy"),
}
BOOKS: Final[Mapping[str, str]] = {
    "": N_("Tiếp nhận tại đây"),
    "nhan-thay": N_("Nhận thay nơi khác"),
    "giai-quyet-thay": N_("Giải quyết hồ sơ nơi khác nhận"),
    "tra-thay": N_("Trả thay nơi khác"),
}
"""The registers of a centre by key: all it received, and what it did for another place."""


def forwarding() -> Step:
    """Return the step of sending: the electronic file goes within the working day (NĐ 118/2025 Đ18)."""
    return Step(key=FORWARD, name="Số hóa, chuyển nơi giải quyết", role="counter", share=0, hours=8)


def settled_outside(body: str) -> Step:
    """Return the one step that the competent body works itself where these books know none of its people."""
    return Step(key=SETTLE, name="Cơ quan có thẩm quyền giải quyết", role="external", share=100, division=body)


def away(dossier: Any) -> bool:
    """Say whether another place settles a dossier, or hands its result over, than the one that received it."""
    return bool(
        dossier.settling_unit_id != dossier.received_unit_id or dossier.returning_unit_id != dossier.received_unit_id
    )
