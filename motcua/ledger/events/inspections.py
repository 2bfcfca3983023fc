"""Events of inspections: campaigns with their team, outline and draws, and the half-day stops they are made of."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class QuestionTold(msgspec.Struct, frozen=True, kw_only=True):
    """One question of an outline; ``columns`` are the heads of its table, none for an answer in words."""

    key: str
    text: str
    columns: list[str]


class CampaignDrafted(Event, frozen=True, kw_only=True):
    """Somebody began to prepare a campaign: what for, under which mandate, announced or not."""

    NAME = "inspections.campaign_drafted"
    STREAM = "campaign"

    place: UUID
    unit: UUID
    title: str
    kind: str
    announced: bool
    mandate: str
    mandate_number: str
    mandate_day: date | None
    mandate_issuer: str
    mandate_file: str
    content: str
    period_from: date | None
    period_to: date | None
    purpose: str
    documents: list[str]


class CampaignCorrected(Event, frozen=True, kw_only=True):
    """What was said of a campaign was completed or put right; with the reason once others rely on it."""

    NAME = "inspections.campaign_corrected"
    STREAM = "campaign"

    title: str
    kind: str
    announced: bool
    mandate: str
    mandate_number: str
    mandate_day: date | None
    mandate_issuer: str
    mandate_file: str
    content: str
    period_from: date | None
    period_to: date | None
    purpose: str
    documents: list[str]
    reason: str


class MemberAdded(Event, frozen=True, kw_only=True):
    """Somebody joined the team: an official, somebody known by name only, or a unit whose person is not known."""

    NAME = "inspections.member_added"
    STREAM = "campaign"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "member"}

    member: UUID
    ordinal: int
    told: str
    part: str
    official: UUID | None
    name: str = ""
    title: str
    unit: UUID | None
    unit_name: str
    party: str
    reason: str


class MemberRemoved(Event, frozen=True, kw_only=True):
    """Somebody left the team, with the reason once others rely on it."""

    NAME = "inspections.member_removed"
    STREAM = "campaign"

    member: UUID
    reason: str


class OutlineAsked(Event, frozen=True, kw_only=True):
    """What each visited commune must answer before the visit was set, and by the end of which day."""

    NAME = "inspections.outline_asked"
    STREAM = "campaign"

    questions: list[QuestionTold]
    due: date | None


class DrawCommitted(Event, frozen=True, kw_only=True):
    """A draw was fixed before it was held: the pool, who was left out, how many, and the hash of the seed."""

    NAME = "inspections.draw_committed"
    STREAM = "campaign"

    draw: UUID
    number: int
    pool: list[UUID]
    left_out: list[UUID]
    days: int | None
    count: int
    seed_hash: str
    reason: str


class DrawHeld(Event, frozen=True, kw_only=True):
    """The seed was told and the units drawn: whoever draws again from both gets the same."""

    NAME = "inspections.draw_held"
    STREAM = "campaign"

    draw: UUID
    seed: str
    drawn: list[UUID]


class CampaignReadied(Event, frozen=True, kw_only=True):
    """A campaign is ready to set out; an announced one was told to the communes it goes to."""

    NAME = "inspections.campaign_readied"
    STREAM = "campaign"

    place: UUID
    unit: UUID
    title: str
    announced: bool
    places: list[UUID]
    days: list[date]
    team: list[UUID]
    has_outline: bool
    outline_due: date | None


class CampaignBegun(Event, frozen=True, kw_only=True):
    """The first stop of a campaign began."""

    NAME = "inspections.campaign_begun"
    STREAM = "campaign"


class CampaignClosed(Event, frozen=True, kw_only=True):
    """Every stop of a campaign is over and the team has gone home."""

    NAME = "inspections.campaign_closed"
    STREAM = "campaign"

    words: str


class CampaignReopened(Event, frozen=True, kw_only=True):
    """A closed campaign goes on, for a reason."""

    NAME = "inspections.campaign_reopened"
    STREAM = "campaign"

    reason: str


class CampaignCancelled(Event, frozen=True, kw_only=True):
    """A campaign was given up, for a reason."""

    NAME = "inspections.campaign_cancelled"
    STREAM = "campaign"

    reason: str


class StopPlanned(Event, frozen=True, kw_only=True):
    """A half-day at a commune was put on the route. ``told``: its campaign was announced before."""

    NAME = "inspections.stop_planned"
    STREAM = "stop"

    campaign: UUID
    place: UUID
    unit: UUID | None
    venue: str
    day: date
    half: str
    at: int | None
    ordinal: int
    kind: str
    goes: list[UUID]
    asks: bool
    overlap: str
    told: bool
    title: str


class StopMoved(Event, frozen=True, kw_only=True):
    """Day, half-day, hour, venue or party of a stop changed, for a reason. ``told``: the commune knew of it before."""

    NAME = "inspections.stop_moved"
    STREAM = "stop"

    campaign: UUID
    place: UUID
    unit: UUID | None
    venue: str
    day: date
    half: str
    at: int | None
    ordinal: int
    goes: list[UUID]
    overlap: str
    reason: str
    told: bool


class StopCancelled(Event, frozen=True, kw_only=True):
    """A stop was taken off the route, for a reason."""

    NAME = "inspections.stop_cancelled"
    STREAM = "stop"

    campaign: UUID
    place: UUID
    reason: str
    told: bool


class StopBegun(Event, frozen=True, kw_only=True):
    """The team is there. From now on the place sees an unannounced stop."""

    NAME = "inspections.stop_begun"
    STREAM = "stop"

    campaign: UUID
    place: UUID


class StopFinished(Event, frozen=True, kw_only=True):
    """The leader ended a stop."""

    NAME = "inspections.stop_finished"
    STREAM = "stop"

    campaign: UUID
    place: UUID


class StopReopened(Event, frozen=True, kw_only=True):
    """A finished stop goes on, for a reason."""

    NAME = "inspections.stop_reopened"
    STREAM = "stop"

    campaign: UUID
    reason: str


class OutlineSaved(Event, frozen=True, kw_only=True):
    """The commune kept a draft of its answers to the outline; the team does not read it yet."""

    NAME = "inspections.outline_saved"
    STREAM = "stop"

    answers: dict[str, str]


class OutlineSubmitted(Event, frozen=True, kw_only=True):
    """The commune handed in its answers to the outline."""

    NAME = "inspections.outline_submitted"
    STREAM = "stop"

    campaign: UUID
    place: UUID
    unit: UUID
    answers: dict[str, str]


class OutlineReturned(Event, frozen=True, kw_only=True):
    """The team gave the answers back with remarks."""

    NAME = "inspections.outline_returned"
    STREAM = "stop"

    place: UUID
    remarks: str


class OutlineOverdueNoticed(Event, frozen=True, kw_only=True):
    """The day by which the answers were due is over and they are not there; told once."""

    NAME = "inspections.outline_overdue_noticed"
    STREAM = "stop"

    campaign: UUID
    place: UUID
    unit: UUID
    due: date
