"""Events of steering: plans of tasks, days that come every year, weekly reports, the wording of «6 rõ»."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class MilestoneTold(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan wants reached by the end of a month (its first day)."""

    month: date
    words: str


class PlanOpened(Event, frozen=True, kw_only=True):
    """A plan of tasks was begun for a place and a period."""

    NAME = "oversight.plan_opened"
    STREAM = "plan"

    place: UUID
    title: str
    starts: date
    ends: date
    copied_from: UUID | None
    milestones: list[MilestoneTold]


class PlanChanged(Event, frozen=True, kw_only=True):
    """Title or monthly milestones of a plan were changed."""

    NAME = "oversight.plan_changed"
    STREAM = "plan"

    title: str
    milestones: list[MilestoneTold]
    reason: str


class PlanAccepted(Event, frozen=True, kw_only=True):
    """The leader accepted the plan."""

    NAME = "oversight.plan_accepted"
    STREAM = "plan"

    words: str


class OccasionNamed(Event, frozen=True, kw_only=True):
    """A place keeps a day that comes every year, with the unit that sees to it; month and day 0: mid-autumn by the moon."""

    NAME = "oversight.occasion_named"
    STREAM = "occasion"

    place: UUID
    name: str
    month: int
    day: int
    owner: UUID | None


class OccasionChanged(Event, frozen=True, kw_only=True):
    """Name or owner of such a day were changed, or it is kept no more."""

    NAME = "oversight.occasion_changed"
    STREAM = "occasion"

    name: str
    owner: UUID | None
    kept: bool
    reason: str


class OccasionMoved(Event, frozen=True, kw_only=True):
    """In one year the day is another one; what is due by it moves with it."""

    NAME = "oversight.occasion_moved"
    STREAM = "occasion"

    occasion: UUID
    year: int
    day: date
    before: date | None
    reason: str


class FigureTold(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of a report."""

    key: str
    count: int


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """One directive in a report, under the figure it stands for, in the words of that day."""

    figure: str
    directive: UUID
    title: str
    lead: str
    until: date | None
    words: str


class SteeringReportIssued(Event, frozen=True, kw_only=True):
    """The report of a period was signed off; it stays as it was issued."""

    NAME = "oversight.steering_report_issued"
    STREAM = "steering_report"

    place: UUID
    starts: date
    ends: date
    words: str
    figures: list[FigureTold]
    lines: list[ReportLine]


class SixWordsSet(Event, frozen=True, kw_only=True):
    """A place calls the six clear things by names of its own from now on."""

    NAME = "oversight.six_words_set"
    STREAM = "six_words"

    place: UUID
    words: dict[str, str]
    ground: str
