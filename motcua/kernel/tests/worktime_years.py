"""A calendar for the tests of working time, written out here by hand so that tables do not lean on packaged data."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from motcua.kernel.clock import VIETNAM
from motcua.kernel.worktime import Calendar, DayRule, Due, Kind, Pause, due, parse_limit

# Bộ luật Lao động 2019 Đ112 (2012 Đ115 for 2018), Đ111 k3, and the yearly swaps of the administration
HOLIDAYS = """
2018-01-01 2018-02-14..2018-02-18 2018-04-25 2018-04-30 2018-05-01 2018-09-02
2024-01-01 2024-02-08..2024-02-12 2024-04-18 2024-04-30 2024-05-01 2024-09-02 2024-09-03
2025-01-01 2025-01-27..2025-01-31 2025-04-07 2025-04-30 2025-05-01 2025-09-01 2025-09-02
2026-01-01 2026-02-16..2026-02-20 2026-04-26 2026-04-30 2026-05-01 2026-09-01 2026-09-02 2026-11-24
2027-01-01 2027-02-06..2027-02-08 2027-04-16 2027-04-30 2027-05-01 2027-09-02 2027-11-24
"""
COMPENSATORY = "2018-02-19 2018-02-20 2018-09-03 2024-02-13 2024-02-14 2026-04-27 2027-05-03"
SWAPS = "2018-12-31/2019-01-05 2024-04-29/2024-05-04 2025-05-02/2025-04-26 2026-01-02/2026-01-10 2026-08-31/2026-08-22"
UNDECIDED_OFF = "2027-02-05 2027-02-09..2027-02-11 2027-09-03"
PENDING = "2027-02-04 2027-02-12 2027-09-01"


def days(text: str) -> list[date]:
    """Read ``2025-01-27..2025-01-31`` and single dates."""
    found: list[date] = []
    for part in text.split():
        first, _, last = part.partition("..")
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        found += [start + timedelta(n) for n in range((end - start).days + 1)]
    return found


def _rules() -> list[DayRule]:
    rules = [DayRule(day, Kind.HOLIDAY, ground="Đ112") for day in days(HOLIDAYS)]
    rules += [DayRule(day, Kind.COMPENSATORY, ground="Đ111 k3") for day in days(COMPENSATORY)]
    rules += [DayRule(day, Kind.HOLIDAY, undecided=True) for day in days(UNDECIDED_OFF)]
    rules += [DayRule(day, Kind.PENDING) for day in days(PENDING)]
    for pair in SWAPS.split():
        off, made_up = (date.fromisoformat(one) for one in pair.split("/"))
        rules.append(DayRule(off, Kind.SWAPPED_OFF, swapped_with=made_up, ground="hoán đổi"))
        if made_up.year != 2019:
            rules.append(DayRule(made_up, Kind.MAKE_UP, swapped_with=off, ground="hoán đổi"))
    return rules


YEARS = Calendar("thử", (2018, 2024, 2025, 2026, 2027), days=tuple(_rules()))


def when(text: str) -> datetime:
    """Return the Vietnamese instant written ``2025-07-11 09:00``."""
    return datetime.fromisoformat(text.strip()).replace(tzinfo=VIETNAM)


def rows(table: str) -> list[tuple[str, ...]]:
    """Return the rows of a table with cells between bars."""
    lines = [line for line in table.strip().splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


def ask(received: str, limit: str, *pauses: str, calendar: Calendar = YEARS) -> Due:
    """Return the due answer; a pause is written ``from .. to``, left open when ``to`` is empty."""
    given = []
    for pause in pauses:
        start, _, end = pause.partition("..")
        given.append(Pause(when(start), when(end) if end.strip() else None))
    return due(calendar, when(received), parse_limit(limit), given)
