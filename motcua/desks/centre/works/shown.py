"""How works are shown: their tags, the chart of plan and word, what was just done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from motcua.desks.centre import chart
from motcua.desks.shared import formats
from motcua.desks.shared.shapes import Text
from motcua.kernel import clock
from motcua.kernel.words import N_, said
from motcua.works import rules
from motcua.works.queries import Show, StageRow, WorksPage, WorksRow

SHOWS: Final[Mapping[Show, str]] = {
    Show.ALL: N_("Tất cả"),
    Show.RUNNING: N_("Đang làm"),
    Show.LATE: N_("Trễ"),
    Show.SLIPPING: N_("Nguy cơ trễ"),
    Show.SILENT: N_("Im lặng"),
    Show.BLOCKED: N_("Vướng mắc"),
    Show.UNDATED: N_("Chưa có hạn"),
    Show.DONE: N_("Đã nghiệm thu"),
}
DONE: Final[Mapping[str, str]] = {
    "lap": N_("Đã lập công trình"),
    "bao-cao": N_("Đã ghi báo cáo tiến độ"),
    "kiem-tra": N_("Đã ghi kết quả kiểm tra tận nơi"),
    "viec": N_("Đã ghi"),
    "nghiem-thu": N_("Đã ký nghiệm thu"),
}
TABLE_MOST: Final = 60
"""Days of the table beside the chart; longer works are told by the week."""


def tags(row: WorksRow) -> list[tuple[Text, str]]:
    """Return what stands out about works: (words, tone), the worst first."""
    if not row.running:
        return [(rules.verdict(row.late, row.last_day), "late" if row.late else "good")]
    found: list[tuple[Text, str]] = []
    if row.late:
        found.append((said(N_("quá hạn {days} ngày"), days=row.late), "late"))
    if row.silence_degree == 2:
        found.append((said(N_("im lặng {days} ngày, báo cấp trên"), days=row.silent), "soon"))
    elif row.silent:
        found.append((said(N_("im lặng {days} ngày"), days=row.silent), "soon"))
    if row.open_blockers:
        found.append((said(N_("vướng {count} việc"), count=row.open_blockers), "soon"))
    if row.percent == rules.WHOLE and not row.open_blockers:
        found.append((N_("chờ nghiệm thu"), "gold"))
    return found or [(N_("đang làm"), "calm")]


def words_of(row: WorksRow) -> str:
    """Return the tags of works in one line, for files and sheets."""
    return "; ".join(formats.said(words) for words, _ in tags(row))


def days_of(page: WorksPage) -> list[date]:
    """Return the days of the chart, at most :data:`TABLE_MOST`: from the start to the plan's end, the last day, today."""
    ends = [stage.ends for stage in page.stages] + [clock.today(), page.row.last_day or page.starts]
    if page.row.accepted_on:
        ends.append(page.row.accepted_on)
    whole = max(1, (max(ends) - page.starts).days)
    step = -(-whole // TABLE_MOST)
    found = [page.starts + timedelta(days=n) for n in range(0, whole + 1, step)]
    return found if found[-1] == max(ends) else [*found, max(ends)]


def plan_of(stages: tuple[StageRow, ...]) -> list[rules.StagePlan]:
    """Return stages as the rules see them."""
    return [rules.StagePlan(one.weight, one.starts, one.ends, one.done) for one in stages]


def lines_of(page: WorksPage) -> list[tuple[date, int, int | None, int | None]]:
    """Return for each day what the plan wants, what was reported by then, what was seen on it (``None``: nothing)."""
    plan, today = plan_of(page.stages), clock.today()
    reported: dict[date, int] = {}
    for point in page.points:
        reported[point.day] = point.percent
    seen = {one.day: one.percent for one in reversed(page.reports) if one.source is rules.Source.SEEN}
    rows, days, last = [], days_of(page), 0
    for before, day in zip([date.min, *days], days, strict=False):
        last = next((reported[d] for d in sorted(reported, reverse=True) if d <= day), 0)
        visits = [seen[d] for d in sorted(seen) if before < d <= day]
        told = last if page.starts <= day <= today else None
        rows.append((day, rules.planned(plan, day), told, visits[-1] if visits else None))
    return rows


def chart_of(page: WorksPage) -> chart.Chart:
    """Return plan and reported percents over the days of the works, with today and the last day in time marked."""
    rows = lines_of(page)
    first, last = rows[0][0], rows[-1][0]
    whole = max(1, (last - first).days)

    def at(day: date) -> float:
        return (day - first).days / whole

    reported = {point.day: point.percent for point in page.points}
    points = [(at(page.starts), 0.0), *((at(day), percent / 100) for day, percent in sorted(reported.items()))]
    seen = [(at(one.day), one.percent / 100) for one in page.reports if one.source is rules.Source.SEEN]
    series = [
        chart.Series(N_("kế hoạch"), "planned", [(at(day), plan / 100) for day, plan, _, _ in rows], dots=False),
        chart.Series(N_("tự báo cáo"), "actual", points),
    ]
    if seen:
        series.append(chart.Series(N_("đã kiểm tra tận nơi"), "seen", sorted(seen)))
    marks = [chart.Band(at(clock.today()), at(clock.today()), "today", N_("hôm nay"))]
    if page.row.last_day and first <= page.row.last_day <= last:
        marks.append(chart.Band(at(page.row.last_day), at(page.row.last_day), "last", N_("hạn cuối")))
    ticks = [first + timedelta(days=round(whole * n / 4)) for n in range(5)] if whole >= 4 else [first, last]
    return chart.draw(
        said(N_("Tiến độ theo kế hoạch và theo báo cáo, từ {first} đến {last}"), first=first, last=last),
        series,
        [(at(day), f"{day.day}/{day.month}") for day in ticks],
        [(n / 100, f"{n} %") for n in (0, 25, 50, 75, 100)],
        marks,
    )
