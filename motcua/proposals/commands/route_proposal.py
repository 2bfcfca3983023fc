"""Send a proposal on its way, and say where matters of a category go from now on."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import Conflict, NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.proposals import ProposalRouted, RoutingSet
from motcua.office import territory
from motcua.proposals import policies
from motcua.proposals.commands.shared import Reason, check_known, is_open, lie_with, today_of, units_of
from motcua.proposals.models import Proposal, Routing
from motcua.proposals.rules import life
from motcua.proposals.rules.facts import Category, State


class RouteProposal(Command, frozen=True, kw_only=True):
    """Let a proposal lie with these units from now on; the first leads."""

    TARGET = "proposal"

    proposal: UUID
    units: list[UUID]
    reason: Reason


@act(RouteProposal, on=Proposal, verb=N_("Chuyển đơn vị trả lời"), may=policies.may_route, when=is_open, order=30)
def route_proposal(command: RouteProposal, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Refuse a way that changes nothing; the age since filing goes on, that with the unit begins anew."""
    reason = life.said_words(command.reason, "reason")
    check_known(command.units)
    if units_of(proposal) == command.units and proposal.state != State.FORWARDED:
        raise Conflict(N_("Kiến nghị đang ở đúng các đơn vị này."))
    if proposal.state == State.FORWARDED:
        proposal.state, proposal.forwarded_to = State.WAITING.value, ""
    lie_with(proposal, command.units, today_of(context))
    return Done(ProposalRouted(place=proposal.place_id, units=command.units, reason=reason))


class SetRouting(Command, frozen=True, kw_only=True):
    """Say where matters of a category go in the actor's own place; no unit: the usual way again."""

    category: Category
    units: Annotated[list[UUID], msgspec.Meta(max_length=life.UNITS_MOST)] = []
    reason: Reason


@act(SetRouting, on=Routing, verb=N_("Đổi nơi nhận mặc định"), may=policies.may_steer)
def set_routing(command: SetRouting, context: Context) -> Done[Routing]:
    """Keep the word; what was filed before stays where it is."""
    place = territory.home(context.actor)
    if place is None:
        raise NotFound(N_("Không có đơn vị này."))
    reason = life.said_words(command.reason, "reason")
    if command.units:
        check_known(command.units)
    routing = Routing(
        realm=context.actor.realm,
        place_id=place,
        category=command.category.value,
        units=[str(one) for one in command.units],
        reason=reason,
        set_at=context.at,
    )
    event = RoutingSet(place=place, category=routing.category, units=command.units, reason=reason)
    return Done(event, routing)
