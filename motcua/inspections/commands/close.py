"""Close a campaign when every stop is over, open it again, or give it up."""

from __future__ import annotations

from uuid import UUID

from motcua.inspections import policies
from motcua.inspections.commands.shared import Reason, Words, is_alive, wanted
from motcua.inspections.models import Campaign
from motcua.inspections.rules.campaigns import State
from motcua.inspections.rules.stops import StopState
from motcua.kernel.errors import Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.inspections import CampaignCancelled, CampaignClosed, CampaignReopened


def is_running(campaign: Campaign) -> Said | None:
    """Only what set out can come home."""
    return None if campaign.state == State.RUNNING else said(N_("Cuộc kiểm tra chưa bắt đầu hoặc đã kết thúc."))


def is_closed(campaign: Campaign) -> Said | None:
    """Only what was closed can be opened again."""
    return None if campaign.state == State.CLOSED else said(N_("Cuộc kiểm tra chưa kết thúc."))


class CloseCampaign(Command, frozen=True, kw_only=True):
    """Every stop is over; ``words`` may say what came of it."""

    TARGET = "campaign"

    campaign: UUID
    words: Words = ""


@act(CloseCampaign, on=Campaign, verb=N_("Kết thúc cuộc"), may=policies.may_plan, when=is_running, order=30)
def close_campaign(command: CloseCampaign, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Refuse while a stop is to come or goes on."""
    del context
    left = campaign.stops.filter(state__in=[StopState.PLANNED, StopState.BEGUN]).count()
    if left:
        raise Conflict(N_("Còn {count} buổi chưa xong. Kết thúc hoặc hủy các buổi đó trước."), count=left)
    campaign.state, campaign.closing = State.CLOSED.value, clean(command.words, lines=True)
    return Done(CampaignClosed(words=campaign.closing))


class ReopenCampaign(Command, frozen=True, kw_only=True):
    """Go on with a campaign that was closed."""

    TARGET = "campaign"

    campaign: UUID
    reason: Reason


@act(ReopenCampaign, on=Campaign, verb=N_("Mở lại cuộc"), may=policies.may_plan, when=is_closed, order=70)
def reopen_campaign(command: ReopenCampaign, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Keep the reason."""
    del context
    reason = wanted(command.reason, "reason")
    campaign.state, campaign.closing = State.RUNNING.value, ""
    return Done(CampaignReopened(reason=reason))


class CancelCampaign(Command, frozen=True, kw_only=True):
    """Give the campaign up before its first stop is over."""

    TARGET = "campaign"

    campaign: UUID
    reason: Reason


@act(CancelCampaign, on=Campaign, verb=N_("Hủy cuộc"), may=policies.may_plan, when=is_alive, order=90)
def cancel_campaign(command: CancelCampaign, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Refuse once somebody was there: then it is closed instead."""
    del context
    reason = wanted(command.reason, "reason")
    if campaign.stops.filter(begun_at__isnull=False).exists():
        raise Conflict(N_("Đã có buổi bắt đầu: hủy các buổi còn lại rồi kết thúc cuộc kiểm tra."))
    campaign.state, campaign.closing = State.CANCELLED.value, reason
    return Done(CampaignCancelled(reason=reason))
