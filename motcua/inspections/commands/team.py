"""Who is in the team: officials, people known by name only, units whose person is not known yet."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.inspections import policies
from motcua.inspections.commands.shared import Reason, Short, is_alive, reason_for
from motcua.inspections.models import Campaign, Member
from motcua.inspections.queries import people
from motcua.inspections.rules import campaigns as rules
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.inspections import MemberAdded, MemberRemoved
from motcua.office import queries as office
from motcua.office.queries import names

MEMBERS_MOST = 60


class AddMember(Command, frozen=True, kw_only=True):
    """Put somebody into the team. ``party`` names the part of the team they go with, where it goes apart."""

    TARGET = "campaign"

    campaign: UUID
    told: rules.Told
    part: rules.Part = rules.Part.MEMBER
    official: UUID | None = None
    name: Annotated[str, msgspec.Meta(max_length=100)] = ""
    title: Short = ""
    unit: UUID | None = None
    unit_name: Short = ""
    party: Annotated[str, msgspec.Meta(max_length=60)] = ""
    reason: Reason = ""


@act(AddMember, on=Campaign, verb=N_("Thêm người vào đoàn"), may=policies.may_plan, when=is_alive, order=20)
def add_member(command: AddMember, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Refuse somebody twice, a second leader, and whoever works at a place on the route."""
    reason = reason_for(campaign, command.reason)
    member = _member(campaign, command)
    _check_leader(campaign, member)
    for place, day in campaign.stops.exclude(state="cancelled").values_list("place", "day").distinct():
        if people.at_home([member], place, day):
            raise RuleError(
                N_("Người hoặc đơn vị này thuộc {place}, không thể kiểm tra chính nơi mình làm việc."),
                field="official" if member.official_id else "unit",
                place=names.names_of([place]).get(place, ""),
            )
    member.save(force_insert=True)
    event = MemberAdded(
        member=member.pk,
        ordinal=member.ordinal,
        told=member.told,
        part=member.part,
        official=member.official_id,
        name=member.name,
        title=member.title,
        unit=member.unit_id,
        unit_name=member.unit_name,
        party=member.party,
        reason=reason,
    )
    return Done(event, outcome={"member": member.pk})


def _member(campaign: Campaign, command: AddMember) -> Member:
    name, unit_name = clean(command.name), clean(command.unit_name)
    rules.check_member(command.told, command.official, name, command.unit, unit_name)
    by_id, named = command.told is rules.Told.OFFICIAL, command.told is rules.Told.NAMED
    if by_id and command.official not in names.officials_named([command.official] if command.official else []):
        raise NotFound(N_("Không có người này."), field="official")
    if command.unit is not None:
        office.unit(command.unit)
    team = list(campaign.members.order_by("ordinal"))
    if len(team) >= MEMBERS_MOST:
        raise BadInput(N_("Đoàn có nhiều nhất {most} người."), most=MEMBERS_MOST)
    if by_id and any(one.official_id == command.official for one in team):
        raise Conflict(N_("Người này đã có trong đoàn."), field="official")
    return Member(
        id=new_id(),
        campaign=campaign,
        ordinal=max((one.ordinal for one in team), default=0) + 1,
        told=command.told.value,
        part=command.part.value,
        official_id=command.official if by_id else None,
        name=name if named else "",
        title=clean(command.title) if named else "",
        unit_id=None if by_id else command.unit,
        unit_name="" if by_id else unit_name,
        party=clean(command.party),
    )


def _check_leader(campaign: Campaign, member: Member) -> None:
    if member.part != rules.Part.LEADER:
        return
    if member.told == rules.Told.UNIT:
        raise BadInput(N_("Trưởng đoàn phải là một người có tên."), field="part")
    if campaign.members.filter(part=rules.Part.LEADER).exists():
        raise Conflict(N_("Đoàn đã có Trưởng đoàn; bỏ Trưởng đoàn cũ trước."), field="part")


class RemoveMember(Command, frozen=True, kw_only=True):
    """Take somebody out of the team."""

    TARGET = "campaign"

    campaign: UUID
    member: UUID
    reason: Reason = ""


@act(RemoveMember, on=Campaign, verb=N_("Bỏ khỏi đoàn"), may=policies.may_plan, when=is_alive, order=85)
def remove_member(command: RemoveMember, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Refuse who is named to go to a stop in person, and the leader of a team that has set out."""
    reason = reason_for(campaign, command.reason)
    member = campaign.members.filter(pk=command.member).first()
    if member is None:
        raise NotFound(N_("Người này không có trong đoàn."))
    for stop in campaign.stops.exclude(state="cancelled"):
        if str(member.pk) in stop.goes:
            raise Conflict(N_("Người này được phân đi một buổi; đổi người đi buổi đó trước."))
    member.delete()
    return Done(MemberRemoved(member=command.member, reason=reason))
