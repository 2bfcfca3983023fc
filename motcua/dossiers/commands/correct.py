"""Put a wrong person or a typing error right, with trace; or print the slip again for somebody who lost it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from motcua.catalogue import queries as catalogue
from motcua.catalogue import rules as catalogue_rules
from motcua.catalogue.facts import Channel, Step
from motcua.dossiers import codes, elsewhere, policies, routing, rules
from motcua.dossiers.changes import CODE_NOW, HOLDER_NOW, STEPS_NOW, UNITS_NOW
from motcua.dossiers.commands.accept import paper_rows, plan
from motcua.dossiers.models import Dossier, DossierPaper, FormerCode, StepRun
from motcua.dossiers.rules.searching import key_of
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.dossiers import DossierCorrected, PaperGiven, SlipReissued
from motcua.ledger.prepared import update
from motcua.parties.queries import cards as parties

REASON_MOST = 300


class CorrectDossier(Command, frozen=True, kw_only=True):
    """Give the dossier as it should have been accepted, with the reason; reception time and due date stay.

    ``papers`` empty keeps the papers as they are; ``code`` empty keeps the province's code; ``helped_at`` and
    ``competent`` empty keep these units, as does ``returning``. Another place settles it only while nobody has worked on it.
    """

    TARGET = "dossier"

    dossier: UUID
    reason: str
    applicant: UUID
    submitter: UUID | None = None
    capacity: str = "owner"
    about: str = ""
    details: dict[str, str] = msgspec.field(default_factory=dict)
    papers: tuple[PaperGiven, ...] = ()
    return_manner: str = "desk"
    code: str = ""
    helped_at: UUID | None = None
    competent: UUID | None = None
    returning: UUID | None = None


class ReissueSlip(Command, frozen=True, kw_only=True):
    """Print the slip again, marked as reissued, after the person showed who they are."""

    TARGET = "dossier"

    dossier: UUID
    reason: str


def is_open(dossier: Dossier) -> Said | None:
    """What was returned is corrected by a new procedure, not here."""
    return None if dossier.open else said(N_("Hồ sơ đã kết thúc, không đính chính được nữa."))


@act(CorrectDossier, on=Dossier, verb=N_("Đính chính"), may=policies.may_correct, when=is_open, order=70)
def correct(command: CorrectDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Change what was wrong, keep what it was, raise the slip's issue number."""
    reason = _reason(command.reason)
    rules.check_capacity(command.capacity, has_submitter=command.submitter is not None)
    if command.return_manner not in rules.RETURN_MANNERS:
        raise BadInput(N_("Cách nhận kết quả không đúng."), field="return_manner")
    details = rules.kept_details(_declared(dossier), command.details)
    people = parties.cards([command.applicant, command.submitter], realm=context.actor.realm)
    after: dict[str, Any] = {
        "applicant_id": command.applicant,
        "applicant_name": people[command.applicant].name,
        "submitter_id": command.submitter,
        "submitter_name": people[command.submitter].name if command.submitter else "",
        "capacity": command.capacity,
        "about": rules.kept_words(command.about, rules.ABOUT_MOST, "about"),
        "details": canonical(details),
        "return_manner": command.return_manner,
    } | _units(command, dossier, clock.local(context.at).date())
    changed = [name for name, value in after.items() if getattr(dossier, name) != value]
    before = {name: str(getattr(dossier, name)) for name in changed if name.endswith("_id") or name == "capacity"}
    # As with the code: the event has no field for the units after it, and its schema is frozen.
    before |= {now: str(after[name]) for name, now in UNITS_NOW.items() if name in changed}
    for name in changed:
        setattr(dossier, name, after[name])
    before |= _follow(dossier, changed, context)
    dossier.folded = key_of(dossier)
    if command.papers and _change_papers(dossier, command.papers):
        changed.append("papers")
    if command.code.strip() and _change_code(dossier, command.code, before):
        changed.append("code")
    if not changed:
        raise RuleError(N_("Không có gì thay đổi so với hồ sơ đang lưu."))
    dossier.issue += 1
    return Done(
        DossierCorrected(
            reason=reason,
            fields=changed,
            before=before,
            applicant=command.applicant,
            submitter=command.submitter,
            issue=dossier.issue,
            papers=list(command.papers),
            applicant_name=dossier.applicant_name,
            about=dossier.about,
            details=details,
        ),
        outcome={"issue": dossier.issue},
    )


def _units(command: CorrectDossier, dossier: Dossier, day: date) -> dict[str, UUID]:
    """Return where the citizen was helped and who is competent, as they are wanted now; nothing for what stays."""
    place = routing.directory(dossier.received_unit_id)
    agency = catalogue.version(dossier.procedure_version_id).facts.agency_class
    wanted: dict[str, UUID] = {}
    if command.helped_at is not None:
        wanted["helped_at_id"] = elsewhere.helped_at(command.helped_at, place, day)
    if command.competent is not None:
        wanted["competent_id"] = elsewhere.competent(command.competent, agency, place, day)
        wanted["settling_unit_id"] = elsewhere.settling(wanted["competent_id"], place, day)
    if command.returning is not None:
        wanted["returning_unit_id"] = elsewhere.returning(command.returning, place, day)
    return wanted


