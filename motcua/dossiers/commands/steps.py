"""Work a step and pass the dossier on, or send it back with a reason."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.catalogue.facts import Step
from motcua.dossiers import policies, routing, rules
from motcua.dossiers.commands.accept import begin, pass_to
from motcua.dossiers.models import Consultation, Dossier, StepRun
from motcua.dossiers.rules.places import FORWARD
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.dossiers import StepCompleted, StepSentBack
from motcua.ledger.prepared import update

OPINION_MOST = 1_000
WORK = frozenset({"specialist", "division_head", "external", "counter"})
SYSTEM = frozenset({"specialised_system"})
SIGN = frozenset({"leader"})
SEAL = frozenset({"seal"})


class CompleteStep(Command, frozen=True, kw_only=True):
    """Finish the present step with an opinion and pass the dossier on."""

    TARGET = "dossier"

    dossier: UUID
    opinion: str = ""


class EnterSpecialisedResult(Command, frozen=True, kw_only=True):
    """Finish "Nhập hệ thống chuyên ngành" with what the other system gave back: number, book, date, personal number."""

    TARGET = "dossier"

    dossier: UUID
    taken_back: dict[str, str]
    opinion: str = ""


class ApproveDossier(Command, frozen=True, kw_only=True):
    """The leader approves and signs; the dossier goes on to be sealed or returned."""

    TARGET = "dossier"

    dossier: UUID
    opinion: str = ""


class SealResult(Command, frozen=True, kw_only=True):
    """The clerk enters the result in the book and seals it: the result is ready."""

    TARGET = "dossier"

    dossier: UUID
    opinion: str = ""


class SendBack(Command, frozen=True, kw_only=True):
    """Do not pass the step: send the dossier to the step before, with the reason."""

    TARGET = "dossier"

    dossier: UUID
    reason: str


def at_work(dossier: Dossier) -> Said | None:
    """The dossier is at a step worked by a division, a head or an outside body."""
    return rules.may_step(dossier, WORK, "CompleteStep") or _not_back(dossier) or _not_sent(dossier)


def at_system(dossier: Dossier) -> Said | None:
    """The dossier is at the step where a specialised system is filled in."""
    return rules.may_step(dossier, SYSTEM, "EnterSpecialisedResult")


def at_signing(dossier: Dossier) -> Said | None:
    """The dossier waits for a leader."""
    return rules.may_step(dossier, SIGN, "ApproveDossier")


def at_seal(dossier: Dossier) -> Said | None:
    """The dossier waits for the seal."""
    return rules.may_step(dossier, SEAL, "SealResult")


def can_go_back(dossier: Dossier) -> Said | None:
    """The dossier is at a step with another worked step before it."""
    if dossier.step <= 1:
        return rules.may_step(dossier, frozenset(), "SendBack")
    return rules.may_step(dossier, WORK | SYSTEM | SIGN | SEAL, "SendBack")


@act(CompleteStep, on=Dossier, verb=N_("Chuyển bước tiếp"), may=policies.may_work_step, when=at_work, order=10)
def complete_step(command: CompleteStep, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Pass the dossier to the next step."""
    return _pass_on(dossier, context, opinion=command.opinion)


