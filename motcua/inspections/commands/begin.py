"""The life of a stop: begun by a member of the team, finished by its leader, opened again for a reason."""

from __future__ import annotations

from uuid import UUID

from motcua.inspections import policies
from motcua.inspections.commands.shared import Reason, wanted
from motcua.inspections.models import Campaign, Stop
from motcua.inspections.rules.campaigns import State
from motcua.inspections.rules.stops import StopState
from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.inspections import CampaignBegun, StopBegun, StopFinished, StopReopened
from motcua.office.rules import day_text


def may_begin(stop: Stop) -> Said | None:
    """A stop begins once, on its day or after, when its campaign is ready."""
    if stop.state != StopState.PLANNED:
        return said(N_("Buổi này đã bắt đầu, đã xong hoặc đã hủy."))
    if stop.campaign.state not in {State.READY, State.RUNNING}:
        return said(N_("Cuộc kiểm tra chưa triển khai hoặc đã kết thúc."))
    if stop.day > clock.today():
        return said(N_("Buổi này xếp vào ngày {day}; muốn đến sớm thì dời lịch trước."), day=day_text(stop.day))
    return None


def is_begun(stop: Stop) -> Said | None:
    """Only what goes on can be finished."""
    return None if stop.state == StopState.BEGUN else said(N_("Buổi này chưa bắt đầu hoặc đã xong."))


def is_finished(stop: Stop) -> Said | None:
    """Only what is over can be opened again, while its campaign goes on."""
    if stop.state != StopState.FINISHED:
        return said(N_("Buổi này chưa xong."))
    if stop.campaign.state != State.RUNNING:
        return said(N_("Cuộc kiểm tra đã kết thúc; mở lại cuộc kiểm tra trước."))
    return None


class BeginStop(Command, frozen=True, kw_only=True):
    """The team is there; from now on the place sees an unannounced stop."""

    TARGET = "stop"

    stop: UUID


@act(BeginStop, on=Stop, verb=N_("Bắt đầu"), may=policies.may_work, when=may_begin, order=10)
def begin_stop(command: BeginStop, stop: Stop, context: Context) -> Done[Stop]:
    """Keep the time and who began it."""
    del command
    stop.state, stop.begun_at, stop.begun_by = StopState.BEGUN.value, context.at, context.actor.account
    return Done(StopBegun(campaign=stop.campaign_id, place=stop.place_id))


class FinishStop(Command, frozen=True, kw_only=True):
    """The leader ends the stop."""

    TARGET = "stop"

    stop: UUID


@act(FinishStop, on=Stop, verb=N_("Kết thúc buổi"), may=policies.may_head, when=is_begun, order=20)
def finish_stop(command: FinishStop, stop: Stop, context: Context) -> Done[Stop]:
    """Keep the time."""
    del command
    stop.state, stop.finished_at = StopState.FINISHED.value, context.at
    return Done(StopFinished(campaign=stop.campaign_id, place=stop.place_id))


class ReopenStop(Command, frozen=True, kw_only=True):
    """Go on with a stop that was finished."""

    TARGET = "stop"

    stop: UUID
    reason: Reason


@act(ReopenStop, on=Stop, verb=N_("Mở lại buổi"), may=policies.may_head, when=is_finished, order=70)
def reopen_stop(command: ReopenStop, stop: Stop, context: Context) -> Done[Stop]:
    """Keep the reason."""
    del context
    reason = wanted(command.reason, "reason")
    stop.state, stop.finished_at = StopState.BEGUN.value, None
    return Done(StopReopened(campaign=stop.campaign_id, reason=reason))


class BeginCampaign(Command, frozen=True, kw_only=True):
    """A stop of the campaign began."""

    TARGET = "campaign"

    campaign: UUID


@act(BeginCampaign, on=Campaign, verb=N_("Ghi nhận bắt đầu"), may=policies.may_notice)
def begin_campaign(command: BeginCampaign, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Refuse a campaign that is not ready: its stop cannot begin then."""
    del command, context
    if campaign.state != State.READY:
        raise Conflict(N_("Cuộc kiểm tra chưa triển khai hoặc đã kết thúc."))
    campaign.state = State.RUNNING.value
    return Done(CampaignBegun())
