"""Questions about trial runs: which concern somebody, and one with scripts, defects, waivers and the decision to start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said
from motcua.kernel.worktime import countdown
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.readiness import packaged, resting, runners
from motcua.readiness.models import Defect, Launch, ScriptResult, Trial, TrialCentre, Waiver
from motcua.readiness.ports import TrialDossier, trial_dossiers
from motcua.readiness.queries.scope import demand
from motcua.readiness.resting import Resting
from motcua.readiness.rules import trial as rules
from motcua.readiness.rules.facts import Phase
from motcua.readiness.rules.trial import Decision, Outcome, Runner, Severity, Stage


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A plan in the list."""

    id: UUID
    title: str
    place: str
    stage: Stage
    trial_on: date
    official_on: date | None
    centres: int


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The newest result of a script at a centre; ``dossier`` is the trial dossier it was tried on, as it stands now."""

    outcome: Outcome
    note: str
    at: datetime
    by: str
    dossier: TrialDossier | None


@dataclass(frozen=True, slots=True)
class DefectRow:
    """A defect."""

    id: UUID
    unit: UUID
    centre: str
    title: str
    severity: Severity
    owner: str
    due: date | None
    at: datetime
    by: str
    mended_at: datetime | None
    mended_by: str
    mended_how: str


@dataclass(frozen=True, slots=True)
class SignedRow:
    """A waiver, or a decision to start: who signed, when, and the words."""

    phase: Phase
    centre: str
    words: str
    at: datetime
    by: str
    by_title: str


@dataclass(frozen=True, slots=True)
class CentreTried:
    """A centre of a plan: whether the actor may write for it, and its newest results by script."""

    unit: UUID
    name: str
    printed: str
    mine: bool
    results: dict[str, ResultRow]
    passed: int


@dataclass(frozen=True, slots=True)
class TrialPage:
    """A whole plan. ``next_phase`` is what may be decided next; ``resting`` says whether its first day is one of rest.

    ``runs`` says that the centres work in the trial realm now; ``plans`` are the duty plans laid down, by phase.
    """

    id: UUID
    version: int
    title: str
    place_name: str
    stage: Stage
    trial_on: date
    official_on: date | None
    left: Said
    resting: Resting | None
    plans: dict[Phase, str]
    runs: bool
    lessons: str
    scripts: tuple[packaged.Script, ...]
    centres: tuple[CentreTried, ...]
    defects: tuple[DefectRow, ...]
    waivers: tuple[SignedRow, ...]
    launches: tuple[SignedRow, ...]
    next_phase: Phase | None
    runners: tuple[Runner, ...]
    decision: Decision | None


def trials(actor: Actor) -> tuple[TrialRow, ...]:
    """Return the plans of the places within reach, and those that a centre within reach takes part in."""
    rows = Trial.objects.filter(_visible(actor)).order_by("-trial_on", "pk")[:100]
    return tuple(
        TrialRow(
            row.id,
            row.title,
            office.unit(row.place_id).printed,
            Stage(row.stage),
            row.trial_on,
            row.official_on,
            row.centres.count(),
        )
        for row in rows
    )


def trial(actor: Actor, id_: UUID) -> TrialPage:
    """Return a whole plan. Of centres out of reach a taker-part sees that they take part and how they stand, no more."""
    row: Any = Trial.objects.filter(_visible(actor), pk=id_).first()
    if row is None:
        raise NotFound(N_("Không có kế hoạch này."))
    centres = list(TrialCentre.objects.filter(trial=row).order_by("pk"))
    names = {each.unit_id: each.name for each in centres}
    reach = territory.of(actor)
    seen = {each.unit_id for each in centres if each.place_id in reach}
    phase = {Stage.PLANNED: Phase.TRIAL, Stage.TRIAL: Phase.OFFICIAL}.get(Stage(row.stage))
    running = runners.of(row, phase) if phase else ()
    calendar, today = office.calendar_for(row.place_id), clock.today()
    coming = row.trial_on if row.stage == Stage.PLANNED else row.official_on or row.trial_on
    return TrialPage(
        id=row.id,
        version=row.version,
        title=row.title,
        place_name=office.unit(row.place_id).printed,
        stage=Stage(row.stage),
        trial_on=row.trial_on,
        official_on=row.official_on,
        left=countdown(calendar, today, coming),
        resting=resting.of(row, phase) if phase else None,
        plans={Phase.TRIAL: row.duty_plan, Phase.OFFICIAL: row.official_plan},
        runs=row.stage == Stage.TRIAL,
        lessons=row.lessons,
        scripts=msgspec.json.decode(row.scripts, type=tuple[packaged.Script, ...]),
        centres=_tried(row, centres, seen),
        defects=_defects(row, names, seen),
        waivers=_waivers(row, names),
        launches=_launches(row),
        next_phase=phase,
        runners=running,
        decision=rules.decide(running) if phase else None,
    )


def dossiers_on_trial(actor: Actor, id_: UUID) -> tuple[TrialDossier, ...]:
    """Return the trial dossiers that centres within reach received since this trial began, newest first.

    :class:`NotFound` as :func:`trial`. Nothing before the trial has begun and nothing once it is over.
    """
    row: Any = Trial.objects.filter(_visible(actor), pk=id_).first()
    if row is None:
        raise NotFound(N_("Không có kế hoạch này."))
    begun = Launch.objects.filter(trial=row, phase=str(Phase.TRIAL)).values_list("at", flat=True).first()
    if begun is None or row.stage != Stage.TRIAL:
        return ()
    mine = TrialCentre.objects.filter(trial=row, place__in=territory.of(actor)).values_list("unit", flat=True)
    return tuple(trial_dossiers().made(list(mine), begun))


def _visible(actor: Actor) -> Q:
    demand(actor)
    reach = territory.of(actor)
    taking = TrialCentre.objects.filter(place__in=reach).values("trial")
    return Q(realm=str(actor.realm)) & (Q(place__in=reach) | Q(pk__in=taking))


def _tried(row: Trial, centres: list[TrialCentre], seen: set[UUID]) -> tuple[CentreTried, ...]:
    newest: dict[tuple[UUID, str], ResultRow] = {}
    results = list(ScriptResult.objects.filter(trial=row, unit__in=seen).order_by("at", "pk"))
    tried_on = trial_dossiers().named({result.trial_dossier for result in results if result.trial_dossier is not None})
    for result in results:
        dossier = tried_on.get(result.trial_dossier) if result.trial_dossier is not None else None
        outcome = ResultRow(Outcome(result.outcome), result.note, result.at, result.by, dossier)
        newest[result.unit_id, result.script] = outcome
    places = office.units(each.place_id for each in centres)
    found = []
    for each in centres:
        mine = {script: result for (unit, script), result in newest.items() if unit == each.unit_id}
        passed = sum(1 for result in mine.values() if result.outcome is Outcome.PASSED)
        found.append(
            CentreTried(each.unit_id, each.name, places[each.place_id].printed, each.unit_id in seen, mine, passed)
        )
    return tuple(found)


def _defects(row: Trial, names: dict[UUID, str], seen: set[UUID]) -> tuple[DefectRow, ...]:
    order = list(Severity)
    found = [
        DefectRow(
            each.id,
            each.unit_id,
            names[each.unit_id],
            each.title,
            Severity(each.severity),
            each.owner,
            each.due,
            each.at,
            each.by,
            each.mended_at,
            each.mended_by,
            each.mended_how,
        )
        for each in Defect.objects.filter(trial=row, unit__in=seen)
    ]
    return tuple(sorted(found, key=lambda one: (one.mended_at is not None, order.index(one.severity), one.at)))


def _waivers(row: Trial, names: dict[UUID, str]) -> tuple[SignedRow, ...]:
    return tuple(
        SignedRow(Phase(each.phase), names[each.unit_id], each.reason, each.at, each.by, each.by_title)
        for each in Waiver.objects.filter(trial=row).order_by("at", "pk")
    )


def _launches(row: Trial) -> tuple[SignedRow, ...]:
    return tuple(
        SignedRow(Phase(each.phase), "", each.words, each.at, each.by, each.by_title)
        for each in Launch.objects.filter(trial=row).order_by("at", "pk")
    )
