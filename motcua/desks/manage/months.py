"""A year as twelve month grids: each day with how the administration works then, and why."""

from __future__ import annotations

import calendar as monthly
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.desks.shared.shapes import Text
from motcua.kernel.words import N_
from motcua.kernel.worktime import Calendar, Day, Kind, spans_text
from motcua.office.queries.worktime import DayRow

KIND_NAMES: Final[Mapping[Kind, str]] = {
    Kind.HOLIDAY: N_("Nghỉ lễ, tết"),
    Kind.COMPENSATORY: N_("Nghỉ bù"),
    Kind.SWAPPED_OFF: N_("Nghỉ hoán đổi"),
    Kind.MAKE_UP: N_("Làm bù"),
    Kind.HALF_DAY: N_("Làm nửa ngày"),
    Kind.CHANGED_HOURS: N_("Đổi giờ trong ngày"),
    Kind.PENDING: N_("Chưa có quyết định"),
}
_LOOKS: Final[Mapping[Kind, str]] = {
    Kind.HOLIDAY: "off",
    Kind.COMPENSATORY: "off",
    Kind.SWAPPED_OFF: "off",
    Kind.MAKE_UP: "more",
    Kind.HALF_DAY: "changed",
    Kind.CHANGED_HOURS: "changed",
    Kind.PENDING: "pending",
}
_MARKS: Final[Mapping[str, str]] = {"off": "N", "more": "B", "changed": "G", "pending": "?"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the grid. ``look``: work, rest, off, more, changed, pending; ``own`` when the unit set it itself."""

    day: date
    look: str
    mark: str
    name: Text
    hours: str
    own: bool
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven cells, Monday first; days of other months are empty."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


def year_grid(works: Calendar, year: int, own: frozenset[date], today: date) -> list[Month]:
    """Return the twelve months of a year of ``works``; :class:`RuleError` when the calendar has no such year."""
    book = monthly.Calendar(firstweekday=0)
    return [
        Month(
            date(year, month, 1),
            tuple(
                tuple(_cell(works.day(day), own, today) if day.month == month else None for day in week)
                for week in book.monthdatescalendar(year, month)
            ),
        )
        for month in range(1, 13)
    ]


def _cell(day: Day, own: frozenset[date], today: date) -> Cell:
    rule = day.rule
    look = _LOOKS[rule.kind] if rule else ("work" if day.working else "rest")
    name: Text = (rule.name or KIND_NAMES[rule.kind]) if rule else ""
    if rule and rule.undecided:
        look = "pending"
    return Cell(day.date, look, _MARKS.get(look, ""), name, spans_text(day.working), day.date in own, day.date == today)


def kind_name(row: DayRow) -> str:
    """Return the word for a special day's kind; one put back by hand is an ordinary day."""
    return KIND_NAMES[Kind(row.kind)] if row.kind else N_("Ngày thường")
