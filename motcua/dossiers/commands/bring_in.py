"""Enter an open dossier that an old unit kept on paper or in another system, as it hands it over: its date is not reckoned."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.catalogue import queries as catalogue
from motcua.catalogue import rules as catalogue_rules
from motcua.catalogue.facts import Step
from motcua.catalogue.queries import Terms
from motcua.dossiers import codes, policies, routing, rules, step_clock
from motcua.dossiers.commands.accept import numbered, paper_rows
from motcua.dossiers.commands.inherit import centre_of, handed_over, minutes_text, why_kept
from motcua.dossiers.models import Dossier, FormerCode, Handover, Pause, StepRun, Takeover
from motcua.dossiers.planning import planned
from motcua.dossiers.rules.life import PAUSED, State
from motcua.dossiers.rules.searching import key_of
from motcua.kernel import clock, worktime
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.words import N_, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.dossier_inherited import DossierBroughtIn
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.prepared import insert
from motcua.parties.queries import cards as parties

STANDS: Final = (State.PROCESSING, State.SUPPLEMENT, State.FEE, State.SUSPENDED, State.READY)
"""Where a dossier may stand that is handed over."""
NOTE_MOST: Final = 500


class BringInDossier(Command, frozen=True, kw_only=True):
    """Go on with a dossier of ``origin`` (the old unit's place), known there as ``old_code``.

    ``received_at`` and ``due_at`` are what its receipt says. ``step`` is a place in this centre's process, counted from 0.
    ``since``: from when it waits or has its result, for a state that does. ``note``: what the old unit wrote beside it.
    """

    origin: UUID
    old_code: str
    procedure: str
    applicant: UUID
    received_at: datetime
    due_at: datetime | None
    state: str = State.PROCESSING.value
    step: int = 1
    since: datetime | None = None
    case: str = ""
    papers: tuple[PaperGiven, ...] = ()
    about: str = ""
    return_manner: str = "desk"
    note: str = ""


@act(BringInDossier, on=Dossier, verb=N_("Nhập hồ sơ đơn vị cũ bàn giao"), may=policies.may_bring_in)
def bring_in(command: BringInDossier, context: Context) -> Done[Dossier]:
    """Check it against the procedure as this centre offers it, keep code and date, place it in the process."""
    realm, day = str(context.actor.realm), clock.local(context.at).date()
    centre = centre_of(context)
    place, calendar = routing.directory(centre), routing.calendar(centre)
    old_code = codes.old_receipt(command.old_code)
    handed = handed_over(centre, command.origin, realm)
    known_before(realm, command.origin, old_code)
    facts = catalogue.version_on(command.procedure, day).facts
    case = command.case or next((one.key for one in facts.cases), "")
    terms = catalogue.terms(centre, command.procedure, "direct", case, day)
    asked = catalogue_rules.papers_for(catalogue_rules.case_of(facts, case), "direct")
    rules.check_listed(asked, command.papers)
    check_course(command, terms.steps, context.at)
    if command.return_manner not in rules.RETURN_MANNERS:
        raise BadInput(N_("Cách nhận kết quả không đúng."), field="return_manner")
    person = parties.cards([command.applicant], realm=realm)[command.applicant]
    code, number = _numbers(old_code, place, realm, centre, day)
    dossier = Dossier(
        id=new_id(),
        realm=realm,
        code=code,
        reception_number=number,
        visit_id=new_id(),
        state=command.state,
        helped_at_id=command.origin,
        received_unit_id=centre,
        competent_id=place.competent(facts.agency_class),
        settling_unit_id=centre,
        returning_unit_id=centre,
        holder_id=centre,
        holder_since=context.at,
        procedure_code=facts.code,
        procedure_name=facts.name,
        procedure_version_id=terms.version.id,
        case=case,
        channel="direct",
        applicant_id=person.id,
        applicant_name=person.name,
        about=rules.kept_words(command.about, rules.ABOUT_MOST, "about"),
        return_manner=command.return_manner,
        received_at=command.received_at,
        received_day=clock.local(command.received_at).date(),
        origin_id=command.origin,
        inherited_at=context.at,
    )
    _date(dossier, command, terms, calendar, handed)
    dossier.folded = key_of(dossier)
    runs = _placed(dossier, command, terms.steps, calendar, context.at)
    insert(*runs)
    insert(*paper_rows(dossier, asked, command.papers))
    _leave_traces(dossier, command, old_code, context.at)
    event = _event(dossier, command, old_code, handed, [step.key for step in terms.steps])
    return Done(event, dossier, {"code": code, "number": number, "due": dossier.due_at})


def _event(
    dossier: Dossier, command: BringInDossier, old_code: str, handed: Handover, steps: list[str]
) -> DossierBroughtIn:
    due: dict[str, Any] = msgspec.json.decode(dossier.due) if dossier.due else {}
    return DossierBroughtIn(
        origin=command.origin,
        old_code=old_code,
        code=dossier.code,
        reception_number=dossier.reception_number,
        visit=dossier.visit_id,
        procedure=dossier.procedure_code,
        procedure_version=dossier.procedure_version_id,
        case=dossier.case,
        channel=dossier.channel,
        received_at_unit=dossier.received_unit_id,
        competent=dossier.competent_id,
        holder=dossier.holder_id,
        applicant=dossier.applicant_id,
        papers=list(command.papers),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        stated_due_at=command.due_at,
        limit=due.get("limit"),
        steps=steps,
        step=dossier.step,
        state=dossier.state,
        since=command.since,
        ground=handed.ground,
        minutes=minutes_text(handed),
        return_manner=dossier.return_manner,
        applicant_name=dossier.applicant_name,
        about=dossier.about,
        note=rules.kept_words(command.note, NOTE_MOST, "note"),
    )


def known_before(realm: str, origin: UUID, old_code: str) -> None:
    """Refuse a code that this old unit's dossier was entered under before, or that a dossier of these books has."""
    entered = Takeover.objects.filter(realm=realm, place_id=origin, old_code=old_code)
    if entered.exists() or Dossier.objects.filter(realm=realm, code=old_code).exists():
        raise Conflict(N_("Hồ sơ mã {code} đã có trong sổ."), field="old_code", code=old_code)


def check_course(command: BringInDossier, steps: tuple[Step, ...], at: datetime) -> None:
    """Refuse a place in no process, a state nobody hands over, and instants that cannot be."""
    if command.state not in STANDS:
        raise BadInput(N_("Tình trạng hồ sơ bàn giao không đúng."), field="state")
    if len(steps) < 2:
        raise RuleError(N_("Thủ tục {code} chưa có quy trình nội bộ."), code=command.procedure)
    if not 1 <= command.step < len(steps):
        raise BadInput(N_("Quy trình của thủ tục này có các bước từ 2 đến {most}."), field="step", most=len(steps))
    if command.received_at > at:
        raise BadInput(N_("Ngày tiếp nhận chưa đến."), field="received_at")
    if command.due_at is not None and command.due_at <= command.received_at:
        raise BadInput(N_("Hạn trả phải sau lúc tiếp nhận."), field="due_at")
    if command.state == State.PROCESSING:
        if command.since is not None:
            raise BadInput(N_("Hồ sơ đang giải quyết không có ngày dừng."), field="since")
    elif command.since is None:
        raise BadInput(N_("Ghi từ khi nào hồ sơ chờ hoặc có kết quả."), field="since")
    elif not command.received_at <= command.since <= at:
        raise BadInput(N_("Ngày này phải từ lúc tiếp nhận đến nay."), field="since")


def _numbers(old_code: str, place: routing.Directory, realm: str, centre: UUID, day: Any) -> tuple[str, str]:
    """Return code and reception number. A code of the national shape is for life; what is none gets one of this centre."""
    if codes.is_code(old_code):
        return codes.check_given(old_code), numbered(place, realm, day, mints=False)[1]
    return numbered(place, realm, day, mints=place.mints_codes)


def _date(
    dossier: Dossier, command: BringInDossier, terms: Terms, calendar: worktime.Calendar, handed: Handover
) -> None:
    """Write the date as the old unit promised it; while the clock stands still it is kept beside, and moves by the pause."""
    if command.due_at is None:
        return
    whole = _minutes(calendar, command.received_at, command.due_at)
    limit = rules.limit_of(terms.limit) or worktime.WorkingHours(0, max(whole or 0, 1))
    words, ground = why_kept(command.origin, handed)
    due = worktime.stated(calendar, command.received_at, limit, command.due_at, words, ground)
    if command.state in PAUSED and command.since is not None and command.due_at > command.since:
        due = worktime.halted(due, command.since, said(N_("Đang tạm dừng: hạn của đơn vị cũ sẽ lùi theo.")), ground)
    dossier.due_at, dossier.due, dossier.minutes = due.at, canonical(due.to_dict()), whole
    dossier.paused_at = command.since if command.state in PAUSED else None


def _minutes(calendar: worktime.Calendar, begin: datetime, end: datetime) -> int | None:
    """Return the working minutes between two instants, ``None`` for days that no calendar here covers."""
    try:
        return worktime.working_minutes(calendar, begin, end)
    except RuleError:
        return None


def _placed(
    dossier: Dossier,
    command: BringInDossier,
    steps: tuple[Step, ...],
    calendar: worktime.Calendar,
    at: datetime,
) -> list[StepRun]:
    """Return the process with the dossier at its step: what was done before was done elsewhere and has no times here."""
    runs = planned(dossier, steps)
    run = runs[-1] if command.state == State.READY else runs[command.step]
    run.started_at = at
    step_clock.run_from(dossier, run, calendar)
    dossier.holder_id, dossier.step_count = run.unit_id, len(runs)
    dossier.step, dossier.step_name, dossier.step_role = run.ordinal, run.name, run.role
    if command.state == State.READY:
        dossier.ready_at = command.since
    elif dossier.paused_at is not None and dossier.due_at is None:
        run.due_at = dossier.step_due_at = None
    return runs


def _leave_traces(dossier: Dossier, command: BringInDossier, old_code: str, at: datetime) -> None:
    """Keep whose it was, the code of its old receipt where it has another now, and the pause that lasts."""
    insert(
        Takeover(
            dossier=dossier,
            realm=dossier.realm,
            from_unit_id=command.origin,
            to_unit_id=dossier.received_unit_id,
            place_id=command.origin,
            at=at,
            old_code=old_code,
        )
    )
    if old_code != dossier.code:
        insert(FormerCode(dossier=dossier, realm=dossier.realm, code=old_code))
    if dossier.paused_at is not None:
        insert(Pause(dossier=dossier, kind=command.state, started_at=dossier.paused_at, due_before=command.due_at))
