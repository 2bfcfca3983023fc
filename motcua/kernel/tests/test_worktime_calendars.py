"""Calendars of a centre: seasons, half days, changed hours, extra reception; questions asked of them; storage."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.tests.worktime_years import YEARS, ask, rows, when
from motcua.kernel.worktime import (
    Calendar,
    DayRule,
    ExtraReception,
    Kind,
    WeeklyHours,
    add_working_days,
    calendar_from_dict,
    calendar_to_dict,
    close_of,
    counted_days,
    counted_days_after,
    is_counted,
    is_open,
    last_counted_day_before,
    next_open,
    next_working,
    rule_from_dict,
    spans,
    spans_text,
    spoken_instant,
    working_minutes,
)

SUMMER = WeeklyHours.weekdays("07:00-11:30, 13:30-17:00", date(2025, 4, 16), "giờ mùa hè")
WINTER = WeeklyHours.weekdays(valid_from=date(2025, 10, 16))
SATURDAYS = ExtraReception(5, spans("07:30-11:30"), ground="thông báo của trung tâm")
EVENINGS = ExtraReception(1, spans("17:00-19:00"))
CENTRES = {
    "season": replace(YEARS, name="season", hours=(WeeklyHours.weekdays(), SUMMER, WINTER)),
    "saturday": replace(YEARS, name="saturday", reception=(SATURDAYS,)),
    "counted": replace(YEARS, name="counted", reception=(replace(SATURDAYS, counted=True),)),
    "evening": replace(YEARS, name="evening", reception=(EVENINGS,)),
    "half": replace(YEARS, name="half", days=(*YEARS.days, DayRule(date(2025, 7, 16), Kind.HALF_DAY, name="họp"))),
    "late": replace(
        YEARS,
        name="late",
        days=(*YEARS.days, DayRule(date(2025, 7, 16), Kind.CHANGED_HOURS, spans("09:00-11:00, 14:00-16:00"))),
    ),
    "campaign": replace(
        YEARS,
        name="campaign",
        reception=(ExtraReception(6, spans("08:00-10:00"), date(2025, 7, 13), date(2025, 7, 13)),),
    ),
}

LOCAL = rows("""
# centre | received | limit | due | reason | source
half | 2025-07-14 09:00 | 2 ngày làm việc | 2025-07-16 09:00 | morning of the half day is open | deadlines.md 4
half | 2025-07-14 15:00 | 2 ngày làm việc | 2025-07-16 11:30 | afternoon is not: its last minute | deadlines.md 4
half | 2025-07-14 13:00 | 2 ngày làm việc | 2025-07-16 11:30 | 13:00 is closed there too | deadlines.md 4
half | 2025-07-14 15:00 | 3 ngày làm việc | 2025-07-17 15:00 | a half day counts as a day | deadlines.md 4
half | 2025-07-16 10:00 | trong ngày | 2025-07-16 11:30 | same day until it closes | deadlines.md 4
half | 2025-07-16 12:00 | trong ngày | 2025-07-17 17:00 | the afternoon is closed | deadlines.md 4
half | 2025-07-16 14:00 | 1 ngày làm việc | 2025-07-18 07:30 | accepted 17/7 | deadlines.md 4
half | 2025-07-15 16:00 | 8 giờ làm việc | 2025-07-17 10:30 | 60 + 240 + 180 -> 10:30 | deadlines.md 4
half | 2025-07-14 09:00 | 2 ngày | 2025-07-16 11:30 | calendar days end at its close | deadlines.md 4
late | 2025-07-14 08:00 | 2 ngày làm việc | 2025-07-16 09:00 | next open minute of that day | deadlines.md 3
late | 2025-07-14 11:00 | 2 ngày làm việc | 2025-07-16 14:00 | the minute it closes for noon is closed | deadlines.md 3
late | 2025-07-14 11:15 | 2 ngày làm việc | 2025-07-16 14:00 | over its longer noon | deadlines.md 3
late | 2025-07-14 16:30 | 2 ngày làm việc | 2025-07-16 16:00 | its last minute | deadlines.md 3
late | 2025-07-15 16:00 | 3 giờ làm việc | 2025-07-16 11:00 | 60 + 120 | deadlines.md 3
late | 2025-07-16 08:00 | 1 ngày làm việc | 2025-07-17 09:00 | accepted when it opens at 09:00 | deadlines.md 3
season | 2025-04-14 07:10 | 1 ngày làm việc | 2025-04-15 07:30 | before the season: accepted 07:30 | deadlines.md Calendars
season | 2025-04-15 12:00 | 1 ngày làm việc | 2025-04-16 13:30 | 13:00 is still noon in summer | deadlines.md Calendars
season | 2025-04-16 07:10 | 1 ngày làm việc | 2025-04-17 07:10 | open at 07:10 in summer | deadlines.md Calendars
season | 2025-10-15 07:10 | 1 ngày làm việc | 2025-10-16 07:30 | winter opens 07:30 | deadlines.md Calendars
season | 2025-10-15 13:15 | 1 ngày làm việc | 2025-10-16 13:30 | accepted 13:30, open then too | deadlines.md Calendars
season | 2025-10-15 16:00 | 2 giờ làm việc | 2025-10-16 08:30 | 60 + 60 from 07:30 | deadlines.md Calendars
season | 2025-04-25 07:00 | 1 ngày làm việc | 2025-04-26 07:00 | make-up day has the season's hours | deadlines.md Calendars; hoán đổi 2/5/2025
saturday | 2025-07-12 09:00 | 1 ngày làm việc | 2025-07-15 07:30 | received Saturday, counted from Monday opening | deadlines.md 5; Reception on a Saturday morning
saturday | 2025-07-11 09:00 | 1 ngày làm việc | 2025-07-14 09:00 | Saturday does not count | deadlines.md 5
saturday | 2025-07-12 09:00 | 1 giờ làm việc | 2025-07-14 08:30 | nor do its minutes | deadlines.md 5
saturday | 2025-07-12 09:00 | trong ngày | 2025-07-14 17:00 | settled the next counted day | deadlines.md 5
saturday | 2025-07-12 09:00 | 3 ngày | 2025-07-15 17:00 | calendar days run from Saturday | deadlines.md 5
saturday | 2025-07-12 12:00 | 3 ngày | 2025-07-17 17:00 | after it closed: accepted Monday | deadlines.md 5
saturday | 2026-01-10 14:00 | 1 ngày làm việc | 2026-01-12 14:00 | a make-up Saturday is a whole working day | hoán đổi 2/1/2026
saturday | 2026-02-14 09:00 | 1 ngày làm việc | 2026-02-24 07:30 | Saturday before Tết, next counted 23/2 | deadlines.md 5; TB 9441/TB-BNV
counted | 2025-07-11 09:00 | 1 ngày làm việc | 2025-07-12 09:00 | Saturday counts here | deadlines.md 5
counted | 2025-07-11 15:00 | 1 ngày làm việc | 2025-07-12 11:30 | until it closes | deadlines.md 5
counted | 2025-07-12 09:00 | 1 ngày làm việc | 2025-07-14 09:00 | from Saturday | deadlines.md 5
counted | 2025-07-11 16:00 | 2 giờ làm việc | 2025-07-12 08:30 | 60 + 60 | deadlines.md 5
counted | 2025-07-11 09:00 | 1 ngày | 2025-07-12 11:30 | last day is a working day | deadlines.md 5
evening | 2025-07-15 18:00 | 1 ngày làm việc | 2025-07-17 07:30 | Tuesday evening counts from Wednesday | deadlines.md 5
evening | 2025-07-15 17:00 | 1 ngày làm việc | 2025-07-17 07:30 | 17:00 is open for reception | deadlines.md 5
evening | 2025-07-14 16:00 | 8 giờ làm việc | 2025-07-15 16:00 | evenings consume nothing | deadlines.md 5
evening | 2025-07-14 09:00 | 1 ngày | 2025-07-15 17:00 | the working day still closes at 17:00 | deadlines.md 5
campaign | 2025-07-13 09:00 | 1 ngày | 2025-07-14 17:00 | one Sunday only: accepted on it | deadlines.md 5
campaign | 2025-07-20 09:00 | 1 ngày | 2025-07-22 17:00 | not the next one | deadlines.md 5
""")


@pytest.mark.parametrize(("centre", "received", "limit", "expected", "reason", "source"), LOCAL)
def test_due_at_a_centre_with_hours_of_its_own(
    centre: str, received: str, limit: str, expected: str, reason: str, source: str
) -> None:
    assert ask(received, limit, calendar=CENTRES[centre]).at == when(expected), (reason, source)


def test_extra_reception_accepts_at_once_and_says_when_counting_starts() -> None:
    answer = ask("2025-07-12 09:00", "1 ngày làm việc", calendar=CENTRES["saturday"])
    assert answer.accepted_at == when("2025-07-12 09:00")
    assert answer.starts_at == when("2025-07-14 07:30")
    line = next(line for line in answer.why if line.step == "starts")
    assert line.ground == "thông báo của trung tâm"


@pytest.mark.parametrize(
    ("centre", "at", "open_now", "opens"),
    rows("""
