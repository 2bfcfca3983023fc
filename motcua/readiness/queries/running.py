"""Where a trial run is on. No personal data and no figures: whoever is signed in may know it of their own place."""

from __future__ import annotations

from uuid import UUID

from motcua.ledger.actor import Realm
from motcua.office import family
from motcua.readiness.models import TrialCentre
from motcua.readiness.rules.trial import Stage


def trial_runs(unit: UUID | None) -> bool:
    """Say whether the place a unit belongs to tries itself out now: begun, and never yet started officially.

    One statement. A centre that has started has no trial any more, whatever is planned for it later: what was tried
    there stays out of every list.
    """
    place = family.home_of(unit) if unit is not None else None
    if place is None:
        return False
    stages = set(
        TrialCentre.objects.filter(place=place, trial__realm=Realm.REAL.value)
        .exclude(trial__stage=str(Stage.PLANNED))
        .values_list("trial__stage", flat=True)
    )
    return stages == {str(Stage.TRIAL)}
