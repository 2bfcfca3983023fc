"""The centre's procedures as one list: a line for each paper, fee, limit and step, out and back in without loss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from motcua.catalogue import wording
from motcua.catalogue.facts import Channel, Fee, Limit, Paper, ProcedureFacts, Step
from motcua.kernel.sheets import Field, Kind
from motcua.kernel.words import N_

PARTS: Final = {
    "paper": N_("Giấy tờ"),
    "limit": N_("Thời hạn"),
    "fee": N_("Phí, lệ phí"),
    "step": N_("Bước quy trình"),
    "level": N_("Mức trực tuyến"),
}
LONG: Final = 2_000
JOINT: Final = "; "
UNKNOWN: Final = "chưa rõ"
KINDS: Final = {**{key: str(name) for key, name in wording.KINDS.items()}, "unknown": UNKNOWN}

FIELDS: Final = (
    Field("code", N_("Mã thủ tục"), ("Mã TTHC", "Mã"), required=True, most=40),
    Field(
        "part",
        N_("Phần"),
        ("Loại dòng", "Mục"),
        Kind.CHOICE,
        required=True,
        choices={
            "paper": ("Giấy tờ", "Thành phần hồ sơ"),
            "limit": ("Thời hạn", "Thời hạn giải quyết"),
            "fee": ("Phí, lệ phí", "Phí", "Lệ phí"),
            "step": ("Bước quy trình", "Bước", "Quy trình nội bộ"),
            "level": ("Mức trực tuyến", "Mức độ"),
        },
    ),
    Field("case", N_("Trường hợp"), (), most=LONG),
    Field("channel", N_("Hình thức nộp"), ("Hình thức", "Cách nộp"), most=100),
    Field("name", N_("Nội dung"), ("Tên giấy tờ", "Tên", "Diễn giải"), most=LONG),
    Field("kind", N_("Cách dùng, cách tính, vai trò"), ("Cách tính", "Vai trò"), most=60),
    Field("value", N_("Số"), ("Số ngày", "Tỷ lệ"), Kind.NUMBER),
    Field("originals", N_("Bản chính"), ("Số bản chính",), Kind.NUMBER),
    Field("copies", N_("Bản sao"), ("Số bản sao",), Kind.NUMBER),
    Field("required", N_("Bắt buộc"), (), Kind.FLAG),
    Field("condition", N_("Khi nào cần"), ("Điều kiện",), most=LONG),
    Field("form", N_("Mẫu"), ("Mẫu đơn, tờ khai", "Mẫu số"), most=60),
    Field("amount", N_("Mức thu"), ("Số tiền", "Mức phí"), Kind.MONEY),
    Field("unit", N_("Đơn vị tính"), ("Tính theo",), most=LONG),
    Field("set_by", N_("Cơ quan quy định mức thu"), (), most=200),
    Field("exemptions", N_("Đối tượng được miễn"), ("Miễn",), most=LONG),
    Field("since", N_("Từ ngày"), ("Áp dụng từ",), Kind.DAY),
    Field("until", N_("Đến hết ngày"), ("Áp dụng đến",), Kind.DAY),
    Field("cutoff", N_("Nhận sau giờ này thì ngày kế tiếp"), ("Giờ cắt",), most=5),
    Field("ground", N_("Căn cứ"), ("Văn bản quy định",), most=LONG),
    Field("division", N_("Đơn vị thực hiện"), ("Phòng",), most=200),
    Field("system", N_("Hệ thống chuyên ngành"), ("Hệ thống",), most=200),
    Field("fields", N_("Các ô phải nhập"), (), most=8_000),
    Field("takes_back", N_("Giá trị phải lấy về"), (), most=LONG),
    Field("pauses_clock", N_("Không tính vào thời hạn"), (), Kind.FLAG),
    Field("hours", N_("Số giờ làm việc"), (), Kind.NUMBER),
    Field("days", N_("Số ngày cơ quan ngoài trả lời"), (), Kind.NUMBER),
    Field("calendar_days", N_("Tính ngày theo lịch"), (), Kind.FLAG),
    Field("silence", N_("Căn cứ coi im lặng là đồng ý"), (), most=200),
)

EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "code": "1.001193",
        "part": "paper",
        "case": "Trường hợp chung",
        "name": "Tờ khai đăng ký khai sinh",
        "kind": "nộp",
        "originals": 1,
        "required": True,
    },
    {
        "code": "1.001193",
        "part": "fee",
        "channel": "trực tiếp",
        "name": "lệ phí",
        "amount": 8_000,
        "unit": "bản",
        "since": date(2025, 7, 1),
        "ground": "Nghị quyết của Hội đồng nhân dân cấp tỉnh",
    },
)


def rows(facts: ProcedureFacts, steps: Sequence[Step]) -> Iterator[dict[str, Any]]:
    """Yield the lines of one procedure: its level, papers by case, limits, fees, then the steps that hold."""
    level = facts.online_told.level if facts.online_told else None
    if facts.online_level or level:
        yield {"code": facts.code, "part": "level", "name": f"Mức độ {level}" if level else facts.online_level}
    names = {case.key: case.name for case in facts.cases}
    for case in facts.cases:
        for paper in case.papers:
            yield {"code": facts.code, "part": "paper", "case": case.name, **_paper(paper)}
    for limit in facts.limits:
        yield {"code": facts.code, "part": "limit", **_limit(limit, names)}
    for fee in facts.fees:
        yield {"code": facts.code, "part": "fee", **_fee(fee, names)}
    for step in steps:
        yield {"code": facts.code, "part": "step", **_step(step)}


def channels_text(channels: Sequence[Channel]) -> str | None:
    """Return ways in as a cell holds them; nothing for all."""
    return ", ".join(wording.CHANNELS[channel] for channel in channels) or None


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "channel": channels_text(paper.channels),
        "name": paper.name,
        "kind": wording.PAPER_USE[paper.kind],
        "originals": paper.originals,
        "copies": paper.copies,
        "required": paper.required,
        "condition": paper.condition,
        "form": paper.form_code,
    }


def _limit(limit: Limit, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "case": names.get(limit.case, limit.case) if limit.case else None,
        "channel": channels_text((limit.channel,)) if limit.channel else None,
        "kind": KINDS[limit.kind],
        "value": limit.value,
        "cutoff": limit.cutoff,
        "ground": limit.ground,
    }


def _fee(fee: Fee, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "case": names.get(fee.case, fee.case) if fee.case else None,
        "channel": channels_text((fee.channel,)) if fee.channel else None,
        "name": fee.kind,
        "amount": fee.amount_vnd,
        "unit": fee.unit,
        "set_by": fee.set_by,
        "exemptions": JOINT.join(fee.exemptions) or None,
        "since": fee.since,
        "until": fee.until,
        "ground": fee.basis,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "kind": wording.ROLES[step.role],
        "value": step.share,
        "division": step.division,
        "system": step.system,
        "fields": JOINT.join(step.fields) or None,
        "takes_back": JOINT.join(step.takes_back) or None,
        "pauses_clock": step.pauses_clock or None,
        "hours": step.hours,
        "days": step.days,
        "calendar_days": step.calendar_days or None,
        "silence": step.silence,
    }
