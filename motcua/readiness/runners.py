"""Who is about to start: the centres of a plan with what their summaries, defects and waivers say."""

from __future__ import annotations

from collections import Counter

import msgspec

from motcua.readiness.models import Defect, Summary, Trial, TrialCentre, Waiver
from motcua.readiness.rules.facts import Phase
from motcua.readiness.rules.trial import Runner, Severity
from motcua.readiness.rules.verdicts import Grade
from motcua.readiness.summaries import KeptLacking


def of(trial: Trial, phase: Phase) -> tuple[Runner, ...]:
    """Return the centres of a plan as the decision to start a phase sees them; four statements."""
    centres = list(TrialCentre.objects.filter(trial=trial).order_by("pk"))
    units = [row.unit_id for row in centres]
    kept = Summary.objects.filter(realm=trial.realm, phase=str(phase), unit__in=units)
    summaries = {row.unit_id: row for row in kept}
    blocking = Counter(
        Defect.objects.filter(trial=trial, severity=str(Severity.BLOCKING), mended_at__isnull=True).values_list(
            "unit_id", flat=True
        )
    )
    waivers = dict(Waiver.objects.filter(trial=trial, phase=str(phase)).values_list("unit_id", "reason"))
    found = []
    for row in centres:
        summary = summaries.get(row.unit_id)
        first = next(iter(exceptions_of(summary)), None) if summary else None
        found.append(
            Runner(
                unit=row.unit_id,
                name=row.name,
                grade=Grade(summary.grade) if summary else None,
                first=first.back().words if first else None,
                blocking=blocking[row.unit_id],
                waived=waivers.get(row.unit_id, ""),
            )
        )
    return tuple(found)


def exceptions_of(summary: Summary) -> tuple[KeptLacking, ...]:
    """Return the first few things that keep a file from being ready, as its summary keeps them."""
    return msgspec.json.decode(summary.exceptions, type=tuple[KeptLacking, ...])
