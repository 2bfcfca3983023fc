"""Ends other than a granted result: rejected, withdrawn by the citizen, stopped by the body; and an end undone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.dossiers import policies, reckoning, rules
from motcua.dossiers.commands.accept import pass_to
from motcua.dossiers.commands.steps import at_signing
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.rules import life
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_life import (
    DossierRejected,
    DossierReopened,
    DossierStopped,
    DossierWithdrawn,
)

RETURNED_MOST = 500


class RejectDossier(Command, frozen=True, kw_only=True):
    """Decide not to grant what was asked: the refusal with reason and ground is the result to hand over (form 03)."""

    TARGET = "dossier"

    dossier: UUID
    ground: str
    reason: str


class WithdrawDossier(Command, frozen=True, kw_only=True):
    """The citizen takes the dossier back: what they asked and when, which papers and which money they get back (form 05)."""

    TARGET = "dossier"

    dossier: UUID
    asked_on: date
    reason: str
    papers_back: str = ""
    money_back: str = ""


class StopDossier(Command, frozen=True, kw_only=True):
    """Stop for good, with the legal ground and the reason."""

    TARGET = "dossier"

    dossier: UUID
    ground: str
    reason: str


class ReopenDossier(Command, frozen=True, kw_only=True):
    """Undo an end: entered by mistake, or lifted by a decision that ``ground`` names."""

    TARGET = "dossier"

    dossier: UUID
    ground: str
    reason: str


def can_reject(dossier: Dossier) -> Said | None:
    """The dossier waits for a leader, and the clock runs."""
    return life.barred(dossier, "RejectDossier") or at_signing(dossier)


def not_decided(dossier: Dossier) -> Said | None:
    """No decision was signed yet: after it there is a result, and nothing to withdraw (NĐ 118/2025 Đ21)."""
    refusal = life.barred(dossier, "WithdrawDossier")
    if refusal is None and any(run.role == "leader" and run.finished_at for run in dossier.course):
        return said(N_("Hồ sơ đã có quyết định ký duyệt, không rút được nữa."))
    return refusal


def can_stop(dossier: Dossier) -> Said | None:
    """No result is there yet."""
    return life.barred(dossier, "StopDossier")


def can_reopen(dossier: Dossier) -> Said | None:
    """Its life has ended. A result that was handed over is taken back on the same day only: later it is a new dossier."""
    refusal = life.barred(dossier, "ReopenDossier")
    if refusal is None and dossier.state == life.State.RETURNED:
        same_day = dossier.returned_at and clock.local(dossier.returned_at).date() == clock.today()
        return None if same_day else said(N_("Kết quả đã trả chỉ mở lại được trong ngày trả. Sau đó lập hồ sơ mới."))
    return refusal


@act(RejectDossier, on=Dossier, verb=N_("Từ chối giải quyết"), may=policies.may_reject, when=can_reject, order=62)
def reject(command: RejectDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Send the refusal to the return desk; the steps between are never begun."""
    ground = rules.demanded_words(command.ground, rules.GROUND_MOST, "ground", N_("Ghi căn cứ pháp lý để từ chối."))
    reason = rules.demanded_words(
        command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do từ chối: người dân đọc được.")
    )
    runs = {run.ordinal: run for run in dossier.course}
    present, last = runs[dossier.step], runs[max(runs)]
    present.opinion = reason
    passed = pass_to(dossier, last, context)
    dossier.state, dossier.ready_at, dossier.rejected = life.leads_to("RejectDossier"), context.at, True
    return Done(
        DossierRejected(
            applicant=dossier.applicant_id,
            step=passed.step,
            next_step=last.ordinal,
            from_unit=passed.from_unit,
            to_unit=dossier.holder_id,
            ground=ground,
            late=passed.late,
            reason=reason,
        )
    )


@act(
    WithdrawDossier,
    on=Dossier,
    verb=N_("Rút hồ sơ theo đề nghị"),
    may=policies.may_take_in,
    when=not_decided,
    order=70,
)
def withdraw(command: WithdrawDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """End the dossier at the citizen's request."""
    received, today = clock.local(dossier.received_at).date(), clock.local(context.at).date()
    if not received <= command.asked_on <= today:
        raise BadInput(N_("Ngày đề nghị phải từ ngày nhận hồ sơ đến hôm nay."), field="asked_on")
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi đề nghị của người dân."))
    stage = dossier.step_name
    _end(dossier, "WithdrawDossier", context)
    return Done(
        DossierWithdrawn(
            applicant=dossier.applicant_id,
            stage=stage,
            asked_on=command.asked_on.isoformat(),
            reason=reason,
            papers_back=rules.kept_words(command.papers_back, RETURNED_MOST, "papers_back"),
            money_back=rules.kept_words(command.money_back, RETURNED_MOST, "money_back"),
        )
    )


@act(StopDossier, on=Dossier, verb=N_("Dừng giải quyết"), may=policies.may_decide, when=can_stop, order=71)
def stop(command: StopDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """End the dossier on the body's own account."""
    ground = rules.demanded_words(command.ground, rules.GROUND_MOST, "ground", N_("Ghi căn cứ pháp lý để dừng."))
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do dừng giải quyết."))
    stage = dossier.step_name
    _end(dossier, "StopDossier", context)
    return Done(DossierStopped(applicant=dossier.applicant_id, stage=stage, ground=ground, reason=reason))


@act(ReopenDossier, on=Dossier, verb=N_("Mở lại hồ sơ"), may=policies.may_open_again, when=can_reopen, order=82)
def reopen(command: ReopenDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Put it back where it was; the time between is no time of the centre's."""
    ground = rules.demanded_words(command.ground, rules.GROUND_MOST, "ground", N_("Ghi căn cứ để mở lại."))
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do mở lại."))
    ended_as = dossier.state
    if dossier.state == life.State.RETURNED:
        dossier.state, dossier.returned_at, dossier.consignment = life.State.READY.value, None, ""
        run = StepRun.objects.filter(dossier=dossier, ordinal=dossier.step)
        run.update(finished_at=None, official_id=None, official_name="")
    else:
        if dossier.ended_at is None:
            raise RuleError(N_("Hồ sơ chưa kết thúc."))
        reckoning.undo_end(dossier, dossier.ended_at, context.at)
        dossier.state, dossier.ended_at = life.State.PROCESSING.value, None
    dossier.open = True
    return Done(
        DossierReopened(
            applicant=dossier.applicant_id,
            ended_as=ended_as,
            state=dossier.state,
            ground=ground,
            due_at=dossier.due_at,
            reason=reason,
        )
    )


def _end(dossier: Dossier, command: str, context: Context) -> None:
    reckoning.close(dossier, context.at)
    dossier.state, dossier.open, dossier.ended_at = life.leads_to(command), False, context.at
