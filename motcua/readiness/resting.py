"""Whether a phase begins on a day of rest, and who is there then: a plan in words, or the rosters of the centres."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.words import Said
from motcua.office import queries as office
from motcua.readiness.models import Trial, TrialCentre
from motcua.readiness.rules import trial as rules
from motcua.readiness.rules.facts import Phase
from motcua.staff.queries import today as duty


@dataclass(frozen=True, slots=True)
class Resting:
    """The first day of a phase: ``rest`` names the day of rest, ``plan`` is what was laid down for it.

    ``rostered`` names the centres that put somebody on duty by a published roster; ``refusal`` says what is missing.
    """

    rest: Said | None
    plan: str
    rostered: tuple[str, ...]
    refusal: Said | None


def of(trial: Trial, phase: Phase) -> Resting:
    """Return how the first day of a phase stands; two statements more where it is a day of rest."""
    day = trial.trial_on if phase is Phase.TRIAL else trial.official_on
    plan = trial.duty_plan if phase is Phase.TRIAL else trial.official_plan
    rest = rules.rest_day(office.calendar_for(trial.place_id), day) if day is not None else None
    if rest is None or day is None:
        return Resting(None, plan, (), None)
    centres = list(TrialCentre.objects.filter(trial=trial).order_by("pk").values_list("place", "name"))
    manned = duty.places_on_duty((place for place, _ in centres), day, trial.realm)
    without = tuple(name for place, name in centres if place not in manned)
    rostered = tuple(name for place, name in centres if place in manned)
    return Resting(rest, plan, rostered, rules.refuse_begin(rest, plan, without, some=bool(rostered)))
