"""What lines there are, what they carry, and which values of theirs cannot be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_


class Kind(StrEnum):
    """What a line is; the province's system is a target that is tested like one."""

    INTERNET = "internet"
    TSLCD = "tslcd"
    MOBILE = "mobile"
    PROVINCE = "province"


KIND_NAMES: Final = {
    Kind.INTERNET: N_("Internet"),
    Kind.TSLCD: N_("Mạng truyền số liệu chuyên dùng"),
    Kind.MOBILE: N_("Mạng di động (4G, 5G)"),
    Kind.PROVINCE: N_("Kết nối hệ thống quản lý của tỉnh"),
}


class Use(StrEnum):
    """Whether the centre works on it or falls back on it."""

    MAIN = "main"
    BACKUP = "backup"


USE_NAMES: Final = {Use.MAIN: N_("đường chính"), Use.BACKUP: N_("đường dự phòng")}


class Service(StrEnum):
    """What a cut touches."""

    RECEPTION = "reception"
    PROVINCE = "province"
    PORTAL = "portal"
    SPECIALISED = "specialised"
    PAYMENT = "payment"
    INTERNAL = "internal"


SERVICE_NAMES: Final = {
    Service.RECEPTION: N_("Tiếp nhận, trả kết quả"),
    Service.PROVINCE: N_("Hệ thống của tỉnh"),
    Service.PORTAL: N_("Cổng Dịch vụ công"),
    Service.SPECIALISED: N_("Hệ thống chuyên ngành"),
    Service.PAYMENT: N_("Thanh toán"),
    Service.INTERNAL: N_("Mạng nội bộ"),
}


_WORKED_WITH: Final = frozenset({Service.PROVINCE, Service.SPECIALISED, Service.INTERNAL})


def stops_work(use: Use, services: Collection[Service]) -> bool:
    """Say whether a cut keeps dossiers from being worked on: of the main line, and not told to touch the counter alone."""
    return use is Use.MAIN and (not services or bool(_WORKED_WITH & set(services)))


def cuts_province(kind: Kind, use: Use, services: Collection[Service]) -> bool:
    """Say whether a cut keeps the centre from the province's system: of the connection to it, or of the main line with it."""
    return kind is Kind.PROVINCE or (use is Use.MAIN and Service.PROVINCE in services)


class Source(StrEnum):
    """Who says a line was cut: a person, or measurements that failed."""

    PERSON = "person"
    MEASURED = "measured"


SOURCE_NAMES: Final = {Source.PERSON: N_("người ghi"), Source.MEASURED: N_("tự đo")}


class Health(StrEnum):
    """How a line stands now."""

    UNKNOWN = "unknown"
    UP = "up"
    SLOW = "slow"
    DOWN = "down"


HEALTH_NAMES: Final = {
    Health.UNKNOWN: N_("không có số đo"),
    Health.UP: N_("thông suốt"),
    Health.SLOW: N_("chậm"),
    Health.DOWN: N_("mất"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a line counts as slow, silent or cut.

    ``p95_ms``: 95 of 100 answers are faster; ``loss``: percent of pings lost; ``speed``: percent of the promised
    bandwidth; ``silent``: minutes without a result after which nothing is known; ``patience``: failures in a row that
    make a cut. Ours: no text sets them.
    """

    p95_ms: int = 150
    loss: int = 5
    speed: int = 50
    silent: int = 60
    patience: int = 2


def check_limits(limits: Limits) -> None:
    """Refuse limits that cannot be; the fault names its field."""
    for name, value, least, most in (
        ("p95_ms", limits.p95_ms, 1, 60_000),
        ("loss", limits.loss, 0, 100),
        ("speed", limits.speed, 0, 100),
        ("silent", limits.silent, 5, 7 * 24 * 60),
        ("patience", limits.patience, 1, 20),
    ):
        if not least <= value <= most:
            raise BadInput(N_("Số phải từ {least} đến {most}."), field=name, least=least, most=most)


def check_line(*, down: int | None, up: int | None, cost: int | None, since: date, until: date | None) -> None:
    """Refuse a line whose promised speeds (Mbit/s), cost (đồng a month) or days cannot be."""
    for name, speed in (("down_mbps", down), ("up_mbps", up)):
        if speed is not None and not 1 <= speed <= 100_000:
            raise BadInput(N_("Tốc độ cam kết là số Mbit/s từ 1 đến 100.000."), field=name)
    if cost is not None and not 0 <= cost <= 10_000_000_000:
        raise BadInput(N_("Chi phí mỗi tháng không đúng."), field="monthly_cost")
    if until is not None and until < since:
        raise BadInput(N_("Ngày thôi dùng phải từ ngày bắt đầu trở đi."), field="until")


def check_span(started: datetime, ended: datetime | None, now: datetime) -> None:
    """Refuse a cut that begins or ends in the future, or ends before it began."""
    if started > now:
        raise BadInput(N_("Lúc bắt đầu mất không được ở sau bây giờ."), field="started_at")
    if ended is not None and ended > now:
        raise BadInput(N_("Lúc có lại không được ở sau bây giờ."), field="ended_at")
    if ended is not None and ended <= started:
        raise BadInput(N_("Lúc có lại phải sau lúc bắt đầu mất."), field="ended_at")
