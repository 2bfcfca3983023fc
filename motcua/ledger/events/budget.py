"""Events of budget: the estimate on its way to approval, support money and what it was spent on. Amounts are VND."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class EstimateLineTold(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an estimate; ``for_centre`` says that it is for the centre itself."""

    name: str
    amount: int
    for_centre: bool
    note: str


class EstimateAsked(Event, frozen=True, kw_only=True):
    """An estimate was asked for: whose, for which year, to be approved by the end of which day."""

    NAME = "budget.estimate_asked"
    STREAM = "estimate"

    place: UUID
    year: int
    title: str
    wanted_by: date | None
    ground: str


class EstimateDrafted(Event, frozen=True, kw_only=True):
    """The lines of an estimate were written or written anew."""

    NAME = "budget.estimate_drafted"
    STREAM = "estimate"

    title: str
    lines: list[EstimateLineTold]
    total: int


class EstimateSubmitted(Event, frozen=True, kw_only=True):
    """An estimate was put before whoever approves it."""

    NAME = "budget.estimate_submitted"
    STREAM = "estimate"

    place: UUID
    title: str
    total: int
    round: int


class EstimateDecided(Event, frozen=True, kw_only=True):
    """An estimate was approved by a decision, or returned with the reason."""

    NAME = "budget.estimate_decided"
    STREAM = "estimate"

    place: UUID
    title: str
    approved: bool
    total: int
    decision: str
    words: str


class EstimateMissingNoticed(Event, frozen=True, kw_only=True):
    """The day by which an estimate was to be approved went by without an approval; told once."""

    NAME = "budget.estimate_missing_noticed"
    STREAM = "estimate"

    place: UUID
    title: str
    wanted_by: date
    state: str


class GrantRecorded(Event, frozen=True, kw_only=True):
    """Support money came in: how much, from whom, by which decision, for what, and whether the centre comes first."""

    NAME = "budget.grant_recorded"
    STREAM = "grant"

    place: UUID
    name: str
    source: str
    decision: str
    decided_on: date | None
    amount: int
    purpose: str
    centre_first: bool
    centre_first_ground: str


class GrantCorrected(Event, frozen=True, kw_only=True):
    """What was recorded of support money was put right, with the reason."""

    NAME = "budget.grant_corrected"
    STREAM = "grant"

    name: str
    source: str
    decision: str
    decided_on: date | None
    amount: int
    purpose: str
    centre_first: bool
    centre_first_ground: str
    reason: str


class GrantSpent(Event, frozen=True, kw_only=True):
    """Support money was spent. ``warned`` says that it went elsewhere while the centre lacked things, with the reason."""

    NAME = "budget.grant_spent"
    STREAM = "grant"

    spending: UUID
    place: UUID
    day: date
    what: str
    amount: int
    for_centre: bool
    paper: str
    warned: bool
    centre_gaps: int | None
    gaps_as_of: date | None
    gaps_source: str
    reason: str


class SpendingReversed(Event, frozen=True, kw_only=True):
    """A spending was taken back, with the reason; its line stays."""

    NAME = "budget.spending_reversed"
    STREAM = "grant"

    spending: UUID
    amount: int
    for_centre: bool
    reason: str
