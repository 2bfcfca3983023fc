"""The tasks of a plan drawn over its months: bars by the server, a table with the same beside it; and month by month."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from motcua.oversight.queries.directives import DirectiveRow
from motcua.oversight.rules.directives import State

WIDTH, LEFT, ROW, TOP = 900, 260, 26, 30
TITLE_MOST: Final = 38


@dataclass(frozen=True, slots=True)
class Bar:
    """One task: where it lies in the drawing and how it looks (late, done, undated, running)."""

    title: str
    y: int
    x: float
    width: float
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing: its size, months with their place, today's place (``None`` outside), bars."""

    width: int
    height: int
    months: Sequence[tuple[float, str]]
    today: float | None
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the calendar: its weeks of days, each with what is due (``None`` beside the month)."""

    first: date
    weeks: Sequence[Sequence[tuple[date, Sequence[DirectiveRow]] | None]]


def draw(tasks: Sequence[DirectiveRow], starts: date, ends: date, today: date) -> Drawing:
    """Return the bars of tasks from when they were given, or the plan begins, to their last day; without one to the end."""
    whole = max(1, (ends - starts).days + 1)

    def at(day: date) -> float:
        inside = min(max((day - starts).days, 0), whole)
        return round(LEFT + (WIDTH - LEFT) * inside / whole, 1)

    bars = []
    for place, task in enumerate(tasks):
        first = max(task.started_on or starts, starts)
        last = task.done_on or task.until or ends
        x = at(min(first, last))
        width = max(4.0, round(at(last + timedelta(days=1)) - x, 1))
        title = task.title if len(task.title) <= TITLE_MOST else task.title[: TITLE_MOST - 1] + "…"
        words = f"{first:%d/%m} – {last:%d/%m}"
        bars.append(Bar(title, TOP + place * ROW, x, width, _look(task), words))
    months = [(at(first), f"{first.month}/{first.year}") for first in _months(starts, ends)]
    inside = starts <= today <= ends
    return Drawing(WIDTH, TOP + len(bars) * ROW + 8, months, at(today) if inside else None, bars)


def months(tasks: Iterable[DirectiveRow], starts: date, ends: date) -> list[Month]:
    """Return the calendar of a period: each day with the tasks that are due on it."""
    due: dict[date, list[DirectiveRow]] = {}
    for task in tasks:
        if task.until is not None:
            due.setdefault(task.until, []).append(task)
    found = []
    for first in _months(starts, ends):
        weeks = [
            [(day, due.get(day, ())) if day.month == first.month else None for day in week]
            for week in Calendar().monthdatescalendar(first.year, first.month)
        ]
        found.append(Month(first, weeks))
    return found


def _months(starts: date, ends: date) -> list[date]:
    found, at = [], starts.replace(day=1)
    while at <= ends:
        found.append(at)
        at = (at + timedelta(days=32)).replace(day=1)
    return found


def _look(task: DirectiveRow) -> str:
    if task.state is State.ACCEPTED:
        return "done"
    if task.late:
        return "late"
    return "undated" if task.until is None else "running"
