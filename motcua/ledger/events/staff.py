"""Events of the staff room: assignments, rosters, leave, presence and its shortcomings; moves, training, needs.

Officials are named by their id alone. Reasons people give for being away are personal and lie in the private part.
``place`` (the commune of the row) is empty in entries of version 1 of an event that begins a thing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from motcua.ledger.events import Event


class AssignmentIssued(Event, frozen=True, kw_only=True):
    """An official was assigned fields at a counter by a decision; ``untrained`` are those they are not trained in."""

    NAME = "staff.assignment_issued"
    STREAM = "assignment"
    VERSION = 2

    unit: UUID
    official: UUID
    counter: str
    fields: list[str]
    untrained: list[str]
    valid_from: date
    valid_to: date | None
    decision: str
    place: UUID | None = None


class AssignmentChanged(Event, frozen=True, kw_only=True):
    """Fields, counter or decision of an assignment were changed or corrected, for a reason."""

    NAME = "staff.assignment_changed"
    STREAM = "assignment"

    unit: UUID
    official: UUID
    counter: str
    fields: list[str]
    untrained: list[str]
    decision: str
    reason: str


class AssignmentEnded(Event, frozen=True, kw_only=True):
    """An assignment ends on a day (exclusive), for a reason."""

    NAME = "staff.assignment_ended"
    STREAM = "assignment"

    unit: UUID
    official: UUID
    valid_to: date
    reason: str


class SlotTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who serves a place in a half-day, as events tell it."""

    day: date
    half: str
    post: str
    official: UUID


class GapTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place of a half-day that nobody serves, as events tell it."""

    day: date
    half: str
    post: str


class RosterDrafted(Event, frozen=True, kw_only=True):
    """A duty roster was drafted by rotation; ``gaps`` are places for which nobody could be found."""

    NAME = "staff.roster_drafted"
    STREAM = "roster"
    VERSION = 2

    unit: UUID
    first: date
    last: date
    planned: list[date]
    places: list[str]
    slots: list[SlotTold]
    gaps: list[GapTold]
    place: UUID | None = None


class RosterRedrafted(Event, frozen=True, kw_only=True):
    """The draft of a roster was rotated anew, from today's leave and assignments, from a day on."""

    NAME = "staff.roster_redrafted"
    STREAM = "roster"

    since: date
    slots: list[SlotTold]
    gaps: list[GapTold]


class SlotSet(Event, frozen=True, kw_only=True):
    """By hand somebody was put on a place of the draft, or (``official`` empty) taken off it; who sat there before."""

    NAME = "staff.slot_set"
    STREAM = "roster"

    day: date
    half: str
    post: str
    official: UUID | None
    before: UUID | None


class RosterPublished(Event, frozen=True, kw_only=True):
    """A roster was made known in an edition: from now on it says who should be there."""

    NAME = "staff.roster_published"
    STREAM = "roster"

    unit: UUID
    edition: int
    first: date
    last: date
    slots: list[SlotTold]
    gaps: list[GapTold]


class RosterWithdrawn(Event, frozen=True, kw_only=True):
    """A roster no longer holds, for a reason."""

    NAME = "staff.roster_withdrawn"
    STREAM = "roster"

    unit: UUID
    reason: str


class LeaveAsked(Event, frozen=True, kw_only=True):
    """An official asked to be away for some half-days, or the head entered it (``granted``); who covers."""

    NAME = "staff.leave_asked"
    STREAM = "leave"
    VERSION = 2
    PERSONAL: ClassVar[dict[str, str]] = {"kind": "official", "reason": "official"}

    unit: UUID
    official: UUID
    first: date
    first_half: str
    last: date
    last_half: str
    cover: UUID | None
    granted: bool
    kind: str = ""
    reason: str = ""
    place: UUID | None = None


class LeaveDecided(Event, frozen=True, kw_only=True):
    """A request to be away was granted, with who covers, or refused with an answer."""

    NAME = "staff.leave_decided"
    STREAM = "leave"

    official: UUID
    granted: bool
    cover: UUID | None
    answer: str


class LeaveCancelled(Event, frozen=True, kw_only=True):
    """A leave was taken back, for a reason."""

    NAME = "staff.leave_cancelled"
    STREAM = "leave"

    official: UUID
    reason: str


class CoverNamed(Event, frozen=True, kw_only=True):
    """Somebody stands in for another in one half-day, for a reason."""

    NAME = "staff.cover_named"
    STREAM = "cover"
    VERSION = 2
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "official"}

    unit: UUID
    day: date
    half: str
    official: UUID
    cover: UUID
    reason: str = ""
    place: UUID | None = None


