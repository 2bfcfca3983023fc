"""A financial obligation before the result: the clock stands still until it is met (NĐ 118/2025 Đ24; status 6)."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies, reckoning, rules
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import life
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_life import FeeDemanded, FeePaid

NUMBER_MOST = 60
AMOUNT_MOST = 1_000_000_000_000


class DemandFee(Command, frozen=True, kw_only=True):
    """Ask for a financial obligation; ``notice`` is the number of the notice, ``amount_vnd`` empty where the notice says it."""

    TARGET = "dossier"

    dossier: UUID
    notice: str = ""
    amount_vnd: int | None = None
    words: str = ""


class MarkPaid(Command, frozen=True, kw_only=True):
    """The obligation was met: ``receipt`` is the number of the receipt, or of the payment order of the treasury."""

    TARGET = "dossier"

    dossier: UUID
    receipt: str


def can_demand(dossier: Dossier) -> Said | None:
    """The clock runs."""
    return life.barred(dossier, "DemandFee")


def waits_for_fee(dossier: Dossier) -> Said | None:
    """An obligation was asked for and is not met."""
    return None if dossier.state == life.State.FEE else said(N_("Hồ sơ không chờ nộp nghĩa vụ tài chính."))


@act(DemandFee, on=Dossier, verb=N_("Yêu cầu nộp nghĩa vụ tài chính"), may=policies.may_ask, when=can_demand, order=51)
def demand_fee(command: DemandFee, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Stop the clock until it is paid."""
    notice = rules.kept_words(command.notice, NUMBER_MOST, "notice")
    words = rules.kept_words(command.words, rules.WORDS_MOST, "words")
    if command.amount_vnd is not None and not 0 < command.amount_vnd <= AMOUNT_MOST:
        raise BadInput(N_("Số tiền phải là số đồng lớn hơn 0."), field="amount_vnd")
    if not notice and command.amount_vnd is None:
        raise BadInput(N_("Ghi số thông báo hoặc số tiền phải nộp."), field="notice")
    reckoning.pause(dossier, life.State.FEE, context.at)
    dossier.state = life.leads_to("DemandFee")
    return Done(
        FeeDemanded(
            applicant=dossier.applicant_id,
            amount_vnd=command.amount_vnd,
            notice=notice,
            due_at=dossier.due_at,
            words=words,
        )
    )


@act(MarkPaid, on=Dossier, verb=N_("Ghi đã nộp"), may=policies.may_take_in, when=waits_for_fee, order=10)
def mark_paid(command: MarkPaid, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Let the clock go on, with a second appointment."""
    receipt = rules.demanded_words(
        command.receipt, NUMBER_MOST, "receipt", N_("Ghi số biên lai hoặc số giấy nộp tiền.")
    )
    reckoning.resume(dossier, context.at)
    dossier.state = life.leads_to("MarkPaid")
    return Done(FeePaid(receipt=receipt, due_at=dossier.due_at))
