"""Working time: the arithmetic behind every due date, over calendars that are data.

Nouns: calendar, opening spans, special day, extra reception hours, limit, pause, due instant, explanation line. Pure
values; the rule in words is docs/rules/deadlines.md.
"""

from motcua.kernel.worktime.calendar import Calendar
from motcua.kernel.worktime.days import NATIONAL_HOURS, Day, DayRule, ExtraReception, Kind, WeeklyHours
from motcua.kernel.worktime.due import Due, due, is_late
from motcua.kernel.worktime.explain import Line, add_up
from motcua.kernel.worktime.limits import (
    Before,
    CalendarDays,
    Limit,
    SameDay,
    WorkingDays,
    WorkingHours,
    limit_from_dict,
    limit_to_dict,
)
from motcua.kernel.worktime.parse import parse_limit
from motcua.kernel.worktime.pauses import WAITING_FOR_SUPPLEMENT, Pause
from motcua.kernel.worktime.phrases import say_length
from motcua.kernel.worktime.postpone import eve, halted, kept, moved, postponed, stated
from motcua.kernel.worktime.reckon import (
    add_working_days,
    close_of,
    counted_days,
    counted_days_after,
    is_counted,
    is_open,
    last_counted_day_before,
    next_open,
    next_working,
    spoken_instant,
    working_minutes,
)
from motcua.kernel.worktime.remaining import Remaining, countdown, day_minutes, remaining
from motcua.kernel.worktime.spans import Span, clock_minute, clock_text, spans, spans_text
from motcua.kernel.worktime.stored import calendar_from_dict, calendar_to_dict, rule_from_dict, rule_to_dict

__all__ = [
    "NATIONAL_HOURS",
    "WAITING_FOR_SUPPLEMENT",
    "Before",
    "Calendar",
    "CalendarDays",
    "Day",
    "DayRule",
    "Due",
    "ExtraReception",
    "Kind",
    "Limit",
    "Line",
    "Pause",
    "Remaining",
    "SameDay",
    "Span",
    "WeeklyHours",
    "WorkingDays",
    "WorkingHours",
    "add_up",
    "add_working_days",
    "calendar_from_dict",
    "calendar_to_dict",
    "clock_minute",
    "clock_text",
    "close_of",
    "countdown",
    "counted_days",
    "counted_days_after",
    "day_minutes",
    "due",
    "eve",
    "halted",
    "is_counted",
    "is_late",
    "is_open",
    "kept",
    "last_counted_day_before",
    "limit_from_dict",
    "limit_to_dict",
    "moved",
    "next_open",
    "next_working",
    "parse_limit",
    "postponed",
    "remaining",
    "rule_from_dict",
    "rule_to_dict",
    "say_length",
    "spans",
    "spans_text",
    "spoken_instant",
    "stated",
    "working_minutes",
]
