"""Calendars as plain JSON-able data: what a centre edits, exports and pins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.kernel.worktime.calendar import Calendar
from motcua.kernel.worktime.days import DayRule, ExtraReception, Kind, WeeklyHours
from motcua.kernel.worktime.spans import spans, spans_text


def calendar_to_dict(calendar: Calendar) -> dict[str, Any]:
    """Return a calendar as plain data; :func:`calendar_from_dict` reads it back to an equal value."""
    return {
        "name": calendar.name,
        "years": list(calendar.years),
        "hours": [
            {
                "from": _day(week.valid_from, date.min),
                "days": [spans_text(day) for day in week.days],
                "ground": week.ground,
            }
            for week in calendar.hours
        ],
        "days": [rule_to_dict(rule) for rule in calendar.days],
        "reception": [
            {
                "weekday": extra.weekday,
                "spans": spans_text(extra.spans),
                "from": _day(extra.valid_from, date.min),
                "to": _day(extra.valid_to, date.max),
                "counted": extra.counted,
                "ground": extra.ground,
            }
            for extra in calendar.reception
        ],
    }


def calendar_from_dict(data: Mapping[str, Any]) -> Calendar:
    """Return the calendar stored by :func:`calendar_to_dict`; :class:`BadInput` when it cannot be read."""
    try:
        return Calendar(
            data["name"],
            tuple(data["years"]),
            tuple(
                WeeklyHours(
                    tuple(spans(day) for day in week["days"]), _read(week.get("from"), date.min), week.get("ground", "")
                )
                for week in data["hours"]
            ),
            tuple(rule_from_dict(rule) for rule in data.get("days", ())),
            tuple(
                ExtraReception(
                    extra["weekday"],
                    spans(extra["spans"]),
                    _read(extra.get("from"), date.min),
                    _read(extra.get("to"), date.max),
                    extra.get("counted", False),
                    extra.get("ground", ""),
                )
                for extra in data.get("reception", ())
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(
            N_("Lịch làm việc không đọc được: {error}."), error=repr(error)[:80], field="calendar"
        ) from error


def rule_to_dict(rule: DayRule) -> dict[str, Any]:
    """Return one special day as plain data, only what is set."""
    stored: dict[str, Any] = {
        "date": rule.date.isoformat(),
        "kind": str(rule.kind),
        "name": rule.name,
        "ground": rule.ground,
    }
    if rule.spans is not None:
        stored["spans"] = spans_text(rule.spans)
    if rule.undecided:
        stored["undecided"] = True
    if rule.swapped_with is not None:
        stored["swapped_with"] = rule.swapped_with.isoformat()
    return stored


def rule_from_dict(data: Mapping[str, Any]) -> DayRule:
    """Return one special day stored by :func:`rule_to_dict`; ``ValueError`` or ``KeyError`` when malformed."""
    return DayRule(
        date.fromisoformat(data["date"]),
        Kind(data["kind"]),
        spans(data["spans"]) if data.get("spans") is not None else None,
        data.get("ground", ""),
        data.get("undecided", False),
        data.get("name", ""),
        date.fromisoformat(data["swapped_with"]) if data.get("swapped_with") else None,
    )


def _day(day: date, unset: date) -> str | None:
    return None if day == unset else day.isoformat()


def _read(text: str | None, unset: date) -> date:
    return date.fromisoformat(text) if text else unset
