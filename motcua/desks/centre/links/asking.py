"""What the forms about lines ask, and the values they become."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import clock_time, short_date
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.links import rules
from motcua.links.commands import LineWish
from motcua.links.queries import LinePage, OutageRow

REASON: Final = Field("reason", N_("Lý do"), "textarea", required=True, most=500)
CAUSE: Final = Field("cause", N_("Nguyên nhân"), "textarea", most=1000)
SERVICES: Final = Field(
    "services",
    N_("Ảnh hưởng đến"),
    "many",
    options=options_of(rules.SERVICE_NAMES),
    hint=N_("Để trống: như đã khai ở đường truyền."),
)


def line_questions() -> list[Field]:
    """Return the questions about a line."""
    return [
        Field("kind", N_("Loại"), "radio", required=True, options=options_of(rules.KIND_NAMES)),
        Field("use", N_("Dùng làm"), "radio", required=True, options=options_of(rules.USE_NAMES)),
        Field("name", N_("Tên gọi"), required=True, most=200),
        Field("provider", N_("Nhà cung cấp"), most=200),
        Field("contract", N_("Hợp đồng"), most=200),
        Field("down_mbps", N_("Tải xuống cam kết, Mbit/s"), "number", size="s", most=6),
        Field("up_mbps", N_("Tải lên cam kết, Mbit/s"), "number", size="s", most=6),
        Field("monthly_cost", N_("Chi phí mỗi tháng, nghìn đồng"), "number", size="s", most=6),
        Field("since", N_("Từ ngày"), "date", required=True, size="m"),
        Field("services", N_("Phục vụ"), "many", options=options_of(rules.SERVICE_NAMES)),
        Field("p95_ms", N_("Chậm khi p95 quá, mili giây"), "number", required=True, size="s", most=6),
        Field("loss", N_("Chậm khi mất gói quá, %"), "number", required=True, size="s", most=3),
        Field("speed", N_("Chậm khi tốc độ dưới, % cam kết"), "number", required=True, size="s", most=3),
        Field(
            "silent",
            N_("Không có số đo quá bao nhiêu phút thì coi là không biết"),
            "number",
            required=True,
            size="s",
            most=5,
        ),
        Field(
            "patience",
            N_("Mất khi đo hỏng liền mấy lần"),
            "number",
            required=True,
            size="s",
            most=2,
            hint=N_("Lần mất tính từ lần đo hỏng đầu tiên."),
        ),
    ]


def line_start(page: LinePage | None = None) -> dict[str, Any]:
    """Return what a form about a line shows at first."""
    limits = page.limits if page else rules.Limits()
    found: dict[str, Any] = {
        "p95_ms": limits.p95_ms,
        "loss": limits.loss,
        "speed": limits.speed,
        "silent": limits.silent,
        "patience": limits.patience,
    }
    if page is None:
        return found | {"use": rules.Use.MAIN.value, "since": short_date(clock.today())}
    row = page.row
    return found | {
        "kind": row.kind.value,
        "use": row.use.value,
        "name": row.name,
        "provider": row.provider,
        "contract": row.contract,
        "down_mbps": _text(row.down_mbps),
        "up_mbps": _text(row.up_mbps),
        "monthly_cost": _text(row.monthly_cost // 1000 if row.monthly_cost is not None else None),
        "since": short_date(row.since),
        "services": [str(one) for one in page.services],
    }


def line_wish(values: Mapping[str, Any]) -> LineWish:
    """Return the line a form describes; its cost was asked in thousands of đồng."""
    cost = values["monthly_cost"]
    return LineWish(
        kind=rules.Kind(values["kind"]),
        use=rules.Use(values["use"]),
        name=values["name"],
        provider=values["provider"],
        contract=values["contract"],
        down_mbps=values["down_mbps"],
        up_mbps=values["up_mbps"],
        monthly_cost=cost * 1000 if cost is not None else None,
        since=values["since"],
        services=[rules.Service(one) for one in values["services"]],
        p95_ms=values["p95_ms"],
        loss=values["loss"],
        speed=values["speed"],
        silent=values["silent"],
        patience=values["patience"],
    )


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def span_questions(*, start: bool = True, end: bool = True) -> list[Field]:
    """Return the questions about when a cut began and ended; the end may be left open."""
    found: list[Field] = []
    if start:
        group = N_("Bắt đầu mất")
        found += [
            Field("start_day", N_("Ngày"), "date", required=True, size="s", group=group),
            Field("start_time", N_("Giờ"), "text", required=True, size="xs", most=5, group=group),
        ]
    if end:
        group = N_("Có lại (để trống khi còn mất)") if start else N_("Có lại")
        found += [
            Field("end_day", N_("Ngày"), "date", required=not start, size="s", group=group),
            Field("end_time", N_("Giờ"), "text", required=not start, size="xs", most=5, group=group),
        ]
    return found


def span_start(row: OutageRow | None = None) -> dict[str, str]:
    """Return what the questions about times show at first: those of a cut, else now as its beginning."""
    start = row.started_at if row else clock.now()
    found = {"start_day": short_date(start), "start_time": clock_time(start), "end_day": "", "end_time": ""}
    if row is not None and row.ended_at is not None:
        found |= {"end_day": short_date(row.ended_at), "end_time": clock_time(row.ended_at)}
    return found


def moment(values: Mapping[str, Any], name: str) -> datetime | None:
    """Return the instant of ``<name>_day`` and ``<name>_time``, ``None`` when both are empty; half of one is a fault."""
    day, text = values[f"{name}_day"], values[f"{name}_time"]
    if day is None and not text:
        return None
    if day is None or not text:
        raise BadInput(N_("Ghi cả ngày và giờ."), field=f"{name}_day" if day is None else f"{name}_time")
    return _at(day, text, f"{name}_time")


def _at(day: date, text: str, field: str) -> datetime:
    hour, _, minute = text.replace("h", ":").replace("g", ":").partition(":")
    if not (hour.isdecimal() and (minute or "0").isdecimal() and int(hour) < 24 and int(minute or 0) < 60):
        raise BadInput(N_("Giờ «{text}» không đúng; viết như 14:45."), field=field, text=text)
    return clock.at(day.year, day.month, day.day, int(hour), int(minute or 0))


def needed(values: Mapping[str, Any], name: str) -> datetime:
    """Return the instant as :func:`moment` does; its absence is a fault."""
    found = moment(values, name)
    if found is None:
        raise BadInput(N_("Ghi cả ngày và giờ."), field=f"{name}_day")
    return found