@act(
    EnterSpecialisedResult,
    on=Dossier,
    verb=N_("Ghi kết quả từ hệ thống chuyên ngành"),
    may=policies.may_work_step,
    when=at_system,
    order=10,
)
def enter_specialised(command: EnterSpecialisedResult, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep what the other system gave back; refused while one of its values is missing or cannot be."""
    if any(len(value) > OPINION_MOST for value in command.taken_back.values()):
        raise BadInput(N_("Nội dung dài quá {most} ký tự."), field="taken_back", most=OPINION_MOST)
    return _pass_on(dossier, context, opinion=command.opinion, taken_back=command.taken_back)


@act(ApproveDossier, on=Dossier, verb=N_("Ký duyệt"), may=policies.may_sign, when=at_signing, order=10)
def approve(command: ApproveDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Approve and pass on."""
    return _pass_on(dossier, context, opinion=command.opinion)


@act(SealResult, on=Dossier, verb=N_("Đóng dấu, có kết quả"), may=policies.may_seal, when=at_seal, order=10)
def seal(command: SealResult, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Seal and pass on."""
    return _pass_on(dossier, context, opinion=command.opinion)


@act(SendBack, on=Dossier, verb=N_("Trả lại bước trước"), may=policies.may_work_step, when=can_go_back, order=40)
def send_back(command: SendBack, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Reopen the step before; what was done stays in the history."""
    reason = rules.kept_words(command.reason, OPINION_MOST, "reason")
    if not reason:
        raise BadInput(N_("Xin ghi lý do trả lại."), field="reason")
    runs = {run.ordinal: run for run in dossier.course}
    before, present = runs[dossier.step - 1], runs[dossier.step]
    from_unit = dossier.holder_id
    present.started_at = present.due_at = None
    begin(dossier, before, routing.calendar(dossier.received_unit_id), context.at)
    if before.key == FORWARD:
        # What was sent lies with the receiving centre again, with its papers if they had gone along.
        dossier.sent_at, dossier.arrived_at, dossier.paper_file = None, None, ""
    update(before)
    update(present)
    return Done(
        StepSentBack(
            applicant=dossier.applicant_id,
            step=present.key,
            back_to=before.key,
            from_unit=from_unit,
            to_unit=dossier.holder_id,
            reason=reason,
        )
    )


def _not_back(dossier: Dossier) -> Said | None:
    """What a body outside works is passed on once that body has answered."""
    if dossier.step_role != "external":
        return None
    run = next(run for run in dossier.course if run.ordinal == dossier.step)
    back = Consultation.objects.filter(dossier=dossier, step=run.key, asked_at__gte=run.started_at)
    # One that was only called back, when the dossier ended for a while, has neither an answer nor a silence.
    if back.filter(~Q(answer="") | Q(silent=True)).exists():
        return None
    return said(N_("Bước này do cơ quan ngoài làm: gửi hồ sơ đi, ghi trả lời rồi mới chuyển bước."))


def _not_sent(dossier: Dossier) -> Said | None:
    """What another place settles is sent there, with word of where its papers are."""
    if dossier.step_role != "counter" or all(run.key != FORWARD for run in dossier.course):
        return None
    return said(N_("Bước này chuyển hồ sơ đến nơi giải quyết: dùng «Chuyển nơi giải quyết»."))


def _pass_on(
    dossier: Dossier, context: Context, *, opinion: str, taken_back: dict[str, str] | None = None
) -> Done[Dossier]:
    runs = {run.ordinal: run for run in dossier.course}
    present, following = runs[dossier.step], runs.get(dossier.step + 1)
    if following is None:
        raise RuleError(N_("Đây là bước cuối của quy trình."))
    if present.spec and taken_back is not None:
        _check_taken_back(present, taken_back)
        taken_back = rules.checked_taken_back(taken_back, clock.local(context.at).date())
        present.taken_back = canonical(taken_back)
    present.opinion = rules.kept_words(opinion, OPINION_MOST, "opinion")
    passed = pass_to(dossier, following, context)
    if following.role == "return_desk":
        dossier.state, dossier.ready_at = Dossier.State.READY, context.at
    else:
        dossier.state = Dossier.State.PROCESSING
    return Done(
        StepCompleted(
            applicant=dossier.applicant_id,
            step=passed.step,
            next_step=passed.next_step,
            from_unit=passed.from_unit,
            to_unit=dossier.holder_id,
            late=passed.late,
            state=dossier.state,
            opinion=present.opinion,
            taken_back=taken_back or {},
        )
    )


def _check_taken_back(run: StepRun, given: dict[str, str]) -> None:
    """Refuse while the specialised system has not given back all it must ("Có kết quả" without them is refused)."""
    step = msgspec.json.decode(run.spec, type=Step)
    unknown = [name for name in given if name not in step.takes_back]
    if unknown:
        raise BadInput(N_("Không có mục «{name}»."), field="taken_back", name=unknown[0][:60])
    missing = rules.missing_fields(step.takes_back, given)
    if missing:
        raise RuleError(
            N_("Còn thiếu từ {system}: {names}."),
            field="taken_back",
            system=step.system or N_("hệ thống chuyên ngành"),
            names=", ".join(missing),
        )
