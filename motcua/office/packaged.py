"""Packaged data as table rows: administrative units with lineage, and national calendars. Ids are made, not minted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID, uuid5

from django.db import models

from motcua.kernel.text import fold
from motcua.kernel.worktime import spans_text
from motcua.office import calendars
from motcua.office.gazetteer import facts
from motcua.office.gazetteer.agencies import agency_codes
from motcua.office.gazetteer.load import data_folder, gazetteer
from motcua.office.models import AgencyCode, CalendarDay, CalendarYear, Unit, UnitLineage
from motcua.office.rules import Level

NAMESPACE: Final = UUID("6d6f7463-7561-5000-8000-000000000001")
"""Under which ids of packaged rows are made, the same on every node."""

LEVELS: Final = {
    facts.Tier.PROVINCE: Level.PROVINCE,
    facts.Tier.DISTRICT: Level.DISTRICT,
    facts.Tier.COMMUNE: Level.COMMUNE,
}
"""Villages of the gazetteer are no units that receive or settle: they stay in the gazetteer."""

UNIT_FACTS: Final = [
    "code",
    "level",
    "name",
    "full_name",
    "folded",
    "parent",
    "province",
    "valid_from",
    "valid_to",
    "latitude",
    "longitude",
    "source",
    "trust",
]
_BATCH: Final = 500

Progress = Callable[[int, int], None]
_progress: ContextVar[Progress | None] = ContextVar("motcua_progress", default=None)
M = TypeVar("M", bound=models.Model)


@contextmanager
def reporting(progress: Progress | None) -> Iterator[None]:
    """Tell ``progress(done, all)`` about the rows written inside the block."""
    token = _progress.set(progress)
    try:
        yield
    finally:
        _progress.reset(token)


def unit_key(gazetteer_id: str) -> UUID:
    """Return the id in our tables of the unit the gazetteer knows by this id (``09340@2025-07-01``)."""
    return uuid5(NAMESPACE, f"unit:{gazetteer_id}")


def year_key(year: int) -> UUID:
    """Return the id of a calendar year."""
    return uuid5(NAMESPACE, f"calendar-year:{year}")


@cache
def units() -> tuple[Unit, ...]:
    """Return every administrative unit as a row, those above before those below."""
    book = gazetteer()
    known = sorted((u for u in book.units.values() if u.tier in LEVELS), key=lambda u: (u.tier, u.id))
    return tuple(_unit(unit) for unit in known)


def _unit(unit: facts.Unit) -> Unit:
    where = unit.belongings[-1] if unit.belongings else None
    above = (where.under or where.province) if where else None
    return Unit(
        id=unit_key(unit.id),
        code=unit.code,
        level=LEVELS[unit.tier].value,
        name=unit.name,
        full_name=unit.full_name,
        folded=fold(unit.full_name),
        parent_id=unit_key(above) if above else None,
        province_id=unit_key(where.province) if where else None,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        latitude=unit.centre[0] if unit.centre else None,
        longitude=unit.centre[1] if unit.centre else None,
        source=unit.origin.title[:200],
        trust=unit.origin.trust.name.lower(),
    )


def lineage() -> list[UnitLineage]:
    """Return every step of lineage as a row; ``part`` is ``whole``, ``usual`` (of several heirs) or ``part``."""
    book = gazetteer()
    rows = {}
    for unit in book.units.values():
        for link in book.successors(unit):
            since = unit.valid_to or link.unit.valid_from
            if unit.tier not in LEVELS or link.unit.tier not in LEVELS or since is None:
                continue
            part = "whole" if link.whole else "usual" if link.usual else "part"
            old, new = unit_key(unit.id), unit_key(link.unit.id)
            rows[old, new, since] = UnitLineage(old_id=old, new_id=new, part=part, since=since)
    return list(rows.values())


def codes() -> list[AgencyCode]:
    """Return the identifier codes a source names, as rows of the units they are the authority of."""
    return [
        AgencyCode(
            unit_id=unit_key(unit),
            code=code.code,
            valid_from=code.valid_from or gazetteer().get(unit).valid_from,
            valid_to=code.valid_to or gazetteer().get(unit).valid_to,
            source=f"{code.origin.title}; {code.note}"[:250] if code.note else code.origin.title[:250],
        )
        for code in agency_codes()
        for unit in code.units
    ]


def years() -> list[CalendarYear]:
    """Return the packaged calendar years as rows."""
    name = calendars.national().name
    return [
        CalendarYear(id=year_key(year), year=year, ground=name, undecided=any(d.rule.undecided for d in days))
        for year in calendars.national_years()
        for days in (calendars.national_days(year),)
    ]


def days() -> list[CalendarDay]:
    """Return the packaged special days as rows."""
    return [
        CalendarDay(
            unit=None,
            day=day.rule.date,
            kind=day.rule.kind.value,
            intervals=spans_text(day.rule.spans or ()),
            name=day.rule.name[:120],
            swapped_with=day.rule.swapped_with,
            ground=day.rule.ground[:250],
            source=f"{day.source} (xem ngày {day.as_of:%d/%m/%Y})"[:250],
            trust=day.trust,
            undecided=day.rule.undecided,
        )
        for year in calendars.national_years()
        for day in calendars.national_days(year)
    ]


def units_edition() -> str:
    """Return the edition of the packaged units, without building them."""
    return _edition([*sorted(data_folder().iterdir()), *_own("data/units_*.json"), *_own("gazetteer/*.py")])


def calendars_edition() -> str:
    """Return the edition of the packaged calendars."""
    return _edition([*_own("data/calendars.json"), *_own("calendars.py")])


def _own(pattern: str) -> list[Path]:
    return sorted(Path(__file__).parent.glob(pattern))


def _edition(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of the data files and of the code that makes rows of them: either may change the rows."""
    digest = sha256()
    for path in (*paths, Path(__file__)):
        if path.is_file():
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def write(rows: Iterable[M], total: int, done: int, put: Callable[[list[M]], object]) -> int:
    """Give ``put`` the rows in batches, telling the progress; return how many rows are done altogether."""
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        put(batch)
        done += len(batch)
        progress = _progress.get()
        if progress is not None:
            progress(done, total)
    return done
