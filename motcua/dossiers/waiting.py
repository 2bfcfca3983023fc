"""Dossiers that wait for a seal or a digital signature: since when, and for which.

Nothing of it is stored or ticked: a dossier waited on each day on which it stood at its signing or sealing while nobody
could sign or seal because what was ordered had not come (docs/rules/seals-and-signatures.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from motcua.dossiers import lists, policies, scopes
from motcua.dossiers.counted import midnight
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.views import DossierRow, Wait
from motcua.kernel import clock
from motcua.kernel.words import Said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.office.queries.marks import Marks
from motcua.office.signing_rules import Lack

STEPS: Final = ("leader", "seal")
MOST: Final = 1_000
"""Dossiers looked at, soonest due first: of more than that at once the list shows the first."""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dossier that waits or waited. ``here``: what was missing has come. ``days``: how long it waited, today included.

    ``act``: what can be done with it then, "ky" or "dau"; ``order`` is the order of what is missing.
    """

    row: DossierRow
    act: str
    why: Said
    since: date
    days: int
    here: bool
    order: UUID


@dataclass(frozen=True, slots=True)
class Figure:
    """How many dossiers wait, the oldest for how many days, and how many no longer need to."""

    count: int
    oldest: int
    here: int


def waiting(actor: Actor) -> tuple[Waiting, ...]:
    """Return the dossiers of the actor's units that wait for a mark or did until it came, longest waiting first; logged."""
    found = _waiting(actor)
    access.read(actor, "dossiers.waiting", [one.row.id for one in found], purpose="Xem hồ sơ chờ con dấu, chữ ký số")
    return found


def figure(actor: Actor) -> Figure:
    """Return the count of it for a board: no names."""
    rows, reader = _standing(actor)
    waits = [waits[-1] for row in rows if (waits := reader.of(row, reader.present(row)))]
    now = [wait for wait in waits if wait.end is None]
    return Figure(len(now), max((_days(wait) for wait in now), default=0), len(waits) - len(now))


def told(row: Dossier) -> tuple[Wait, ...]:
    """Return when a dossier waited at its signing and sealing, first to last."""
    if not any(run.role in STEPS and run.started_at for run in row.course):
        return ()
    return Reader([row]).all_of(row)


def _waiting(actor: Actor) -> tuple[Waiting, ...]:
    rows, reader = _standing(actor)
    known = {row.id: waits[-1] for row in rows if (waits := reader.of(row, reader.present(row)))}
    lines = lists.rows_of([row for row in rows if row.id in known])
    roles = {row.id: row.step_role for row in rows}
    made = [_line(line, roles[line.id], known[line.id]) for line in lines]
    return tuple(sorted(made, key=lambda one: (one.since, one.row.id)))


def _line(row: DossierRow, role: str, wait: Wait) -> Waiting:
    since = clock.local(wait.start).date()
    act = "dau" if role == "seal" else "ky"
    return Waiting(row, act, wait.lack.said, since, _days(wait), wait.end is not None, wait.lack.mark.order)


def _days(wait: Wait) -> int:
    """Return how many days a wait took, the first and the last included."""
    last = clock.today() if wait.end is None else clock.local(wait.end - timedelta(minutes=1)).date()
    return (last - clock.local(wait.start).date()).days + 1


def _standing(actor: Actor) -> tuple[list[Dossier], Reader]:
    """Return the dossiers that stand at a signing or sealing for the actor's units, and what is known of their marks."""
    scopes.demand(actor)
    units = scopes.units_of(actor)
    mine = Q(received_unit_id__in=units) | Q(holder_id__in=units)
    found = Dossier.objects.filter(mine, realm=str(actor.realm), open=True, paused_at__isnull=True, step_role__in=STEPS)
    rows = list(scopes.in_order("", found)[:MOST])
    return rows, Reader(rows)


def _same(one: Lack, other: Lack) -> bool:
    return (one.mark.order, one.why) == (other.mark.order, other.why)


class Reader:
    """Reads when dossiers waited: what they have in common is read once."""

    def __init__(self, dossiers: Sequence[Dossier]) -> None:
        self.now = clock.now()
        realm = dossiers[0].realm if dossiers else ""
        units = {row.competent_id for row in dossiers}
        self._marks = Marks(units, realm) if dossiers else None
        self._runs: dict[UUID, list[StepRun]] = {row.id: [] for row in dossiers}
        if self._marks:
            runs = StepRun.objects.filter(dossier__in=list(self._runs), role__in=STEPS, started_at__isnull=False)
            for run in runs.order_by("ordinal"):
                self._runs[run.dossier_id].append(run)

    def present(self, dossier: Dossier) -> Iterable[StepRun]:
        """Return the step a dossier is at, where it is one of signing or sealing."""
        return (run for run in self._runs[dossier.id] if run.ordinal == dossier.step)

    def all_of(self, dossier: Dossier) -> tuple[Wait, ...]:
        """Return every time a dossier waited, first to last."""
        return self.of(dossier, self._runs[dossier.id])

    def of(self, dossier: Dossier, runs: Iterable[StepRun]) -> tuple[Wait, ...]:
        """Return when a dossier waited at these steps."""
        return tuple(wait for run in runs for wait in self._waits(dossier, run))

    def _waits(self, dossier: Dossier, run: StepRun) -> list[Wait]:
        """Return the times within one step, day by day, as the days of an order are all that is known of it."""
        started, ended = run.started_at, run.finished_at or dossier.ended_at or dossier.ready_at
        if started is None:
            return []
        found: list[Wait] = []
        day, last = clock.local(started).date(), clock.local(ended or self.now).date()
        while day <= last:
            lack = self._lack(dossier, run, day)
            start, end = max(started, midnight(day)), midnight(day + _A_DAY)
            if lack is not None:
                until = None if ended is None and day == last else min(end, ended or end)
                before = found[-1] if found else None
                joined = before is not None and before.end == start and _same(before.lack, lack)
                begun = found.pop().start if joined else start
                found.append(Wait(begun, until, lack))
            day += _A_DAY
        return found

    def _lack(self, dossier: Dossier, run: StepRun, day: date) -> Lack | None:
        if self._marks is None:
            return None
        if run.role == "seal":
            return self._marks.sealing(dossier.competent_id, day)
        who: UUID | str | None = run.official_name if run.finished_at else dossier.official_id
        return self._marks.signing(run.unit_id, day, policies.matters_of(dossier), who or None)
