"""Duties: what must be done when time passes, by the system under a standing order that names who ordered it.

A duty is done once for each (duty, subject, period), however often ``motcua tick`` runs and on however many machines.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db import IntegrityError, transaction

from motcua.kernel import clock
from motcua.ledger.actor import Actor, system
from motcua.ledger.models import DutyRun

log = logging.getLogger("motcua.duties")


ALARM = "ALARM: "
"""How the outcome of a duty begins that found what somebody must look into."""


class Alarm(Exception):
    """A duty was done and found what somebody must look into: told as failed, kept, and not done again that day."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A daily duty: due from ``at`` (Vietnamese time) on, for each of ``subjects``; ``run`` answers what was done.

    One that ``looks`` changes nothing and may read for long: it runs outside any transaction, and only its verdict is
    written. Two tickers at once may both look; one verdict is kept.
    """

    name: str
    order: str
    at: time
    run: Callable[[str, Actor], str]
    subjects: Callable[[], Iterable[str]] = lambda: ("",)
    looks: bool = False


@dataclass(frozen=True, slots=True)
class Ran:
    """One duty done, or the fault that stopped it."""

    duty: str
    subject: str
    period: str
    outcome: str
    failed: bool = False


_timetable: list[Duty] = []


def schedule(duty: Duty) -> None:
    """Put a duty on the timetable. Called from ``config/wiring.py`` only."""
    _timetable.append(duty)


def timetable() -> list[Duty]:
    """Return the duties on the timetable."""
    return list(_timetable)


def tick() -> list[Ran]:
    """Do every duty that is due now and not yet done for its period; return what was done, faults included."""
    now = clock.local(clock.now())
    done: list[Ran] = []
    for duty in _timetable:
        if now.time() < duty.at:
            continue
        try:
            subjects = list(duty.subjects())
        except Exception as error:
            log.exception("duty %s: its subjects could not be told", duty.name)
            done.append(Ran(duty.name, "", now.date().isoformat(), repr(error), failed=True))
            continue
        done.extend(ran for subject in subjects if (ran := _once(duty, subject, now)) is not None)
    return done


def _once(duty: Duty, subject: str, now: datetime) -> Ran | None:
    period = now.date().isoformat()
    if DutyRun.objects.filter(duty=duty.name, subject=subject, period=period).exists():
        return None
    try:
        # Before the transaction: whoever reads inside one keeps every writer waiting on SQLite.
        verdict = _verdict(duty, subject) if duty.looks else None
        with transaction.atomic():
            # Claimed before it is done: a racing ticker waits here and then finds the duty taken.
            run = DutyRun.objects.create(duty=duty.name, subject=subject, period=period, at=clock.now(), outcome="")
            run.outcome = _verdict(duty, subject) if verdict is None else verdict
            run.save(update_fields=["outcome"])
    except Exception as error:
        if (
            isinstance(error, IntegrityError)
            and DutyRun.objects.filter(duty=duty.name, subject=subject, period=period).exists()
        ):
            return None
        log.exception("duty %s failed for %s", duty.name, subject)
        return Ran(duty.name, subject, period, repr(error), failed=True)
    alarm = run.outcome.startswith(ALARM)
    if alarm:
        log.error("duty %s %s: %s", duty.name, subject, run.outcome)
    return Ran(duty.name, subject, period, run.outcome, failed=alarm)


def _verdict(duty: Duty, subject: str) -> str:
    try:
        return duty.run(subject, system(duty.order))
    except Alarm as alarm:
        return f"{ALARM}{alarm}"
