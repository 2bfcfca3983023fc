"""What follows from the first stop that begins, in the same transaction: its campaign is under way."""

from __future__ import annotations

from motcua.inspections.commands import BeginCampaign
from motcua.inspections.models import Campaign
from motcua.inspections.rules.campaigns import State
from motcua.ledger.actor import system
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.inspections import StopBegun
from motcua.ledger.perform import perform

ORDER = "Buổi kiểm tra đầu tiên bắt đầu"


def follow_begin(event: Event, context: Context) -> None:
    """Let a campaign that was ready be under way."""
    if not isinstance(event, StopBegun):
        return
    # Locked here, so that of two stops that begin at once the second finds it under way.
    campaign = Campaign.objects.select_for_update().filter(pk=event.campaign).first()
    if campaign is None or campaign.state != State.READY:
        return
    perform(
        BeginCampaign(campaign=event.campaign),
        system(ORDER, realm=context.actor.realm),
        key=f"inspections-{context.entry.hex}",
    )
