"""The report of a period, as it stands now: figures, and under each the directives by name with their reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.queries import names
from motcua.oversight.models import DirectiveWord, SteeringReport
from motcua.oversight.policies import directives as policies
from motcua.oversight.queries.directives import Asked, DirectiveRow, Show, counts, exported
from motcua.oversight.rules.directives import verdict
from motcua.oversight.rules.weekly import Figure

LINES_MOST: Final = 100
KEPT_MOST: Final = 200
SHOWS: Final = {
    Figure.NEW: Show.NEW,
    Figure.DONE: Show.DONE,
    Figure.DONE_LATE: Show.DONE_LATE,
    Figure.RUNNING: Show.RUNNING,
    Figure.LATE: Show.LATE,
    Figure.BLOCKED: Show.BLOCKED,
    Figure.WAITING: Show.WAITING,
    Figure.UNDATED: Show.UNDATED,
    Figure.LACKING: Show.LACKING,
    Figure.ORPHAN: Show.ORPHAN,
}
"""The list behind each figure."""
NAMED: Final = (Figure.LATE, Figure.BLOCKED, Figure.DONE, Figure.NEW, Figure.UNDATED, Figure.ORPHAN)
"""Figures whose directives are named."""


@dataclass(frozen=True, slots=True)
class Line:
    """One directive in a report; ``reason`` is the obstacle, the last word, or how it ended."""

    id: UUID
    title: str
    lead_name: str
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a period; of each figure that is named at most :data:`LINES_MOST` directives."""

    starts: date
    ends: date
    figures: dict[str, int]
    lines: dict[str, tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as it was issued."""

    id: UUID
    place: UUID
    place_name: str
    starts: date
    ends: date
    words: str
    figures: dict[str, int]
    lines: dict[str, tuple[Line, ...]]
    issued_at: datetime
    issued_by: str


def report(actor: Actor, starts: date, ends: date) -> Report:
    """Return what is to be reported of a period, as the actor sees it now."""
    asked = Asked(since=starts, until=ends)
    numbers = counts(actor, asked)
    lines = {}
    for figure in NAMED:
        rows = exported(actor, Asked(show=SHOWS[figure], since=starts, until=ends), LINES_MOST)
        lines[figure.value] = _lines(rows)
    return Report(starts, ends, {figure.value: numbers[SHOWS[figure]] for figure in Figure}, lines)


def kept(actor: Actor) -> tuple[Kept, ...]:
    """Return the reports issued within reach, the newest first."""
    found = _scope(actor).order_by("-starts", "-pk")[:KEPT_MOST]
    return _kept(list(found))


def one_kept(actor: Actor, id_: UUID) -> Kept:
    """Return one report as issued; :class:`NotFound` outside the reach."""
    found = _scope(actor).filter(pk=id_)
    rows = _kept(list(found))
    if not rows:
        raise NotFound(N_("Không có báo cáo này trong địa bàn của bạn."))
    return rows[0]


def _scope(actor: Actor) -> Any:
    if not actor.can(policies.READ):
        return SteeringReport.objects.none()
    return SteeringReport.objects.filter(place__in=territory.of(actor), realm=actor.realm)


def _kept(found: list[SteeringReport]) -> tuple[Kept, ...]:
    named = names.names_of({one.place_id for one in found})
    who = names.people_of({one.issued_by for one in found})
    return tuple(
        Kept(
            id=one.pk,
            place=one.place_id,
            place_name=named.get(one.place_id, ""),
            starts=one.starts,
            ends=one.ends,
            words=one.words,
            figures={figure["key"]: figure["count"] for figure in one.figures},
            lines=_grouped(one.lines),
            issued_at=one.issued_at,
            issued_by=who.get(one.issued_by, ""),
        )
        for one in found
    )


def _grouped(lines: list[dict[str, Any]]) -> dict[str, tuple[Line, ...]]:
    grouped: dict[str, list[Line]] = {}
    for one in lines:
        day = date.fromisoformat(one["until"]) if one["until"] else None
        line = Line(UUID(one["directive"]), one["title"], one["lead"], day, one["words"])
        grouped.setdefault(one["figure"], []).append(line)
    return {figure: tuple(many) for figure, many in grouped.items()}


def _lines(rows: tuple[DirectiveRow, ...]) -> tuple[Line, ...]:
    last = _last_words([row.id for row in rows if not row.obstacle and row.done_on is None])
    return tuple(
        Line(
            row.id,
            row.title,
            row.lead_name,
            row.until,
            str(verdict(row.late, row.until)) if row.done_on else row.obstacle or last.get(row.id, ""),
        )
        for row in rows
    )


def _last_words(ids: list[UUID]) -> dict[UUID, str]:
    found = DirectiveWord.objects.filter(directive__in=ids, kind="report").order_by("at", "pk")
    return dict(found.values_list("directive_id", "text"))
