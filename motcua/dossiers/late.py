"""Why dossiers are late, from what the books hold: steps, pauses, questions to others, orders of seals, cuts of lines.

The rule is :mod:`motcua.dossiers.rules.delay`; here its evidence is read, of many dossiers at once, and laid on the line of
working minutes of the centre that received each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from motcua.dossiers import routing
from motcua.dossiers.models import Consultation, Dossier, Pause, StepRun
from motcua.dossiers.rules import delay, life
from motcua.dossiers.rules.delay import Delay, Held, Lost, Minutes
from motcua.dossiers.waited import Reader
from motcua.kernel import clock, worktime
from motcua.kernel.worktime import Calendar
from motcua.links import queries as links
from motcua.office import family

READS: Final = (
    *("realm", "state", "received_unit_id", "competent_id", "official_id", "procedure_code", "procedure_version_id"),
    *("received_at", "due_at", "ready_at", "ended_at"),
)
"""The columns of a dossier that say whether and why it is late."""
_NO_RESULT: Final = frozenset({life.State.WITHDRAWN, life.State.STOPPED})


def is_late(dossier: Dossier, now: datetime) -> bool:
    """Say whether a dossier has missed its date: with its result, or now. What was withdrawn or stopped has not."""
    if dossier.due_at is None or dossier.state in _NO_RESULT:
        return False
    return worktime.is_late(dossier.ready_at or now, dossier.due_at)


def told(dossiers: Sequence[Dossier]) -> dict[UUID, Delay]:
    """Return why each of ``dossiers`` that is late is late; as many statements however many of one realm there are."""
    now = clock.now()
    late = [one for one in dossiers if is_late(one, now)]
    if not late:
        return {}
    books = _read(late, now)
    return {one.id: _delay(one, books, now) for one in late}


@dataclass(frozen=True, slots=True)
class _Books:
    """What the books hold about late dossiers: by dossier, by unit, by place; of steps, pauses and questions the instants."""

    steps: dict[UUID, list[Any]]
    pauses: dict[UUID, list[Any]]
    asked: dict[UUID, list[Any]]
    waits: Reader
    stops: dict[UUID, list[links.Stop]]


def _read(late: Sequence[Dossier], now: datetime) -> _Books:
    ids, realm = [one.id for one in late], late[0].realm
    runs = StepRun.objects.filter(dossier__in=ids, started_at__isnull=False).order_by("ordinal")
    pauses = Pause.objects.filter(dossier__in=ids).order_by("id")
    asked = Consultation.objects.filter(dossier__in=ids).order_by("id")
    places = {family.home_of(one.received_unit_id) for one in late}
    stopped: dict[UUID, list[links.Stop]] = defaultdict(list)
    for stop in links.stops(places, realm, min(one.received_at for one in late), now):
        stopped[stop.place].append(stop)
    return _Books(
        steps=_by_dossier(runs.values_list("dossier_id", "started_at", "due_at", "finished_at", named=True)),
        pauses=_by_dossier(pauses.values_list("dossier_id", "started_at", "ended_at", named=True)),
        asked=_by_dossier(asked.values_list("dossier_id", "answer_by", "answered_at", named=True)),
        waits=Reader(late),
        stops=stopped,
    )


def _by_dossier(rows: QuerySet[Any, Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.dossier_id].append(row)
    return found


def _delay(dossier: Dossier, books: _Books, now: datetime) -> Delay:
    """Return why one dossier is late; every instant becomes a working minute since its reception."""
    end, due = dossier.ready_at or now, dossier.due_at or now
    line = _line(routing.calendar(dossier.received_unit_id), dossier.received_at, end)
    runs = books.steps[dossier.id]
    pauses = [line(one.started_at, one.ended_at) for one in books.pauses[dossier.id]]
    evidence = {
        Lost.CITIZEN: pauses,
        Lost.SEAL: [line(wait.start, wait.end) for wait in books.waits.all_of(dossier)],
        Lost.OTHER_BODY: [line(one.answer_by, one.answered_at) for one in books.asked[dossier.id]],
        Lost.SYSTEM: [
            line(stop.started_at, stop.ended_at) for stop in books.stops[family.home_of(dossier.received_unit_id)]
        ],
    }
    passed, over = line(due, end)
    return delay.told(
        delay.delayed(passed, over, pauses), delay.lost(evidence, [_held(run, line, pauses) for run in runs])
    )


Line = Callable[[datetime | None, datetime | None], Minutes]


def _line(calendar: Calendar, received: datetime, end: datetime) -> Line:
    """Return how two instants of a dossier's life become working minutes since its reception; ``None`` is its end."""

    @cache
    def minute(at: datetime | None) -> int:
        return worktime.working_minutes(calendar, received, min(max(at or end, received), end))

    return lambda first, last: (minute(first), minute(last))


def _held(run: Any, line: Line, pauses: Sequence[Minutes]) -> Held:
    """Return a step as it was held, with the time of its own: what its date left it, the citizen's time aside."""
    start, end = line(run.started_at, run.finished_at)
    if run.due_at is None:
        return Held(start, end, end - start)
    _, due = line(run.started_at, run.due_at)
    return Held(start, end, delay.delayed(start, max(due, start), pauses))
