"""When dossiers stood still for want of a seal or a digital signature: one reader, for who waits now and for why it is late.

Nothing of it is stored or ticked: a dossier waited on each day on which it stood at its signing or sealing while nobody
could sign or seal because what was ordered had not come (docs/rules/seals-and-signatures.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from motcua.dossiers import policies
from motcua.dossiers.counted import midnight
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.views import Wait
from motcua.kernel import clock
from motcua.office.queries.marks import marks_of
from motcua.office.signing_rules import Lack

STEPS: Final = ("leader", "seal")
"""Steps at which a dossier may wait for a mark."""
_A_DAY = timedelta(days=1)


def _same(one: Lack, other: Lack) -> bool:
    return (one.mark.order, one.why) == (other.mark.order, other.why)


class Reader:
    """Reads when dossiers waited: what they have in common is read once."""

    def __init__(self, dossiers: Sequence[Dossier]) -> None:
        self.now = clock.now()
        realm = dossiers[0].realm if dossiers else ""
        units = {row.competent_id for row in dossiers}
        self._marks = {unit: marks for unit in units if (marks := marks_of(unit, realm))}
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
        marks = self._marks.get(dossier.competent_id)
        if marks is None:
            return None
        if run.role == "seal":
            return marks.sealing(day)
        who: UUID | str | None = run.official_name if run.finished_at else dossier.official_id
        return marks.signing(run.unit_id, day, policies.matters_of(dossier), who or None)