def _follow(dossier: Dossier, changed: list[str], context: Context) -> dict[str, str]:
    """Let the steps follow from the units corrected; return what of the row changed with them, for the event.

    :class:`RuleError` when another place should settle it and it is worked on already.
    """
    before, planned = dossier.holder_id, {}
    if "settling_unit_id" in changed:
        _plan_anew(dossier, context)
        planned = {STEPS_NOW: str(dossier.step_count)}
    elif "returning_unit_id" in changed:
        last = dossier.course[-1]
        last.unit_id = dossier.returning_unit_id
        update(last)
        dossier.back_at = None
        if dossier.step == last.ordinal:
            dossier.holder_id, dossier.holder_since = last.unit_id, context.at
            dossier.official_id, dossier.official_name, dossier.stand_in_id = None, "", None
    return planned | ({HOLDER_NOW: str(dossier.holder_id)} if dossier.holder_id != before else {})


def _plan_anew(dossier: Dossier, context: Context) -> None:
    """Plan the steps for the place that settles it now; refused once anybody but the counter has worked on it."""
    worked = any(run.finished_at for run in dossier.course[1:]) or dossier.outside
    if worked or dossier.step > 1 or dossier.state != Dossier.State.ACCEPTED:
        raise RuleError(
            N_("Hồ sơ đang được giải quyết, không đổi nơi giải quyết được nữa. Rút hồ sơ này rồi lập hồ sơ mới."),
            field="competent",
        )
    received = dossier.course[0]
    day = clock.local(dossier.received_at).date()
    steps = catalogue.own_steps(dossier.received_unit_id, dossier.procedure_code, day)
    steps = steps or catalogue.version(dossier.procedure_version_id).facts.process
    StepRun.objects.filter(dossier=dossier).delete()
    plan(dossier, steps, routing.calendar(dossier.received_unit_id), context, received)


def _declared(dossier: Dossier) -> list[str]:
    """Return the particulars the planned steps ask for, and those the dossier has already."""
    specs = [msgspec.json.decode(run.spec, type=Step) for run in dossier.course if run.spec]
    return [*msgspec.json.decode(dossier.details or "{}"), *(name for spec in specs for name in spec.fields)]


def _change_code(dossier: Dossier, given: str, before: dict[str, str]) -> bool:
    """Put a mistyped code of the province's right; the centre's own codes are its counter's and stay.

    The wrong one goes on leading to the dossier: a slip printed meanwhile says it. ``before`` keeps both codes: the event has no field for the new one, and its schema is frozen.
    """
    code = codes.check_given(given)
    if code == dossier.code:
        return False
    if not dossier.code or dossier.code == dossier.reception_number:
        raise RuleError(N_("Hồ sơ này không có mã của tỉnh để sửa."), field="code")
    if Dossier.objects.filter(realm=dossier.realm, code=code).exists():
        raise Conflict(N_("Mã hồ sơ {code} đã thuộc hồ sơ khác."), field="code", code=code)
    before |= {"code": dossier.code, CODE_NOW: code}
    FormerCode.objects.filter(dossier=dossier, code=code).delete()
    FormerCode.objects.create(dossier=dossier, realm=dossier.realm, code=dossier.code)
    dossier.code = code
    return True


def _change_papers(dossier: Dossier, given: tuple[PaperGiven, ...]) -> bool:
    facts = catalogue.version(dossier.procedure_version_id).facts
    channel: Channel = msgspec.convert(dossier.channel, Channel)
    asked = catalogue_rules.papers_for(catalogue_rules.case_of(facts, dossier.case), channel)
    rules.check_papers(asked, given)
    known = {row.key: row for row in DossierPaper.objects.filter(dossier=dossier)}
    changed = []
    for fresh in paper_rows(dossier, asked, given):
        row = known.get(fresh.key)
        if row is None:
            continue
        values = (fresh.originals, fresh.certified, fresh.photocopies, fresh.waiver)
        if (row.originals, row.certified, row.photocopies, row.waiver) != values:
            row.originals, row.certified, row.photocopies, row.waiver = values
            changed.append(row)
    DossierPaper.objects.bulk_update(changed, ["originals", "certified", "photocopies", "waiver"])
    return bool(changed)


@act(ReissueSlip, on=Dossier, verb=N_("Cấp lại giấy hẹn"), may=policies.may_correct, order=75)
def reissue(command: ReissueSlip, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Raise the slip's issue number; the print says "CẤP LẠI"."""
    reason = _reason(command.reason)
    dossier.issue += 1
    return Done(SlipReissued(issue=dossier.issue, reason=reason), outcome={"issue": dossier.issue})


def _reason(text: str) -> str:
    reason = rules.kept_words(text, REASON_MOST, "reason")
    if not reason:
        raise BadInput(N_("Xin ghi lý do."), field="reason")
    return reason
