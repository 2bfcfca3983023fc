"""The week a report is about, and its sentence. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.works.rules import day_text

DAYS_MOST: Final = 366


class Figure(StrEnum):
    """What a report of a period counts."""

    NEW = "new"
    DONE = "done"
    DONE_LATE = "done_late"
    RUNNING = "running"
    LATE = "late"
    BLOCKED = "blocked"
    WAITING = "waiting"
    UNDATED = "undated"
    LACKING = "lacking"
    ORPHAN = "orphan"


FIGURE_NAMES: Final = {
    Figure.NEW: N_("Giao mới trong kỳ"),
    Figure.DONE: N_("Hoàn thành trong kỳ"),
    Figure.DONE_LATE: N_("trong đó trễ hạn"),
    Figure.RUNNING: N_("Đang thực hiện"),
    Figure.LATE: N_("Quá hạn"),
    Figure.BLOCKED: N_("Có vướng mắc"),
    Figure.WAITING: N_("Chờ nghiệm thu"),
    Figure.UNDATED: N_("Chưa có hạn"),
    Figure.LACKING: N_("Chưa đủ 6 rõ"),
    Figure.ORPHAN: N_("Mồ côi"),
}


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of a day's week."""
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def check_period(starts: date, ends: date) -> None:
    """Refuse a period that ends before it begins or is longer than a year."""
    if not 0 <= (ends - starts).days < DAYS_MOST:
        raise BadInput(N_("Kỳ báo cáo kết thúc sau khi bắt đầu và không dài quá một năm."), field="ends")


def sentence(starts: date, ends: date, figures: Mapping[str, int]) -> Said:
    """Return what the report says in one sentence."""
    return said(
        N_(
            "Từ {first} đến {last}: giao mới {new}, hoàn thành {done} (trễ {late_done}); đang thực hiện {running},"
            " trong đó quá hạn {late}, vướng mắc {blocked}; {undated} việc chưa có hạn, {orphan} việc mồ côi."
        ),
        first=day_text(starts),
        last=day_text(ends),
        new=figures.get(Figure.NEW, 0),
        done=figures.get(Figure.DONE, 0),
        late_done=figures.get(Figure.DONE_LATE, 0),
        running=figures.get(Figure.RUNNING, 0),
        late=figures.get(Figure.LATE, 0),
        blocked=figures.get(Figure.BLOCKED, 0),
        undated=figures.get(Figure.UNDATED, 0),
        orphan=figures.get(Figure.ORPHAN, 0),
    )