season | 2025-04-16 07:00 | yes | 2025-04-16 07:00
season | 2025-04-15 07:00 | no | 2025-04-15 07:30
saturday | 2025-07-12 11:29 | yes | 2025-07-12 11:29
saturday | 2025-07-12 11:30 | no | 2025-07-14 07:30
saturday | 2025-07-05 06:00 | no | 2025-07-05 07:30
evening | 2025-07-15 18:59 | yes | 2025-07-15 18:59
evening | 2025-07-15 19:00 | no | 2025-07-16 07:30
saturday | 2027-02-06 09:00 | no | 2027-02-12 07:30
half | 2025-07-16 13:00 | no | 2025-07-17 07:30
half | 2026-02-14 00:00 | no | 2026-02-23 07:30
half | 2018-02-14 08:10 | no | 2018-02-21 07:30
half | 2018-02-22 08:10 | yes | 2018-02-22 08:10
"""),
)
def test_open_and_next_open(centre: str, at: str, open_now: str, opens: str) -> None:
    assert is_open(CENTRES[centre], when(at)) is (open_now == "yes")
    assert next_open(CENTRES[centre], when(at)) == when(opens)


def test_extra_reception_is_open_but_not_working_time() -> None:
    assert next_open(CENTRES["saturday"], when("2025-07-12 09:00")) == when("2025-07-12 09:00")
    assert next_working(CENTRES["saturday"], when("2025-07-12 09:00")) == when("2025-07-14 07:30")
    assert not is_counted(CENTRES["saturday"], date(2025, 7, 12))
    assert is_counted(CENTRES["counted"], date(2025, 7, 12))


@pytest.mark.parametrize(
    ("first", "last", "inclusive", "after"),
    [
        (date(2025, 7, 1), date(2025, 7, 11), 9, 8),  # practice notes, "Dates, recomputed"
        (date(2025, 7, 1), date(2025, 7, 14), 10, 9),
        (date(2025, 6, 13), date(2025, 6, 24), 8, 7),  # "11 days, 7 working" from 13/6
        (date(2025, 6, 12), date(2025, 6, 15), 2, 1),  # C08: 3 days, 1 working
        (date(2025, 4, 26), date(2025, 5, 2), 3, 2),  # 26 28 29
        (date(2025, 1, 1), date(2025, 12, 31), 250, 250),  # by this calendar 2025 has 250 working days
        (date(2026, 1, 1), date(2026, 12, 31), 249, 249),  # and 2026 has 249
        (date(2025, 7, 12), date(2025, 7, 13), 0, 0),
    ],
)
def test_working_days_of_a_period(first: date, last: date, inclusive: int, after: int) -> None:
    assert counted_days(YEARS, first, last) == inclusive
    assert counted_days_after(YEARS, first, last) == after
    assert counted_days_after(YEARS, last, first) == -after


def test_stepping_over_working_days() -> None:
    assert add_working_days(YEARS, date(2025, 7, 11), 3) == date(2025, 7, 16)
    assert add_working_days(YEARS, date(2025, 7, 16), -3) == date(2025, 7, 11)
    assert add_working_days(YEARS, date(2025, 7, 12), 0) == date(2025, 7, 12)
    assert last_counted_day_before(YEARS, date(2025, 5, 5)) == date(2025, 4, 29)
    assert close_of(YEARS, date(2025, 7, 11)) == when("2025-07-11 17:00")
    assert close_of(YEARS, date(2025, 7, 12)) is None
    assert spoken_instant(YEARS, when("2025-07-14 07:30")) == when("2025-07-11 17:00")
    assert spoken_instant(YEARS, when("2025-07-14 13:00")) == when("2025-07-14 13:00")
    assert spoken_instant(YEARS, when("2025-06-24 23:59:59")) == when("2025-06-24 23:59:59")
    with pytest.raises(RuleError):
        add_working_days(YEARS, date(2024, 1, 2), -1)


def test_a_period_over_a_year_nobody_entered_names_it() -> None:
    with pytest.raises(RuleError) as caught:
        working_minutes(YEARS, when("2018-12-01 09:00"), when("2024-01-05 09:00"))
    assert caught.value.said.values["year"] == 2019


def test_a_day_tells_its_hours_and_its_rule() -> None:
    day = CENTRES["saturday"].day(date(2025, 7, 12))
    assert (day.counted, spans_text(day.reception)) == (False, "07:30-11:30")
    make_up = YEARS.day(date(2025, 4, 26))
    assert make_up.counted
    assert make_up.rule is not None
    assert make_up.rule.swapped_with == date(2025, 5, 2)
    with pytest.raises(RuleError):
        YEARS.day(date(2020, 1, 1))


def test_a_pending_day_at_the_weekend_stays_closed() -> None:
    calendar = replace(YEARS, days=(*YEARS.days, DayRule(date(2025, 7, 12), Kind.PENDING)))
    answer = ask("2025-07-11 09:00", "1 ngày làm việc", calendar=calendar)
    assert answer.at == when("2025-07-14 09:00")
    assert len(answer.warnings) == 1


@pytest.mark.parametrize("centre", CENTRES)
def test_a_calendar_survives_storage(centre: str) -> None:
    stored = json.loads(json.dumps(calendar_to_dict(CENTRES[centre])))
    assert calendar_from_dict(stored) == CENTRES[centre]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"name": "x", "years": [2025], "hours": [{"days": ["07:30"]}]},
        {"name": "x", "years": [2025], "hours": [{"days": ["07:30-11:30"] * 6}]},
        {"name": "x", "years": [], "hours": [{"days": ["07:30-11:30"] * 7}]},
        {"name": "x", "years": [2025], "hours": [{"days": ["11:30-07:30"] * 7}]},
        {"name": "x", "years": [2025], "hours": [{"days": ["07:30-11:30, 11:00-12:00"] * 7}]},
        {"name": "x", "years": [2025], "hours": [{"days": [""] * 7}]},
        {"name": "x", "years": [2025], "hours": [{"from": "2025-02-01", "days": ["07:30-11:30"] * 7}]},
        {"name": "x", "years": [2025], "hours": [{"days": ["24:30-25:30"] * 7}]},
    ],
)
def test_a_broken_calendar_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        calendar_from_dict(broken)


@pytest.mark.parametrize(
    "days",
    [
        (DayRule(date(2025, 7, 1), Kind.HOLIDAY), DayRule(date(2025, 7, 1), Kind.MAKE_UP)),
        (DayRule(date(2019, 1, 5), Kind.MAKE_UP),),
    ],
)
def test_a_day_twice_or_outside_the_years_is_refused(days: tuple[DayRule, ...]) -> None:
    with pytest.raises(BadInput):
        Calendar("x", (2025,), days=days)


@pytest.mark.parametrize(
    ("kind", "hours"), [(Kind.HOLIDAY, "07:30-11:30"), (Kind.CHANGED_HOURS, None), (Kind.MAKE_UP, "")]
)
def test_a_day_whose_hours_contradict_its_kind_is_refused(kind: Kind, hours: str | None) -> None:
    with pytest.raises(BadInput):
        DayRule(date(2025, 7, 1), kind, None if hours is None else spans(hours))


def test_values_cannot_be_changed_and_unknown_kinds_are_refused() -> None:
    with pytest.raises(FrozenInstanceError):
        YEARS.name = "khác"  # type: ignore[misc]
    with pytest.raises(ValueError, match="festival"):
        rule_from_dict({"date": "2025-07-01", "kind": "festival"})


def test_after_an_extra_reception_the_day_not_counted_is_not_called_that_of_acceptance() -> None:
    calendar = replace(YEARS, reception=(SATURDAYS,))
    due = ask("2025-07-12 08:00", "1 ngày làm việc", calendar=calendar)
    said = next(str(line.said) for line in due.why if line.step == "first_day")
    assert said == "Ngày làm việc đầu tiên sau khi nhận là thứ Hai 14/7/2025, không tính ngày ấy; đếm từ ngày kế tiếp."
    weekday = ask("2025-07-14 08:00", "1 ngày làm việc", calendar=calendar)
    assert "là ngày tiếp nhận" in next(str(line.said) for line in weekday.why if line.step == "first_day")
