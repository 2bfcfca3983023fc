"""Suspend and resume on a legal ground; count by the longer limit that the law gives where something must be verified."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies, reckoning, rules
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import life
from motcua.kernel import worktime
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_life import DossierResumed, DossierSuspended, LongerLimitApplied

DAYS_MOST = 365


class SuspendDossier(Command, frozen=True, kw_only=True):
    """Suspend work, with the legal ground and the reason."""

    TARGET = "dossier"

    dossier: UUID
    ground: str
    reason: str


class ResumeDossier(Command, frozen=True, kw_only=True):
    """What suspended the dossier is over."""

    TARGET = "dossier"

    dossier: UUID
    reason: str = ""


class ApplyLongerLimit(Command, frozen=True, kw_only=True):
    """Count ``days`` instead of the ordinary limit, in the same kind of days, because something must be verified.

    ``ground`` is the article that gives the longer limit.
    """

    TARGET = "dossier"

    dossier: UUID
    days: int
    ground: str
    reason: str


def can_suspend(dossier: Dossier) -> Said | None:
    """The clock runs."""
    return life.barred(dossier, "SuspendDossier")


def is_suspended(dossier: Dossier) -> Said | None:
    """It was suspended."""
    return None if dossier.state == life.State.SUSPENDED else said(N_("Hồ sơ không tạm dừng."))


def has_date(dossier: Dossier) -> Said | None:
    """The clock runs toward a promised date that has not been moved by an apology."""
    refusal = life.barred(dossier, "ApplyLongerLimit")
    if refusal is None and not dossier.due:
        return said(N_("Hồ sơ chưa có ngày hẹn: thời hạn của thủ tục chưa được xác nhận."))
    if refusal is None and dossier.first_due_at is not None:
        return said(N_("Hồ sơ đã hẹn lại ngày trả, không tính lại theo thời hạn khác."))
    return refusal


@act(SuspendDossier, on=Dossier, verb=N_("Tạm dừng"), may=policies.may_decide, when=can_suspend, order=60)
def suspend(command: SuspendDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Stop the clock."""
    ground = rules.demanded_words(command.ground, rules.GROUND_MOST, "ground", N_("Ghi căn cứ pháp lý để tạm dừng."))
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do tạm dừng."))
    reckoning.pause(dossier, life.State.SUSPENDED, context.at)
    dossier.state = life.leads_to("SuspendDossier")
    return Done(DossierSuspended(applicant=dossier.applicant_id, ground=ground, due_at=dossier.due_at, reason=reason))


@act(ResumeDossier, on=Dossier, verb=N_("Giải quyết tiếp"), may=policies.may_decide, when=is_suspended, order=10)
def resume(command: ResumeDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Let the clock go on."""
    reason = rules.kept_words(command.reason, rules.WORDS_MOST, "reason")
    reckoning.resume(dossier, context.at)
    dossier.state = life.leads_to("ResumeDossier")
    return Done(DossierResumed(applicant=dossier.applicant_id, due_at=dossier.due_at, reason=reason))


@act(
    ApplyLongerLimit,
    on=Dossier,
    verb=N_("Tính thời hạn phải xác minh"),
    may=policies.may_decide,
    when=has_date,
    order=61,
)
def apply_longer_limit(command: ApplyLongerLimit, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Reckon the date anew from the same reception."""
    ground = rules.demanded_words(
        command.ground, rules.GROUND_MOST, "ground", N_("Ghi điều luật cho thời hạn dài hơn.")
    )
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi phải xác minh điều gì."))
    if not 1 <= command.days <= DAYS_MOST:
        raise BadInput(N_("Số ngày phải từ 1 đến {most}."), field="days", most=DAYS_MOST)
    if dossier.due_at is not None and worktime.is_late(context.at, dossier.due_at):
        raise BadInput(N_("Đã quá hạn: thời hạn dài hơn phải áp dụng trước khi đến hạn."), field="days")
    limit = rules.longer(dossier.due, command.days)
    reckoning.apply_limit(dossier, limit)
    return Done(
        LongerLimitApplied(
            applicant=dossier.applicant_id,
            limit=worktime.limit_to_dict(limit),
            ground=ground,
            due_at=dossier.due_at,
            reason=reason,
        )
    )
