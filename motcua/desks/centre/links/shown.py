"""How lines are shown: their tags, latencies and rates, the charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from motcua.desks.centre import chart
from motcua.desks.shared import formats
from motcua.desks.shared.shapes import RateShape, Text
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.links import rules
from motcua.links.queries import Bucket, LinePage, LineRow, OutageRow, Show

SHOWS: Final[Mapping[Show, str]] = {
    Show.ALL: N_("Đang dùng"),
    Show.DOWN: N_("Đang mất"),
    Show.SILENT: N_("Không có số đo"),
    Show.MAIN: N_("Đường chính"),
    Show.BACKUP: N_("Dự phòng"),
    Show.PROVINCE: N_("Kết nối tỉnh"),
    Show.ENDED: N_("Thôi dùng"),
}
TONES: Final = {
    rules.Health.UP: "good",
    rules.Health.SLOW: "soon",
    rules.Health.DOWN: "late",
    rules.Health.UNKNOWN: "pause",
}
LOSSES: Final = (2, 10, 20, 40, 100)
"""How far the axis of losses goes, percent: a small loss is to be seen as well."""
PERIODS: Final = {1: N_("24 giờ"), 7: N_("7 ngày"), 30: N_("30 ngày"), 90: N_("90 ngày")}
DONE: Final[Mapping[str, str]] = {
    "lap": N_("Đã thêm đường truyền"),
    "viec": N_("Đã ghi"),
    "mat": N_("Đã ghi lần mất đường truyền"),
    "thu-duoc": N_("Kết nối được với hệ thống của tỉnh"),
    "thu-hong": N_("Không kết nối được với hệ thống của tỉnh"),
}


def health(row: LineRow) -> tuple[Text, str]:
    """Return how a line stands now in words, and the tone."""
    if row.cut_since is not None:
        return said(N_("mất từ {at}"), at=formats.short_moment(row.cut_since)), "late"
    return rules.HEALTH_NAMES[row.health], TONES[row.health]


def ms(micros: int | None) -> str:
    """Return a latency as people read it: «18,2 ms»; nothing gives «chưa có»."""
    return f"{formats.number(micros / 1000, 1)} ms" if micros is not None else formats.number(None)


def mbps(kilobits: int | None) -> str:
    """Return a speed in Mbit/s; nothing gives «chưa có»."""
    return f"{formats.number(kilobits / 1000, 1)} Mbit/s" if kilobits is not None else formats.number(None)


def rate(label: Text, value: rules.Uptime, href: str = "") -> RateShape:
    """Return an uptime with both its counts; of what nobody measured, «chưa có»."""
    if not value.rated:
        return RateShape(label, 0, 0, denominator_label=_of(value), href=href)
    return RateShape(label, value.up, value.known, denominator_label=_of(value), href=href)


def _of(value: rules.Uptime) -> Said:
    return said(
        N_("phút có số đo; không có số đo {unknown} phút, mất {down} phút"),
        unknown=formats.number(value.unknown),
        down=formats.number(value.down),
    )


def uptime_words(value: rules.Uptime) -> str:
    """Return an uptime in one cell: «99,5 % (20.070/20.160 phút)», or «chưa có»."""
    if not value.rated:
        return formats.number(None)
    share = formats.percent(value.up, value.known, 2)
    return f"{share} ({formats.number(value.up)}/{formats.number(value.known)})"


def charts(page: LinePage) -> tuple[chart.Chart, chart.Chart]:
    """Return latency and loss over the period, with what was cut marked behind."""
    whole = (page.end - page.start).total_seconds()

    def at(moment: datetime) -> float:
        return (moment - page.start).total_seconds() / whole

    bands = [
        chart.Band(at(one.started_at), at(one.ended_at or page.end), "cut", N_("mất đường truyền"))
        for one in page.outages
        if not one.withdrawn and (one.ended_at or page.end) > page.start
    ]
    ticks = [page.start + (page.end - page.start) * n / 4 for n in range(5)]
    across = [(n / 4, _tick(moment, page.days)) for n, moment in enumerate(ticks)]
    top = max([one.p95 for one in page.buckets if one.p95 is not None] + [page.limits.p95_ms * 1000])
    step = _round_up(top / 1000 / 4)
    most = step * 4 * 1000
    middle, worst = N_("độ trễ giữa (p50)"), N_("95 % nhanh hơn (p95)")
    latency = chart.draw(
        N_("Độ trễ theo thời gian, mili giây"),
        [
            chart.Series(worst, "second", _line(page.buckets, at, [one.p95 for one in page.buckets], most), dots=False),
            chart.Series(
                middle, "actual", _line(page.buckets, at, [one.p50 for one in page.buckets], most), dots=False
            ),
        ],
        across,
        [(n / 4, f"{step * n} ms") for n in range(5)],
        bands,
    )
    losses = [one.loss for one in page.buckets]
    share = next(step for step in LOSSES if step >= max((one for one in losses if one is not None), default=0))
    loss = chart.draw(
        N_("Tỷ lệ mất gói theo thời gian, phần trăm"),
        [chart.Series(N_("mất gói"), "actual", _line(page.buckets, at, losses, share), dots=False)],
        across,
        [(n / 4, f"{formats.number(share * n / 4, int(share < 20))} %") for n in range(5)],
        bands,
    )
    return latency, loss


def _line(
    buckets: Sequence[Bucket], at: Callable[[datetime], float], values: Sequence[float | None], most: float
) -> list[tuple[float, float | None]]:
    """Return values as places; where hours are missing between two buckets the line is broken."""
    usual = min((b.start - a.start for a, b in pairwise(buckets)), default=None)
    # What an hour or a day came to stands in its middle, so that it lies over the cuts that made it.
    middle = usual / 2 if usual else timedelta(0)
    found: list[tuple[float, float | None]] = []
    for n, (bucket, value) in enumerate(zip(buckets, values, strict=True)):
        if n and usual and bucket.start - buckets[n - 1].start > usual:
            found.append((at(bucket.start), None))
        found.append((at(bucket.start + middle), None if value is None else value / most))
    return found


def _tick(moment: datetime, days: int) -> str:
    local = clock.local(moment)
    return f"{local:%H:%M}" if days == 1 else f"{local.day}/{local.month}"


def _round_up(value: float) -> int:
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000, 10_000):
        if value <= step:
            return step
    return 150_000


def services(row: OutageRow) -> str:
    """Return what a cut touched, in one line."""
    return ", ".join(formats.said(rules.SERVICE_NAMES[one]) for one in row.services)
