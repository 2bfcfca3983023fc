"""Trial runs: planned, tried by scripts, defects found and mended, and what was learnt."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.readiness import (
    DefectFound,
    DefectMended,
    LessonsKept,
    ScriptTried,
    TrialMoved,
    TrialPlanned,
)
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.office.rules import Level
from motcua.readiness import packaged, policies, ports
from motcua.readiness.models import Defect, ScriptResult, Trial, TrialCentre
from motcua.readiness.rules import trial as rules
from motcua.readiness.rules.trial import Outcome, Severity, Stage

TITLE_MOST: Final = 150
WORDS_MOST: Final = 500
PLAN_MOST: Final = 4_000


class PlanTrial(Command, frozen=True, kw_only=True):
    """Plan to try out these centres together from a day."""

    title: str
    centres: list[UUID]
    trial_on: date
    official_on: date | None = None


class MoveTrial(Command, frozen=True, kw_only=True):
    """Move the days of a plan, with the reason."""

    TARGET = "trial"

    trial: UUID
    trial_on: date
    official_on: date | None
    reason: str


class TryScript(Command, frozen=True, kw_only=True):
    """Write down what came of trying a script at a centre, and on which trial dossier (``dossier``) it was tried."""

    TARGET = "trial"

    trial: UUID
    unit: UUID
    script: str
    outcome: Outcome
    note: str = ""
    dossier: UUID | None = None


class ReportDefect(Command, frozen=True, kw_only=True):
    """Write down something found wrong, how bad it is and who mends it until when."""

    TARGET = "trial"

    trial: UUID
    unit: UUID
    title: str
    severity: Severity
    owner: str = ""
    due: date | None = None


class MendDefect(Command, frozen=True, kw_only=True):
    """Say how a defect was mended, or that it is there again."""

    TARGET = "trial"

    trial: UUID
    defect: UUID
    how: str
    open: bool = False


class KeepLessons(Command, frozen=True, kw_only=True):
    """Write down what the trial run taught."""

    TARGET = "trial"

    trial: UUID
    lessons: str


@act(PlanTrial, on=Trial, verb=N_("Lập kế hoạch vận hành thử nghiệm"), may=policies.may_plan)
def plan_trial(command: PlanTrial, context: Context) -> Done[Trial]:
    """Keep the plan with the packaged scripts; nothing starts yet."""
    place = territory.home(context.actor)
    if place is None:
        raise NotAllowed(N_("Vị trí đang đăng nhập không thuộc địa bàn nào."))
    _check_days(command.trial_on, command.official_on)
    trial = Trial(
        realm=str(context.actor.realm),
        title=checked_words(command.title, TITLE_MOST, "title", N_("Ghi tên kế hoạch.")),
        place_id=place,
        stage=str(Stage.PLANNED),
        trial_on=command.trial_on,
        official_on=command.official_on,
        scripts=msgspec.json.encode(packaged.scripts().scripts).decode(),
    )
    rows = _centres(trial, command.centres, context.actor)
    TrialCentre.objects.bulk_create(rows)
    event = TrialPlanned(
        place=place,
        title=trial.title,
        trial_on=trial.trial_on,
        official_on=trial.official_on,
        centres=[row.unit_id for row in rows],
        digest=packaged.digest_of(trial.scripts),
    )
    return Done(event, trial)


@act(MoveTrial, on=Trial, verb=N_("Dời ngày"), may=policies.may_change_plan, order=70)
def move_trial(command: MoveTrial, trial: Trial, context: Context) -> Done[Trial]:
    """Move days that have not come; the day of a phase that has begun stays.

    A duty plan was written for its day of rest: it is gone with the day, and asked for anew if the new one is one, too.
    """
    del context
    reason = checked_words(command.reason, WORDS_MOST, "reason", N_("Ghi lý do dời ngày."))
    _check_days(command.trial_on, command.official_on)
    if trial.stage != Stage.PLANNED and command.trial_on != trial.trial_on:
        raise RuleError(N_("Vận hành thử nghiệm đã bắt đầu, không dời ngày bắt đầu được."), field="trial_on")
    if trial.stage == Stage.OFFICIAL:
        raise RuleError(N_("Các Trung tâm đã vận hành chính thức."), field="official_on")
    if command.trial_on != trial.trial_on:
        trial.duty_plan = ""
    if command.official_on != trial.official_on:
        trial.official_plan = ""
    trial.trial_on, trial.official_on = command.trial_on, command.official_on
    return Done(TrialMoved(trial_on=trial.trial_on, official_on=trial.official_on, reason=reason))


@act(TryScript, on=Trial, verb=N_("Ghi kết quả kịch bản"), may=policies.may_try, order=30)
def try_script(command: TryScript, trial: Trial, context: Context) -> Done[Trial]:
    """Keep the result; the newest of a script at a centre counts. A script about a dossier passes by the dossier alone."""
    _of_mine(trial, command.unit, context.actor)
    if trial.stage == Stage.PLANNED:
        raise RuleError(N_("Chưa bắt đầu vận hành thử nghiệm."))
    if trial.stage == Stage.OFFICIAL:
        raise RuleError(N_("Các Trung tâm đã vận hành chính thức, không còn chế độ thử để thử kịch bản."))
    known = msgspec.json.decode(trial.scripts, type=tuple[packaged.Script, ...])
    script = next((one for one in known if one.key == command.script), None)
    if script is None:
        raise NotFound(N_("Kế hoạch không có kịch bản này."), field="script")
    note = clean(command.note)
    if len(note) > WORDS_MOST:
        raise BadInput(N_("Dài quá {most} ký tự."), field="note", most=WORDS_MOST)
    if command.outcome is not Outcome.PASSED and not note:
        raise BadInput(N_("Không đạt hoặc không thử được: ghi vì sao."), field="note")
    dossier = _trial_dossier(command)
    if command.outcome is Outcome.PASSED:
        refusal = rules.refuse_passed(script.asks, dossier)
        if refusal is not None:
            raise RuleError(refusal.sentence, field="dossier", **refusal.values)
    ScriptResult.objects.create(
        trial=trial,
        unit_id=command.unit,
        script=command.script,
        outcome=str(command.outcome),
        note=note,
        trial_dossier=dossier.id if dossier else None,
        at=context.at,
        by=context.actor.name,
    )
    event = ScriptTried(
        unit=command.unit,
        script=command.script,
        outcome=str(command.outcome),
        note=note,
        dossier=dossier.id if dossier else None,
    )
    return Done(event)


@act(ReportDefect, on=Trial, verb=N_("Ghi lỗi"), may=policies.may_try, order=40)
def report_defect(command: ReportDefect, trial: Trial, context: Context) -> Done[Trial]:
    """Keep the defect, open."""
    _of_mine(trial, command.unit, context.actor)
    title = checked_words(command.title, 300, "title", N_("Ghi lỗi là gì."))
    row = Defect.objects.create(
        id=new_id(),
        trial=trial,
        unit_id=command.unit,
        title=title,
        severity=str(command.severity),
        owner=clean(command.owner, 150),
        due=command.due,
        at=context.at,
        by=context.actor.name,
    )
    event = DefectFound(
        defect=row.id, unit=row.unit_id, title=title, severity=row.severity, owner=row.owner, due=row.due
    )
    return Done(event, outcome={"defect": row.id})


@act(MendDefect, on=Trial, verb=N_("Ghi đã sửa lỗi"), may=policies.may_try, order=50)
def mend_defect(command: MendDefect, trial: Trial, context: Context) -> Done[Trial]:
    """Close a defect, or open it again."""
    how = checked_words(command.how, WORDS_MOST, "how", N_("Ghi đã sửa thế nào, hoặc vì sao mở lại."))
    row = Defect.objects.filter(pk=command.defect, trial=trial).first()
    if row is None:
        raise NotFound(N_("Không có lỗi này."))
    _of_mine(trial, row.unit_id, context.actor)
    if command.open == (row.mended_at is None):
        raise Conflict(N_("Lỗi này đang ở đúng trạng thái đó."))
    row.mended_at = None if command.open else context.at
    row.mended_by = "" if command.open else context.actor.name
    row.mended_how = how
    row.save(update_fields=["mended_at", "mended_by", "mended_how"])
    return Done(DefectMended(defect=row.id, open=command.open, how=how))


@act(KeepLessons, on=Trial, verb=N_("Ghi bài học kinh nghiệm"), may=policies.may_change_plan, order=80)
def keep_lessons(command: KeepLessons, trial: Trial, context: Context) -> Done[Trial]:
    """Keep what was learnt."""
    del context
    lessons = clean(command.lessons, lines=True)
    if not lessons or len(lessons) > PLAN_MOST:
        raise BadInput(N_("Ghi bài học, tối đa {most} ký tự."), field="lessons", most=PLAN_MOST)
    trial.lessons = lessons
    return Done(LessonsKept(lessons=lessons))


def _check_days(trial_on: date, official_on: date | None) -> None:
    if not 2000 <= trial_on.year <= 2100:
        raise BadInput(N_("Ngày bắt đầu không hợp lý."), field="trial_on")
    if official_on is not None and official_on <= trial_on:
        raise BadInput(N_("Ngày vận hành chính thức phải sau ngày bắt đầu thử nghiệm."), field="official_on")


def checked_words(text: str, most: int, field: str, missing: str) -> str:
    """Return words as they are kept; :class:`BadInput` with ``missing`` when there are none, or when they are too many."""
    words = clean(text)
    if not words:
        raise BadInput(missing, field=field)
    if len(words) > most:
        raise BadInput(N_("Dài quá {most} ký tự."), field=field, most=most)
    return words


def _trial_dossier(command: TryScript) -> ports.TrialDossier | None:
    """Return the trial dossier named; one of another centre, or no trial dossier at all, is none of this script's."""
    if command.dossier is None:
        return None
    found = ports.trial_dossiers().named([command.dossier]).get(command.dossier)
    if found is None or found.unit != command.unit:
        raise NotFound(N_("Trung tâm này không có hồ sơ thử đó."), field="dossier")
    return found


def _of_mine(trial: Trial, unit: UUID, actor: Actor) -> None:
    row = TrialCentre.objects.filter(trial=trial, unit_id=unit).first()
    if row is None or not territory.holds(actor, row.place_id):
        raise NotFound(N_("Trung tâm này không có trong kế hoạch hoặc ngoài địa bàn của bạn."), field="unit")


def _centres(trial: Trial, ids: list[UUID], actor: Actor) -> list[TrialCentre]:
    wanted = list(dict.fromkeys(ids))
    if not 0 < len(wanted) <= rules.CENTRES_MOST:
        raise BadInput(N_("Chọn từ 1 đến {most} Trung tâm."), field="centres", most=rules.CENTRES_MOST)
    known, reach = office.units(wanted), territory.of(actor)
    homes = {id_: family.home_of(id_) for id_ in wanted}
    if any(id_ not in known or known[id_].level is not Level.CENTRE or homes[id_] not in reach for id_ in wanted):
        raise NotFound(N_("Có Trung tâm không thuộc địa bàn của bạn."), field="centres")
    places = office.units(homes.values())
    return [TrialCentre(trial=trial, unit_id=id_, place_id=homes[id_], name=places[homes[id_]].name) for id_ in wanted]
