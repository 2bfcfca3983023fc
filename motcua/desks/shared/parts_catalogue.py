"""Sample values for the living catalogue page: every part, in every state, with names nobody bears.

The page is ``shared/parts_catalogue.html``; :func:`context` is all it needs besides a request. The sample day is
Friday 11/07/2025 at *xã Phụng Công*; people are obvious test names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from motcua.desks.shared.shapes import (
    BasketItem,
    Column,
    Due,
    DueState,
    Fact,
    FieldError,
    Link,
    Moment,
    Option,
    Paper,
    Person,
    RateShape,
    Shell,
    Step,
    StepState,
    Text,
    Theme,
    Units,
)
from motcua.kernel import clock
from motcua.kernel.words import N_, said

NOW = clock.at(2025, 7, 11, 14, 30)
DUE_AT = clock.at(2025, 7, 16, 9, 0)

DUES: dict[DueState, Text] = {
    DueState.IN_TIME: said(N_("còn {days} ngày {hours} giờ làm việc"), days=2, hours=3),
    DueState.SOON: said(N_("còn {hours} giờ làm việc"), hours=3),
    DueState.LATE: said(N_("đã quá {days} ngày làm việc"), days=1),
    DueState.PAUSED: N_("chờ công dân bổ sung từ 09/07"),
    DueState.NONE: N_("thời hạn chờ Giám đốc xác nhận"),
    DueState.EARLY: said(N_("sớm {days} ngày làm việc"), days=2),
    DueState.ON_TIME: "",
    DueState.DONE_LATE: said(N_("muộn {days} ngày làm việc"), days=1),
}
SAMPLE_DUE = Due(DueState.IN_TIME, DUES[DueState.IN_TIME], DUE_AT)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sample worklist, as a view would hand it over."""

    id: str
    code: str
    title: str
    name: str
    holder: str
    due: Due
    fee: int
    href: str = "#row"
    tone: str = ""
    current: bool = False


def shell(**over: Any) -> Shell:
    """Return the surroundings of the sample page; ``over`` replaces single values."""
    values: dict[str, Any] = {
        "unit_name": "Trung tâm Phục vụ hành chính công xã Phụng Công",
        "place": "xã Phụng Công, tỉnh Hưng Yên",
        "desk": N_("Quầy tiếp nhận"),
        "menu": (
            Link(N_("Tiếp nhận"), "#intake", current=True),
            Link(N_("Đang giữ"), "#held", count=41),
            Link(N_("Trả kết quả"), "#return", count=7),
            Link(N_("Cuối ngày"), "#close"),
        ),
        "trial": True,
        "demo_clock": NOW,
        "person": "Cán bộ Thử Hai",
        "post": N_("Công chức tư pháp – hộ tịch"),
        "user_key": "sample",
        "sign_out_url": "#sign-out",
        "lock_url": "#lock",
        "language_url": "#language",
        "hotline": "02213123456",
        "theme": Theme.LIGHT,
    }
    return Shell(**{**values, **over})


