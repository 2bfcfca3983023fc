"""The national working calendars that come with the product: each special day with its legal ground, source and trust.

Pure values, no database: the operator's ``motcua due`` answers from here before any centre exists. A centre starts from
:func:`national` and puts its own hours, extra reception and days in their place with :func:`dataclasses.replace`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import Calendar, DayRule, WeeklyHours, rule_from_dict

TRUST = {
    "law": N_("ghi trong luật"),
    "notice": N_("theo thông báo của Nhà nước, xem qua nguồn dẫn lại"),
    "computed": N_("tính từ quy tắc hoặc âm lịch"),
    "unverified": N_("chưa đối chiếu văn bản gốc"),
    "undecided": N_("chưa có quyết định"),
}


@dataclass(frozen=True, slots=True)
class NationalDay:
    """One special day of the national calendar as screens list it; ``as_of`` is when the fact was last looked at."""

    rule: DayRule
    source: str
    as_of: date
    trust: str
    note: str = ""

    @property
    def trust_said(self) -> Said:
        """Return how far the fact can be trusted, in words."""
        return said(TRUST[self.trust])


@cache
def _data() -> dict[str, Any]:
    text = files("motcua.office").joinpath("data/calendars.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def national_years() -> tuple[int, ...]:
    """Return the years the packaged calendar covers."""
    return tuple(sorted(int(year) for year in _data()["years"]))


@cache
def national_days(year: int) -> tuple[NationalDay, ...]:
    """Return the special days of a year in order; :class:`RuleError` naming the year when it is not packaged."""
    rows = _data()["years"].get(str(year))
    if rows is None:
        known = ", ".join(str(known) for known in national_years())
        raise RuleError(N_("Chưa có lịch nghỉ năm {year}; đang có: {known}."), year=year, known=known, field="years")
    return tuple(
        NationalDay(
            rule_from_dict(row), row["source"], date.fromisoformat(row["as_of"]), row["trust"], row.get("note", "")
        )
        for row in rows
    )


def national(years: Iterable[int] | None = None) -> Calendar:
    """Return the national calendar of ``years`` (default: all packaged), 07:30-11:30 and 13:00-17:00, kept once built."""
    return _national(national_years() if years is None else tuple(sorted(set(years))))


@cache
def _national(years: tuple[int, ...]) -> Calendar:
    days = tuple(day.rule for year in years for day in national_days(year))
    hours = WeeklyHours.weekdays(_data()["hours"], ground=_data()["hours_ground"])
    return Calendar(_data()["name"], years, (hours,), days)
