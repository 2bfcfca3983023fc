"""Every due instant of the tables names what decides it, and that is known: in the answer, in the calendar, in the rule."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.kernel.tests.test_worktime_calendars import CENTRES, LOCAL
from motcua.kernel.tests.test_worktime_days import SAME_DAY, WORKING_DAYS
from motcua.kernel.tests.test_worktime_pauses import PAUSED
from motcua.kernel.tests.test_worktime_spans import BEFORE, CALENDAR_DAYS, HOURS
from motcua.kernel.tests.worktime_sources import DOUBT, NAMED, sources_of, unknown
from motcua.kernel.tests.worktime_years import YEARS, ask

PLAIN = WORKING_DAYS + SAME_DAY + HOURS + CALENDAR_DAYS + BEFORE
CASES = (
    [(row[0], row[1], (), YEARS, row) for row in PLAIN]
    + [(row[0], row[1], tuple(row[2].split(";")), YEARS, row) for row in PAUSED]
    + [(row[1], row[2], (), CENTRES[row[0]], row) for row in LOCAL]
)


def test_every_one_of_at_least_two_hundred_cases_names_a_known_source() -> None:
    assert len(CASES) >= 200
    for received, limit, pauses, calendar, row in CASES:
        answer = ask(received, limit, *pauses, calendar=calendar)
        assert unknown(sources_of(row), answer, date.fromisoformat(received[:10])) == [], row


def test_every_source_that_can_be_named_decides_some_case() -> None:
    used = {source for *_, row in CASES for source in sources_of(row)}
    assert set(NAMED) - used == set()
    assert DOUBT in used


@pytest.mark.parametrize(
    "source",
    [
        "NĐ 1/2030 Đ1",  # nowhere
        "TB 9441/TB-BNV",  # known, but of no day between 11/7 and 16/7/2025
        "NĐ 23/2015 Đ7",  # known, but not of a limit in working days
        "deadlines.md 99",
        "deadlines.md Nowhere",
        "",
    ],
)
def test_a_source_that_does_not_bear_on_the_case_is_not_known(source: str) -> None:
    answer = ask("2025-07-11 09:00", "3 ngày làm việc")
    assert unknown([source], answer, date(2025, 7, 11)) == [source]
