"""Dossiers that wait for a seal or a digital signature: since when, and for which (:mod:`motcua.dossiers.waited`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from motcua.dossiers import lists, scopes
from motcua.dossiers.models import Dossier
from motcua.dossiers.views import DossierRow, Wait
from motcua.dossiers.waited import STEPS, Reader
from motcua.kernel import clock
from motcua.kernel.words import Said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.prepared import Prepared

MOST: Final = 1_000
"""Dossiers looked at, soonest due first: of more than that at once the list shows the first."""


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
    rows = _STANDING(str(actor.realm), scopes.units_of(actor))
    return rows, Reader(rows)


def _at_a_mark(realm: str, units: list[UUID]) -> QuerySet[Dossier]:
    """Return the open dossiers of some units that stand at a signing or sealing, soonest due first."""
    found = Dossier.objects.filter(scopes.open_of(units), realm=realm, paused_at__isnull=True, step_role__in=STEPS)
    return scopes.in_order("", found)[:MOST]


_STANDING = Prepared(_at_a_mark)
