"""Begin to prepare a campaign, complete and correct what is said of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.inspections import policies
from motcua.inspections.commands.shared import (
    FileHash,
    Line,
    Long,
    Reason,
    Short,
    Words,
    is_alive,
    kept_file,
    reason_for,
    searched,
    wanted,
)
from motcua.inspections.models import Campaign
from motcua.inspections.rules import campaigns as rules
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.inspections import CampaignCorrected, CampaignDrafted
from motcua.office import territory

Documents = Annotated[list[Line], msgspec.Meta(max_length=rules.DOCUMENTS_MOST)]
_TOLD = (
    *("title", "kind", "announced", "mandate", "mandate_number", "mandate_day", "mandate_issuer", "mandate_file"),
    *("content", "period_from", "period_to", "purpose", "documents"),
)
"""What both events say under the names of the columns."""


class DraftCampaign(Command, frozen=True, kw_only=True):
    """Prepare a campaign of the actor's own place. Its decision may still be unsigned (``mandate`` none)."""

    title: Line
    kind: rules.Kind
    announced: bool = True
    mandate: rules.Mandate = rules.Mandate.NONE
    mandate_number: Annotated[str, msgspec.Meta(max_length=100)] = ""
    mandate_day: date | None = None
    mandate_issuer: Short = ""
    mandate_file: FileHash = ""
    content: Long = ""
    period_from: date | None = None
    period_to: date | None = None
    purpose: Words = ""
    documents: Documents = []


@act(DraftCampaign, on=Campaign, verb=N_("Lập cuộc kiểm tra"), may=policies.may_draft)
def draft_campaign(command: DraftCampaign, context: Context) -> Done[Campaign]:
    """Keep what is known so far."""
    place, unit = territory.home(context.actor), context.actor.unit
    if place is None or unit is None:
        raise BadInput(N_("Bạn chưa thuộc đơn vị nào nên chưa lập được cuộc kiểm tra."))
    campaign = Campaign(realm=context.actor.realm, place_id=place, unit_id=unit, planner=context.actor.account)
    _put(campaign, command)
    event = CampaignDrafted(place=place, unit=unit, **{name: getattr(campaign, name) for name in _TOLD})
    return Done(event, campaign)


class CorrectCampaign(Command, frozen=True, kw_only=True):
    """Put right or complete what is said of a campaign: the decision that was signed since, documents, content."""

    TARGET = "campaign"

    campaign: UUID
    title: Line
    kind: rules.Kind
    announced: bool = True
    mandate: rules.Mandate = rules.Mandate.NONE
    mandate_number: Annotated[str, msgspec.Meta(max_length=100)] = ""
    mandate_day: date | None = None
    mandate_issuer: Short = ""
    mandate_file: FileHash = ""
    content: Long = ""
    period_from: date | None = None
    period_to: date | None = None
    purpose: Words = ""
    documents: Documents = []
    reason: Reason = ""


@act(CorrectCampaign, on=Campaign, verb=N_("Sửa thông tin"), may=policies.may_plan, when=is_alive, order=60)
def correct_campaign(command: CorrectCampaign, campaign: Campaign, context: Context) -> Done[Campaign]:
    """Keep the corrected words; whether communes are told is fixed once it is ready."""
    del context
    reason = reason_for(campaign, command.reason)
    if command.announced != campaign.announced and campaign.readied_at is not None:
        raise Conflict(N_("Đã triển khai: không đổi giữa báo trước và đột xuất được nữa."))
    _put(campaign, command)
    event = CampaignCorrected(reason=reason, **{name: getattr(campaign, name) for name in _TOLD})
    return Done(event)


def _put(campaign: Campaign, command: DraftCampaign | CorrectCampaign) -> None:
    none = command.mandate is rules.Mandate.NONE
    campaign.title = wanted(command.title, "title")
    campaign.kind, campaign.announced = command.kind.value, command.announced
    campaign.mandate = command.mandate.value
    campaign.mandate_number = "" if none else clean(command.mandate_number)
    campaign.mandate_day = None if none else command.mandate_day
    campaign.mandate_issuer = "" if none else clean(command.mandate_issuer)
    rules.check_mandate(campaign.mandate, campaign.mandate_number, campaign.mandate_day, campaign.mandate_issuer)
    if command.mandate_file != campaign.mandate_file:
        campaign.mandate_file = kept_file(command.mandate_file)
    rules.check_period(command.period_from, command.period_to)
    campaign.period_from, campaign.period_to = command.period_from, command.period_to
    campaign.content = clean(command.content, lines=True)
    campaign.purpose = clean(command.purpose, lines=True)
    campaign.documents = rules.documents(command.documents)
    campaign.folded = searched(campaign)
