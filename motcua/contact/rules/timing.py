"""When somebody is reminded of a message and when the next level is told: working time of the place's own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.contact.rules.kinds import SPANS, Urgency
from motcua.kernel import clock
from motcua.kernel.worktime import Calendar, WorkingHours, due, last_counted_day_before, next_working


@dataclass(frozen=True, slots=True)
class Plan:
    """When readers are reminded and when the next level is told; ``None``: never."""

    remind_at: datetime | None = None
    escalate_at: datetime | None = None


def plan(calendar: Calendar, urgency: Urgency, at: datetime, last: date | None, *, above: bool) -> Plan:
    """Return the plan of a message posted ``at``; ``last`` is the last day in time, where it has one.

    With such a day still to come: reminded when the last working day before it begins (or the day itself), told above
    when it is over. Else by the spans of its urgency; what is calm and has no day is left alone. ``above``: there is a
    next level. Raises :class:`RuleError` for a year the calendar does not cover.
    """
    if last is not None and last >= clock.local(at).date():
        begins = [_opening(calendar, last_counted_day_before(calendar, last)), _opening(calendar, last)]
        remind = next((one for one in begins if one > at), None)
        over = _opening(calendar, last + timedelta(days=1))
        return Plan(remind, over if above else None)
    if urgency not in SPANS:
        return Plan()
    span = SPANS[urgency]
    return Plan(_after(calendar, at, span.remind), _after(calendar, at, span.escalate) if above else None)


def again(calendar: Calendar, urgency: Urgency, at: datetime) -> datetime:
    """Return when the level after next is told, if nothing is done after a telling ``at``."""
    return _after(calendar, at, SPANS.get(urgency, SPANS[Urgency.SOON]).escalate)


def _after(calendar: Calendar, at: datetime, hours: int) -> datetime:
    found = due(calendar, at, WorkingHours(hours)).at
    if found is None:
        raise TypeError("a span without pauses has an end")
    return found


def _opening(calendar: Calendar, day: date) -> datetime:
    """Return the first working minute on or after a day."""
    return next_working(calendar, datetime.combine(day, time(), tzinfo=clock.VIETNAM))
