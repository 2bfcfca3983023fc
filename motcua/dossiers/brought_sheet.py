"""The columns of a list of open dossiers that an old unit hands over, and how such lists call them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

from motcua.dossiers import codes
from motcua.dossiers.rules.life import State
from motcua.kernel import clock, worktime
from motcua.kernel.errors import BadInput
from motcua.kernel.sheets import Field, Kind
from motcua.kernel.words import N_

FIELDS: Final = (
    Field(
        "old_code",
        N_("Mã trên giấy hẹn cũ"),
        ("Mã hồ sơ", "Mã số hồ sơ", "Số biên nhận", "Mã biên nhận", "Số hồ sơ", "Mã hồ sơ cũ", "Số giấy hẹn"),
        required=True,
        most=codes.OLD_MOST + 20,
    ),
    Field(
        "procedure",
        N_("Mã thủ tục"),
        ("Thủ tục", "Mã TTHC", "Mã thủ tục hành chính", "Tên thủ tục", "Tên thủ tục hành chính", "Tên TTHC", "TTHC"),
        required=True,
        most=500,
    ),
    Field(
        "name",
        N_("Họ tên chủ hồ sơ"),
        ("Chủ hồ sơ", "Họ và tên", "Họ tên", "Tên người nộp", "Người nộp", "Tổ chức, cá nhân", "Tên tổ chức, cá nhân"),
        required=True,
    ),
    Field(
        "number",
        N_("Số định danh"),
        ("Số căn cước", "CCCD", "Số CCCD", "Số định danh cá nhân", "Số giấy tờ", "Căn cước công dân"),
        most=20,
    ),
    Field("phone", N_("Số điện thoại"), ("Điện thoại", "SĐT", "ĐT", "Số ĐT"), most=30),
    Field("address", N_("Địa chỉ"), ("Nơi cư trú", "Địa chỉ liên hệ"), most=300),
    Field(
        "received_at",
        N_("Tiếp nhận lúc"),
        ("Ngày tiếp nhận", "Ngày nhận", "Ngày nhận hồ sơ", "Thời điểm tiếp nhận", "Ngày nộp"),
        required=True,
        most=30,
    ),
    Field(
        "due_at",
        N_("Hẹn trả"),
        ("Hạn trả", "Ngày hẹn trả", "Hạn giải quyết", "Ngày hẹn trả kết quả", "Hạn trả kết quả", "Hạn xử lý"),
        most=30,
    ),
    Field(
        "state",
        N_("Tình trạng"),
        ("Trạng thái", "Tình trạng hồ sơ", "Tình trạng giải quyết", "Trạng thái hồ sơ"),
        Kind.CHOICE,
        choices={
            State.PROCESSING.value: ("Đang giải quyết", "Đang xử lý", "Đang thụ lý", "Mới tiếp nhận", "Trong hạn"),
            State.SUPPLEMENT.value: ("Chờ bổ sung", "Chờ bổ sung giấy tờ", "Yêu cầu bổ sung", "Bổ sung"),
            State.FEE.value: ("Chờ nộp nghĩa vụ tài chính", "Chờ nộp tiền", "Chờ nộp thuế"),
            State.SUSPENDED.value: ("Tạm dừng", "Dừng xử lý"),
            State.READY.value: ("Có kết quả, chưa trả", "Đã có kết quả", "Chờ trả kết quả", "Đã xử lý xong"),
        },
    ),
    Field("since", N_("Từ khi"), ("Từ ngày", "Tạm dừng từ", "Ngày có kết quả", "Chờ từ ngày"), most=30),
    Field("step", N_("Bước đang làm"), ("Bước", "Bước xử lý", "Đang ở bước", "Khâu"), most=200),
    Field("case", N_("Trường hợp"), (), most=300),
    Field("papers", N_("Giấy tờ kèm theo"), ("Thành phần hồ sơ", "Giấy tờ", "Hồ sơ gồm"), most=2000),
    Field("about", N_("Trích yếu"), ("Nội dung", "Nội dung hồ sơ", "Về việc"), most=500),
    Field("note", N_("Ghi chú"), (), most=400),
)

EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "old_code": "125/TN-2025",
        "procedure": "1.004873",
        "name": "Công dân Thử Một",
        "number": "033190000011",
        "phone": "0901000011",
        "received_at": "24/06/2025 09:15",
        "due_at": "27/06/2025 09:15",
        "state": State.PROCESSING.value,
        "papers": "đủ",
    },
    {
        "old_code": "126/TN-2025",
        "procedure": "1.004873",
        "name": "Công dân Thử Hai",
        "phone": "0901000022",
        "received_at": "25/06/2025 14:00",
        "due_at": "30/06/2025",
        "state": State.SUPPLEMENT.value,
        "since": "26/06/2025 10:00",
    },
)
_INSTANT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,;]+(?:lúc )?(\d{1,2})[:hg](\d{2})?)?", re.ASCII)
_TIME_FIRST = re.compile(r"(\d{1,2})[:hg](\d{2})?(?:[ ,;]+(?:ngày )?)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def instant(text: str, calendar: worktime.Calendar, *, closes: bool) -> datetime:
    """Return an instant as lists write it: ``24/06/2025 09:15``, ``9h15 ngày 24/6/2025``, or a day alone.

    A day alone is its close, where it ``closes`` (a date by which something is promised), else its opening; on a day that
    no calendar knows, 17:00 and 07:30. :class:`BadInput` for what is none.
    """
    found = _INSTANT.fullmatch(text.strip().casefold())
    parts = found.groups() if found else None
    if parts is None and (turned := _TIME_FIRST.fullmatch(text.strip().casefold())):
        hour, minute, *day = turned.groups()
        parts = (*day, hour, minute)
    if parts is None:
        raise BadInput(N_("«{text}» không rõ ngày giờ; ghi như 24/06/2025 09:15."), text=text[:60])
    try:
        on = date(int(parts[2]), int(parts[1]), int(parts[0]))
        if parts[3] is not None:
            return clock.at(on.year, on.month, on.day, int(parts[3]), int(parts[4] or 0))
    except ValueError as error:
        raise BadInput(N_("«{text}» không rõ ngày giờ; ghi như 24/06/2025 09:15."), text=text[:60]) from error
    return _edge(on, calendar, closes=closes)


def _edge(on: date, calendar: worktime.Calendar, *, closes: bool) -> datetime:
    if closes:
        close = worktime.close_of(calendar, on) if calendar.covers(on) else None
        return close or clock.at(on.year, on.month, on.day, 17)
    opens = worktime.next_open(calendar, clock.at(on.year, on.month, on.day)) if calendar.covers(on) else None
    same_day = opens is not None and clock.local(opens).date() == on
    return opens if opens is not None and same_day else clock.at(on.year, on.month, on.day, 7, 30)
