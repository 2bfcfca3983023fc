"""Events of works: their plan, the day asked for, what was reported and seen, what blocks them, how they were accepted.

Whoever acts is in the entry itself. Names in an acceptance record are those of people who sign for an organisation.
``spoke`` says that it was the builder's word, which ends a silence; empty in entries that do not tell.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class StageTold(msgspec.Struct, frozen=True, kw_only=True):
    """A stage as it was planned; both days are counted."""

    key: str
    name: str
    weight: int
    starts: date
    ends: date


class PhotoTold(msgspec.Struct, frozen=True, kw_only=True):
    """A picture or paper kept as evidence, by the hash of its content."""

    sha256: str
    filename: str


class PartyTold(msgspec.Struct, frozen=True, kw_only=True):
    """Who took part in an acceptance for which side."""

    side: str
    name: str
    title: str


class DefectTold(msgspec.Struct, frozen=True, kw_only=True):
    """What was left to mend, and by which day."""

    defect: UUID
    what: str
    due: date


class WorksCreated(Event, frozen=True, kw_only=True):
    """Building works of a centre were entered: where, by whom, in which stages, asked for by which day on what ground."""

    NAME = "works.works_created"
    STREAM = "works"

    name: str
    venue: str
    place: UUID
    unit: UUID
    contractor: UUID | None
    starts: date
    silent_days: int
    stages: list[StageTold]
    asked_kind: str
    asked_day: date | None
    last_day: date | None
    ground: str
    asked_by: str
    asked_on: date | None


class WorksCorrected(Event, frozen=True, kw_only=True):
    """The name, venue, contractor or patience of works was changed, with the reason."""

    NAME = "works.works_corrected"
    STREAM = "works"

    name: str
    venue: str
    contractor: UUID | None
    silent_days: int
    reason: str


class StagesPlanned(Event, frozen=True, kw_only=True):
    """The stages were planned anew, with the reason; stages kept by their key keep what was reported of them."""

    NAME = "works.stages_planned"
    STREAM = "works"

    stages: list[StageTold]
    percent: int
    reason: str


class DayAsked(Event, frozen=True, kw_only=True):
    """Another day was asked for, by whom and on what ground; ``last_day`` is the last one in time."""

    NAME = "works.day_asked"
    STREAM = "works"

    asked_kind: str
    asked_day: date | None
    last_day: date | None
    ground: str
    asked_by: str
    asked_on: date | None


class ProgressPosted(Event, frozen=True, kw_only=True):
    """The builder reported how far each stage is; ``reason`` says why a percent went back."""

    NAME = "works.progress_posted"
    STREAM = "works"
    VERSION = 2

    post: UUID
    stages: dict[str, int]
    percent: int
    before: int
    words: str
    reason: str
    photos: list[PhotoTold]
    spoke: bool | None = None


class SiteVisited(Event, frozen=True, kw_only=True):
    """An official saw the site and says how far the works are; it stands beside the builder's own word."""

    NAME = "works.site_visited"
    STREAM = "works"

    post: UUID
    seen_on: date
    percent: int
    words: str
    photos: list[PhotoTold]


class BlockerOpened(Event, frozen=True, kw_only=True):
    """Something blocks the works; ``side`` and ``who`` say who must act."""

    NAME = "works.blocker_opened"
    STREAM = "works"
    VERSION = 2

    blocker: UUID
    what: str
    side: str
    who: str
    spoke: bool | None = None


class BlockerAnswered(Event, frozen=True, kw_only=True):
    """Whoever must act answered what blocks the works; it stands until it is cleared."""

    NAME = "works.blocker_answered"
    STREAM = "works"
    VERSION = 2

    blocker: UUID
    answer: str
    spoke: bool | None = None


class BlockerCleared(Event, frozen=True, kw_only=True):
    """What blocked the works is out of the way."""

    NAME = "works.blocker_cleared"
    STREAM = "works"
    VERSION = 2

    blocker: UUID
    how: str
    spoke: bool | None = None


class SilenceNoticed(Event, frozen=True, kw_only=True):
    """The works were silent for ``days``: told to the commune and its chair, at degree 2 to who oversees them as well."""

    NAME = "works.silence_noticed"
    STREAM = "works"

    name: str
    place: UUID
    unit: UUID
    contractor: UUID | None
    since: date
    days: int
    degree: int
    percent: int
    last_day: date | None


class SlipForeseen(Event, frozen=True, kw_only=True):
    """At the pace so far the works end after the day asked for; ``day`` is empty where they stand still."""

    NAME = "works.slip_foreseen"
    STREAM = "works"

    name: str
    place: UUID
    unit: UUID
    percent: int
    day: date | None
    late: int
    last_day: date


class DayMissed(Event, frozen=True, kw_only=True):
    """The last day in time is over and the works are not accepted."""

    NAME = "works.day_missed"
    STREAM = "works"

    name: str
    place: UUID
    unit: UUID
    percent: int
    last_day: date


class WorksAccepted(Event, frozen=True, kw_only=True):
    """A leader signed the acceptance record; ``late`` is judged by the day of signing, not by the day of the meeting."""

    NAME = "works.works_accepted"
    STREAM = "works"

    acceptance: UUID
    name: str
    place: UUID
    unit: UUID
    held_on: date
    signed_on: date
    last_day: date | None
    late: int
    parties: list[PartyTold]
    defects: list[DefectTold]
    conclusion: str


class DefectMended(Event, frozen=True, kw_only=True):
    """The builder says that a defect left at acceptance is mended."""

    NAME = "works.defect_mended"
    STREAM = "works"
    VERSION = 2

    defect: UUID
    words: str
    spoke: bool | None = None


class DefectChecked(Event, frozen=True, kw_only=True):
    """An official looked at a mended defect: good, or open again."""

    NAME = "works.defect_checked"
    STREAM = "works"

    defect: UUID
    good: bool
    words: str


class WorksReopened(Event, frozen=True, kw_only=True):
    """A defect found after acceptance set it aside: the works go on and must be accepted again."""

    NAME = "works.works_reopened"
    STREAM = "works"

    acceptance: UUID
    blocker: UUID
    what: str


class WorksCancelled(Event, frozen=True, kw_only=True):
    """The works were entered by mistake or given up, with the reason; they leave lists and counts."""

    NAME = "works.works_cancelled"
    STREAM = "works"

    reason: str
