"""A press text read into facts and doubts, by rules alone: the same text gives the same answer everywhere, offline.

Source of the rules: five press reports of commune-level centres (2018, 2025) and how portals print them. A reading states
nothing the text does not; what is inferred says so with its ground.
"""

from __future__ import annotations

from typing import Any

from motcua.articles.rules.reading.days import days_of, story_day
from motcua.articles.rules.reading.decoding import checked
from motcua.articles.rules.reading.flags.of_claims import of_claims
from motcua.articles.rules.reading.flags.of_days import of_days
from motcua.articles.rules.reading.flags.of_words import of_words
from motcua.articles.rules.reading.parting import parts_of
from motcua.articles.rules.reading.people import people_of
from motcua.articles.rules.reading.shapes import Candidate, Day, Flag, Named, Reading, Someone
from motcua.articles.rules.reading.units import bodies_of, units_of


def read(text: str) -> Reading:
    """Return all that is read from a text; :class:`BadInput` for one that is no article."""
    parts = parts_of(checked(text))
    days = days_of(parts.told, parts.published)
    on = story_day(days, parts.lead_at) or (parts.published.date() if parts.published else None)
    bodies = bodies_of(parts.told)
    units = units_of(parts.told, on)
    people = people_of(parts.told, units)
    flags = (*of_days(parts, days), *of_words(parts, bodies), *of_claims(parts, units, people))
    return Reading(parts, (*units, *bodies), people, days, tuple(sorted(flags, key=lambda one: (one.code, one.where))))


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading for machines; the keys are those of docs/rules/article-flags.md."""
    parts = reading.parts
    return {
        "title": parts.title or None,
        "lead": parts.lead or None,
        "body": [line.text for line in parts.body],
        "captions": [line.text for line in parts.captions],
        "author": parts.author or None,
        "organisation": parts.organisation or None,
        "source": {"name": parts.source, "link": parts.link or None} if parts.source else None,
        "category": parts.category or None,
        "published": parts.published.isoformat() if parts.published else None,
        "views": parts.views,
        "units": [_unit(one) for one in reading.units],
        "people": [_person(one) for one in reading.people],
        "dates": [_day(one) for one in reading.days],
        "flags": [flag_json(one) for one in reading.flags],
        "page": {
            "weather": list(parts.page.weather),
            "poll": {"question": parts.page.question, "options": list(parts.page.options)}
            if parts.page.question
            else None,
            "gallery": parts.page.gallery or None,
        },
    }


def flag_json(one: Flag) -> dict[str, Any]:
    """Return a flag for machines, its advice in Vietnamese."""
    return {"code": one.code, "words": one.words, "where": one.where, "todo": str(one.todo)}


def _unit(one: Named) -> dict[str, Any]:
    return {
        "words": one.words,
        "name": one.name,
        "level": one.level,
        "where": one.where,
        "ambiguous": one.ambiguous,
        "ground": one.ground or None,
        "also": list(one.also),
        "candidates": [_candidate(candidate) for candidate in one.candidates],
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "id": one.id,
        "code": one.code,
        "full_name": one.full_name,
        "district": one.district or None,
        "province": one.province,
        "state": one.state,
        "became": list(one.became),
    }


def _person(one: Someone) -> dict[str, Any]:
    return {"name": one.name or None, "titles": list(one.titles), "unit": one.unit or None, "where": one.where}


def _day(one: Day) -> dict[str, Any]:
    return {
        "words": one.words,
        "where": one.where,
        "day": one.day.isoformat() if one.day else None,
        "half": one.half or None,
        "limit": one.limit,
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "year": one.year,
        "ground": one.ground or None,
        "weekday": one.day.isoweekday() if one.day else None,
        "rest_day": one.rest if one.day else None,
        "event": one.event or None,
    }
