"""What the catalogue's facts say, in words for the screen: limits, fees, trust, channels."""

from __future__ import annotations

from motcua.catalogue.facts import Fee, Limit
from motcua.catalogue.offered import Offered
from motcua.desks.backoffice.shown import CHANNELS
from motcua.desks.shared import formats
from motcua.desks.shared.shapes import Fact
from motcua.kernel.words import N_, Said, said

TRUST = {
    "confirmed": N_("Giám đốc Trung tâm đã xác nhận"),
    "official_copy": N_("bản sao nguồn chính thức"),
    "secondary": N_("nguồn thứ cấp, cần đối chiếu"),
    "unverified": N_("chưa kiểm chứng"),
}
LEVELS = {
    "toàn trình": N_("làm được toàn bộ trên mạng (toàn trình)"),
    "một phần": N_("làm được một phần trên mạng"),
    "không": N_("chưa làm được trên mạng"),
}
KINDS = {
    "working_days": N_("ngày làm việc"),
    "working_hours": N_("giờ làm việc"),
    "calendar_days": N_("ngày"),
    "same_day": N_("trong ngày"),
}
_SAID = {
    "working_days": N_("{n} ngày làm việc"),
    "working_hours": N_("{n} giờ làm việc"),
    "calendar_days": N_("{n} ngày"),
}
ROLES = {
    "counter": N_("Quầy tiếp nhận"),
    "specialist": N_("Chuyên viên"),
    "division_head": N_("Trưởng phòng"),
    "leader": N_("Lãnh đạo ký"),
    "seal": N_("Văn thư"),
    "specialised_system": N_("Hệ thống chuyên ngành"),
    "external": N_("Cơ quan phối hợp"),
    "return_desk": N_("Quầy trả kết quả"),
}
PAPER_USE = {"submit": N_("nộp"), "show": N_("xuất trình"), "note": N_("ghi chú")}


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
    unit = f"/{value.unit}" if value.unit else ""
    if value.amount_vnd is None:
        return said(N_("{kind}: do {by} quy định"), kind=value.kind, by=value.set_by or N_("cơ quan khác"))
    return said(N_("{kind}: {amount}{unit}"), kind=value.kind, amount=formats.money(value.amount_vnd), unit=unit)


def channel(value: str | None) -> str:
    """Return the words of a channel; none stands for all."""
    return CHANNELS.get(value or "", N_("Mọi hình thức"))


def about(it: Offered) -> list[Fact]:
    """Return what a procedure is: version, validity, where its facts come from and how far to trust them."""
    facts = it.facts
    source = said(
        N_("ngày {day}, {trust}"), day=formats.short_date(facts.source.as_of), trust=said(TRUST[facts.source.trust])
    )
    begun = formats.short_date(facts.valid_from) if facts.valid_from else N_("chưa rõ ngày bắt đầu")
    return [
        Fact(N_("Phiên bản"), str(it.version)),
        Fact(N_("Hiệu lực từ"), begun),
        Fact(N_("Bật từ ngày"), formats.short_date(it.since) if it.since else ""),
        Fact(N_("Mức trực tuyến"), LEVELS.get(facts.online_level or "", "")),
        Fact(N_("Nguồn"), facts.source.title, source),
        Fact(N_("Ban hành"), f"{facts.promulgator} – {facts.decision}" if facts.decision else facts.promulgator),
    ]
