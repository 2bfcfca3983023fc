"""The packaged national calendars: days off and made up by year, sources and trust, and the answers they must give."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

import motcua
from motcua.kernel.clock import VIETNAM, at
from motcua.kernel.errors import RuleError
from motcua.kernel.worktime import (
    CalendarDays,
    Kind,
    SameDay,
    WorkingDays,
    add_working_days,
    counted_days,
    due,
    is_counted,
    next_open,
    parse_limit,
)
from motcua.office.calendars import TRUST, national, national_days, national_years

# weekdays without work, written as month-day, and Saturdays made up, year by year
OFF = {
    2018: "01-01 02-14 02-15 02-16 02-19 02-20 04-25 04-30 05-01 09-03 12-31",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-05 02-08 02-09 02-10 02-11 04-16 04-30 05-03 09-02 09-03 11-24",
}
MADE_UP = {2018: "", 2024: "05-04", 2025: "04-26", 2026: "01-10 08-22", 2027: ""}
WORKING = {2025: 250, 2026: 249}  # recomputed from the lists of days off


def _days(year: int, text: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in text.split()}


@pytest.mark.parametrize("year", OFF)
def test_weekdays_off_and_saturdays_made_up(year: int) -> None:
    calendar = national([year])
    every = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)]
    assert {day for day in every if day.weekday() < 5 and not is_counted(calendar, day)} == _days(year, OFF[year])
    assert {day for day in every if day.weekday() > 4 and is_counted(calendar, day)} == _days(year, MADE_UP[year])


@pytest.mark.parametrize(("year", "days"), WORKING.items())
def test_working_days_of_the_year(year: int, days: int) -> None:
    assert counted_days(national(), date(year, 1, 1), date(year, 12, 31)) == days


def test_years_packaged_and_years_not() -> None:
    assert national_years() == (2018, 2024, 2025, 2026, 2027)
    with pytest.raises(RuleError) as caught:
        national([2025, 2028])
    assert caught.value.said.values["year"] == 2028


@pytest.mark.parametrize("year", OFF)
def test_every_day_names_its_ground_its_source_and_how_far_to_trust_it(year: int) -> None:
    for day in national_days(year):
        assert day.rule.date.year == year
        assert day.rule.name
        assert day.rule.ground
        assert day.source
        assert day.trust in TRUST
        assert str(day.trust_said)
        assert day.rule.undecided is (day.trust == "undecided")


def test_the_undecided_days_of_2027_are_marked() -> None:
    undecided = {day.rule.date for day in national_days(2027) if day.rule.undecided}
    assert undecided == _days(2027, "02-04 02-05 02-09 02-10 02-11 02-12 09-01 09-03")


@pytest.mark.parametrize("year", OFF)
def test_a_swap_names_both_its_days(year: int) -> None:
    rules = {day.rule.date: day.rule for day in national_days(year)}
    for rule in rules.values():
        if rule.kind in (Kind.SWAPPED_OFF, Kind.MAKE_UP):
            assert rule.swapped_with is not None
            other = rules.get(rule.swapped_with)
            assert other is None if rule.swapped_with.year != year else other is not None
            assert other is None or other.swapped_with == rule.date


def test_the_calendar_is_built_once() -> None:
    assert national() is national()
    assert national([2026, 2025]) is national((2025, 2026))


def test_the_headline_answers() -> None:
    calendar = national()
    assert due(calendar, at(2025, 8, 29, 9), WorkingDays(5)).at == at(2025, 9, 9, 9)
    assert due(calendar, at(2025, 7, 4, 9), WorkingDays(8)).at == at(2025, 7, 16, 9)
    assert due(calendar, at(2025, 7, 11, 9), WorkingDays(3)).at == at(2025, 7, 16, 9)
    assert due(calendar, at(2025, 7, 11, 15), SameDay()).at == at(2025, 7, 11, 17)
    assert due(calendar, at(2025, 7, 11, 15, 1), SameDay()).at == at(2025, 7, 14, 17)
    assert due(calendar, at(2026, 2, 13, 9), CalendarDays(5)).at == at(2026, 2, 23, 17)


def _examples() -> list[list[str]]:
    page = (Path(motcua.__file__).parents[1] / "docs" / "rules" / "deadlines.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| 20")
    ]
    return [row[:3] for row in rows]


def test_the_worked_examples_of_the_rule_page_are_true() -> None:
    examples = _examples()
    assert len(examples) >= 15
    for received, limit, expected in examples:
        answer = due(national(), datetime.fromisoformat(received).replace(tzinfo=VIETNAM), parse_limit(limit))
        assert answer.at == datetime.fromisoformat(expected).replace(tzinfo=VIETNAM), (received, limit)


def test_the_first_working_day_after_tet_2018_is_mung_6() -> None:
    assert next_open(national(), at(2018, 2, 14, 8)) == at(2018, 2, 21, 7, 30)
    assert add_working_days(national(), date(2018, 2, 13), 1) == date(2018, 2, 21)
    assert is_counted(national(), date(2018, 2, 22))


def test_an_answer_over_tet_2027_warns() -> None:
    assert due(national(), at(2027, 2, 3, 9), WorkingDays(3)).warnings
    assert not due(national(), at(2026, 2, 13, 9), WorkingDays(3)).warnings


def test_calendars_need_no_django() -> None:
    code = "import sys, motcua.office.calendars as c; c.national(); sys.exit(any(m.split('.')[0] == 'django' for m in sys.modules))"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=Path(motcua.__file__).parents[1], check=False, timeout=60
        ).returncode
        == 0
    )
