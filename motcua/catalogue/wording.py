"""What facts say, in words: limits, fees, ways in. Sentences with values, for differences, screens and papers alike."""

from __future__ import annotations

from typing import Final

from motcua.catalogue.facts import Channel, Fee, Limit, LimitKind, PaperKind, StepRole
from motcua.kernel.money import VND
from motcua.kernel.words import N_, Said, said

CHANNELS: Final[dict[Channel, str]] = {
    "direct": N_("trực tiếp"),
    "online": N_("trực tuyến"),
    "postal": N_("bưu chính công ích"),
}
ANY_WAY: Final = N_("mọi hình thức")
ROLES: Final[dict[StepRole, str]] = {
    "counter": N_("Quầy tiếp nhận"),
    "specialist": N_("Chuyên viên"),
    "division_head": N_("Trưởng phòng"),
    "leader": N_("Lãnh đạo ký"),
    "seal": N_("Văn thư"),
    "specialised_system": N_("Hệ thống chuyên ngành"),
    "external": N_("Cơ quan phối hợp"),
    "return_desk": N_("Quầy trả kết quả"),
}
PAPER_USE: Final[dict[PaperKind, str]] = {"submit": N_("nộp"), "show": N_("xuất trình"), "note": N_("ghi chú")}
KINDS: Final[dict[LimitKind, str]] = {
    "working_days": N_("ngày làm việc"),
    "working_hours": N_("giờ làm việc"),
    "calendar_days": N_("ngày"),
    "same_day": N_("trong ngày"),
}
_SAID: Final[dict[LimitKind, str]] = {
    "working_days": N_("{n} ngày làm việc"),
    "working_hours": N_("{n} giờ làm việc"),
    "calendar_days": N_("{n} ngày"),
}


def limit(value: Limit) -> Said:
    """Return a limit in words: "3 ngày làm việc", "trong ngày, nhận sau 15:00 thì ngày làm việc kế tiếp"."""
    if value.kind == "same_day":
        if value.cutoff:
            return said(N_("trong ngày; nhận sau {time} thì ngày làm việc kế tiếp"), time=value.cutoff)
        return said(N_("trong ngày"))
    if value.kind == "unknown" or value.value is None:
        return said(N_("chưa rõ"))
    return said(_SAID[value.kind], n=value.value)


def fee(value: Fee) -> Said:
    """Return a fee in words, with whom it is set by where it is not ours to say."""
    if value.amount_vnd is None:
        by = value.set_by or said(N_("cơ quan khác"))
        return said(N_("{kind}: do {by} quy định"), kind=value.kind, by=by)
    unit = f"/{value.unit}" if value.unit else ""
    return said(N_("{kind}: {amount}{unit}"), kind=value.kind, amount=VND(value.amount_vnd), unit=unit)


def way(value: Channel | None) -> Said:
    """Return the words of a way in; none stands for all."""
    return said(CHANNELS[value] if value else ANY_WAY)
