"""Accept a dossier: the clock starts, the person gets a code, a date and its explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from motcua.catalogue import queries as catalogue
from motcua.catalogue import rules as catalogue_rules
from motcua.catalogue.facts import Channel, Paper, Step
from motcua.dossiers import codes, elsewhere, planning, policies, routing, rules, step_clock, syncing
from motcua.dossiers.commands.complete_application import CompleteApplication
from motcua.dossiers.models import Dossier, DossierPaper, StepRun
from motcua.dossiers.rules.searching import key_of
from motcua.kernel import clock, worktime
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.dossiers import DossierAccepted, PaperGiven
from motcua.ledger.perform import perform
from motcua.ledger.prepared import insert, update
from motcua.ledger.sequences import take
from motcua.parties.queries import cards as parties


class AcceptDossier(Command, frozen=True, kw_only=True):
    """Receive a dossier of ``procedure`` in ``case`` from ``applicant`` (handed in by ``submitter``, if another).

    ``code`` is scanned from the province's system or the portal where the centre works *song hành*; a centre that
    mints its own leaves it empty. ``helped_at`` and ``competent`` default to this centre and
    the body of its commune that the procedure names; a commune there stands for its body. ``returning`` is the centre that
    hands the result over, this one unless told.
    ``visit`` joins several dossiers of one person at one counter. ``filed_by`` says whose hands put an
    online one in (:data:`~motcua.dossiers.rules.life.FILED_BY`). ``application`` is the earlier visit at which the person was asked to complete it.
    """

    procedure: str
    case: str
    applicant: UUID
    papers: tuple[PaperGiven, ...]
    channel: Channel = "direct"
    submitter: UUID | None = None
    capacity: str = "owner"
    about: str = ""
    details: dict[str, str] = msgspec.field(default_factory=dict)
    visit: UUID | None = None
    code: str = ""
    helped_at: UUID | None = None
    competent: UUID | None = None
    returning: UUID | None = None
    return_manner: str = "desk"
    sets: int = 1
    filed_by: str = ""
    application: UUID | None = None


@act(AcceptDossier, on=Dossier, verb=N_("Tiếp nhận"), may=policies.may_accept)
def accept(command: AcceptDossier, context: Context) -> Done[Dossier]:
    """Check papers and people, reckon the date, plan the steps, number the dossier."""
    actor, day = context.actor, clock.local(context.at).date()
    place = _place(actor)
    terms = catalogue.terms(place.centre, command.procedure, command.channel, command.case, day)
    facts = terms.version.facts
    asked = catalogue_rules.papers_for(catalogue_rules.case_of(facts, command.case), command.channel)
    rules.check_papers(asked, command.papers)
    rules.check_capacity(command.capacity, has_submitter=command.submitter is not None)
    _check_words(command)
    details = rules.kept_details((name for step in terms.steps for name in step.fields), command.details)
    people = parties.cards([command.applicant, command.submitter], realm=actor.realm)
    applicant, submitter = people[command.applicant], people[command.submitter] if command.submitter else None
    calendar = routing.calendar(place.centre)
    due = _due(calendar, context.at, terms.limit)
    code, number = _number(command, place, str(actor.realm), day)
    competent = elsewhere.competent(command.competent, facts.agency_class, place, day)
    dossier = Dossier(
        id=new_id(),
        realm=str(actor.realm),
        code=code,
        reception_number=number,
        visit_id=command.visit or new_id(),
        helped_at_id=elsewhere.helped_at(command.helped_at, place, day),
        received_unit_id=place.centre,
        competent_id=competent,
        settling_unit_id=elsewhere.settling(competent, place, day),
        returning_unit_id=elsewhere.returning(command.returning, place, day),
        holder_id=place.centre,
        holder_since=context.at,
        procedure_code=facts.code,
        procedure_name=facts.name,
        procedure_version_id=terms.version.id,
        case=command.case,
        channel=command.channel,
        applicant_id=applicant.id,
        applicant_name=applicant.name,
        submitter_id=submitter.id if submitter else None,
        submitter_name=submitter.name if submitter else "",
        capacity=command.capacity,
        about=rules.kept_words(command.about, rules.ABOUT_MOST, "about"),
        details=canonical(details),
        return_manner=command.return_manner,
        sets=command.sets,
        filed_by=rules.whose_hands(command.channel, command.filed_by),
        received_at=context.at,
        received_day=day,
        due_at=due.at if due else None,
        due=canonical(due.to_dict()) if due else "",
        minutes=_minutes(calendar, due),
    )
    if syncing.waits(place.centre, dossier.realm, context.at, code=code, mints=place.mints_codes):
        dossier.unsynced_since = context.at
    dossier.folded = key_of(dossier)
    runs = plan(dossier, terms.steps, calendar, context)
    insert(*paper_rows(dossier, asked, command.papers))
    event = _told(command, dossier, runs, terms)
    _complete(command.application, dossier, context)
    return Done(event, dossier, {"code": code, "number": number, "due": dossier.due_at})


def _told(command: AcceptDossier, dossier: Dossier, runs: list[StepRun], terms: catalogue.Terms) -> DossierAccepted:
    """Return what the books say of the acceptance."""
    return DossierAccepted(
        code=dossier.code,
        reception_number=dossier.reception_number,
        visit=dossier.visit_id,
        procedure=dossier.procedure_code,
        procedure_version=terms.version.id,
        case=command.case,
        channel=command.channel,
        helped_at=dossier.helped_at_id,
        received_at_unit=dossier.received_unit_id,
        competent=dossier.competent_id,
        applicant=dossier.applicant_id,
        submitter=dossier.submitter_id,
        capacity=command.capacity,
        papers=list(command.papers),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        limit=msgspec.to_builtins(terms.limit),
        steps=[run.key for run in runs],
        return_manner=command.return_manner,
        applicant_name=dossier.applicant_name,
        submitter_name=dossier.submitter_name,
        about=dossier.about,
        details=msgspec.json.decode(dossier.details),
        filed_by=dossier.filed_by,
        application=command.application,
        settling=dossier.settling_unit_id,
        returning=dossier.returning_unit_id,
        unsynced=dossier.unsynced_since is not None,
    )


def _complete(application: UUID | None, dossier: Dossier, context: Context) -> None:
    """Let an earlier visit, at which the person was asked to complete the papers, point to the dossier."""
    if application is not None:
        done = CompleteApplication(application=application, dossier=dossier.id)
        perform(done, context.actor, key=f"{context.entry.hex}.application")


def _check_words(command: AcceptDossier) -> None:
    if command.return_manner not in rules.RETURN_MANNERS:
        raise BadInput(N_("Cách nhận kết quả không đúng."), field="return_manner")
    if not 1 <= command.sets <= rules.COUNT_MOST:
        raise BadInput(N_("Số bộ hồ sơ phải từ 1 đến {most}."), field="sets", most=rules.COUNT_MOST)


def _due(calendar: worktime.Calendar, at: datetime, limit: Any) -> worktime.Due | None:
    reckoned = rules.limit_of(limit)
    return worktime.due(calendar, at, reckoned) if reckoned else None


def _place(actor: Actor) -> routing.Directory:
    if actor.unit is None:
        raise RuleError(N_("Tài khoản chưa gắn với trung tâm nào."))
    return routing.directory(actor.unit)


def _minutes(calendar: worktime.Calendar, due: worktime.Due | None) -> int | None:
    return worktime.working_minutes(calendar, due.accepted_at, due.at) if due and due.at else None


def _number(command: AcceptDossier, place: routing.Directory, realm: str, day: date) -> tuple[str, str]:
    """Return the dossier code and the centre's own reception number; both gapless, taken in this transaction."""
    if place.mints_codes:
        if command.code:
            raise BadInput(N_("Trung tâm tự cấp mã hồ sơ: không nhập mã từ hệ thống khác."), field="code")
        return numbered(place, realm, day, mints=True)
    code = codes.check_given(command.code) if command.code else ""
    if code and Dossier.objects.filter(realm=realm, code=code).exists():
        raise Conflict(N_("Mã hồ sơ {code} đã được nhập trước đó."), field="code", code=code)
    return code, numbered(place, realm, day, mints=False)[1]


