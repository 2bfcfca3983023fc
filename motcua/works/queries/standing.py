"""How the works of centres stand, for rooms above: by the centre, whoever asks. The asker's reach was cut before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from motcua.kernel import clock
from motcua.works import rules
from motcua.works.models import Defect, Works

NAMED_MOST: Final = 2_000
"""So many centres are named to the database; of more all works of the realm are read, a few columns each."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the book of works says of one centre.

    ``before`` is the day before which all that is under way must be done (``None``: no day asked for), ``percent`` that
    of the works furthest behind, ``late`` how many days past the last day in time; ``accepted_on`` the last acceptance.
    """

    running: int
    percent: int
    before: date | None
    late: int
    blocked: int
    accepted_on: date | None
    names: tuple[str, ...]
    works: UUID

    @property
    def under_way(self) -> bool:
        """Say whether anything is still being built or mended."""
        return self.running > 0


def standing(units: Collection[UUID], realm: str) -> dict[UUID, Standing]:
    """Return how the works of these centres stand; those without any in the book are left out. One statement."""
    found = Works.objects.filter(realm=realm).exclude(state=Works.State.CANCELLED)
    if len(units) <= NAMED_MOST:
        found = found.filter(unit__in=units)
    columns = ("unit_id", "state", "percent", "last_day", "open_blockers", "accepted_on", "name", "pk")
    by_unit: dict[UUID, list[tuple[str, int, date | None, int, date | None, str, UUID]]] = {}
    for unit, *rest in found.order_by("last_day", "pk").values_list(*columns):
        if unit in units:
            by_unit.setdefault(unit, []).append(tuple(rest))
    today = clock.today()
    return {unit: _standing(rows, today) for unit, rows in by_unit.items()}


def under_way(units: Collection[UUID], realm: str) -> dict[UUID, tuple[bool, date | None]]:
    """Return of each of these centres that the book knows whether it is being built, and before which day; one statement.

    The same as :func:`standing` says, in the fewest columns: boards of thousands of centres ask for no more.
    """
    found = Works.objects.filter(realm=realm).exclude(state=Works.State.CANCELLED)
    if len(units) <= NAMED_MOST:
        found = found.filter(unit__in=units)
    by_unit: dict[UUID, tuple[bool, date | None]] = {}
    for unit, state, last in found.order_by().values_list("unit_id", "state", "last_day"):
        running, before = by_unit.get(unit, (False, None))
        if state == Works.State.RUNNING:
            running = True
            if last is not None:
                before = max(before, last + timedelta(days=1)) if before else last + timedelta(days=1)
        by_unit[unit] = (running, before)
    return by_unit


def _standing(rows: list[tuple[str, int, date | None, int, date | None, str, UUID]], today: date) -> Standing:
    running = [row for row in rows if row[0] == Works.State.RUNNING]
    last = max((row[2] for row in running if row[2] is not None), default=None)
    return Standing(
        running=len(running),
        percent=min((row[1] for row in running), default=rules.WHOLE),
        before=last + timedelta(days=1) if last else None,
        late=max((rules.days_late(row[2], today) for row in running), default=0),
        blocked=sum(row[3] > 0 for row in running),
        accepted_on=max((row[4] for row in rows if row[4] is not None), default=None),
        names=tuple(row[5] for row in running or rows),
        works=(running or rows)[0][6],
    )


def defects_left(unit: UUID, realm: str) -> int:
    """Return how many defects an acceptance of a centre left that nobody has seen mended."""
    standing_ = Defect.objects.filter(
        acceptance__works__unit=unit, acceptance__works__realm=realm, acceptance__set_aside_at__isnull=True
    )
    return standing_.exclude(acceptance__works__state=Works.State.CANCELLED).filter(checked_at__isnull=True).count()