class CoverWithdrawn(Event, frozen=True, kw_only=True):
    """A cover named for one half-day was taken back, for a reason."""

    NAME = "staff.cover_withdrawn"
    STREAM = "cover"

    official: UUID
    cover: UUID
    reason: str


class SignedIn(Event, frozen=True, kw_only=True):
    """An official signed in for a half-day, at the server's time."""

    NAME = "staff.signed_in"
    STREAM = "presence"
    VERSION = 2

    unit: UUID
    official: UUID
    day: date
    half: str
    at: datetime
    place: UUID | None = None


class SignedOut(Event, frozen=True, kw_only=True):
    """An official signed out of a half-day, at the server's time."""

    NAME = "staff.signed_out"
    STREAM = "presence"

    official: UUID
    at: datetime


class PresenceEntered(Event, frozen=True, kw_only=True):
    """The head entered a forgotten presence afterwards, with a reason; it is shown as such."""

    NAME = "staff.presence_entered"
    STREAM = "presence"
    VERSION = 2
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "official"}

    unit: UUID
    official: UUID
    day: date
    half: str
    came: datetime
    left: datetime | None
    reason: str = ""
    place: UUID | None = None


class PresenceCorrected(Event, frozen=True, kw_only=True):
    """The head corrected a presence (a forgotten sign-out, a wrong entry), with a reason; what stood before is told."""

    NAME = "staff.presence_corrected"
    STREAM = "presence"
    PERSONAL: ClassVar[dict[str, str]] = {"reason": "official"}

    official: UUID
    came: datetime
    left: datetime | None
    came_before: datetime
    left_before: datetime | None
    reason: str = ""


class AbsenceNoted(Event, frozen=True, kw_only=True):
    """A place on duty was found not served: who was away without cover, seen when, and whether on site."""

    NAME = "staff.absence_noted"
    STREAM = "shortcoming"

    place: UUID
    unit: UUID
    official: UUID
    day: date
    half: str
    post: str
    standing: str
    seen_at: datetime
    on_site: bool


class AbsenceExplained(Event, frozen=True, kw_only=True):
    """The head of the centre explained an absence; what was seen stays beside it."""

    NAME = "staff.absence_explained"
    STREAM = "shortcoming"
    PERSONAL: ClassVar[dict[str, str]] = {"explanation": "official"}

    unit: UUID
    official: UUID
    explanation: str = ""


class SkillRecorded(Event, frozen=True, kw_only=True):
    """A centre says that an official knows a field from before, on what ground (reported by the centre itself)."""

    NAME = "staff.skill_recorded"
    STREAM = "skill"
    VERSION = 2

    unit: UUID
    official: UUID
    field: str
    since: date
    ground: str
    place: UUID | None = None


class SkillWithdrawn(Event, frozen=True, kw_only=True):
    """What a centre said of an official's knowledge of a field was taken back, for a reason."""

    NAME = "staff.skill_withdrawn"
    STREAM = "skill"

    official: UUID
    field: str
    reason: str


class MovePlanned(Event, frozen=True, kw_only=True):
    """Somebody is to move from an old unit to a new post, by a decision, from a day; who hands work over to them."""

    NAME = "staff.move_planned"
    STREAM = "move"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "move", "hands_over": "move"}

    move: UUID
    place: UUID
    unit: UUID
    official: UUID | None
    from_unit: str
    title: str
    fields: list[str]
    decision: str
    decided_on: date
    first_day: date
    name: str
    hands_over: str = ""


class MoveCorrected(Event, frozen=True, kw_only=True):
    """What a move says was corrected, for a reason."""

    NAME = "staff.move_corrected"
    STREAM = "move"
    PERSONAL: ClassVar[dict[str, str]] = {"name": "move", "hands_over": "move"}

    move: UUID
    from_unit: str
    title: str
    fields: list[str]
    decision: str
    decided_on: date
    first_day: date
    reason: str
    name: str
    hands_over: str = ""


class MoveLinked(Event, frozen=True, kw_only=True):
    """The person of a move was found among the registered officials."""

    NAME = "staff.move_linked"
    STREAM = "move"

    official: UUID


class MoveItemAnswered(Event, frozen=True, kw_only=True):
    """One thing a person who moves in needs was answered: done, not needed, or (state empty) open again."""

    NAME = "staff.move_item_answered"
    STREAM = "move"

    item: str
    state: str
    day: date
    note: str


