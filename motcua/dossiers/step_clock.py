"""The clock of one step: how long its internal process gives it, and until when.

A step may take the hours of the centre's own process, else its share of the whole limit. It never runs past the date of
the dossier. While a body outside has the dossier the step runs until that body was asked to answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec

from motcua.catalogue.facts import Step
from motcua.dossiers import rules
from motcua.dossiers.models import Consultation, Dossier, StepRun
from motcua.kernel import worktime

_PLAIN: Final = Step(key="", name="", role="specialist", share=0)


def spec_of(run: StepRun) -> Step:
    """Return what the process says of a step beyond its name, role and share; of most steps nothing more."""
    return msgspec.json.decode(run.spec, type=Step) if run.spec else _PLAIN


def body_of(run: StepRun) -> str:
    """Return the body outside that the process names for a step, "" for a step of the commune's own units."""
    return (spec_of(run).division or "") if run.role == "external" else ""


def says_more(step: Step) -> bool:
    """Say whether a step has more to remember than its name, role and share."""
    told = step.fields or step.takes_back or step.system or step.hours or step.pauses_clock
    return bool(told) or step.role == "external"


def run_from(
    dossier: Dossier, run: StepRun, calendar: worktime.Calendar, pauses: Iterable[worktime.Pause] = ()
) -> None:
    """Set how long the present step may take and until when, from its own beginning; pauses aside."""
    run.allowed = rules.allowed_minutes(spec_of(run), run.share, dossier.minutes)
    run.due_at = None
    if run.allowed is not None and run.started_at is not None and (dossier.due_at is not None or not dossier.due):
        due = worktime.due(calendar, run.started_at, worktime.WorkingHours(0, run.allowed), pauses).at
        # An inner step never extends the legal limit: the dossier's own date wins.
        run.due_at = min((at for at in (due, dossier.due_at) if at is not None), default=None)
    dossier.step_due_at, dossier.step_minutes = run.due_at, run.allowed


def run_outside(dossier: Dossier, run: StepRun, calendar: worktime.Calendar, sent: Consultation) -> None:
    """Let the present step run by the clock of the body it was sent to."""
    run.due_at, run.allowed = sent.answer_by, worktime.working_minutes(calendar, sent.asked_at, sent.answer_by)
    dossier.step_due_at, dossier.step_minutes = run.due_at, run.allowed


def sent_now(dossier: Dossier) -> Consultation | None:
    """Return the sending that a dossier outside waits for."""
    if not dossier.outside:
        return None
    waiting = Consultation.objects.filter(dossier=dossier, answered_at__isnull=True).exclude(step="")
    return waiting.order_by("-id").first()


def called_back(dossier: Dossier, at: datetime) -> None:
    """End the wait for a body outside: the dossier's life is over, or it goes another way."""
    if dossier.outside:
        Consultation.objects.filter(dossier=dossier, answered_at__isnull=True).exclude(step="").update(answered_at=at)
        dossier.outside = ""