def numbered(place: routing.Directory, realm: str, day: date, *, mints: bool) -> tuple[str, str]:
    """Return the next code, which is the reception number too, or where the centre ``mints`` none "" and the number."""
    if mints:
        agency = routing.agency_code(place.centre, day)
        code = codes.code(agency, day, take(codes.sequence_name(realm, agency, day)))
        return code, code
    return "", codes.own_number("TN", realm, routing.commune_code(place.centre, day), day)


def paper_rows(dossier: Dossier, asked: tuple[Paper, ...], given: tuple[PaperGiven, ...]) -> list[DossierPaper]:
    """Return a row for every paper of the list, with what was given of it."""
    counts = {paper.key: paper for paper in given}
    rows = []
    for ordinal, paper in enumerate(asked):
        count = counts.get(paper.key)
        rows.append(
            DossierPaper(
                dossier=dossier,
                ordinal=ordinal,
                key=paper.key,
                name=paper.name,
                kind=paper.kind,
                originals=count.originals if count else 0,
                certified=count.certified if count else 0,
                photocopies=count.photocopies if count else 0,
                waiver=clean(count.waiver) if count else "",
            )
        )
    return rows


def plan(
    dossier: Dossier,
    steps: tuple[Step, ...],
    calendar: worktime.Calendar,
    context: Context,
    received: StepRun | None = None,
) -> list[StepRun]:
    """Write the steps as planned, the reception done, the next one begun; return them.

    ``received``: the reception as it was before they were planned anew; whoever acts now received it unless told.
    """
    runs = planning.planned(dossier, steps)
    first = 0
    if runs[0].role == "counter":
        runs[0].started_at = runs[0].finished_at = dossier.received_at
        by = (
            (received.official_id, received.official_name) if received else (context.actor.official, context.actor.name)
        )
        runs[0].official_id, runs[0].official_name = by
        first = 1
    begin(dossier, runs[first], calendar, context.at)
    dossier.step_count = len(runs)
    insert(*runs)
    return runs


