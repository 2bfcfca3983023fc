"""Make a campaign ready: an announced one is told to the communes it goes to, another to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from motcua.inspections import policies
from motcua.inspections.commands.shared import is_draft
from motcua.inspections.models import Campaign, Member
from motcua.inspections.rules import campaigns as rules
from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.inspections import CampaignReadied
from motcua.office import queries as office


class ReadyCampaign(Command, frozen=True, kw_only=True):
    """The plan stands: announce it, or be ready without a word."""

    TARGET = "campaign"

    campaign: UUID


@act(ReadyCampaign, on=Campaign, verb=N_("Triển khai"), may=policies.may_plan, when=is_draft, order=10)
def ready_campaign(command: ReadyCampaign, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Refuse a team without a leader and a route without a stop; an unsigned decision bars nothing and is said."""
    del command
    stops = list(campaign.stops.exclude(state="cancelled").order_by("day", "-half", "ordinal", "pk"))
    team = list(campaign.members.all())
    rules.check_ready([one.part for one in team], len(stops))
    campaign.state, campaign.readied_at = rules.State.READY.value, context.at
    first: dict[UUID, date] = {}
    for stop in stops:
        first.setdefault(stop.place_id, stop.day)
    # An unannounced campaign is told to nobody, so its entry names nobody either.
    told = first if campaign.announced else {}
    units = _units(team, context) if campaign.announced else []
    event = CampaignReadied(
        place=campaign.place_id,
        unit=campaign.unit_id,
        title=campaign.title if campaign.announced else "",
        announced=campaign.announced,
        places=list(told),
        days=list(told.values()),
        team=units,
        has_outline=bool(campaign.outline),
        outline_due=campaign.outline_due,
    )
    return Done(event)


def _units(team: Sequence[Member], context: Context) -> list[UUID]:
    """Return the units whose people go along, those named as a unit included."""
    officials = [one.official_id for one in team if one.official_id is not None]
    held = office.units_held(officials, clock.local(context.at).date())
    named = [one.unit_id for one in team if one.unit_id is not None]
    return list(dict.fromkeys([*named, *(unit for one in officials for unit in sorted(held.get(one, ())))]))
