"""Put half-days on the route of a campaign, move them, take them off."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.inspections import policies
from motcua.inspections.commands.shared import Line, Reason, planned_by, reason_for, wanted
from motcua.inspections.models import Campaign, Stop
from motcua.inspections.queries import people, route, scope
from motcua.inspections.rules import stops as rules
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.inspections import StopCancelled, StopMoved, StopPlanned
from motcua.office import family, territory
from motcua.office import queries as office
from motcua.office.rules import Level

STOPS_MOST = 400
Goes = Annotated[list[UUID], msgspec.Meta(max_length=60)]
Clock = Annotated[str, msgspec.Meta(max_length=8)]
Ordinal = Annotated[int, msgspec.Meta(ge=0, le=99)]


def is_planned(stop: Stop) -> Said | None:
    """Only what has not begun can be moved or taken off."""
    if stop.state == rules.StopState.PLANNED:
        return None
    return said(N_("Buổi này đã bắt đầu, đã xong hoặc đã hủy."))


class PlanStop(Command, frozen=True, kw_only=True):
    """Go to a commune in a half-day. ``overlap`` says why a stop is planned in the way of another."""

    campaign: UUID
    place: UUID
    day: date
    half: rules.Half
    clock: Clock = ""
    ordinal: Ordinal = 0
    kind: rules.StopKind = rules.StopKind.SESSION
    unit: UUID | None = None
    venue: Line = ""
    goes: Goes = []
    overlap: Reason = ""


@act(PlanStop, on=Stop, verb=N_("Thêm điểm đến"), may=policies.may_plan_new_stop)
def plan_stop(command: PlanStop, context: Context) -> Done[Stop]:
    """Refuse a place out of reach or not drawn, and a stop in the way of another without a reason."""
    campaign = planned_by(context.actor, command.campaign)
    _check_place(context.actor, campaign, command.place)
    there = campaign.stops.exclude(state=rules.StopState.CANCELLED)
    if there.count() >= STOPS_MOST:
        raise BadInput(N_("Một cuộc có nhiều nhất {most} buổi."), most=STOPS_MOST)
    asks = command.kind is not rules.StopKind.EXTRA and not there.filter(place=command.place, asks=True).exists()
    stop = Stop(realm=campaign.realm, campaign=campaign, place_id=command.place, kind=command.kind.value, asks=asks)
    _put(stop, command, context.actor)
    event = StopPlanned(
        campaign=campaign.pk,
        place=stop.place_id,
        unit=stop.unit_id,
        venue=stop.venue,
        day=stop.day,
        half=stop.half,
        at=stop.at,
        ordinal=stop.ordinal,
        kind=stop.kind,
        goes=[UUID(one) for one in stop.goes],
        asks=stop.asks,
        overlap=stop.overlap,
        told=scope.is_known(campaign, stop),
        title=campaign.title if scope.is_known(campaign, stop) else "",
    )
    return Done(event, stop)


class MoveStop(Command, frozen=True, kw_only=True):
    """Change day, half-day, hour, order, venue or who goes; with a reason once the campaign is ready."""

    TARGET = "stop"

    stop: UUID
    day: date
    half: rules.Half
    clock: Clock = ""
    ordinal: Ordinal = 0
    unit: UUID | None = None
    venue: Line = ""
    goes: Goes = []
    overlap: Reason = ""
    reason: Reason = ""


@act(MoveStop, on=Stop, verb=N_("Dời, sửa buổi"), may=policies.may_plan_stop, when=is_planned, order=40)
def move_stop(command: MoveStop, stop: Stop, context: Context) -> Done[Stop]:
    """Keep the new half-day; what was told to the commune before is told again."""
    campaign = planned_by(context.actor, stop.campaign_id)
    reason = reason_for(campaign, command.reason)
    _put(stop, command, context.actor)
    event = StopMoved(
        campaign=stop.campaign_id,
        place=stop.place_id,
        unit=stop.unit_id,
        venue=stop.venue,
        day=stop.day,
        half=stop.half,
        at=stop.at,
        ordinal=stop.ordinal,
        goes=[UUID(one) for one in stop.goes],
        overlap=stop.overlap,
        reason=reason,
        told=scope.is_known(campaign, stop),
    )
    return Done(event)


class CancelStop(Command, frozen=True, kw_only=True):
    """Take a stop off the route."""

    TARGET = "stop"

    stop: UUID
    reason: Reason


@act(CancelStop, on=Stop, verb=N_("Hủy buổi"), may=policies.may_plan_stop, when=is_planned, order=80)
def cancel_stop(command: CancelStop, stop: Stop, context: Context) -> Done[Stop]:
    """Keep the reason."""
    campaign = planned_by(context.actor, stop.campaign_id)
    reason = wanted(command.reason, "reason")
    stop.state = rules.StopState.CANCELLED.value
    told = scope.is_known(campaign, stop)
    return Done(StopCancelled(campaign=stop.campaign_id, place=stop.place_id, reason=reason, told=told))


def _check_place(actor: Actor, campaign: Campaign, place: UUID) -> None:
    if office.unit(place).level is not Level.COMMUNE:
        raise BadInput(N_("Chọn xã, phường."), field="place")
    if place not in territory.under(campaign.place_id) or not territory.holds(actor, place):
        raise BadInput(N_("Xã, phường này ngoài địa bàn của cơ quan lập cuộc kiểm tra."), field="place")
    draw = campaign.draws.order_by("-number").first()
    if draw is not None and draw.held_at is None:
        raise Conflict(N_("Đã chốt danh sách bốc thăm: bốc thăm xong rồi mới xếp lịch."), field="place")
    if draw is not None and str(place) not in draw.drawn:
        raise RuleError(N_("Cuộc này bốc thăm: chỉ xếp lịch đơn vị đã bốc được."), field="place")


def _put(stop: Stop, command: PlanStop | MoveStop, actor: Actor) -> None:
    """Write when, where and who, then look whether anything is in the way."""
    if command.unit is not None and family.home_of(command.unit) != stop.place_id:
        raise BadInput(N_("Đơn vị này không thuộc xã đã chọn."), field="unit")
    stop.unit_id, stop.venue = command.unit, clean(command.venue)
    stop.day, stop.half = command.day, command.half.value
    stop.at = rules.hour(command.clock, stop.half)
    same = stop.campaign.stops.filter(day=stop.day, half=stop.half).exclude(state=rules.StopState.CANCELLED)
    last = max(same.exclude(pk=stop.pk).values_list("ordinal", flat=True), default=0)
    stop.ordinal = command.ordinal or min(last + 1, 99)
    team = list(stop.campaign.members.all())
    known = {one.pk for one in team}
    if not set(command.goes) <= known:
        raise BadInput(N_("Có người không thuộc đoàn."), field="goes")
    stop.goes = [str(one) for one in dict.fromkeys(command.goes)]
    going = [one for one in team if not command.goes or one.pk in set(command.goes)]
    home = people.at_home(going, stop.place_id, stop.day)
    if home:
        raise RuleError(
            N_("{who} làm việc tại nơi này, không thể kiểm tra chính nơi mình. Chọn người khác đi."),
            field="goes",
            who=", ".join(home),
        )
    stop.overlap = clean(command.overlap)
    found = route.found_conflicts(actor, [stop])[stop.pk]
    rules.check_booking(found, stop.overlap)
    if not found:
        stop.overlap = ""
