"""The kinds of messages: what each is called, how urgent it is, and who is told when nothing is done.

The spans are ours: no text says after how long a commune must be reminded. They are counted in working time of the
place's own calendar: a night or a holiday reminds nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.kernel.words import N_
from motcua.office.rules import OVERSEE, SIGN

HEAD_OF_CENTRE: Final = "limit.confirm"
"""The power by which the director of a centre is known."""
HEAD_OF_COMMITTEE: Final = SIGN
"""The power by which, in the committee, its chair and deputies are known."""
ABOVE_POWER: Final = OVERSEE
STEERING_POWER: Final = "proposal.route"
"""The power by which, above a place, those who chase what was asked are known."""


class Urgency(StrEnum):
    """How soon somebody must act."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"


URGENCY_NAMES: Final = {
    Urgency.CALM: N_("chưa gấp"),
    Urgency.SOON: N_("cần làm sớm"),
    Urgency.LATE: N_("gấp"),
}


class Up(StrEnum):
    """Who is told next when nothing is done."""

    HEADS = "heads"
    OVERSEERS = "overseers"
    STEERING = "steering"
    LEADERS = "leaders"


UP_NAMES: Final = {
    Up.HEADS: N_("Giám đốc Trung tâm, lãnh đạo UBND"),
    Up.OVERSEERS: N_("cấp trên theo dõi địa bàn"),
    Up.STEERING: N_("cơ quan đôn đốc của cấp trên"),
    Up.LEADERS: N_("lãnh đạo cấp trên"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Working hours until readers are reminded, and from each telling on until the next level is told."""

    remind: int
    escalate: int


SPANS: Final = {Urgency.LATE: Span(4, 8), Urgency.SOON: Span(16, 24)}
"""A working day has eight hours. What is calm is never reminded of, unless it has a day of its own."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its name for lists and, in order, who is told when nothing is done.

    ``tells``: it asks for nothing, so it waits for a reader only until they have read it.
    """

    name: str
    up: tuple[Up, ...] = (Up.HEADS, Up.OVERSEERS)
    tells: bool = False


_ABOVE: Final = (Up.OVERSEERS,)
KINDS: Final[dict[str, Kind]] = {
    "works.silence": Kind(N_("Công trình không báo tiến độ")),
    "works.slip": Kind(N_("Công trình dự báo trễ")),
    "works.missed": Kind(N_("Công trình quá hạn")),
    "works.blocker": Kind(N_("Vướng mắc công trình")),
    "works.defect": Kind(N_("Tồn tại sau nghiệm thu")),
    "links.cut": Kind(N_("Mất đường truyền")),
    "links.silent": Kind(N_("Không có số đo đường truyền")),
    "oversight.stale": Kind(N_("Dự án lâu chưa có tin")),
    "directives.given": Kind(N_("Nhiệm vụ được giao")),
    "directives.near": Kind(N_("Nhiệm vụ sắp đến hạn"), ()),
    "directives.late": Kind(N_("Nhiệm vụ quá hạn"), ()),
    "directives.offered": Kind(N_("Nhiệm vụ chờ nghiệm thu"), ()),
    "directives.returned": Kind(N_("Nhiệm vụ bị trả lại")),
    "directives.extension": Kind(N_("Đề nghị gia hạn nhiệm vụ"), ()),
    "directives.moved": Kind(N_("Hạn nhiệm vụ đổi theo mốc"), ()),
    "proposals.answer": Kind(N_("Kiến nghị chờ trả lời"), (Up.STEERING, Up.LEADERS)),
    "proposals.route": Kind(N_("Kiến nghị chưa có đơn vị nhận"), (Up.LEADERS,)),
    "proposals.answered": Kind(N_("Kiến nghị đã được trả lời"), (), tells=True),
    "budget.asked": Kind(N_("Lập dự toán")),
    "budget.decide": Kind(N_("Duyệt dự toán"), _ABOVE),
    "budget.returned": Kind(N_("Dự toán bị trả lại")),
    "budget.missing": Kind(N_("Dự toán quá hạn chưa duyệt"), _ABOVE),
    "readiness.review": Kind(N_("Mục sẵn sàng đến ngày xem lại")),
    "readiness.suspended": Kind(N_("Xác nhận sẵn sàng tạm mất hiệu lực"), _ABOVE),
    "readiness.day_off": Kind(N_("Ngày vận hành rơi vào ngày nghỉ"), ()),
    "readiness.defect": Kind(N_("Lỗi khi chạy thử")),
    "staff.absence": Kind(N_("Vắng trực không người thay")),
    "staff.leave": Kind(N_("Đơn xin nghỉ chờ trả lời")),
    "staff.gaps": Kind(N_("Lịch trực thiếu người")),
    "staff.training": Kind(N_("Nhu cầu tập huấn"), ()),
    "staff.need": Kind(N_("Nhu cầu nhà ở, chế độ, biên chế"), ()),
    "custody.check": Kind(N_("Kiểm nhận tài sản")),
    "custody.sign": Kind(N_("Ký biên bản giao nhận tài sản"), _ABOVE),
    "custody.decision": Kind(N_("Quyết định điều chuyển tài sản")),
    "custody.approve": Kind(N_("Duyệt đề nghị trang bị"), _ABOVE),
    "custody.returned": Kind(N_("Đề nghị trang bị bị trả lại")),
    "custody.order": Kind(N_("Mua sắm theo đề nghị đã duyệt")),
    "archives.receive": Kind(N_("Kiểm nhận hồ sơ lưu trữ")),
    "archives.sign": Kind(N_("Ký biên bản giao nhận hồ sơ"), _ABOVE),
    "archives.refused": Kind(N_("Biên bản giao nhận hồ sơ bị từ chối ký")),
    "archives.claim": Kind(N_("Báo thiếu, hỏng hồ sơ đã giao")),
    "decisions.unsigned": Kind(N_("Cam kết còn người chưa ký")),
    "office.order": Kind(N_("Con dấu, chứng thư số")),
    "inspections.visit": Kind(N_("Đoàn kiểm tra đến làm việc"), ()),
    "inspections.outline": Kind(N_("Báo cáo theo đề cương")),
    "inspections.moved": Kind(N_("Lịch làm việc với đoàn đổi"), ()),
    "inspections.overdue": Kind(N_("Báo cáo theo đề cương quá hạn"), _ABOVE),
    "inspections.returned": Kind(N_("Báo cáo theo đề cương bị trả lại")),
    "inspections.submitted": Kind(N_("Báo cáo theo đề cương đã nộp"), ()),
    "inspections.team": Kind(N_("Tham gia đoàn kiểm tra"), ()),
    "findings.shortcoming": Kind(N_("Tồn tại cần khắc phục"), _ABOVE),
    "findings.again": Kind(N_("Tồn tại chưa đạt, khắc phục tiếp"), _ABOVE),
    "findings.closed": Kind(N_("Tồn tại đã đóng"), (), tells=True),
    "findings.proof": Kind(N_("Minh chứng khắc phục chờ xem"), ()),
    "findings.minutes_answer": Kind(N_("Biên bản chờ giải trình")),
    "findings.minutes_answered": Kind(N_("Đơn vị đã ghi ý kiến vào biên bản"), ()),
    "findings.minutes_sign": Kind(N_("Biên bản kiểm tra chờ ký"), ()),
    "conclusion.sign": Kind(N_("Kết luận chờ ký"), ()),
    "conclusion.returned": Kind(N_("Kết luận bị trả lại")),
    "conclusion.issue": Kind(N_("Kết luận chờ cấp số, gửi")),
    "conclusion.new": Kind(N_("Kết luận gửi đến")),
    "catalogue.missing": Kind(N_("Bảng niêm yết thiếu dòng")),
    "catalogue.renewed": Kind(N_("Thủ tục có phiên bản mới"), (), tells=True),
    "dossiers.near": Kind(N_("Hồ sơ sắp đến hạn"), ()),
    "dossiers.eve": Kind(N_("Hồ sơ đến hạn trong ngày làm việc tới"), ()),
    "dossiers.missed": Kind(N_("Hồ sơ quá hạn"), ()),
    "dossiers.again": Kind(N_("Đề nghị hẹn lại hồ sơ lần nữa"), ()),
    "dossiers.to_sign": Kind(N_("Hồ sơ chờ ký"), (), tells=True),
    "dossiers.stand_in": Kind(N_("Làm thay khi nghỉ"), (), tells=True),
    "contact.mail": Kind(N_("Thư điện tử không gửi được"), ()),
}

TELLING: Final = frozenset(name for name, kind in KINDS.items() if kind.tells)

TOPICS: Final = {
    "works": N_("Công trình"),
    "links": N_("Đường truyền"),
    "readiness": N_("Sẵn sàng"),
    "custody": N_("Tài sản, thiết bị"),
    "archives": N_("Hồ sơ lưu trữ"),
    "staff": N_("Nhân sự"),
    "budget": N_("Kinh phí"),
    "oversight": N_("Dự án theo dõi"),
    "directives": N_("Nhiệm vụ chỉ đạo"),
    "proposals": N_("Khó khăn, đề xuất"),
    "decisions": N_("Văn bản, cam kết"),
    "conclusion": N_("Kết luận"),
    "office": N_("Con dấu, chứng thư số"),
    "inspections": N_("Kiểm tra"),
    "findings": N_("Tồn tại, biên bản kiểm tra"),
    "catalogue": N_("Thủ tục, niêm yết"),
    "dossiers": N_("Hồ sơ, hạn trả"),
    "contact": N_("Thư điện tử"),
}
"""What lists are narrowed to: the first part of a kind."""


def topic_of(kind: str) -> str:
    """Return the topic a kind belongs to."""
    return kind.split(".", maxsplit=1)[0]


def next_up(kind: str, level: int) -> Up | None:
    """Return who is told after ``level`` tellings above (0: none yet); ``None`` where nobody more is."""
    above = KINDS[kind].up
    return above[level] if level < len(above) else None