class MoveArrived(Event, frozen=True, kw_only=True):
    """Somebody came to the new post on a day; ``missing`` is what they still lacked."""

    NAME = "staff.move_arrived"
    STREAM = "move"

    place: UUID
    official: UUID | None
    day: date
    missing: list[str]


class MoveCancelled(Event, frozen=True, kw_only=True):
    """A move was given up, for a reason."""

    NAME = "staff.move_cancelled"
    STREAM = "move"

    reason: str


class TrainingAsked(Event, frozen=True, kw_only=True):
    """A centre asks for training in a field (``deep``: *chuyên sâu*), for whom and why."""

    NAME = "staff.training_asked"
    STREAM = "training_need"

    place: UUID
    unit: UUID
    field: str
    deep: bool
    people: list[UUID]
    why: str


class TrainingAnswered(Event, frozen=True, kw_only=True):
    """A need for training was refused by who plans training, with an answer."""

    NAME = "staff.training_answered"
    STREAM = "training_need"

    place: UUID
    answer: str


class TrainingWithdrawn(Event, frozen=True, kw_only=True):
    """A centre took back its need for training, for a reason."""

    NAME = "staff.training_withdrawn"
    STREAM = "training_need"

    reason: str


class SessionTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A half-day of a class, as events tell it."""

    day: date
    half: str


class ClassPlanned(Event, frozen=True, kw_only=True):
    """A class was planned from needs: field, owner, sessions, where, seats, teacher; whom the needs brought on it."""

    NAME = "staff.class_planned"
    STREAM = "training_class"
    VERSION = 2

    unit: UUID
    field: str
    deep: bool
    owner: str
    where: str
    online: bool
    seats: int
    teacher: str
    sessions: list[SessionTold]
    needs: list[UUID]
    enrolled: list[UUID]
    place: UUID | None = None


class ClassChanged(Event, frozen=True, kw_only=True):
    """Owner, place, seats or teacher of a class changed, for a reason."""

    NAME = "staff.class_changed"
    STREAM = "training_class"

    owner: str
    where: str
    online: bool
    seats: int
    teacher: str
    reason: str


class ClassCancelled(Event, frozen=True, kw_only=True):
    """A class was called off, for a reason; its needs (``needs``) are open again."""

    NAME = "staff.class_cancelled"
    STREAM = "training_class"

    reason: str
    needs: list[UUID]


class Enrolled(Event, frozen=True, kw_only=True):
    """An official was put on a class."""

    NAME = "staff.enrolled"
    STREAM = "training_class"

    official: UUID
    place: UUID


class EnrolmentWithdrawn(Event, frozen=True, kw_only=True):
    """An official was taken off a class before its first session, for a reason."""

    NAME = "staff.enrolment_withdrawn"
    STREAM = "training_class"

    official: UUID
    reason: str


class AttendanceTaken(Event, frozen=True, kw_only=True):
    """Who was there in a session of a class was written down (again: ``again``)."""

    NAME = "staff.attendance_taken"
    STREAM = "training_class"

    day: date
    half: str
    present: list[UUID]
    again: bool


class ResultTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of a class for one person, as events tell it."""

    official: UUID
    passed: bool
    note: str


class ResultsEntered(Event, frozen=True, kw_only=True):
    """What came of a class for those on it: who passed is from now on trained in its field."""

    NAME = "staff.results_entered"
    STREAM = "training_class"

    field: str
    results: list[ResultTold]


class StaffNeedTold(Event, frozen=True, kw_only=True):
    """A centre tells of housing, allowance or posts it lacks: for whom, why, since when, what would solve it, who can."""

    NAME = "staff.need_told"
    STREAM = "staff_need"

    need: UUID
    place: UUID
    unit: UUID
    official: UUID | None
    kind: str
    people: int
    since: date
    solution: str
    solver: str
    only_province: bool
    reason: str


class StaffNeedAnswered(Event, frozen=True, kw_only=True):
    """Who can solve a need answered it: under way, solved or refused, never without words."""

    NAME = "staff.need_answered"
    STREAM = "staff_need"

    place: UUID
    kind: str
    state: str
    answer: str


class StaffNeedClosed(Event, frozen=True, kw_only=True):
    """The centre itself says that a need is solved or no longer there (*tự báo cáo*)."""

    NAME = "staff.need_closed"
    STREAM = "staff_need"

    place: UUID
    kind: str
    state: str
    answer: str