def steps() -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Return a process that runs well and one that does not."""
    well = (
        Step(N_("Tiếp nhận"), StepState.DONE, "Cán bộ Thử Hai", clock.at(2025, 7, 11, 9, 0)),
        Step(N_("Thẩm định"), StepState.NOW, N_("Phòng Văn hóa – Xã hội"), due=SAMPLE_DUE),
        Step(N_("Lãnh đạo ký"), StepState.NEXT, N_("Phó Chủ tịch UBND")),
        Step(N_("Trả kết quả"), StepState.NEXT, N_("Quầy trả kết quả")),
    )
    badly = (
        Step(N_("Tiếp nhận"), StepState.DONE, "Cán bộ Thử Hai", clock.at(2025, 7, 4, 9, 0)),
        Step(N_("Thẩm định"), StepState.RETURNED, N_("Phòng Kinh tế"), clock.at(2025, 7, 8, 16, 10)),
        Step(N_("Lấy ý kiến"), StepState.SKIPPED),
        Step(
            N_("Lãnh đạo ký"),
            StepState.LATE,
            N_("Phó Chủ tịch UBND"),
            due=Due(DueState.LATE, DUES[DueState.LATE], NOW - timedelta(days=1)),
        ),
        Step(N_("Trả kết quả"), StepState.NEXT),
    )
    return well, badly


def moments() -> tuple[Moment, ...]:
    """Return a timeline with one moment of every tone."""
    return (
        Moment(NOW, N_("Quá hạn bước thẩm định"), N_("Hệ thống, theo quy trình nội bộ"), tone="late", icon="late"),
        Moment(
            clock.at(2025, 7, 11, 10, 5),
            N_("Yêu cầu bổ sung"),
            "Cán bộ Thử Hai",
            N_("Còn thiếu giấy chứng sinh (bản chính)."),
            tone="soon",
            icon="returned",
        ),
        Moment(clock.at(2025, 7, 11, 9, 20), N_("Đã thu lệ phí"), "Cán bộ Thử Ba", tone="good", icon="coin"),
        Moment(clock.at(2025, 7, 11, 9, 0), N_("Tiếp nhận"), "Cán bộ Thử Hai", href="#entry"),
    )


def papers() -> tuple[Paper, ...]:
    """Return a paper list with every use and state."""
    return (
        Paper("P1", N_("Tờ khai đăng ký khai sinh"), ticked=True, original=1, form_href="#form"),
        Paper(
            "P2", N_("Giấy chứng sinh"), error=N_("Chưa có bản chính. Chọn “Yêu cầu bổ sung” nếu công dân chưa mang.")
        ),
        Paper(
            "P3",
            N_("Giấy chứng nhận kết hôn của cha, mẹ"),
            required=False,
            asked=N_("bản sao"),
            certified=1,
            ticked=True,
        ),
        Paper(
            "P4",
            N_("Thẻ căn cước của người đi đăng ký"),
            use="show",
            reuse=N_("Kho giấy tờ có bản chụp ngày 02/07/2025, dùng lại được."),
        ),
        Paper("P5", N_("Trường hợp ủy quyền thì thêm văn bản ủy quyền"), use="note", required=False),
    )


def rates() -> tuple[RateShape, ...]:
    """Return rates that are whole, nearly whole, of nothing, and stated by somebody."""
    rows = N_("hồ sơ đủ điều kiện nộp trực tuyến")
    return (
        RateShape(N_("Nộp trực tuyến"), 190, 200, N_("190 hồ sơ công dân tự nộp"), rows, "#rows"),
        RateShape(N_("Đúng hạn"), 9999, 10000, denominator_label=N_("hồ sơ đã giải quyết"), href="#rows"),
        RateShape(N_("Hài lòng"), 0, 0, denominator_label=N_("phiếu đánh giá")),
        RateShape(
            N_("Nộp trực tuyến (báo cáo)"),
            190,
            200,
            denominator_label=rows,
            stated=N_("Số liệu chung hai xã, tự báo cáo"),
        ),
    )


def rows() -> tuple[Row, ...]:
    """Return the sample worklist."""
    late = Due(DueState.LATE, DUES[DueState.LATE], NOW)
    soon = Due(DueState.SOON, DUES[DueState.SOON], NOW)
    paused = Due(DueState.PAUSED, DUES[DueState.PAUSED])
    unit = "Phòng Văn hóa – Xã hội"
    return (
        Row("1", "TH.250711.0001", "Đăng ký khai sinh", "Công dân Thử Một", unit, late, 0, tone="late"),
        Row(
            "2",
            "TH.250711.0002",
            "Chứng thực bản sao từ bản chính",
            "Công dân Thử Hai",
            unit,
            soon,
            50000,
            current=True,
        ),
        Row("3", "TH.250711.0003", "Xác nhận tình trạng hôn nhân", "Công dân Thử Ba", unit, SAMPLE_DUE, 15000),
        Row(
            "4",
            "TH.250711.0004",
            "Đăng ký đất đai lần đầu",
            "Hộ ông Công dân Thử Bốn",
            "Phòng Kinh tế",
            paused,
            1250000,
        ),
    )


def columns() -> tuple[Column, ...]:
    """Return the columns of the sample worklist."""
    kinds = (Option("khai-sinh", N_("Khai sinh")), Option("chung-thuc", N_("Chứng thực")))
    return (
        Column(N_("Mã hồ sơ"), sort_href="#sort-code", filter_name="code"),
        Column(N_("Thủ tục"), filter_name="kind", filter_options=kinds, filter_value="khai-sinh"),
        Column(N_("Người nộp"), filter_name="who"),
        Column(N_("Đang giữ")),
        Column(N_("Hẹn trả"), sort_href="#sort-due", sorted="asc"),
        Column(N_("Lệ phí"), numeric=True),
    )


def person(*, warned: bool = False) -> Person:
    """Return the sample citizen."""
    return Person(
        name="CÔNG DÂN THỬ MỘT",
        role=N_("người yêu cầu"),
        born="02/09/1990",
        number="•••• 1234",
        phone="•••• 5678",
        address="thôn Thử Nghiệm, xã Phụng Công, tỉnh Hưng Yên",
        checked="" if warned else said(N_("Đã đối chiếu thẻ căn cước lúc {time}"), time=NOW),
        warnings=(N_("Ngày sinh trên thẻ khác giấy khai sinh: xem hai bản cạnh nhau"),) if warned else (),
    )


def basket() -> tuple[BasketItem, ...]:
    """Return a visit of three dossiers: received, being filled in, refused by a rule."""
    return (
        BasketItem(N_("Đăng ký khai sinh"), "TH.250711.0001", N_("Đã tiếp nhận"), "good", SAMPLE_DUE, 0, "#d1"),
        BasketItem(
            N_("Chứng thực 10 bản sao, 3 trang"), "", N_("Đang nhập"), "calm", fee=50000, href="#d2", current=True
        ),
        BasketItem(
            N_("Đăng ký thường trú"),
            "",
            N_("Chưa nộp được"),
            "soon",
            href="#d3",
            error=N_("Thiếu giấy tờ về chỗ ở hợp pháp."),
        ),
    )


def explanation() -> tuple[tuple[Any, str], ...]:
    """Return why the sample date is what it is."""
    return (
        (said(N_("Tiếp nhận {at}"), at=clock.at(2025, 7, 11, 9, 0)), ""),
        (N_("Thời hạn 3 ngày làm việc, không tính ngày tiếp nhận"), N_("quyết định công bố thủ tục")),
        (N_("12/07 và 13/07 là ngày nghỉ hằng tuần, không tính"), N_("lịch làm việc của đơn vị")),
        (N_("Ngày thứ nhất 14/07, thứ hai 15/07, thứ ba 16/07"), ""),
    )


def context(theme: Theme = Theme.LIGHT) -> dict[str, Any]:
    """Return everything the catalogue page shows."""
    well, badly = steps()
    return {
        "shell": shell(theme=theme),
        "trail": (
            Link(N_("Bàn làm việc"), "#desk"),
            Link("Trung tâm Phục vụ hành chính công xã Phụng Công", "#centre"),
            Link("000.01.99.H33-250711-0001", "#dossier"),
            Link(N_("Các bộ phận giao diện")),
        ),
        "due_sample": SAMPLE_DUE,
        "now_sample": NOW,
        "dues": tuple(Due(state, words, DUE_AT) for state, words in DUES.items()),
        "tones": ("plain", "calm", "good", "soon", "late", "pause", "gold"),
        "tabs": (
            Link(N_("Hồ sơ"), "#t1", current=True),
            Link(N_("Giấy tờ"), "#t2", count=5),
            Link(N_("Diễn biến"), "#t3", count=12),
            Link(N_("Tin nhắn"), "#t4", count=0),
        ),
        "steps_well": well,
        "steps_badly": badly,
        "moments": moments(),
        "papers": papers(),
        "rates": rates(),
        "rows": rows(),
        "columns": columns(),
        "person": person(),
        "person_warned": person(warned=True),
        "basket": basket(),
        "units": Units(
            N_("Điểm hỗ trợ thôn Thử Nghiệm"), N_("Trung tâm xã Phụng Công"), N_("UBND xã Phụng Công, tỉnh Hưng Yên")
        ),
        "explanation": explanation(),
        "facts": (
            Fact(N_("Họ, chữ đệm, tên"), "NGUYỄN THỊ THỬ NGHIỆM"),
            Fact(N_("Số quyển"), "01/2025", copy="01/2025", numeric=True),
            Fact(N_("Nơi đăng ký"), "UBND xã Phụng Công", hint=N_("theo giấy khai sinh bản giấy"), href="#unit"),
            Fact(N_("Ghi chú")),
        ),
        "options": (
            Option("self", N_("Cho bản thân"), N_("Người có tên trên giấy tờ tự đi làm")),
            Option("child", N_("Cho con"), N_("Cha, mẹ hoặc người giám hộ đi đăng ký")),
            Option("proxy", N_("Được ủy quyền"), why=N_("Thủ tục này không nhận ủy quyền")),
        ),
        "errors": (
            FieldError("birth", N_("Ngày sinh phải có dạng ngày/tháng/năm")),
            FieldError("phone", N_("Số điện thoại thiếu một chữ số")),
        ),
    }