@dataclass(frozen=True, slots=True)
class Passed:
    """A step that was finished and the one begun: their keys, who held the dossier before, whether it was late."""

    step: str
    next_step: str
    from_unit: UUID
    late: bool


def pass_to(dossier: Dossier, following: StepRun, context: Context) -> Passed:
    """Finish the present step as the actor's work, begin ``following``, and write both.

    What else is kept of the present step (an opinion, what came back) is put on its row before.
    """
    present = next(run for run in dossier.course if run.ordinal == dossier.step)
    late = bool(dossier.step_due_at and worktime.is_late(context.at, dossier.step_due_at))
    passed = Passed(present.key, following.key, dossier.holder_id, late)
    present.finished_at = context.at
    present.official_id, present.official_name = context.actor.official, context.actor.name
    begin(dossier, following, routing.calendar(dossier.received_unit_id), context.at)
    update(present)
    update(following)
    return passed


def finish_last(dossier: Dossier, context: Context) -> None:
    """Finish the present step as the actor's work where none follows: the result went out."""
    StepRun.objects.filter(dossier=dossier, ordinal=dossier.step).update(
        finished_at=context.at, official_id=context.actor.official, official_name=context.actor.name
    )


def begin(dossier: Dossier, run: StepRun, calendar: worktime.Calendar, at: datetime) -> None:
    """Make ``run`` the present step of ``dossier``: its unit holds the dossier from now on.

    A step that a unit of a dissolved place worked is worked by the body that came after it.
    """
    if dossier.inherited_at is not None:
        run.unit_id = routing.successor(run.unit_id, dossier.received_unit_id)
    run.started_at, run.finished_at = at, None
    step_clock.run_from(dossier, run, calendar)
    if dossier.holder_id != run.unit_id:
        dossier.holder_since = at
    dossier.holder_id = run.unit_id
    dossier.official_id, dossier.official_name, dossier.stand_in_id = None, "", None
    dossier.step, dossier.step_name, dossier.step_role = run.ordinal, run.name, run.role
